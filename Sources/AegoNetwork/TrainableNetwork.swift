import AegoNumerics

/// A small dense network, inputs -> hidden ReLU -> hidden ReLU -> outputs, that learns while the piece plays.
///
/// It is trained on the squared error of a sum of its outputs, for each sample one with its own factors, in batches of 32
/// by Adam. All sums have a fixed
/// order; nothing allocates after `init`. A batch lies sample by sample, [32][units, padded to whole vectors].
public struct TrainableNetwork: ~Copyable {
  /// Samples in a batch.
  public static let batch = 32

  /// The number of inputs.
  public let inputs: Int
  /// The number of units in each of the two hidden layers.
  public let hidden: Int
  /// The number of outputs.
  public let outputs: Int

  private let first: TrainableLayer
  private let second: TrainableLayer
  private let third: TrainableLayer
  private let adam: Adam

  // One sample's activations, padded to whole vectors.
  private let input: Storage<Float>
  private let firstUnits: Storage<Float>
  private let secondUnits: Storage<Float>
  // A batch's activations and their gradients.
  private let batchInput: Storage<Float>
  private let batchFirst: Storage<Float>
  private let batchSecond: Storage<Float>
  private let firstGradient: Storage<Float>
  private let secondGradient: Storage<Float>
  private let batchOutput: Storage<Float>
  private let outputGradient: Storage<Float>
  private let directions: Storage<Float>

