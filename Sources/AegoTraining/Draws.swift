import AegoNumerics

/// What a training draws for each step: frames, noise, and how many axes are open.
struct Draws: ~Copyable {
  let spectra: Storage<Float>
  let noise: Storage<Float>
  let open: Storage<Int>
  private var order: [Int]
  private var place = 0
  private var shuffling: RandomStream
  private var noises: RandomStream
  private var openings: RandomStream
  private let latent: Int
  private let batch: Int

  init(frames: [Int], settings: TrainingSettings) {
    order = frames
    (latent, batch) = (settings.dimensions, settings.batch)
    spectra = Storage(count: batch * settings.analysis.bins, repeating: 0)
    noise = Storage(count: batch * latent, repeating: 0)
    open = Storage(count: batch, repeating: latent)
    shuffling = RandomStream(seed: settings.seed, name: "training/order")
    noises = RandomStream(seed: settings.seed, name: "training/noise")
    openings = RandomStream(seed: settings.seed, name: "training/axes")
    order.shuffle(&shuffling)
  }

  /// Draws the next batch: each frame once in a pass, in a new order each pass; with probability ½ the first k axes
  /// are open, k uniform in 1...latent, else all.
  mutating func next(_ data: DataSet) {
    var rows: [Int] = []
    while rows.count < batch {
      if place == order.count {
        order.shuffle(&shuffling)
        place = 0
      }
      rows.append(order[place])
      place += 1
    }
    data.copy(rows, into: spectra.base)
    for index in 0..<noise.count { noise[index] = noises.normal() }
    for row in 0..<batch {
      open[row] = openings.next() & 1 == 0 ? latent : 1 + openings.below(latent)
    }
  }
}
