/// One run over one score: its text and what was wrong in it so far.
final class Reading {
  let source: SourceText
  var diagnostics: DiagnosticList

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
    if let near = nearest(to: word, among: known) { return "did you mean `\(near)`?" }
    if known.count == 1, let only = known.first { return "the only one is `\(only)`" }
    return "possible are: " + known.prefix(24).joined(separator: ", ") + (known.count > 24 ? ", ..." : "")
  }
}
