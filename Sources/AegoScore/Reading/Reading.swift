/// One run over one score: its text and what was wrong in it so far.
final class Reading {
  let source: SourceText
  var diagnostics: DiagnosticList
  private var suggestions = 0

  /// For how many problems of a file a near word is looked for.
  static let mostSuggestions = 50
  /// Among how many words.
  static let mostCompared = 1000

  init(_ source: SourceText, diagnostics: DiagnosticList = DiagnosticList()) {
    self.source = source
    self.diagnostics = diagnostics
  }

  /// Keeps a problem; its words are made only if it will be kept, for a file can have very many.
  func report(
    _ code: Diagnostic.Code, _ span: SourceSpan, _ message: @autoclosure () -> String,
    help: @autoclosure () -> String? = nil, note: Diagnostic.Note? = nil
  ) {
    diagnostics.append {
      Diagnostic(
        code, message(), path: source.path, span: span, excerpt: source.line(span.start.line), help: help(), note: note)
    }
  }

  func report(_ fault: ValueFault, _ span: SourceSpan) {
    report(fault.code, span, fault.message, help: fault.help)
  }

  /// A remedy that offers the nearest known word, or lists them all.
  func oneOf(_ known: some Collection<String>, for word: String) -> String {
    near(word, among: known).map { "did you mean `\($0)`?" } ?? oneOf(known)
  }

  /// The known word that was most likely meant, if any. Of a file's words the first are looked after so, among a
  /// thousand each: a file made to hurt has tens of thousands of both.
  func near(_ word: String, among known: some Collection<String>) -> String? {
    suggestions += 1
    guard suggestions <= Self.mostSuggestions else { return nil }
    return nearest(to: word, among: known.prefix(Self.mostCompared))
  }

  /// A remedy that lists the known words.
  func oneOf(_ known: some Collection<String>) -> String {
    if known.count == 1, let only = known.first { return "the only one is `\(only)`" }
    return "possible are: " + known.prefix(24).joined(separator: ", ") + (known.count > 24 ? ", ..." : "")
  }
}
