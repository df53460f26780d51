import AegoScore
import ArgumentParser

/// `aego schema`: the score language for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scores, by which editors complete and check them while they are written.",
    discussion: """
      A score names it in its first line: # yaml-language-server: $schema=../docs/score.schema.json
      Exit status: 0 done, 3 the file could not be written.
      """)

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  func run() throws {
    guard let output else { return print(ScoreSchema.text, terminator: "") }
    do throws(ScoreError) {
      try writeText(ScoreSchema.text, to: output)
    } catch {
      standardError("\(error)\n")
      throw ExitCode(3)
    }
  }
}
