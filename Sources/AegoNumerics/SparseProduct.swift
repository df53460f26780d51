/// The product of two tables of which the first holds many zeros, as the activations and gradients of ReLU units do.
///
/// Terms with a zero are left out, which halves the work of a training step. Each sum runs in the order of its terms.
public struct SparseProduct: ~Copyable {
  /// A number of the first table that is not zero, and where its row of the second begins.
  @usableFromInline struct Term: BitwiseCopyable {
    var factor: Float = 0
    var offset: Int32 = 0
  }
  @usableFromInline let terms: Storage<Term>

  /// Makes room for sums of up to `terms` terms.
  public init(terms: Int) { self.terms = Storage(count: terms, repeating: Term()) }

  /// output = a · b, or start + a · b.
  ///
  /// - Parameters:
  ///   - a: rows × terms; the number of row r and term t stands at r · `rowStep` + t · `termStep`.
  ///   - rowStep: the distance of two rows of `a`.
  ///   - termStep: the distance of two terms of `a`; with the two steps exchanged, `a` counts as turned over.
  ///   - b: terms × columns, row by row.
  ///   - start: what the sums of each column begin with; 0 where there is none.
  ///   - output: rows × columns, row by row.
  ///   - rows: of `a` and the output.
  ///   - count: the terms of each sum.
  ///   - columns: of `b` and the output; a multiple of 8.
  @_noLocks public borrowing func run(
    _ a: UnsafePointer<Float>, rowStep: Int, termStep: Int, _ b: UnsafePointer<Float>,
    start: UnsafePointer<Float>? = nil, output: UnsafeMutablePointer<Float>, rows: Int, terms count: Int, columns: Int
  ) {
    precondition(columns % 8 == 0, "rows are padded to whole vectors")
    precondition(count <= terms.count, "there is room for \(terms.count) terms")
    for row in 0..<rows {
      let used = collect(a + row * rowStep, termStep, count, columns)
      let result = output + row * columns
      var column = 0
      while column + 32 <= columns {
        wide(used, b + column, start.map { $0 + column }, result + column)
        column += 32
      }
      while column < columns {
        narrow(used, b + column, start.map { $0 + column }, result + column)
        column += 8
      }
    }
  }

  /// Notes the numbers of a row that are not zero; gives how many. Every number is written, and only the place of the
  /// next depends on it: nothing to mispredict.
  private borrowing func collect(_ row: UnsafePointer<Float>, _ step: Int, _ count: Int, _ columns: Int) -> Int {
    var used = 0
    var from = row
    var offset: Int32 = 0
    for _ in 0..<count {
      let factor = from.pointee
      terms.base[used] = Term(factor: factor, offset: offset)
      used += factor != 0 ? 1 : 0
      from += step
      offset += Int32(truncatingIfNeeded: columns)
    }
    return used
  }

  /// The sums of 32 columns: eight registers of the sixteen.
  private borrowing func wide(
    _ used: Int, _ b: UnsafePointer<Float>, _ start: UnsafePointer<Float>?, _ result: UnsafeMutablePointer<Float>
  ) {
    var (first, second, third, fourth) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    if let start {
      first = Kernels.load(start, 0)
      second = Kernels.load(start, 8)
      third = Kernels.load(start, 16)
      fourth = Kernels.load(start, 24)
    }
    var term = UnsafePointer(terms.base)
    let end = term + used
    while term < end {
      let factor = term.pointee.factor
      let lanes = b + Int(term.pointee.offset)
      first += Kernels.load(lanes, 0) * factor
      second += Kernels.load(lanes, 8) * factor
      third += Kernels.load(lanes, 16) * factor
      fourth += Kernels.load(lanes, 24) * factor
      term += 1
    }
    Kernels.store(first, result, 0)
    Kernels.store(second, result, 8)
    Kernels.store(third, result, 16)
    Kernels.store(fourth, result, 24)
  }

  /// The sums of eight columns.
  private borrowing func narrow(
    _ used: Int, _ b: UnsafePointer<Float>, _ start: UnsafePointer<Float>?, _ result: UnsafeMutablePointer<Float>
  ) {
    var sum = start.map { Kernels.load($0, 0) } ?? SIMD8<Float>()
    for index in 0..<used {
      let term = terms.base[index]
      sum += Kernels.load(b, Int(term.offset)) * term.factor
    }
    Kernels.store(sum, result, 0)
  }
}
