/// Sums and products in one fixed order, so that every processor gives the same bits.
public enum Kernels {
  /// The sum of eight lanes: halves, quarters, pairs.
  @inlinable public static func sum(_ lanes: SIMD8<Float>) -> Float {
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  /// Eight floats at `offset`, at any alignment.
  @inlinable public static func load(_ base: UnsafePointer<Float>, _ offset: Int) -> SIMD8<Float> {
    UnsafeRawPointer(base + offset).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Writes eight floats at `offset`, at any alignment.
  @inlinable public static func store(_ lanes: SIMD8<Float>, _ base: UnsafeMutablePointer<Float>, _ offset: Int) {
    UnsafeMutableRawPointer(base + offset).storeBytes(of: lanes, as: SIMD8<Float>.self)
  }

  /// output = weights · input + bias.
  ///
  /// - Parameters:
  ///   - weights: rows × columns, row by row.
  ///   - bias: `rows` numbers.
  ///   - input: `columns` numbers.
  ///   - output: `rows` numbers.
  ///   - rows: how many numbers come out.
  ///   - columns: a multiple of 8; pad rows and input with zeros.
  @_noLocks public static func affine(
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>, input: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    precondition(columns % 8 == 0, "rows are padded to whole vectors")
    var row = 0
    while row + 4 <= rows {
      let first = weights + row * columns
      let second = first + columns
      let third = second + columns
      let fourth = third + columns
      var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
      var column = 0
      while column < columns {
        let x = load(input, column)
        a += load(first, column) * x
        b += load(second, column) * x
        c += load(third, column) * x
        d += load(fourth, column) * x
        column += 8
      }
      output[row] = bias[row] + sum(a)
      output[row + 1] = bias[row + 1] + sum(b)
      output[row + 2] = bias[row + 2] + sum(c)
      output[row + 3] = bias[row + 3] + sum(d)
      row += 4
    }
    while row < rows {
      output[row] = bias[row] + dot(weights + row * columns, input, count: columns)
      row += 1
    }
  }

  /// output = weights · input + bias for several inputs in one pass over the weights; each output has the very bits that
  /// `affine` of its input alone gives.
  ///
  /// - Parameters:
  ///   - weights: rows × columns, row by row.
  ///   - bias: `rows` numbers.
  ///   - inputs: `count` inputs of `columns` numbers each, `stride` apart.
  ///   - outputs: `count` outputs of `rows` numbers each, `stride` apart.
  ///   - count: how many inputs.
  ///   - stride: how far apart they lie, and the outputs too.
  ///   - rows: how many numbers come out.
  ///   - columns: a multiple of 8; pad rows and inputs with zeros.
  @_noLocks public static func affine(
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>, inputs: UnsafePointer<Float>,
    outputs: UnsafeMutablePointer<Float>, count: Int, stride: Int, rows: Int, columns: Int
  ) {
    precondition(columns % 8 == 0, "rows are padded to whole vectors")
    var row = 0
    while row < rows {
      // Two rows by two inputs: what sixteen registers of four lanes hold. What has no partner is computed twice.
      let nextRow = row + 1 < rows ? row + 1 : row
      let (above, below) = (weights + row * columns, weights + nextRow * columns)
      var index = 0
      while index < count {
        let next = index + 1 < count ? index + 1 : index
        let (x, y) = (inputs + index * stride, inputs + next * stride)
        var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
        var column = 0
        while column < columns {
          let (first, second) = (load(x, column), load(y, column))
          let upper = load(above, column)
          a += upper * first
          b += upper * second
          let lower = load(below, column)
          c += lower * first
          d += lower * second
          column += 8
        }
        outputs[index * stride + row] = bias[row] + sum(a)
        outputs[next * stride + row] = bias[row] + sum(b)
        outputs[index * stride + nextRow] = bias[nextRow] + sum(c)
        outputs[next * stride + nextRow] = bias[nextRow] + sum(d)
        index += 2
      }
      row += 2
    }
  }

  /// The sum of products of two rows of `count` numbers, a multiple of 8.
  @_noLocks public static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    var total = SIMD8<Float>()
    var index = 0
    while index < count {
      total += load(a, index) * load(b, index)
      index += 8
    }
    return sum(total)
  }

  /// Turns a table over: what stands in rows × columns stands in columns × rows; four by four, then what is left.
  ///
  /// - Parameters:
  ///   - input: `rows` rows, `inputStep` apart.
  ///   - inputStep: at least `columns`.
  ///   - output: `columns` rows, `outputStep` apart.
  ///   - outputStep: at least `rows`.
  ///   - rows: of the input.
  ///   - columns: of the input.
  @_noLocks public static func transpose(
    _ input: UnsafePointer<Float>, step inputStep: Int, _ output: UnsafeMutablePointer<Float>, step outputStep: Int,
    rows: Int, columns: Int
  ) {
    let (wholeRows, wholeColumns) = (rows / 4 * 4, columns / 4 * 4)
    for row in stride(from: 0, to: wholeRows, by: 4) {
      for column in stride(from: 0, to: wholeColumns, by: 4) {
        let from = UnsafeRawPointer(input + row * inputStep + column)
        let step = 4 * inputStep
        let a = from.loadUnaligned(as: SIMD4<Float>.self)
        let b = from.loadUnaligned(fromByteOffset: step, as: SIMD4<Float>.self)
        let c = from.loadUnaligned(fromByteOffset: 2 * step, as: SIMD4<Float>.self)
        let d = from.loadUnaligned(fromByteOffset: 3 * step, as: SIMD4<Float>.self)
        let to = UnsafeMutableRawPointer(output + column * outputStep + row)
        to.storeBytes(of: SIMD4(a.x, b.x, c.x, d.x), as: SIMD4<Float>.self)
        to.storeBytes(of: SIMD4(a.y, b.y, c.y, d.y), toByteOffset: 4 * outputStep, as: SIMD4<Float>.self)
        to.storeBytes(of: SIMD4(a.z, b.z, c.z, d.z), toByteOffset: 8 * outputStep, as: SIMD4<Float>.self)
        to.storeBytes(of: SIMD4(a.w, b.w, c.w, d.w), toByteOffset: 12 * outputStep, as: SIMD4<Float>.self)
      }
    }
    for row in 0..<rows {
      for column in (row < wholeRows ? wholeColumns : 0)..<columns {
        output[column * outputStep + row] = input[row * inputStep + column]
      }
    }
  }
}
