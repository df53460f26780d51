import AegoNumerics
import AegoPerformance
import AegoScore
import AegoTraining
import ArgumentParser
import Foundation

/// `aego bench`: the figures of `docs/performance.md`, measured here and now.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: """
      Measure: what a hop costs, how well the agent learns, how good the spaces are, how fast they train, how fast a \
      score reads.
      """)

  /// What can be measured.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case sound, voice, agent, spaces, training, score
  }

  @Argument(help: "What to measure; everything by default.")
  var part: Part?

  @Option(help: "The score to measure with.", completion: .file(extensions: ["yaml", "yml"]))
  var score = "Scores/aego.yaml"

  @Option(help: "A folder of recorded sounds for the part voice: the first two seconds of each.")
  var sounds: String?

  @Option(help: "An SVG file for the agent's learning curves.", completion: .file(extensions: ["svg"]))
  var curves: String?

  @Option(help: "text for a person; json for a program.")
  var format = ScoreFormat.text

  func validate() throws {
    if curves != nil, let part, part != .agent {
      throw ValidationError("--curves draws what the agent learns: leave it out, or measure the part agent")
    }
    guard FileManager.default.fileExists(atPath: score) else {
      throw ValidationError("\(score): there is no such file; name a score to measure with by --score")
    }
    let folder = curves.map { parentFolder(of: $0) }
    if let curves, let folder, !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
      throw ValidationError("--curves \(curves): there is no such folder")
    }
  }

  func run() throws {
    try reportingFailures {
      let piece = try Piece.load(path: score)
      let paths = try sounds.map(soundFiles) ?? []
      var figures: [Figure] = []
      for part in part.map({ [$0] }) ?? Part.allCases {
        try measure(part, piece, paths) { figure in
          figures.append(figure)
          if format == .text { tell(figure) }
        }
      }
      if format == .json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(figures), as: UTF8.self))
      }
    }
  }

  private func measure(_ part: Part, _ piece: Piece, _ sounds: [String], _ report: (Figure) -> Void) throws {
    switch part {
    case .sound: try Benchmark.sound(piece, report)
    case .voice: Benchmark.voiceQuality(piece, sounds: sounds, report)
    case .agent: try draw(Benchmark.agent(piece, report))
    case .spaces: try Benchmark.spaces(piece, report)
    case .training: report(trainingStep)
    case .score: Benchmark.score(piece, report)
    }
  }

  private func draw(_ learnt: LearningCurves) throws {
    if let curves { try writeText(learnt.svg, to: curves) }
  }

  /// A step of training as `aego train` does it by default.
  private var trainingStep: Figure {
    Figure("training/step", unit: "ms", runs: Training.stepTimes(settings: .init(), runs: 7, steps: 100))
  }

  private func soundFiles(_ folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    } catch {
      throw ValidationError("--sounds \(folder): this folder cannot be read; name one that holds recorded sounds")
    }
  }

  /// Prints a figure at once, also where the output is a file: a part takes minutes.
  private func tell(_ figure: Figure) {
    let name = figure.name.padding(toLength: max(60, figure.name.count + 2), withPad: " ", startingAt: 0)
    let unit = figure.unit == "1" ? "" : " \(figure.unit)"
    let range = figure.min < figure.max ? String(format: "  (%.3f to %.3f)", figure.min, figure.max) : ""
    print(name + String(format: "%10.3f", figure.value) + unit + range)
    fflush(nil)
  }
}
