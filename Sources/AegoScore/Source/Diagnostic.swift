/// One thing that is wrong in a score, or most likely not meant: where, what, and how to mend it.
public struct Diagnostic: Sendable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable {
    /// The score cannot be played so.
    case error
    /// It can, and most likely does not sound as it was meant.
    case warning
  }

  /// What kind of problem it is; stable, so that one can look it up.
  public var code: Code
  /// What is wrong, in a sentence without a full stop.
  public var message: String
  /// The score's path, as the user wrote it.
  public var path: String
  /// The value that is wrong.
  public var span: SourceSpan
  /// The source line at the span's start; empty where there is none to show.
  public var excerpt: String
  /// How to mend it.
  public var help: String?
  /// Another place that belongs to the problem.
  public var note: Note?

  /// Another place that belongs to a problem, such as the first of two equal keys.
  public struct Note: Sendable, Equatable {
    /// What stands there: "first written".
    public var text: String
    /// Where it stands, in the same file.
    public var place: SourcePlace

    /// A note about a place.
    public init(_ text: String, at place: SourcePlace) {
      self.text = text
      self.place = place
    }
  }

  /// A problem at a span of the file at `path`.
  public init(
    _ code: Code, _ message: String, path: String, span: SourceSpan, excerpt: String, help: String? = nil,
    note: Note? = nil
  ) {
    self.code = code
    self.message = printable(message, atMost: 400)
    self.path = path
    self.span = span
    self.excerpt = excerpt
    self.help = help.map { printable($0, atMost: 600) }
    self.note = note
  }
}

/// A text that no terminal obeys, and that ends: control characters and those that turn the direction of writing show
/// as U+FFFD.
func printable(_ text: String, atMost limit: Int) -> String {
  var scalars = String.UnicodeScalarView()
  for (index, scalar) in text.unicodeScalars.enumerated() {
    guard index < limit else { return String(scalars) + "…" }
    let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    let isControl = scalar.properties.generalCategory == .control
    scalars.append(turns || isControl ? "\u{FFFD}" : scalar)
  }
  return String(scalars)
}

/// The problems found in one score, in the order of the file once sorted; only the first thousand are kept.
struct DiagnosticList {
  /// More than anybody reads; bounds the memory that a hostile file can take.
  static let most = 1000

  private(set) var all: [Diagnostic] = []
  /// How many were found, kept or not.
  private(set) var count = 0

  /// Whether anything is wrong rather than unusual.
  var hasErrors: Bool { count > all.count || all.contains { $0.code.severity == .error } }

  /// Adds a problem; one that an alias repeats at its own place is told once.
  mutating func append(_ diagnostic: () -> Diagnostic) {
    guard all.count < Self.most else {
      count += 1
      return
    }
    let next = diagnostic()
    guard told.insert(Told(span: next.span, message: next.message)).inserted else { return }
    count += 1
    all.append(next)
  }

  /// Keeps only some problems, and counts no other.
  mutating func keep(_ isKept: (Diagnostic) -> Bool) {
    guard count == all.count else { return }
    all.removeAll { !isKept($0) }
    count = all.count
  }

  /// What makes two problems the same.
  private struct Told: Hashable {
    var span: SourceSpan
    var message: String
  }

  private var told: Set<Told> = []

  /// In the order of the file; at one place, in the order in which they were found.
  var sorted: [Diagnostic] {
    all.enumerated()
      .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
      .map(\.element)
  }
}
