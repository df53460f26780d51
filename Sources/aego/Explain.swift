import AegoScore
import ArgumentParser

/// `aego explain`: more about a code of `aego check`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a code of check: why it is an error, a wrong and a right example; without one, list all codes.",
    discussion: "Exit status: 0 done, 2 there is no such code.")

  @Argument(
    help: "The code, as it stands in the message: period-range.",
    completion: .list(Diagnostic.Code.allCases.map(\.rawValue)))
  var code: String?

  func run() throws {
    guard let code else { return print(Explanation.list, terminator: "") }
    guard let known = Diagnostic.Code(rawValue: code) else {
      let near = nearest(to: code, among: Diagnostic.Code.allCases.map(\.rawValue))
      throw ValidationError(
        "there is no code `\(code)`; " + (near.map { "did you mean `\($0)`?" } ?? "`aego explain` lists them all"))
    }
    print(Explanation.of(known).shown, terminator: "")
  }
}
