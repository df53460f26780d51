extension ScoreReader {
  /// Adds what is wrong between the score and its latent spaces: files that are missing or damaged, spaces of another
  /// rate or hop, scenes that open more axes than their space has.
  ///
  /// - Parameter inspect: Looks into the file at a path. This module knows nothing of the format.
  public mutating func check(spaces inspect: (String) -> Result<SpaceFacts, FileFault>) {
    guard let draft else { return }
    let reading = Reading(source, diagnostics: found)
    let facts = draft.spaces.map { space in
      let found = inspect(space.path)
      return self.facts(of: space, found, meant: found.isMissing ? spelling(of: space, inspect) : nil, reading)
    }
    checkRates(draft, facts, reading)
    checkDimensions(draft, facts, reading)
    found = reading.diagnostics
  }

  /// Adds what is wrong with the file of learned state that the score names.
  ///
  /// - Parameter inspect: Looks into the file at a path. This module knows nothing of the format.
  public mutating func check(states inspect: (String) -> Result<Void, FileFault>) {
    guard let start = draft?.agent.start, case .failure(let fault) = inspect(start.value) else { return }
    let reading = Reading(source, diagnostics: found)
    switch fault {
    case .unreadable:
      reading.report(
        .missingFile, start.span, "\(start.value) cannot be read: \(fault.text)",
        help: "a score's files are looked for in its own folder; `start: none` begins without one")
    case .unsuitable:
      reading.report(
        .wrongState, start.span, "\(start.value) is nothing to begin with: \(fault.text)",
        help: "name a take's state.safetensors, of a piece with these spaces; `start: none` begins without one")
    }
    found = reading.diagnostics
  }

  /// How a space's file is written where it is there but for its ending, its slashes or its folder.
  private func spelling(of space: SpaceReference, _ inspect: (String) -> Result<SpaceFacts, FileFault>) -> String? {
    let folder = space.path.dropLast(space.file.count)
    let slashes = String(space.file.split(separator: "\\", omittingEmptySubsequences: true).joined(separator: "/"))
    let inFolder = slashes.contains("/") ? [] : ["spaces/\(slashes)", "spaces/\(slashes).safetensors"]
    return ([slashes, slashes + ".safetensors"] + inFolder).first { file in
      file != space.file && (try? inspect(folder + file).get()) != nil
    }
  }

  private func facts(
    of space: SpaceReference, _ result: Result<SpaceFacts, FileFault>, meant: String?, _ reading: Reading
  ) -> SpaceFacts? {
    switch result {
    case .success(let facts): return facts
    case .failure(.unreadable(let reason)):
      reading.report(
        .missingFile, space.span, "\(space.path) cannot be read: \(FileFault.unreadable(reason: reason).text)",
        help: meant.map { "did you mean `\($0)`?" }
          ?? "a score's files are looked for in its own folder; `aego train FOLDER -o \(space.path)` makes a space")
    case .failure(.unsuitable(let what)):
      reading.report(
        .wrongSpace, space.span, "\(space.path) is no latent space that can be played: \(what)",
        help: "`aego train FOLDER -o \(space.path)` makes one")
    }
    return nil
  }

  /// All spaces run at the score's rate, in one hop, and their spectra have one form.
  private func checkRates(_ score: Score, _ facts: [SpaceFacts?], _ reading: Reading) {
    let known = zip(score.spaces, facts).compactMap { space, facts in facts.map { (space, $0) } }
    guard let (first, common) = known.first else { return }
    for (space, facts) in known where facts.rate != score.sound.rate {
      reading.report(
        .spaceRates, space.span, "`\(space.name)` sounds at \(facts.rate) Hz, this score at \(score.sound.rate) Hz",
        help: "write `sound: {rate: \(facts.rate)}` if all its spaces do, or train the space anew")
    }
    for (space, facts) in known where facts.hop != common.hop {
      reading.report(
        .spaceRates, space.span,
        "`\(space.name)` makes a spectrum each \(facts.hop) samples, `\(first.name)` each \(common.hop)",
        help: "the spaces of one score must agree: train one of the two anew",
        note: .init("`\(first.name)` stands", at: first.span.start))
    }
    for (space, facts) in known
    where facts.hop == common.hop && (facts.frame, facts.bins) != (common.frame, common.bins) {
      reading.report(
        .spaceRates, space.span,
        "`\(space.name)` has \(facts.bins) bins of frames of \(facts.frame) samples, "
          + "`\(first.name)` \(common.bins) of \(common.frame)",
        help: "the spaces of one score must agree: train one of the two anew",
        note: .init("`\(first.name)` stands", at: first.span.start))
    }
  }

  /// No scene opens more axes than its space has. Each place is reported once, however many scenes inherit it.
  private func checkDimensions(_ score: Score, _ facts: [SpaceFacts?], _ reading: Reading) {
    var reported: Set<[Int]> = []
    for movement in score.movements {
      for scene in movement.scenes {
        let levels = [scene.settings, movement.settings, score.settings]
        let index = levels.lazy.compactMap { $0.space?.value }.first ?? 0
        guard let dimensions = levels.lazy.compactMap({ $0.dimensions }).first, facts.indices.contains(index),
          let latent = facts[index]?.latent, let highest = dimensions.value.open.last, highest > latent,
          reported.insert([dimensions.span.start.line, dimensions.span.start.column, index]).inserted
        else { continue }
        let axes = "\(latent) \(latent == 1 ? "axis" : "axes")"
        reading.report(
          .tooManyDimensions, dimensions.span,
          "the space `\(score.spaces[index].name)` has \(axes), and `\(scene.name)` opens the \(ordinal(highest))",
          help: "open 0 to \(latent) of them, or train the space with more: `aego train --dimensions \(highest)`",
          note: .init("`\(score.spaces[index].name)` stands", at: score.spaces[index].span.start))
      }
    }
  }

  private func ordinal(_ number: Int) -> String {
    let suffix = (11...13).contains(number % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(suffix)"
  }
}

extension Result where Failure == FileFault {
  /// Whether there is no such file, or none that can be read.
  fileprivate var isMissing: Bool {
    if case .failure(.unreadable) = self { true } else { false }
  }
}
