import AegoPerformance
import AegoScore
import ArgumentParser

/// `aego check`: everything that is wrong in some scores.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scores: everything that is wrong in them, with place and remedy.",
    discussion: """
      Warnings tell what is valid and most likely not meant. Exit status: 0 all are valid, 1 a score has errors, 3 a file \
      could not be read.
      """)

  @Argument(help: "The scores to check.", completion: .file(extensions: ["yaml", "yml"]))
  var scores: [String]

  /// How what is wrong is told.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  @Option(help: "text for a person; json or sarif (2.1.0), on standard output, for a program.")
  var format = Format.text

  func run() throws {
    var (status, found) = (Int32(0), [Diagnostic]())
    for path in scores {
      do throws(ScoreError) {
        let reader = try ScoreReader.checked(path: path)
        found += reader.diagnostics
        report(reader, at: path)
        if reader.score == nil { status = max(status, 1) }
      } catch {
        standardError("\(error)\n")
        status = 3
      }
    }
    switch format {
    case .text: break
    case .json: print(Diagnostic.json(of: found), terminator: "")
    case .sarif: print(Diagnostic.sarif(of: found, version: Version.text), terminator: "")
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// Diagnostics on standard error, a line about a valid score on standard output.
  private func report(_ reader: ScoreReader, at path: String) {
    guard format == .text else { return }
    standardError(reader.text)
    if let score = reader.score { print("\(path): valid: \(score.timeline().summary)") }
  }
}

extension ScoreReader {
  /// The score in a file, checked together with the files that it names.
  static func checked(path: String) throws(ScoreError) -> ScoreReader {
    var reader = try ScoreReader(path: path)
    var axes: [String: Int] = [:]
    reader.check(spaces: { path in
      let facts = SpaceInspection.facts(path)
      axes[path] = try? facts.get().latent
      return facts
    })
    let spaces = (reader.score?.spaces ?? []).map { ($0.name, axes[$0.path] ?? 0) }
    reader.check(states: { path in LearnedState.load(path, for: spaces).map { _ in } })
    return reader
  }
}
