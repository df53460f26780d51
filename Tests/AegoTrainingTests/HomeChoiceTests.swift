import AegoNumerics
import Foundation
import Testing

@testable import AegoTraining

@Suite struct HomeChoiceTests {
  @Test func `where nothing changes walks hear nothing new`() {
    let network = Autoencoder(bins: 64, latent: 3, hidden: [8], batch: 16)
    let box = Box(home: [0, 0, 0], spread: Spread([-1, -1, -1, 0, 0, 0, 1, 1, 1], latent: 3))
    let walks = OpenWalks(network, box, count: 40, seed: 0)
    #expect(walks.variance.count == 2)
    #expect(walks.variance.allSatisfy { abs($0) < 1e-9 })
    #expect(walks.entropy.allSatisfy { abs($0 - 4.1589) < 1e-3 })
  }

  @Test func `home is a typical sound near the middle that has its pattern`() throws {
    try TrainingTests.withTones { data, folder, settings in
      var random = RandomStream(seed: 1, name: "weights")
      let network = Autoencoder(bins: 64, latent: 2, hidden: [16], batch: 16)
      network.initialize(meanSpectrum: data.meanSpectrum(of: data.training), &random)
      let spread = Spread(network.encodings(of: data.training, in: data), latent: 2)
      let choice = HomeChoice(network: network, data: data, spread: spread, seed: 0)
      let candidates = try data.homeCandidates("tone-6.*", folder: folder.path)
      #expect(candidates.contains(choice.among(candidates)))
      #expect(choice.among([candidates[0]]) == candidates[0])
      #expect(data.typical(of: data.training).first.map(data.training.contains) == true)
    }
  }
}
