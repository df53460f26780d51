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

  @Test func `a warning has its place and leaves a score valid`() throws {
    let bench = try Bench()
    let text =
      "score: 1\ntitle: slow\nspaces: {additive: spaces/additive.safetensors}\nperiod: 5s\nmovements: [{scenes: [{for: 60s}]}]\n"
    try bench.write(text, to: "slow.yaml")
    let told = try bench.aego("check", "slow.yaml")
    #expect(told.status == 0 && told.output == "slow.yaml: valid: slow · 1:00 · 1 scene\n")
    #expect(told.errors.hasPrefix("slow.yaml:4:9: warning[short-credit]: in the scene `movement 1 1` actions are "))
    let json = try bench.aego("check", "slow.yaml", "--format", "json")
    #expect(json.status == 0 && json.output.contains(#""severity": "warning""#))
    let rendered = try bench.aego("render", "slow.yaml", "--for", "1s", "-o", "a.wav")
    #expect(rendered.status == 0 && rendered.errors.contains("warning: slow.yaml:4:9: in the scene"), "\(rendered)")
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
