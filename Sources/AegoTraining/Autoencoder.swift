import AegoNumerics

/// A variational autoencoder over batches of spectra (Kingma and Welling 2014), with nested dropout for ordered axes
/// (Rippel, Gelbart and Adams 2014).
///
/// x (bins) → hidden layers → mean and log variance (axes) → z → hidden layers → linear → softplus → x̂ (bins).
/// The loss of a sample is Σ (x̂ - x)² + β · KL, that of a batch the mean.
final class Autoencoder {
  let bins: Int
  let latent: Int
  /// The largest number of rows at once.
  let batch: Int
  let parameters: Parameters
  let gradient: Gradient
  private let encoder: Trunk
  private let mean: Dense
  private let logVariance: Dense
  private let decoder: Trunk
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

  /// A network whose numbers are all 0, or which shares the numbers of another of its kind. `hidden` are the widths of
  /// the decoder's hidden layers; the encoder has them in reverse.
  init(bins: Int, latent: Int, hidden: [Int], batch: Int, sharing shared: Parameters? = nil) {
    var layout = ParameterLayout()
    encoder = Trunk("encoder", inputs: bins, widths: hidden.reversed(), batch: batch, in: &layout)
    mean = Dense("encoder.mean", inputs: encoder.outputs, outputs: latent, in: &layout)
    logVariance = Dense("encoder.logvar", inputs: encoder.outputs, outputs: latent, in: &layout)
    decoder = Trunk("decoder", inputs: latent, widths: hidden, batch: batch, in: &layout)
    last = Dense("decoder.\(3 * hidden.count)", inputs: decoder.outputs, outputs: bins, in: &layout)
    precondition(shared.map { $0.layout == layout } ?? true, "networks of one kind share their numbers")
    parameters = shared ?? Parameters(layout)
    gradient = Gradient(layout)
    (self.bins, self.latent, self.batch) = (bins, latent, batch)
    means = Storage(count: batch * latent, repeating: 0)
    logVariances = Storage(count: batch * latent, repeating: 0)
    z = Storage(count: batch * latent, repeating: 0)
    zGradient = Storage(count: batch * latent, repeating: 0)
    logVarianceGradient = Storage(count: batch * latent, repeating: 0)
    output = Storage(count: batch * bins, repeating: 0)
    outputGradient = Storage(count: batch * bins, repeating: 0)
  }

  /// Draws the weights, and lets the decoder begin at a mean spectrum: its last bias is the softplus' inverse of it.
  func initialize(meanSpectrum: [Float], _ random: inout RandomStream) {
    for layer in encoder.layers + decoder.layers { layer.initialize(parameters, &random) }
    for layer in [mean, logVariance, last] { layer.initialize(parameters, &random) }
    for bin in 0..<bins {
      let x = Double(max(meanSpectrum[bin], 1e-3))
      parameters.values[last.bias + bin] = Float(Portable.log(Portable.exp(x) - 1))
    }
  }

  /// Encodes a batch into `means` and `logVariances`.
  func encode(_ x: UnsafePointer<Float>, rows: Int) {
    let features = encoder.forward(parameters, x, rows: rows)
    mean.forward(parameters, features, into: means.base, rows: rows)
    logVariance.forward(parameters, features, into: logVariances.base, rows: rows)
  }

  /// Decodes `z` into `output`.
  func decode(rows: Int) {
    let features = decoder.forward(parameters, z.base, rows: rows)
    last.forward(parameters, features, into: output.base, rows: rows)
    for index in stride(from: 0, to: rows * bins, by: 8) {
      let a = Kernels.load(output.base, index)
      let positive = pointwiseMax(a, SIMD8(repeating: 0))
      let magnitude = positive + pointwiseMax(-a, SIMD8(repeating: 0))
      Kernels.store(positive + Portable.log(1 + Portable.exp(-magnitude)), output.base, index)
    }
  }

  /// The loss of some rows of a batch, and its gradient in `gradient`.
  ///
  /// - Parameters:
  ///   - x: the spectra.
  ///   - noise: a standard normal number for each axis of each row.
  ///   - open: how many axes each row keeps; the others are 0.
  ///   - rows: how many, at most `batch`.
  ///   - total: how many rows the whole batch has, over which the loss is the mean.
  ///   - penalty: what the divergence costs and how blurred a position is at least.
  /// - Returns: these rows' parts of the loss, the divergence before its weight.
  func step(
    _ x: UnsafePointer<Float>, noise: UnsafePointer<Float>, open: UnsafePointer<Int>, rows: Int, of total: Int,
    penalty: Penalty
  ) -> Loss {
    encode(x, rows: rows)
    for row in 0..<rows {
      for axis in 0..<latent {
        let index = row * latent + axis
        let deviation = Portable.exp(0.5 * logVariances[index]) + penalty.blur
        z[index] = axis < open[row] ? means[index] + deviation * noise[index] : 0
      }
    }
    decode(rows: rows)
    let error = backwardDecoder(x, rows: rows, of: total)
    let divergence = backwardLatent(noise: noise, open: open, rows: rows, of: total, beta: penalty.beta)
    backwardEncoder(x, rows: rows)
    return Loss(error: error, divergence: divergence)
  }

  /// From x̂ to z. The softplus' derivative is 1 - e^-x̂.
  private func backwardDecoder(_ x: UnsafePointer<Float>, rows: Int, of total: Int) -> Float {
    var squares = 0.0
    let factor = 2 / Float(total)
    for row in 0..<rows {
      var sum = SIMD8<Float>()
      for index in stride(from: row * bins, to: (row + 1) * bins, by: 8) {
        let decoded = Kernels.load(output.base, index)
        let difference = decoded - Kernels.load(x, index)
        sum += difference * difference
        Kernels.store(factor * difference * (1 - Portable.exp(-decoded)), outputGradient.base, index)
      }
      squares += Double(Kernels.sum(sum))
    }
    last.backward(
      parameters, gradient, decoder.output, outputGradient.base, rows: rows, inputGradient: decoder.outputGradient)
    decoder.backward(parameters, gradient, z.base, rows: rows, inputGradient: zGradient.base)
    return Float(squares / Double(total))
  }

  /// From z to mean and log variance; KL = ½ Σ (mean² + e^logvar - 1 - logvar).
  private func backwardLatent(
    noise: UnsafePointer<Float>, open: UnsafePointer<Int>, rows: Int, of total: Int, beta: Float
  ) -> Float {
    var divergence = 0.0
    let weight = beta / Float(total)
    for row in 0..<rows {
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
    return Float(divergence / Double(total))
  }

  /// From mean and log variance to the first layer.
  private func backwardEncoder(_ x: UnsafePointer<Float>, rows: Int) {
    mean.backward(
      parameters, gradient, encoder.output, zGradient.base, rows: rows, inputGradient: encoder.outputGradient)
    logVariance.backward(
      parameters, gradient, encoder.output, logVarianceGradient.base, rows: rows,
      inputGradient: encoder.outputGradient, keep: 1)
    encoder.backward(parameters, gradient, x, rows: rows)
  }
}

/// The two parts of the loss of a batch.
struct Loss {
  /// Σ (x̂ - x)², mean over the batch.
  var error: Float = 0
  /// Kullback-Leibler divergence in nats, mean over the batch.
  var divergence: Float = 0
}

/// What keeps a space orderly.
struct Penalty {
  /// Weight of the divergence.
  var beta: Float
  /// Standard deviation of the noise on a position beyond the encoder's own: no change within it can be steep.
  var blur: Float = 0
}
