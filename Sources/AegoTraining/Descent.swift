import AegoNumerics
import COpenBLAS

/// The steps of gradient descent on batches.
///
/// A batch is divided among two copies of the network that share its numbers, each on a thread of its own with BLAS on
/// one thread: every sum then has one order, whatever the number of processors.
final class Descent {
  let optimizer: Optimizer
  private let shards: [Autoencoder]

  /// - Parameters:
  ///   - network: what is trained; the shards share its numbers.
  ///   - settings: sizes, rate, limit on the gradient.
  ///   - steps: how many there will be.
  init(_ network: Autoencoder, settings: TrainingSettings, steps: Int) {
    openblas_set_num_threads(1)
    shards = (0..<2).map { _ in
      Autoencoder(
        bins: network.bins, latent: network.latent, hidden: settings.hidden, batch: (settings.batch + 1) / 2,
        sharing: network.parameters)
    }
    optimizer = Optimizer(network.parameters, rate: settings.learningRate, steps: steps, clip: settings.clip)
  }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - batch: what it learns from.
  ///   - penalty: what keeps the space orderly.
  ///   - step: how many steps were taken before.
  /// - Returns: the loss, and the norm of its gradient.
  func step(_ batch: borrowing Batch, penalty: Penalty, step: Int) -> (loss: Loss, norm: Float) {
    var losses = [Loss](repeating: Loss(), count: shards.count)
    let (spectra, noise, open) = (batch.spectra.base, batch.noise.base, batch.open.base)
    let (rows, bins, latent) = (batch.rows, shards[0].bins, shards[0].latent)
    losses.withUnsafeMutableBufferPointer { losses in
      let losses = losses
      inParallel(shards.count) { shard in
        let first = shard * shards[shard].batch
        losses[shard] = shards[shard].step(
          spectra + first * bins, noise: noise + first * latent, open: open + first,
          rows: min(shards[shard].batch, rows - first), of: rows, penalty: penalty)
      }
    }
    let norm = optimizer.move(shards.map(\.gradient), step: step)
    return (
      losses.reduce(into: Loss()) {
        $0.error += $1.error; $0.divergence += $1.divergence
      }, norm
    )
  }
}
