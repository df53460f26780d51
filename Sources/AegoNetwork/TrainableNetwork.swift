import AegoNumerics

/// A small dense network, inputs -> hidden ReLU -> hidden ReLU -> outputs, that learns while the piece plays.
///
/// It is trained on the squared error of one output for each sample, in batches of 32, by Adam. All sums have a fixed
/// order; nothing allocates after `init`. Activations of a batch lie feature by feature: [feature][32].
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
  private let outputGradient: Storage<Float>
  private let chosen: Storage<Int>

  /// A network with weights drawn after He et al. 2015 (ReLU layers) and a last layer a tenth as large, so that it
  /// begins by expecting almost nothing.
  public init(inputs: Int, hidden: Int, outputs: Int, learningRate: Float, random: inout RandomStream) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    first = TrainableLayer(rows: hidden, columns: inputs, scale: 1, random: &random)
    second = TrainableLayer(rows: hidden, columns: hidden, scale: 1, random: &random)
    third = TrainableLayer(rows: outputs, columns: hidden, scale: 0.1, random: &random)
    adam = Adam(rate: learningRate)
    input = Storage(count: first.stride, repeating: 0)
    firstUnits = Storage(count: second.stride, repeating: 0)
    secondUnits = Storage(count: third.stride, repeating: 0)
    let lanes = TrainableNetwork.batch
    batchInput = Storage(count: inputs * lanes, repeating: 0)
    batchFirst = Storage(count: hidden * lanes, repeating: 0)
    batchSecond = Storage(count: hidden * lanes, repeating: 0)
    firstGradient = Storage(count: hidden * lanes, repeating: 0)
    secondGradient = Storage(count: hidden * lanes, repeating: 0)
    outputGradient = Storage(count: lanes, repeating: 0)
    chosen = Storage(count: lanes, repeating: 0)
  }

  /// Begins anew with drawn weights, as if just made.
  public func forget(random: inout RandomStream) {
    first.draw(&random)
    second.draw(&random)
    third.draw(&random)
    adam.restart()
  }

  /// Takes over the weights of another network of as many hidden units: those of the inputs and outputs that both have.
  public func adopt(_ other: borrowing TrainableNetwork) {
    precondition(hidden == other.hidden, "only the numbers of inputs and outputs may differ")
    first.adopt(other.first)
    second.adopt(other.second)
    third.adopt(other.third)
  }

  /// The outputs for one sample: `inputs` numbers in, `outputs` numbers out.
  public func predict(_ sample: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
    input.base.update(from: sample, count: inputs)
    first.forward(input.base, firstUnits.base)
    TrainableNetwork.rectify(firstUnits.base, hidden)
    second.forward(firstUnits.base, secondUnits.base)
    TrainableNetwork.rectify(secondUnits.base, hidden)
    third.forward(secondUnits.base, result)
  }

  /// Puts a sample into the batch.
  ///
  /// - Parameters:
  ///   - lane: its place, 0..<32.
  ///   - sample: `inputs` numbers.
  ///   - output: the output that is compared with the target.
  public func setSample(lane: Int, _ sample: UnsafePointer<Float>, output: Int) {
    for feature in 0..<inputs { batchInput[feature * TrainableNetwork.batch + lane] = sample[feature] }
    chosen[lane] = output
  }

  /// One step of Adam on the batch's mean of ½ (output - target)².
  ///
  /// - Parameter targets: 32 numbers.
  /// - Returns: that mean before the step.
  @discardableResult public mutating func train(targets: UnsafePointer<Float>) -> Float {
    let loss = backward(targets: targets)
    adam.begin()
    first.step(adam)
    second.step(adam)
    third.step(adam)
    return loss
  }

  /// Finds the gradients without a step, for the comparison with finite differences.
  func backward(targets: UnsafePointer<Float>) -> Float {
    let lanes = TrainableNetwork.batch
    first.forwardBatch(batchInput.base, batchFirst.base)
    TrainableNetwork.rectify(batchFirst.base, hidden * lanes)
    second.forwardBatch(batchFirst.base, batchSecond.base)
    TrainableNetwork.rectify(batchSecond.base, hidden * lanes)
    let loss = backwardThroughChosen(targets)
    TrainableNetwork.gate(secondGradient.base, batchSecond.base, hidden * lanes)
    second.weightGradients(input: batchFirst.base, gradient: secondGradient.base)
    second.inputGradients(gradient: secondGradient.base, into: firstGradient.base)
    TrainableNetwork.gate(firstGradient.base, batchFirst.base, hidden * lanes)
    first.weightGradients(input: batchInput.base, gradient: firstGradient.base)
    return loss
  }

  /// The last layer: only the chosen output of each sample has an error.
  private func backwardThroughChosen(_ targets: UnsafePointer<Float>) -> Float {
    let lanes = TrainableNetwork.batch
    third.clearGradients()
    var loss: Float = 0
    for lane in 0..<lanes {
      let row = chosen[lane]
      let weights = third.weights.base + row * third.stride
      let gradients = third.gradients.base + row * third.stride
      var output = third.bias[row]
      for unit in 0..<hidden { output += weights[unit] * batchSecond[unit * lanes + lane] }
      let error = output - targets[lane]
      loss += 0.5 * error * error / Float(lanes)
      let gradient = error / Float(lanes)
      third.biasGradients[row] += gradient
      for unit in 0..<hidden {
        gradients[unit] += gradient * batchSecond[unit * lanes + lane]
        secondGradient[unit * lanes + lane] = gradient * weights[unit]
      }
    }
    return loss
  }

  private static func rectify(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
    for index in 0..<count where values[index] < 0 { values[index] = 0 }
  }

  /// Lets a gradient pass only where the unit was active.
  private static func gate(_ gradient: UnsafeMutablePointer<Float>, _ units: UnsafePointer<Float>, _ count: Int) {
    for index in 0..<count where units[index] <= 0 { gradient[index] = 0 }
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
