extension Diagnostic {
  /// What was most likely meant where it stands; nil where the remedy names nothing that could.
  public var meant: String? {
    guard let help, help.hasPrefix("did you mean `") else { return nil }
    let word = help.dropFirst("did you mean `".count).prefix { $0 != "`" }
    return word.isEmpty || help != "did you mean `\(word)`?" ? nil : String(word)
  }
}

extension ScoreReader {
  /// What may take a problem's place at once: what was most likely meant, where the text has fewer problems with it.
  ///
  /// - Parameter diagnostic: one of the reader's.
  /// - Returns: what should stand in place of its span; nil where that is not sure.
  public func mending(of diagnostic: Diagnostic) -> String? {
    let span = diagnostic.span
    guard let meant = diagnostic.meant, span.start.line == span.end.line, span.start < span.end else { return nil }
    var bytes = source.bytes
    let range = source.offset(of: span.start)..<source.offset(of: span.end)
    bytes.replaceSubrange(range, with: Array(meant.utf8))
    let after = ScoreReader(path: source.path, bytes: bytes)
    // What only a look into its files has found, the text by itself does not have.
    return after.problemCount < max(1, problemsOfText) ? meant : nil
  }
}