  /// A network with weights drawn after He et al. 2015 (ReLU layers) and a last layer of zeros, so that it
  /// begins by expecting nothing.
  public init(inputs: Int, hidden: Int, outputs: Int, learningRate: Float, random: inout RandomStream) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    first = TrainableLayer(rows: hidden, columns: inputs, scale: 1, random: &random)
    second = TrainableLayer(rows: hidden, columns: hidden, scale: 1, random: &random)
    third = TrainableLayer(rows: outputs, columns: hidden, scale: 0, random: &random)
    adam = Adam(rate: learningRate)
    stateCount = first.stateCount + second.stateCount + third.stateCount + 2
    input = Storage(count: first.stride, repeating: 0)
    firstUnits = Storage(count: second.stride, repeating: 0)
    secondUnits = Storage(count: third.stride, repeating: 0)
    let lanes = TrainableNetwork.batch
    batchInput = Storage(count: lanes * first.stride, repeating: 0)
    batchFirst = Storage(count: lanes * second.stride, repeating: 0)
    batchSecond = Storage(count: lanes * third.stride, repeating: 0)
    firstGradient = Storage(count: lanes * second.stride, repeating: 0)
    secondGradient = Storage(count: lanes * third.stride, repeating: 0)
    batchOutput = Storage(count: lanes * third.paddedRows, repeating: 0)
    outputGradient = Storage(count: lanes * third.paddedRows, repeating: 0)
    directions = Storage(count: lanes * third.paddedRows, repeating: 0)
  }

  /// Begins anew with drawn weights, as if just made.
  @_noLocks public func forget(random: inout RandomStream) {
    first.draw(&random)
    second.draw(&random)
    third.draw(&random)
    adam.restart()
  }

  /// How many numbers make up what it has learnt: parameters, their moments and Adam's powers.
  public let stateCount: Int

  /// Copies what it has learnt to `stateCount` numbers.
  @_noLocks public func copyState(to numbers: UnsafeMutablePointer<Float>) {
    var place = numbers
    forEachState { part, count in
      place.copy(from: part, count: count)
      place += count
    }
  }

  /// Is again what it was when `copyState` filled these numbers.
  @_noLocks public func restoreState(from numbers: UnsafePointer<Float>) {
    var place = numbers
    forEachState { part, count in
      part.copy(from: place, count: count)
      place += count
    }
  }

  private func forEachState(_ body: (UnsafeMutablePointer<Float>, Int) -> Void) {
    first.forEachState(body)
    second.forEachState(body)
    third.forEachState(body)
    body(adam.powers.base, 2)
  }

  /// Takes over the weights of another network of as many hidden units: those of the inputs and outputs that both have.
  @_noLocks public func adopt(_ other: borrowing TrainableNetwork) {
    precondition(hidden == other.hidden, "only the numbers of inputs and outputs may differ")
    first.adopt(other.first)
    second.adopt(other.second)
    third.adopt(other.third)
  }

  /// The outputs for one sample: `inputs` numbers in, `outputs` numbers out.
  @_noLocks public func predict(_ sample: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
    input.base.copy(from: sample, count: inputs)
    first.forward(input.base, firstUnits.base)
    TrainableNetwork.rectify(firstUnits.base, second.stride)
    second.forward(firstUnits.base, secondUnits.base)
    TrainableNetwork.rectify(secondUnits.base, third.stride)
    third.forward(secondUnits.base, result)
  }

  /// Puts a sample into the batch.
  ///
  /// - Parameters:
  ///   - lane: its place, 0..<32.
  ///   - sample: `inputs` numbers.
  ///   - direction: the factors of the outputs in the sum that is compared with the target, `outputs` numbers.
  @_noLocks public func setSample(lane: Int, _ sample: UnsafePointer<Float>, direction: UnsafePointer<Float>) {
    (batchInput.base + lane * first.stride).copy(from: sample, count: inputs)
    (directions.base + lane * third.paddedRows).copy(from: direction, count: outputs)
  }

  /// One step of Adam on the batch's mean of ½ (direction · outputs - target)².
  ///
  /// - Parameter targets: 32 numbers.
  /// - Returns: that mean before the step.
  @_noLocks @discardableResult public mutating func train(targets: UnsafePointer<Float>) -> Float {
    let loss = backward(targets: targets)
    adam.begin()
    first.step(adam)
    second.step(adam)
    third.step(adam)
    return loss
  }

  /// Finds the gradients without a step, for the comparison with finite differences.
  func backward(targets: UnsafePointer<Float>) -> Float {
    let units = TrainableNetwork.batch * second.stride
    first.forwardBatch(batchInput.base, batchFirst.base)
    TrainableNetwork.rectify(batchFirst.base, units)
    second.forwardBatch(batchFirst.base, batchSecond.base)
    TrainableNetwork.rectify(batchSecond.base, units)
    third.forwardBatch(batchSecond.base, batchOutput.base)
    let loss = compare(targets)
    third.weightGradients(input: batchSecond.base, gradient: outputGradient.base)
    third.inputGradients(gradient: outputGradient.base, into: secondGradient.base)
    TrainableNetwork.gate(secondGradient.base, batchSecond.base, units)
    second.weightGradients(input: batchFirst.base, gradient: secondGradient.base)
    second.inputGradients(gradient: secondGradient.base, into: firstGradient.base)
    TrainableNetwork.gate(firstGradient.base, batchFirst.base, units)
    first.weightGradients(input: batchInput.base, gradient: firstGradient.base)
    return loss
  }

  /// The loss, and what each output has of it.
  private func compare(_ targets: UnsafePointer<Float>) -> Float {
    let (lanes, width) = (TrainableNetwork.batch, third.paddedRows)
    var loss: Float = 0
    for lane in 0..<lanes {
      let direction = directions.base + lane * width
      let error = Kernels.dot(direction, batchOutput.base + lane * width, count: width) - targets[lane]
      loss += 0.5 * error * error / Float(lanes)
      let gradient = outputGradient.base + lane * width
      for output in 0..<width { gradient[output] = error / Float(lanes) * direction[output] }
    }
    return loss
  }

  /// Sets what is below 0 to 0; `count` is a multiple of 8.
  private static func rectify(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
    for index in stride(from: 0, to: count, by: 8) {
      let lanes = Kernels.load(values, index)
      Kernels.store(lanes.replacing(with: 0, where: lanes .< 0), values, index)
    }
  }

  /// Lets a gradient pass only where the unit was active; `count` is a multiple of 8.
  private static func gate(_ gradient: UnsafeMutablePointer<Float>, _ units: UnsafePointer<Float>, _ count: Int) {
    for index in stride(from: 0, to: count, by: 8) {
      let lanes = Kernels.load(gradient, index)
      Kernels.store(lanes.replacing(with: 0, where: Kernels.load(units, index) .<= 0), gradient, index)
    }
  }

  /// Every parameter by layer: weights row by row, then biases; for tests and files.
  public var parameters: [Float] { first.parameters + second.parameters + third.parameters }

  /// Every gradient in the order of `parameters`.
  var gradients: [Float] { first.allGradients + second.allGradients + third.allGradients }

  /// Changes one parameter, in the order of `parameters`, for the comparison with finite differences.
  func nudge(_ index: Int, by amount: Float) {
    if first.nudge(index, by: amount) { return }
    if second.nudge(index - first.parameterCount, by: amount) { return }
    _ = third.nudge(index - first.parameterCount - second.parameterCount, by: amount)
  }
}
