/// The known word that is nearest to a misspelt one, if any is near enough to be meant.
///
/// Nearness is the optimal string alignment distance (insert, delete, replace, swap neighbours), case and the
/// difference between space, hyphen and underline aside; at most a third of the letters, and never all, may differ.
///
/// - Parameters:
///   - word: what was written.
///   - known: the words that exist.
///   - longest: how many characters `word` may have; a longer one is like none.
/// - Returns: the nearest; of those that are equally near the one that begins alike for longer, else the first.
public func nearest(to word: String, among known: some Sequence<String>, longest: Int = 40) -> String? {
  guard (1...longest).contains(word.count) else { return nil }
  let folded = fold(word)
  func beginning(_ candidate: String) -> Int { zip(folded, fold(candidate)).prefix { $0 == $1 }.count }
  var best: (word: String, distance: Int)?
  for candidate in known {
    let distance = alignmentDistance(folded, fold(candidate))
    let allowed = max(1, (max(folded.count, candidate.count) + 1) / 3)
    guard distance <= allowed, distance < max(folded.count, candidate.count) else { continue }
    if let best, distance > best.distance { continue }
    // Of those that are equally near, the one that begins alike for longer: who misspells a word has begun it.
    if let best, distance == best.distance, beginning(candidate) <= beginning(best.word) { continue }
    best = (candidate, distance)
  }
  return best?.word
}

private func fold(_ word: String) -> [Character] {
  word.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 }
}

private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
  var (previous, current) = ([Int](), Array(0...b.count))
  for i in a.indices {
    let older = previous
    previous = current
    current[0] = i + 1
    for j in b.indices {
      let replaced = previous[j] + (a[i] == b[j] ? 0 : 1)
      current[j + 1] = min(replaced, previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { current[j + 1] = min(current[j + 1], older[j - 1] + 1) }
    }
  }
  return current[b.count]
}
