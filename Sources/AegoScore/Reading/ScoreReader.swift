import AegoNumerics

/// Reads a score from bytes and finds everything that is wrong in it.
///
/// ```swift
/// let reader = ScoreReader(path: "Scores/aego.yaml", bytes: bytes)
/// if let score = reader.score { ... } else { print(Diagnostic.text(of: reader.diagnostics)) }
/// ```
public struct ScoreReader: Sendable {
  /// The score; nil if anything is wrong in it. Warnings leave it as it is.
  public var score: Score? { found.hasErrors ? nil : draft }
  /// What is wrong or most likely not meant, in the order of the file; at most the first thousand.
  public var diagnostics: [Diagnostic] { found.sorted }
  /// How many problems there are in all.
  public var problemCount: Int { found.count }

  /// The arms as they are written, also where something else is wrong in the score; nil where it cannot be read.
  public var sensors: SensorSettings? { draft?.sensors }

  let source: SourceText
  /// The score as far as it could be read.
  let draft: Score?
  var found: DiagnosticList
  /// How many problems the text has by itself, without a look into the files that it names.
  private(set) var problemsOfText = 0

  /// Reads a score.
  ///
  /// - Parameters:
  ///   - path: The score's path, as messages show it.
  ///   - bytes: What the file holds.
  ///   - folder: The folder against which the score's files are resolved; by default the path's own.
  public init(path: String, bytes: [UInt8], folder: String? = nil) {
    source = SourceText(path: path, bytes: bytes)
    found = DiagnosticList()
    if let fault = source.fault {
      found.append { fault }
      draft = nil
      if let head = source.head { findProblems(in: head) }
      problemsOfText = found.count
      return
    }
    var composer = YAMLComposer(source)
    let root = composer.document()
    let reading = Reading(source, diagnostics: composer.diagnostics)
    let whole = root.flatMap { PieceReader(reading: reading, folder: folder ?? parentFolder(of: path)).score($0) }
    found = reading.diagnostics
    draft = composer.cut == nil ? whole : nil
    if let cut = composer.cut { keepProblems(before: cut) }
    problemsOfText = found.count
  }

  /// Tells what is wrong before a line that is no text, as where a text stops being YAML.
  private mutating func findProblems(in head: SourceText) {
    var composer = YAMLComposer(head)
    var root = composer.document()
    root?.cutTail()
    let reading = Reading(head, diagnostics: composer.diagnostics)
    _ = root.flatMap { PieceReader(reading: reading, folder: "").score($0) }
    let problems = reading.diagnostics.all.filter { ![.yamlSyntax, .tab, .emptyScore].contains($0.code) }
    guard composer.cut == nil, let last = problems.map(\.span.end).max() else { return }
    var told = DiagnosticList()
    for problem in problems { told.append { problem } }
    let fault = found
    found = told
    keepProblems(before: SourceSpan(start: last, end: last))
    for problem in fault.all { found.append { problem } }
  }

  /// Where the text stops being YAML, only what is wrong in any case is told besides: not what may be right by what
  /// follows, nor what is wrong with the last value, which may be the slip itself.
  private mutating func keepProblems(before last: SourceSpan) {
    let needsRest: Set<Diagnostic.Code> = [
      .unknownSpace, .unknownMovement, .unknownScene, .foreverNotLast, .missingValue, .conflictingKeys, .openScene,
      .shortCredit,
    ]
    found.keep { problem in
      [.yamlSyntax, .tab].contains(problem.code)
        || problem.span.end <= last.start && !needsRest.contains(problem.code)
    }
  }

  /// Reads a score from a text.
  public init(path: String, text: String, folder: String? = nil) {
    self.init(path: path, bytes: Array(text.utf8), folder: folder)
  }

  /// The text of all problems for a person: the first 20 and the count of the rest.
  public var text: String { Diagnostic.text(of: diagnostics, total: problemCount) }
}
