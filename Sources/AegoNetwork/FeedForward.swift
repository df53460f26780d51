import AegoNumerics

/// A trained network that only computes its output, in a fixed order of operations.
///
/// It owns its weights, padded to whole vectors, and its scratch memory: after `init` nothing allocates. The same
/// input gives the same bits on every x86-64 processor. One thread at a time may run it.
public struct FeedForward: ~Copyable, Sendable {
  /// How many numbers go in.
  public let inputs: Int
  /// How many numbers come out.
  public let outputs: Int
  /// A layer as the loop reads it: offsets into `numbers` instead of arrays. Other modules hold networks by value, and
  /// so the compiler wants to see it from there.
  @usableFromInline struct Step: BitwiseCopyable, Sendable {
    @usableFromInline enum Kind: BitwiseCopyable, Sendable { case linear, layerNorm, silu, softplus }
    var kind: Kind
    var rows: Int
    /// Padded to a multiple of 8.
    var columns: Int
    var weights: Int
    var bias: Int
  }
  @usableFromInline let steps: Storage<Step>
  private let numbers: Storage<Float>
  private let scratch: Storage<Float>
  /// The distance of two vectors in the scratch memory.
  private let width: Int

  /// Copies the layers of a network into its own memory. Layers that do not fit together are a programmer's mistake.
  public init(_ layers: [Layer], inputs: Int) {
    var steps: [Step] = []
    var numbers: [Float] = []
    var count = inputs
    var widest = inputs
    for layer in layers {
      guard let next = layer.outputs(inputs: count) else { preconditionFailure("a layer does not fit its input") }
      steps.append(Step(layer, inputs: count, outputs: next, numbers: &numbers))
      count = next
      widest = max(widest, next)
    }
    self.inputs = inputs
    outputs = count
    // One cache line more than needed: vectors a whole page apart would take each other's places in the cache.
    width = padded(widest) + 16
    self.steps = Storage(steps)
    self.numbers = Storage(numbers)
    scratch = Storage(count: 2 * width * FeedForward.most, repeating: 0)
  }

  /// The most inputs of one `run`.
  public static let most = 8

  /// Computes `outputs` numbers from `inputs` numbers.
  @_noLocks public borrowing func run(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    run(input, count: 1, into: output)
  }

  /// Computes the outputs of several inputs in one pass over the weights, each with the bits that it has alone.
  ///
  /// - Parameters:
  ///   - input: `count` times `inputs` numbers.
  ///   - count: how many inputs there are, 1...`most`.
  ///   - output: set to `count` times `outputs` numbers.
  @_noLocks public borrowing func run(
    _ input: UnsafePointer<Float>, count: Int, into output: UnsafeMutablePointer<Float>
  ) {
    precondition(count >= 1 && count <= FeedForward.most, "a run has one to eight inputs")
    var (from, to) = (scratch.base, scratch.base + width * FeedForward.most)
    for sample in 0..<count {
      (from + sample * width).copy(from: input + sample * inputs, count: inputs)
      clear(from + sample * width, inputs)
    }
    for index in 0..<steps.count {
      let step = steps[index]
      if step.kind == .linear {
        multiply(step, from, to, count)
        swap(&from, &to)
      }
      for sample in 0..<count { finish(step, from + sample * width) }
    }
    for sample in 0..<count {
      (output + sample * outputs).copy(from: from + sample * width, count: outputs)
    }
  }

  private borrowing func multiply(
    _ step: Step, _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let (weights, bias) = (numbers.base + step.weights, numbers.base + step.bias)
    if count == 1 {
      Kernels.affine(
        weights: weights, bias: bias, input: from, output: to, rows: step.rows, columns: step.columns)
    } else {
      Kernels.affine(
        weights: weights, bias: bias, inputs: from, outputs: to, count: count, stride: width, rows: step.rows,
        columns: step.columns)
    }
  }

  /// What a step does to one vector in its place.
  private borrowing func finish(_ step: Step, _ vector: UnsafeMutablePointer<Float>) {
    switch step.kind {
    case .linear: break
    case .layerNorm:
      Activations.layerNorm(
        vector, scale: numbers.base + step.weights, offset: numbers.base + step.bias, count: step.rows)
    case .silu: Activations.silu(vector, count: step.columns)
    case .softplus: Activations.softplus(vector, count: step.columns)
    }
    clear(vector, step.rows)
  }

  /// Zeros from `count` to the end of its last vector.
  private borrowing func clear(_ vector: UnsafeMutablePointer<Float>, _ count: Int) {
    for index in count..<padded(count) { vector[index] = 0 }
  }
}

extension FeedForward.Step {
  /// Appends the layer's numbers, rows padded with zeros, and remembers where they are.
  fileprivate init(_ layer: Layer, inputs: Int, outputs: Int, numbers: inout [Float]) {
    self.init(kind: .silu, rows: outputs, columns: padded(inputs), weights: numbers.count, bias: numbers.count)
    switch layer {
    case .linear(let matrix, let vector):
      kind = .linear
      if columns == inputs {
        numbers += matrix
      } else {
        for row in 0..<outputs {
          numbers += matrix[row * inputs..<(row + 1) * inputs]
          numbers += [Float](repeating: 0, count: columns - inputs)
        }
      }
      bias = numbers.count
      numbers += vector + [Float](repeating: 0, count: padded(outputs) - outputs)
    case .layerNorm(let scale, let offset):
      kind = .layerNorm
      numbers += scale + [Float](repeating: 0, count: columns - inputs)
      bias = numbers.count
      numbers += offset + [Float](repeating: 0, count: columns - inputs)
    case .silu: break
    case .softplus: kind = .softplus
    }
  }
}

/// The next multiple of 8.
func padded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
