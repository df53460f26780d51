import AegoNumerics

/// What a training step draws: frames, noise, and how many axes are open.
///
/// Each step's draws follow from the seed and the step's number alone, so that a training can go on where it stopped.
struct Batch: ~Copyable {
  let spectra: Storage<Float>
  let noise: Storage<Float>
  let open: Storage<Int>
  let rows: Int
  private let frames: [Int]
  private let latent: Int
  private let seed: UInt64
  private let nesting: Float
  private var order: [Int] = []
  private var pass = -1

  init(frames: [Int], bins: Int, settings: TrainingSettings) {
    self.frames = frames
    (latent, rows, seed, nesting) = (settings.dimensions, settings.batch, settings.seed, settings.nesting)
    spectra = Storage(count: rows * bins, repeating: 0)
    noise = Storage(count: rows * latent, repeating: 0)
    open = Storage(count: rows, repeating: latent)
  }

  /// Draws the batch of a step: each frame once in a pass, in a new order each pass; with the probability `nesting`
  /// the first k axes are open, k uniform in 1...latent, else all.
  mutating func draw(_ data: DataSet, step: Int) {
    for row in 0..<rows {
      let place = step * rows + row
      if place / frames.count != pass { shuffle(pass: place / frames.count) }
      data.copy([order[place % frames.count]], into: spectra.base + row * data.bins)
    }
    var noises = RandomStream(seed: seed, name: "training/noise/\(step)")
    for index in 0..<noise.count { noise[index] = noises.normal() }
    var openings = RandomStream(seed: seed, name: "training/axes/\(step)")
    for row in 0..<rows { open[row] = openings.unit() < nesting ? 1 + openings.below(latent) : latent }
  }

  private mutating func shuffle(pass: Int) {
    var random = RandomStream(seed: seed, name: "training/order/\(pass)")
    order = frames
    order.shuffle(&random)
    self.pass = pass
  }
}
