import AegoPerformance
import CALSA
import Testing

@testable import AegoMIDI

/// Bytes as a pedal sends them, made events by ALSA itself, as the kernel does it.
private func events(of bytes: [UInt8]) throws -> [snd_seq_event_t] {
  var made: OpaquePointer?
  try #require(snd_midi_event_new(256, &made) == 0)
  let encoder = try #require(made)
  defer { snd_midi_event_free(encoder) }
  var events: [snd_seq_event_t] = []
  for byte in bytes {
    var event = snd_seq_event_t()
    if snd_midi_event_encode_byte(encoder, Int32(byte), &event) == 1 { events.append(event) }
  }
  return events
}

@Suite struct MIDIEventTests {
  @Test(
    arguments: [
      ([0xB0, 64, 127], [.controller(64, value: 127, channel: 1)]),
      ([0xBF, 0, 0], [.controller(0, value: 0, channel: 16)]),
      ([0x91, 60, 1], [.note(60, channel: 2)]), ([0x90, 60, 0], []), ([0x80, 60, 64], []),
      ([0xC2, 3], [.program(3, channel: 3)]), ([0xE0, 0, 64], []), ([0xD0, 5], []), ([0xF8], []), ([0xFE], []),
      ([0xF0, 0x7E, 1, 2, 0xF7], []), ([64, 127], []),
      // Running status, with the clock between.
      (
        [0xB0, 64, 127, 64, 0xF8, 0, 67, 100],
        [
          .controller(64, value: 127, channel: 1), .controller(64, value: 0, channel: 1),
          .controller(67, value: 100, channel: 1),
        ]
      ),
    ] as [([UInt8], [MIDIEvent])])
  func `bytes that ALSA makes events of are what a pedal does`(bytes: [UInt8], meant: [MIDIEvent]) throws {
    #expect(try events(of: bytes).compactMap { MIDIEvent($0) } == meant)
  }

  @Test func `every message of two bytes and three is understood, or left`() throws {
    for status in UInt8(0x80)...0xFF {
      for data in UInt8(0)...127 {
        for event in try events(of: [status, data, 127 - data]) {
          guard let understood = MIDIEvent(event) else { continue }
          let channel = Int(status & 15) + 1
          switch understood {
          case .controller(let number, let value, let on):
            #expect(status >> 4 == 0xB && number == data && value == 127 - data && on == channel)
          case .note(let number, let on): #expect(status >> 4 == 9 && number == data && on == channel && data < 127)
          case .program(let number, let on):
            // Running status makes a second program of the third byte.
            #expect(status >> 4 == 0xC && (number == data || number == 127 - data) && on == channel)
          }
        }
      }
    }
  }

  @Test func `an event that no bytes make is left`() {
    var event = snd_seq_event_t()
    event.type = UInt8(SND_SEQ_EVENT_CONTROLLER.rawValue)
    event.data.control = snd_seq_ev_ctrl_t(channel: 0, unused: (0, 0, 0), param: 200, value: 127)
    #expect(MIDIEvent(event) == nil)
    event.data.control = snd_seq_ev_ctrl_t(channel: 0, unused: (0, 0, 0), param: 64, value: 128)
    #expect(MIDIEvent(event) == nil)
    event.data.control = snd_seq_ev_ctrl_t(channel: 0, unused: (0, 0, 0), param: 64, value: -1)
    #expect(MIDIEvent(event) == nil)
  }
}
