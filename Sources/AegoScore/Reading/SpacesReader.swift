/// Reads which latent spaces a piece uses.
struct SpacesReader {
  let reading: Reading
  /// The folder against which files are resolved.
  let folder: String

  func spaces(_ piece: Fields) -> [SpaceReference] {
    guard let node = piece.node(PieceKeys.spaces),
      let fields = Fields(
        node, .invented, what: "`spaces`", example: "each under a name: `additive: spaces/additive.safetensors`",
        reading)
    else { return [] }
    if fields.all.isEmpty { reading.report(.missingValue, node.span, "this score lists no space", help: Self.example) }
    return fields.all.compactMap { space($0) }
  }

  static let example = "list them by name: `spaces: {additive: spaces/additive.safetensors}`"

  private func space(_ entry: YAMLEntry) -> SpaceReference? {
    let name = YAMLNode(content: .scalar(entry.key, isPlain: false), span: entry.keySpan)
    guard let name = ValueForm<String>.name("a space's name").read(name, reading) else { return nil }
    if entry.value.isNothing {
      reading.report(
        .missingValue, entry.keySpan, "the space `\(name)` has no file", help: "write `\(name): FILE.safetensors`")
      return nil
    }
    guard case .mapping = entry.value.content else {
      return Self.file.read(entry.value, reading).map { reference(name, $0, 0, entry.value.span) }
    }
    guard let fields = Fields(entry.value, SpaceKeys.mapping, what: "a space", reading) else { return nil }
    let file = fields.value(SpaceKeys.file)
    let gain = fields.value(SpaceKeys.gain)
    fields.finish()
    return file.map { reference(name, $0.value, gain?.value ?? 0, $0.span) }
  }

  /// The name of a file.
  static let file = ValueForm<String>.line("a file", most: 1000)

  private func reference(_ name: String, _ file: String, _ gain: Double, _ span: SourceSpan) -> SpaceReference {
    SpaceReference(name: name, file: file, path: resolve(file, in: folder), gain: gain, span: span)
  }
}

/// A file as seen from a folder: a path that begins with a slash stays as it is.
func resolve(_ file: String, in folder: String) -> String {
  file.hasPrefix("/") || folder.isEmpty ? file : folder.hasSuffix("/") ? folder + file : folder + "/" + file
}
