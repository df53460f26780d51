import AegoPerformance
import AegoTestSupport
import AegoTraining
import Foundation
import Testing

@testable import AegoSetup

@Suite(.timeLimit(.minutes(5))) struct TrainingDeskTests {
  /// A training of some seconds.
  private var small: TrainingSettings {
    var settings = TrainingSettings()
    (settings.hidden, settings.steps, settings.batch, settings.frames) = ([64, 64], 1500, 32, 800)
    return settings
  }

  /// Sounds of different pitches in a folder below the house's.
  private func makeSounds(_ house: SetupHouse, _ folder: String = "sounds") throws {
    let path = "\(house.folder)/\(folder)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for note in 0..<12 {
      let hertz = 110 * pow(2, Double(note) / 4)
      try outside(
        "sox", ["-n", "-r", "48000", "-b", "16", "\(path)/\(note).wav", "synth", "0.5", "triangle", "\(hertz)"])
    }
  }

  @Test func `a space of a folder is trained, told of, and can be played`() throws {
    let house = try SetupHouse(training: small)
    try makeSounds(house, "my/sounds")
    let page = try house.page()
    let folders = try page.ask(["type": "folders"], "folders")["folders"] as? [[String: Any]]
    #expect(folders?.map { $0["name"] as? String } == ["my", "my/sounds"])
    #expect(folders?.map { $0["sounds"] as? Int } == [12, 12])
    try page.tell(["type": "train", "folder": "my/sounds", "name": "piece.yaml", "space": "mine", "dimensions": [4]])
    var phases: [String] = []
    var told: [String: Any] = [:]
    while !["done", "failed"].contains(phases.last) {
      told = try page.next("training")
      if let phase = told["phase"] as? String, phase != phases.last { phases.append(phase) }
    }
    #expect(phases == ["reading", "training", "done"], "\(told["words"] ?? "")")
    #expect(told["file"] as? String == "spaces/mine.safetensors")
    #expect(try SpaceInspection.facts(house.folder + "/spaces/mine.safetensors").get().latent == 4)
    let again = ["type": "train", "folder": "my", "name": "piece.yaml", "space": "mine"]
    #expect(
      try page.ask(again, "refused")["words"] as? String
        == "spaces/mine.safetensors is there already; choose another name")
  }

  @Test(
    arguments: [
      (0.95, ""), (0.6, "; with 0.9 it would know its sounds well: train it longer, or give it more sounds"),
      (-0.6, ": it does not know its sounds yet; train it longer"),
    ] as [(Float, String)])
  func `what a space explains is judged`(_ explained: Float, _ advice: String) {
    #expect(TrainingJob.advice(explained) == advice)
  }

  @Test func `a training that is cancelled leaves nothing`() throws {
    var endless = small
    endless.steps = 10_000_000
    let house = try SetupHouse(training: endless)
    try makeSounds(house)
    let page = try house.page()
    let train = ["type": "train", "folder": "sounds", "name": "piece.yaml", "space": "mine"]
    try page.tell(train)
    while try page.next("training")["phase"] as? String != "training" {}
    #expect(try page.ask(train, "refused")["words"] as? String == "a space is being trained already; one at a time")
    try page.tell(["type": "cancel"])
    var phases: [String] = []
    while phases.last != "cancelled" {
      let phase = try page.next("training")["phase"] as? String ?? ""
      if phase != phases.last { phases.append(phase) }
    }
    // What the training still told comes before; from the order on it ends.
    #expect(phases.suffix(2) == ["ending", "cancelled"] && phases.count <= 3, "\(phases)")
    let left = try FileManager.default.contentsOfDirectory(atPath: house.folder + "/spaces").sorted()
    #expect(left == ["additive.safetensors", "instruments.safetensors"])
  }

  @Test(arguments: ["", "../mine", "a/b", "a b", "a.b", String(repeating: "a", count: 61)])
  func `a space's name is no path`(_ name: String) throws {
    let house = try SetupHouse(training: small)
    try makeSounds(house)
    let page = try house.page()
    let refused = try page.ask(["type": "train", "folder": "sounds", "name": "piece.yaml", "space": name], "refused")
    #expect(refused["words"] as? String == "a space's file has a name of letters, digits, - and _")
  }
}
