import AegoNumerics

/// A variational autoencoder over batches of spectra (Kingma and Welling 2014), with nested dropout for ordered axes
/// (Rippel, Gelbart and Adams 2014).
///
/// x (bins) → two hidden layers → mean and log variance (axes) → z → two hidden layers → linear → softplus → x̂ (bins).
/// The loss of a sample is Σ (x̂ - x)² + β · KL, that of a batch the mean.
final class Autoencoder {
  let bins: Int
  let latent: Int
  let batch: Int
  let parameters: Parameters
  private let encoder: [HiddenLayer]
  private let mean: Dense
  private let logVariance: Dense
  private let decoder: [HiddenLayer]
  private let last: Dense
  /// Means, log variances and positions of a batch: batch × latent.
  let means: Storage<Float>
  let logVariances: Storage<Float>
  let z: Storage<Float>
  /// Decoded spectra: batch × bins.
  let output: Storage<Float>
  private let outputGradient: Storage<Float>
  private let zGradient: Storage<Float>
  private let logVarianceGradient: Storage<Float>

  /// A network whose weights are drawn.
  init(bins: Int, latent: Int, hidden: Int, batch: Int, random: inout RandomStream) {
    var layout = ParameterLayout()
    func trunk(_ name: String, _ inputs: Int) -> [HiddenLayer] {
      [
        HiddenLayer(name, index: 0, inputs: inputs, outputs: hidden, batch: batch, in: &layout),
        HiddenLayer(name, index: 3, inputs: hidden, outputs: hidden, batch: batch, in: &layout),
      ]
    }
    encoder = trunk("encoder", bins)
    mean = Dense("encoder.mean", inputs: hidden, outputs: latent, in: &layout)
    logVariance = Dense("encoder.logvar", inputs: hidden, outputs: latent, in: &layout)
    decoder = trunk("decoder", latent)
    last = Dense("decoder.6", inputs: hidden, outputs: bins, in: &layout)
    parameters = Parameters(layout)
    (self.bins, self.latent, self.batch) = (bins, latent, batch)
    means = Storage(count: batch * latent, repeating: 0)
    logVariances = Storage(count: batch * latent, repeating: 0)
    z = Storage(count: batch * latent, repeating: 0)
    zGradient = Storage(count: batch * latent, repeating: 0)
    logVarianceGradient = Storage(count: batch * latent, repeating: 0)
    output = Storage(count: batch * bins, repeating: 0)
    outputGradient = Storage(count: batch * bins, repeating: 0)
    for layer in encoder + decoder { layer.initialize(parameters, &random) }
    for layer in [mean, logVariance, last] { layer.initialize(parameters, &random) }
  }

  /// Lets the decoder begin at the mean spectrum: its last bias is the softplus' inverse of it.
  func setMeanSpectrum(_ spectrum: [Float]) {
    for bin in 0..<bins {
      let x = Double(max(spectrum[bin], 1e-3))
      parameters.values[last.bias + bin] = Float(Portable.log(Portable.exp(x) - 1))
    }
  }

  /// Encodes a batch into `means` and `logVariances`.
  func encode(_ x: UnsafePointer<Float>, rows: Int) {
    encoder[0].forward(parameters, x, rows: rows)
    encoder[1].forward(parameters, encoder[0].output.base, rows: rows)
    mean.forward(parameters, encoder[1].output.base, into: means.base, rows: rows)
    logVariance.forward(parameters, encoder[1].output.base, into: logVariances.base, rows: rows)
  }

  /// Decodes `z` into `output`.
  func decode(rows: Int) {
    decoder[0].forward(parameters, z.base, rows: rows)
    decoder[1].forward(parameters, decoder[0].output.base, rows: rows)
    last.forward(parameters, decoder[1].output.base, into: output.base, rows: rows)
    for index in stride(from: 0, to: rows * bins, by: 8) {
      let a = Kernels.load(output.base, index)
      let positive = pointwiseMax(a, SIMD8(repeating: 0))
      let magnitude = positive + pointwiseMax(-a, SIMD8(repeating: 0))
      Kernels.store(positive + Portable.log(1 + Portable.exp(-magnitude)), output.base, index)
    }
  }

