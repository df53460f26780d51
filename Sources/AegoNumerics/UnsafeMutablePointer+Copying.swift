extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Copies `count` elements here, from memory that may overlap with this.
  ///
  /// `update(from:count:)` does the same, but also for elements that own something: a function that must not lock may
  /// not call it.
  @inlinable public func copy(from source: UnsafePointer<Pointee>, count: Int) {
    UnsafeMutableRawPointer(self).copyMemory(from: source, byteCount: count * MemoryLayout<Pointee>.stride)
  }
}
