import Foundation
import Testing

@testable import AegoScore

/// `docs/score.schema.json` says the same as the parser, as far as a schema can.
struct SchemaTests {
  /// Problems that a schema cannot express, each with its reason.
  static let beyond: [Diagnostic.Code: String] = {
    let reasons: [(String, [Diagnostic.Code])] = [
      (
        "the text is no YAML, or more than one document of it: the editor's own parser says so",
        [
          .tooLarge, .notUTF8, .notText, .yamlSyntax, .tab, .tooDeep, .aliasBomb, .unknownAlias, .unknownTag,
          .complexKey, .badMerge, .secondDocument,
        ]
      ),
      ("YAML libraries keep one of two equal keys, and say nothing", [.duplicateKey]),
      ("a number inside of a text, with its unit", [.angleRange, .levelRange, .durationRange, .periodRange]),
      ("one value compared with another", [.lengthOrder]),
      (
        "a name that must stand elsewhere, or must not",
        [.duplicateName, .unknownSpace, .unknownMovement, .unknownScene, .foreverNotLast]
      ),
      ("a sum over the piece", [.tooLong, .tooManyScenes]),
      ("what is valid and most likely not meant", [.shortCredit, .longStep, .textCut]),
      ("what a file holds", [.missingFile, .wrongSpace, .wrongState, .spaceRates, .tooManyDimensions]),
    ]
    return Dictionary(uniqueKeysWithValues: reasons.flatMap { reason, codes in codes.map { ($0, reason) } })
  }()

  /// Golden scores of which the schema says something else than their codes let one expect, each with its reason.
  static let exceptions: [String: (isValid: Bool, reason: String)] = [
    "forever-not-last": (false, "it has a scene that repeats forever too, which is a matter of shape")
  ]

  private static let unreadable = beyond.filter { $0.value.hasPrefix("the text is no YAML") }.keys

  @Test func `the schema in the documents is up to date`() throws {
    try expectGolden(ScoreSchema.text, named: "../../../docs/score.schema.json")
  }

  @Test(.enabled(if: EditorYAML.isThere, "Python's jsonschema and yaml are not installed"))
  func `golden scores are valid by the schema exactly where their problems are no matter of shape`() throws {
    var (names, texts, expected) = ([String](), [String](), [Bool]())
    for name in DiagnosticGoldenTests.names {
      let codes = Set(try DiagnosticGoldenTests.read(name).diagnostics.map(\.code))
      guard codes.isDisjoint(with: Self.unreadable) else { continue }
      names.append(name)
      texts.append(try String(contentsOf: goldens.appending(path: "\(name).yaml"), encoding: .utf8))
      expected.append(Self.exceptions[name]?.isValid ?? codes.allSatisfy { Self.beyond[$0] != nil })
    }
    let verdicts = try EditorYAML.verdicts(on: texts, schema: ScoreSchema.text)
    for (name, (verdict, isExpected)) in zip(names, zip(verdicts, expected)) {
      #expect(verdict == isExpected, "\(name).yaml is \(verdict ? "" : "in")valid by the schema")
    }
    #expect(names.count == verdicts.count && names.count > 40)
  }

  @Test(.enabled(if: EditorYAML.isThere, "Python's jsonschema and yaml are not installed"))
  func `shipped scores and the explanations' examples are valid by the schema, or not, as they are scores`() throws {
    let examples = ShippedScoreTests.folder.appending(path: "../Examples/scores")
    var texts = [ScoreTemplate(title: "new", spaces: [.init(name: "additive", path: "additive.safetensors")]).text]
    for folder in [ShippedScoreTests.folder, examples] {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) where name.hasSuffix(".yaml") {
        texts.append(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
      }
    }
    var expected = texts.map { _ in true }
    for explanation in Explanation.all {
      texts.append(String(decoding: explanation.right.bytes, as: UTF8.self))
      expected.append(true)
      if Self.beyond[explanation.code] != nil { continue }
      texts.append(String(decoding: explanation.wrong.bytes, as: UTF8.self))
      expected.append(false)
    }
    let verdicts = try EditorYAML.verdicts(on: texts, schema: ScoreSchema.text)
    for (text, (verdict, isExpected)) in zip(texts, zip(verdicts, expected)) {
      #expect(verdict == isExpected, "\(verdict ? "" : "in")valid by the schema:\n\(text)")
    }
  }
}
