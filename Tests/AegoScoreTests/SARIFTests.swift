import Testing

@testable import AegoScore

/// Diagnostics as SARIF 2.1.0, read by Python.
struct SARIFTests {
  /// What the standard asks of the parts that are used here: required properties, types, and indices that fit.
  private static let check = """
    import json, sys
    log = json.load(sys.stdin)
    assert log["version"] == "2.1.0" and log["$schema"].startswith("https://")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    rules = driver["rules"]
    assert driver["name"] == "aego" and driver["version"] == "9"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
      for key in "shortDescription", "fullDescription", "help": assert rule[key]["text"].strip()
      assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    def place(location):
      physical = location["physicalLocation"]
      region = physical["region"]
      start = region["startLine"], region["startColumn"]
      end = region["endLine"], region["endColumn"]
      assert all(type(n) is int and n >= 1 for n in start + end) and start <= end
      return physical["artifactLocation"]["uri"], *start, *end
    for result in run["results"]:
      assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
      assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]
      (location,) = result["locations"]
      related = [(*place(l)[1:3], l["message"]["text"]) for l in result.get("relatedLocations", [])]
      print(result["ruleId"], *place(location), related, result["message"]["text"], sep="|")
    print(len(rules))
    """

  @Test func `a log has a rule for each code and a result for each problem`() throws {
    let found = ScoreReader(path: "mes scores/線.yaml", text: "score: 1\ntitle: 線と\ntitle: two\n").diagnostics
    let lines = try python(Self.check, input: Diagnostic.sarif(of: found, version: "9"))
    let uri = "mes%20scores/%E7%B7%9A.yaml"
    #expect(
      lines == [
        "missing-key|\(uri)|1|1|1|6|[]|the piece needs the key `spaces`: list them by name: "
          + "`spaces: {additive: spaces/additive.safetensors}`",
        "missing-key|\(uri)|1|1|1|6|[]|the piece needs the key `movements`: a piece is a list of movements with scenes",
        "duplicate-key|\(uri)|3|1|3|6|[(2, 1, 'first written')]|`title` is written twice: keep one of the two",
        "\(Diagnostic.Code.allCases.count)",
      ])
  }

  @Test func `every golden's problems fit into a log`() throws {
    var found: [Diagnostic] = []
    for name in DiagnosticGoldenTests.names { found += try DiagnosticGoldenTests.read(name).diagnostics }
    let lines = try python(Self.check, input: Diagnostic.sarif(of: found, version: "9"))
    #expect(lines.count == found.count + 1)
  }

  @Test func `no problem is an empty list, an absolute path a file's address`() throws {
    #expect(try python(Self.check, input: Diagnostic.sarif(of: [], version: "9")).count == 1)
    let found = ScoreReader(path: "/a b/c.yaml", text: "").diagnostics
    let lines = try python(Self.check, input: Diagnostic.sarif(of: found, version: "9"))
    #expect(lines.first?.hasPrefix("empty-score|file:///a%20b/c.yaml|1|1|1|1|[]|") == true)
  }
}
