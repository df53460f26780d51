import AegoNumerics
import Testing

@Suite struct KernelsTests {
  @Test(arguments: [(1, 1), (3, 5), (4, 8), (6, 9), (100, 8), (12, 7)])
  func `a table is turned over and nothing beside it is written`(rows: Int, columns: Int) {
    let (inputStep, outputStep) = (columns + 3, rows + 2)
    let input = (0..<rows * inputStep).map { Float($0) }
    var output = [Float](repeating: -1, count: columns * outputStep)
    Kernels.transpose(input, step: inputStep, &output, step: outputStep, rows: rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { #expect(output[column * outputStep + row] == input[row * inputStep + column]) }
      #expect(output[column * outputStep + rows] == -1 && output[column * outputStep + rows + 1] == -1)
    }
  }
}
