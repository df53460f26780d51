import AegoMotion
import AegoTestSupport
import Foundation
import Testing

@testable import AegoSetup

@Suite(.timeLimit(.minutes(2))) struct SensorDeskTests {
  /// A UDP port that was free a moment ago.
  private func freePort() throws -> UInt16 {
    let receiver = try Receiver(port: 0) { _ in }
    receiver.stop()
    return receiver.port
  }

  @Test func `the score's arms are heard, and a turn of each hand says what to write`() throws {
    let port = try freePort()
    let text =
      setupScore + "sensors: {port: \(port), left: {source: riot, id: 3}, right: {source: riot, id: 4}}\n"
      + "controls: {left.buton: go}  # what is wrong elsewhere does not matter\n"
    let house = try SetupHouse(text)
    let page = try house.page()
    try page.tell(["type": "sense", "text": text])
    let first = try page.next("sensors")
    #expect(first["hears"] as? Bool == true && first["words"] as? String == "OSC: 127.0.0.1 port \(port)")
    // Quaternions about the module's x axis, w first: the left one turns back, the right one forth.
    func send(_ id: Int, degrees: Double) throws {
      let half = degrees * .pi / 360
      try outside(
        "oscsend", ["localhost", "\(port)", "/\(id)/quat", "ffff", "\(cos(half))", "\(sin(half))", "0", "0"])
    }
    func modules(_ message: [String: Any]) -> [[String: Any]] { message["modules"] as? [[String: Any]] ?? [] }
    var told: [String: Any] = [:]
    for _ in 0..<200 where modules(told).count < 2 {
      try send(3, degrees: 0)
      try send(4, degrees: 0)
      told = try page.next("sensors")
    }
    #expect(modules(told).map { $0["id"] as? String } == ["3", "4"])
    #expect(modules(told).map { $0["arms"] as? [String] } == [["left"], ["right"]])
    try page.tell(["type": "calibrate"])
    while (told["step"] as? String)?.hasPrefix("Hold both arms where neutral is, and still. Not still yet: riot")
      != true
    {
      told = try page.next("sensors")
    }
    try page.tell(["type": "abandon"])
    while told["step"] is String { told = try page.next("sensors") }
    try page.tell(["type": "calibrate"])
    var found: [String: Any]?
    for _ in 0..<400 where found == nil {
      told = try page.next("sensors")
      let step = told["step"] as? String ?? ""
      try send(3, degrees: step.hasPrefix("Turn the left") ? -80 : 0)
      try send(4, degrees: step.hasPrefix("Turn the right") ? 80 : 0)
      found = told["found"] as? [String: Any]
    }
    #expect(found?["axis"] as? String == "roll")
    #expect(found?["left"] as? String == "{source: riot, id: 3, invert: true}")
    #expect(found?["right"] as? String == "{source: riot, id: 4, invert: false}")
    #expect((found?["words"] as? [String])?.count == 2 && told["step"] is NSNull)
    try page.tell(["type": "deaf"])
    while try page.next("sensors")["hears"] as? Bool == true {}
  }

  @Test func `a port that another program holds is told`() throws {
    let other = try Receiver(port: 0) { _ in }
    let house = try SetupHouse()
    let page = try house.page()
    let refused = try page.ask(
      ["type": "sense", "text": setupScore + "sensors: {port: \(other.port)}\n"], "refused")
    let words = refused["words"] as? String ?? ""
    #expect(words.hasPrefix("UDP port \(other.port) is in use by "), "\(words)")
    #expect(words.hasSuffix(": end that program, or write another port here and have the modules send there"))
    other.stop()
  }

  @Test func `the port is free once the page that began to hear is gone`() throws {
    let port = try freePort()
    let house = try SetupHouse()
    let other = try house.page()
    do {
      let page = try house.page()
      try page.tell(["type": "sense", "text": setupScore + "sensors: {port: \(port)}\n"])
      while try other.next("sensors")["hears"] as? Bool != true {}
      _ = page
    }
    while try other.next("sensors")["hears"] as? Bool == true {}
    let receiver = try Receiver(port: port) { _ in }
    #expect(receiver.port == port)
    receiver.stop()
  }

  @Test func `a calibration that hears nothing says so`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    try page.tell(["type": "sense", "text": setupScore + "sensors: {port: \(try freePort())}\n"])
    _ = try page.next("sensors")
    try page.tell(["type": "calibrate"])
    var step = ""
    while step.isEmpty { step = try page.next("sensors")["step"] as? String ?? "" }
    #expect(step.hasSuffix("and still. Nothing is heard yet: have the modules send to this port."))
  }
}
