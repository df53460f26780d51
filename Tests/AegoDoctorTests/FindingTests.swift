import AegoMotion
import Testing

@testable import AegoDoctor

@Suite struct FindingTests {
  @Test func `a verdict stands in words, and in colour where that is wanted`() {
    #expect(Finding.ok("disk", "well").lines(isColoured: false) == "ok      disk: well")
    #expect(Finding.ok("disk", "well").lines(isColoured: true) == "\u{1B}[32mok      \u{1B}[0mdisk: well")
    #expect(
      Finding.warning("disk", "so", help: "do").lines(isColoured: true)
        == "\u{1B}[33mwarning \u{1B}[0mdisk: so\n  help: do")
    #expect(Finding.error("disk", "ill", help: "do").lines(isColoured: false) == "error   disk: ill\n  help: do")
  }

  @Test func `an error of ours keeps its remedy`() {
    #expect(
      Finding.failure("port", MotionError.portForbidden(port: 80))
        == .error(
          "port", "UDP port 80 is not allowed to this user", help: "choose a port from 1024 on with --port"))
  }
}
