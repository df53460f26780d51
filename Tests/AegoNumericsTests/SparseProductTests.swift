import AegoNumerics
import Testing

@Suite struct SparseProductTests {
  /// A table in which about every third number is 0.
  private static func table(_ count: Int, _ random: inout RandomStream) -> [Float] {
    (0..<count).map { _ in random.below(3) == 0 ? 0 : random.normal() }
  }

  @Test(arguments: [(1, 1, 8), (3, 7, 16), (5, 32, 40), (32, 100, 104), (2, 9, 32)])
  func `a product has the sums of the definition`(rows: Int, terms: Int, columns: Int) {
    var random = RandomStream(seed: 3, name: "product")
    let a = Self.table(rows * terms, &random)
    let b = Self.table(terms * columns, &random)
    let start = Self.table(columns, &random)
    let product = SparseProduct(terms: terms)
    var result = [Float](repeating: .nan, count: rows * columns)
    product.run(
      a, rowStep: terms, termStep: 1, b, start: start, output: &result, rows: rows, terms: terms, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = start[column]
        for term in 0..<terms { sum += a[row * terms + term] * b[term * columns + column] }
        #expect(result[row * columns + column] == sum)
      }
    }
  }

  @Test func `exchanged steps turn the first table over`() {
    var random = RandomStream(seed: 4, name: "product")
    let (rows, terms, columns) = (6, 5, 24)
    let a = Self.table(rows * terms, &random)
    let b = Self.table(terms * columns, &random)
    var turned = [Float](repeating: 0, count: rows * terms)
    Kernels.transpose(a, step: terms, &turned, step: rows, rows: rows, columns: terms)
    let product = SparseProduct(terms: 40)
    var (first, second) = ([Float](repeating: 1, count: rows * columns), [Float](repeating: 2, count: rows * columns))
    product.run(a, rowStep: terms, termStep: 1, b, output: &first, rows: rows, terms: terms, columns: columns)
    product.run(turned, rowStep: 1, termStep: rows, b, output: &second, rows: rows, terms: terms, columns: columns)
    #expect(first == second)
    #expect(first.contains { $0 != 0 })
  }
}
