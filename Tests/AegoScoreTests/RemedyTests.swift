import Testing

@testable import AegoScore

/// Slips that are no word's misspelling: what is told of them names what is to be changed.
@Suite struct RemedyTests {
  private func told(_ text: String) -> [String] {
    let head = "score: 1\ntitle: t\nspaces: {a: a.safetensors}\n"
    return ScoreReader(path: "t.yaml", text: head + text).diagnostics.map { "\($0.message); \($0.help ?? "")" }
  }

  @Test(arguments: [
    "movements:\n- scenes:\n  - {for: 60s, direction: 'Don't move'}\n",
    "movements:\n- scenes:\n  - direction: \"Say \"yes\" now\"\n    for: 60s\n",
  ])
  func `a quote within a quoted text is named`(_ text: String) {
    #expect(
      told(text) == [
        "a text goes on behind its closing quote; a quote inside of a text is written twice between single quotes "
          + "('don''t'), as \\\" between double ones"
      ])
  }

  @Test func `a dash that stands in no list's column is named`() {
    #expect(
      told("movements:\n  - scenes:\n      - name: a\n        for: 60s\n     - name: b\n       for: 60s\n") == [
        "this dash stands in no list's column; put it under the dashes of its list, to the column; or write its key, such "
          + "as `scenes:`, in a line above"
      ])
  }

  @Test func `what an editor makes of dots and signs is turned back`() {
    #expect(
      told("period: 100ms…30ms\nlevel: −3dB\nmovements: [{scenes: [{for: 60s}]}]\n").map {
        $0.split(separator: "; ").last
      }
        == ["did you mean `100ms..30ms`?", "did you mean `-3dB`?"])
  }

  @Test func `a missing blank behind a colon is named`() {
    #expect(
      told("movements:\n- scenes:\n  - for:60s\n") == [
        "a scene is written with keys, not as text; a blank belongs behind the colon: `for: 60s`"
      ])
  }

  @Test func `what is wrong in an anchored value is told once, at its place`() {
    #expect(told("movements:\n- scenes:\n  - &x {for: 60}\n  - *x\n  - *x\n").count == 1)
  }

  @Test func `what is no YAML hides neither what is wrong before it, nor makes it wrong`() {
    let found = told("period: 5ms\nmovements:\n- scenes:\n  - {for: 60s, level: -3}\n  - {for: 60s, direction: a: b}\n")
    #expect(
      found.map { $0.prefix(30) } == [
        "an action period of 5 ms is sh", "`-3` has no unit; write -3dB", "no value can begin after this ",
      ])
    // What may follow is not missing, and what may be named further down is not unknown.
    #expect(told("order: [late]\nmovements:\n- name: early\n  scenes:\n  - {name: a, for: {min: 1s, : }\n").count == 1)
  }
}
