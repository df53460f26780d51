/// Memory for `count` elements, allocated once and freed with its owner, aligned to 64 bytes.
///
/// The engine keeps its tables and state in storages rather than arrays: reading and writing one can neither allocate
/// nor retain. An index is checked in debug builds only.
public struct Storage<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Sendable as an array is: the memory is reached through its one owner alone.

  /// The first element.
  public let base: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Allocates `count` elements, all set to `element`.
  @inlinable public init(count: Int, repeating element: Element) {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Element.self, capacity: max(count, 1))
    base.initialize(repeating: element, count: count)
    self.count = count
  }

  /// Allocates a copy of an array.
  @inlinable public init(_ elements: [Element]) {
    let bytes = max(elements.count, 1) * MemoryLayout<Element>.stride
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Element.self, capacity: max(elements.count, 1))
    count = elements.count
    elements.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { base.initialize(from: first, count: count) }
    }
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// The element at an index in 0..<count.
  @inlinable public subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// Sets every element.
  @inlinable public func fill(_ element: Element) { base.update(repeating: element, count: count) }

  /// The elements as an array, for tests and files.
  public var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