  /// The loss of a batch, and its gradient in `parameters.gradients`.
  ///
  /// - Parameters:
  ///   - x: the spectra, `batch` rows.
  ///   - noise: a standard normal number for each axis of each row.
  ///   - open: how many axes each row keeps; the others are 0.
  ///   - beta: the weight of the divergence.
  /// - Returns: both parts of the loss, the divergence before its weight.
  func step(
    _ x: UnsafePointer<Float>, noise: UnsafePointer<Float>, open: UnsafePointer<Int>, beta: Float
  ) -> (error: Float, divergence: Float) {
    encode(x, rows: batch)
    for row in 0..<batch {
      for axis in 0..<latent {
        let index = row * latent + axis
        let deviation = Portable.exp(0.5 * logVariances[index])
        z[index] = axis < open[row] ? means[index] + deviation * noise[index] : 0
      }
    }
    decode(rows: batch)
    parameters.gradients.fill(0)
    let error = backwardDecoder(x)
    let divergence = backwardLatent(noise: noise, open: open, beta: beta)
    backwardEncoder(x)
    return (error, divergence)
  }

  /// From x̂ to z. The softplus' derivative is 1 - e^-x̂.
  private func backwardDecoder(_ x: UnsafePointer<Float>) -> Float {
    var squares = 0.0
    let factor = 2 / Float(batch)
    for row in 0..<batch {
      var total = SIMD8<Float>()
      for index in stride(from: row * bins, to: (row + 1) * bins, by: 8) {
        let decoded = Kernels.load(output.base, index)
        let difference = decoded - Kernels.load(x, index)
        total += difference * difference
        Kernels.store(factor * difference * (1 - Portable.exp(-decoded)), outputGradient.base, index)
      }
      squares += Double(Kernels.sum(total))
    }
    last.backward(
      parameters, decoder[1].output.base, outputGradient.base, rows: batch, inputGradient: decoder[1].gradient.base)
    decoder[1].backward(parameters, decoder[0].output.base, rows: batch, inputGradient: decoder[0].gradient.base)
    decoder[0].backward(parameters, z.base, rows: batch, inputGradient: zGradient.base)
    return Float(squares / Double(batch))
  }

  /// From z to mean and log variance; KL = ½ Σ (mean² + e^logvar - 1 - logvar).
  private func backwardLatent(
    noise: UnsafePointer<Float>, open: UnsafePointer<Int>, beta: Float
  ) -> Float {
    var divergence = 0.0
    let weight = beta / Float(batch)
    for row in 0..<batch {
      for axis in 0..<latent {
        let index = row * latent + axis
        let (m, v) = (means[index], logVariances[index])
        let variance = Portable.exp(v)
        let dz = axis < open[row] ? zGradient[index] : 0
        zGradient[index] = dz + weight * m
        logVarianceGradient[index] = dz * noise[index] * 0.5 * variance.squareRoot() + weight * 0.5 * (variance - 1)
        divergence += 0.5 * Double(m * m + variance - 1 - v)
      }
    }
    return Float(divergence / Double(batch))
  }

  /// From mean and log variance to the first layer.
  private func backwardEncoder(_ x: UnsafePointer<Float>) {
    let (input, gradient) = (encoder[1].output.base, encoder[1].gradient.base)
    mean.backward(parameters, input, zGradient.base, rows: batch, inputGradient: gradient)
    logVariance.backward(
      parameters, input, logVarianceGradient.base, rows: batch, inputGradient: gradient, keep: 1)
    encoder[1].backward(parameters, encoder[0].output.base, rows: batch, inputGradient: encoder[0].gradient.base)
    encoder[0].backward(parameters, x, rows: batch)
  }
}
