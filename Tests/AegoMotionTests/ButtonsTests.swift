import Testing

@testable import AegoMotion

@Suite struct ButtonsTests {
  /// What became of the buttons in each hop, hop by hop, as `side` `number` and what.
  private func gestures(_ form: WireForm, _ seconds: Double, _ pressed: @escaping (Double) -> [Bool]) -> [String] {
    var worn = WornModule(form)
    var told: [String] = []
    for hop in 0..<Int(seconds * 93.75) {
      let t = Double(hop) / 93.75
      worn.play(1.001 / 93.75) { _ in Forearm(buttons: pressed(t)) }
      for button in 0..<2 {
        for gesture in ButtonGesture.allCases where worn.hands.reward.take(.init(.right, button: button, gesture)) {
          told.append("\(hop) \(button + 1) \(gesture)")
        }
      }
    }
    return told
  }

  @Test(arguments: [WireForm.riot1, .ircam, .bitalino20])
  func `the one switch of a module is pressed, held and let go`(_ form: WireForm) {
    // 93.75 hops a second: half a second is hop 47, 2 s more hop 234.5.
    let told = gestures(form, 4) { [(0.5..<3).contains($0), false] }
    #expect(told == ["47 1 pressed", "235 1 held", "282 1 released"])
  }

  @Test(arguments: [WireForm.bitalino21, .bitalino22, .riot3, .comote])
  func `two buttons are told apart`(_ form: WireForm) {
    let told = gestures(form, 1) { [(0.3..<0.4).contains($0), $0 > 0.35] }
    #expect(told == ["29 1 pressed", "33 2 pressed", "38 1 released"])
  }

  @Test func `what is pressed when a module is first heard, or heard again, is no gesture`() {
    var hands = Hands { $0.left = .none }
    func packet(_ isPressed: Bool) -> [Message] {
      var floats = [Float](repeating: 0, count: 20)
      (floats[1], floats[4], floats[12]) = (isPressed ? 1 : 0, 1, 1)
      return [Message(.raw, module: 1, floats: floats)]
    }
    func told() -> [ButtonGesture] {
      ButtonGesture.allCases.filter { hands.reward.take(ButtonEvent(.right, button: 0, $0)) }
    }
    hands.play(1) { _ in packet(true) }
    #expect(told().isEmpty)
    hands.play(0.1) { _ in packet(false) }
    #expect(told() == [.released])
    hands.play(1) { _ in [] }
    hands.play(0.1) { _ in packet(true) }
    #expect(told().isEmpty)
    // It was pressed when it was heard again, and is from then on.
    hands.play(3) { _ in packet(true) }
    #expect(told() == [.held])
  }
}
