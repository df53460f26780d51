import Foundation
import Testing

@testable import AegoScore

/// `docs/score-errors.md` is made of the explanations and of what is said about the golden scores.
struct ErrorPageTests {
  private static let groups: [(title: String, explanations: [Explanation])] = [
    ("The file", Explanation.ofText), ("YAML", Explanation.ofYAML), ("Keys", Explanation.ofKeys),
    ("Values", Explanation.ofValues), ("Limits", Explanation.ofLimits), ("Names", Explanation.ofNames),
    ("Time", Explanation.ofTime), ("Files", Explanation.ofFiles), ("Warnings", Explanation.ofWarnings),
  ]

  /// What is said about the golden score that is called as the code: its first problem with this code.
  private static func said(_ code: Diagnostic.Code) throws -> String {
    let reader =
      code == .tooLarge
      ? checked("too-large.yaml", Explanation.of(code).wrong.bytes) : try DiagnosticGoldenTests.read(code.rawValue)
    let problem = try #require(reader.diagnostics.first { $0.code == code })
    return String(problem.text.dropLast())
  }

  private static func section(_ explanation: Explanation) throws -> String {
    """
    ### \(explanation.code.rawValue)
    \(explanation.title). \(explanation.text)

    ```text
    \(try said(explanation.code))
    ```

    Wrong, and right:

    ```yaml wrong
    \(explanation.wrong.shown)
    ```

    ```yaml right
    \(explanation.right.shown)
    ```


    """
  }

  private static func page() throws -> String {
    var page = """
      # What is wrong in a score

      The problems that `aego check` finds, by their codes. `aego explain CODE` tells the same at the terminal. This page
      is made from the program's own explanations and from the scores in `Tests/AegoScoreTests/Goldens`; how problems
      are shown stands in [the reference](score-reference.md#when-something-is-wrong).

      | | codes |
      |---|---|

      """
    for group in groups {
      let links = group.explanations.map { "[`\($0.code.rawValue)`](#\($0.code.rawValue))" }
      page += "| \(group.title) | \(links.joined(separator: ", ")) |\n"
    }
    for group in groups {
      page += "\n## \(group.title)\n"
      page += try group.explanations.map(section).joined()
      page.removeLast()
    }
    return page
  }

  @Test func `the page of errors is up to date`() throws {
    try expectGolden(try Self.page(), named: "../../../docs/score-errors.md")
  }
}
