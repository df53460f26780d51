import Foundation
import Testing

/// `aego check` in its formats, and `aego explain`.
@Suite struct CheckCommandTests {
  @Test func `explain tells of a code, lists all, and knows what is nearly one`() throws {
    let bench = try Bench()
    let one = try bench.aego("explain", "missing-unit")
    #expect(one.status == 0 && one.errors.isEmpty)
    #expect(one.output.hasPrefix("missing-unit: A number without its unit\n"))
    let all = try bench.aego("explain")
    #expect(all.status == 0 && all.output.contains("\nmissing-unit         A number without its unit\n"))
    let near = try bench.aego("explain", "mising-unit")
    #expect(near.status == 2 && near.output.isEmpty)
    #expect(near.errors.hasPrefix("Error: there is no code `mising-unit`; did you mean `missing-unit`?\n"))
    let far = try bench.aego("explain", "xyzzy")
    #expect(far.status == 2 && far.errors.hasPrefix("Error: there is no code `xyzzy`; `aego explain` lists them all\n"))
  }

  @Test func `check writes JSON and SARIF for programs`() throws {
    let bench = try Bench()
    try bench.write("score: 1\n", to: "wrong.yaml")
    let json = try bench.aego("check", "wrong.yaml", "--format", "json")
    #expect(json.status == 1 && json.errors.isEmpty && json.output.hasPrefix("[\n"))
    let sarif = try bench.aego("check", "wrong.yaml", "--format", "sarif")
    #expect(sarif.status == 1 && sarif.errors.isEmpty)
    let log = try #require(JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect((run["results"] as? [Any])?.count == 3)
  }
}
