import Testing

@testable import AegoScore

struct ExplanationTests {
  @Test func `each code is explained, in the order of the codes`() {
    #expect(Explanation.all.map(\.code) == Diagnostic.Code.allCases)
  }

  @Test(arguments: Diagnostic.Code.allCases) func `a wrong example has its problem and no other`(
    _ code: Diagnostic.Code
  ) {
    let found = checked("example.yaml", Explanation.of(code).wrong.bytes)
    #expect(Set(found.diagnostics.map(\.code)) == [code], "\(found.text)")
  }

  @Test(arguments: Diagnostic.Code.allCases) func `a right example is a score`(_ code: Diagnostic.Code) {
    let reader = checked("example.yaml", Explanation.of(code).right.bytes)
    #expect(reader.score != nil, "\(reader.text)")
  }

  @Test func `an explanation says why, shows both and fits a terminal`() {
    #expect(
      Explanation.of(.missingUnit).shown == """
        missing-unit: A number without its unit

        `60` could be seconds or milliseconds, a minute of music or a click. Each time,
        angle and level is written with its unit, at both ends of a ramp.

        wrong:
            - {for: 60}

        right:
            - {for: 60s}

        """)
    for explanation in Explanation.all {
      for line in explanation.shown.split(separator: "\n") { #expect(line.count <= 80 || line.hasPrefix("    ")) }
      #expect(explanation.text.hasSuffix(".") && !explanation.title.hasSuffix("."))
      #expect(explanation.shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
  }

  @Test func `the list has a line for each code`() {
    let lines = Explanation.list.split(separator: "\n")
    #expect(lines.count == Diagnostic.Code.allCases.count)
    for (line, code) in zip(lines, Diagnostic.Code.allCases) { #expect(line.hasPrefix(code.rawValue + " ")) }
  }
}
