import AegoMotion
import Foundation
import Testing

@testable import AegoPerformance
@testable import AegoStage

/// A part of what a page is told, read back.
private enum Part: Equatable {
  case text(String)
  case hop(Int)
  case draw(time: Double, number: Int)
  case end
}

private func parts(_ bytes: [UInt8]) -> [Part] {
  var (parts, rest): ([Part], ArraySlice<UInt8>) = ([], bytes[...])
  func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  while let kind = rest.first {
    let count = Int(number(rest.dropFirst().prefix(4)))
    let payload = rest.dropFirst(5).prefix(count)
    switch kind {
    case 1: parts.append(.text(String(decoding: payload, as: UTF8.self)))
    case 2: parts.append(.hop(Int(number(payload.dropFirst(4).prefix(4)))))
    case 3:
      let time = Double(bitPattern: number(payload.prefix(8)))
      parts.append(.draw(time: time, number: Int(number(payload.dropFirst(8)))))
    default: parts.append(.end)
    }
    rest = rest.dropFirst(5 + count)
  }
  return parts
}

/// All that the page is told, and the film's samples.
private func told(_ take: FilmedTake, _ settings: FilmSettings) throws -> (parts: [Part], samples: [Int32]) {
  var reel = try FilmReel(take.replay, settings, format: "png")
  var (all, samples): ([Part], [Int32]) = ([], [])
  while all.last != .end {
    let next = try reel.next { samples += $0 }
    #expect(next.orders.count < 300_000)
    all += parts(next.orders)
  }
  return (all, samples)
}

@Suite struct FilmReelTests {
  @Test(arguments: [1, 24, 25, 30, 50, 60, 120])
  func `each frame is drawn at its time, after every hop up to it and the one to come`(_ rate: Int) throws {
    let take = try FilmedTake()
    var settings = FilmedTake.small
    (settings.rate, settings.from, settings.length) = (rate, 500_000_000, 2_000_000_000)
    let (all, samples) = try told(take, settings)
    var (hops, frames): ([Int], [Int]) = ([], [])
    for part in all {
      if case .hop(let hop) = part { hops.append(hop) }
      guard case .draw(let time, let number) = part else { continue }
      #expect(abs(time - 0.5 - Double(frames.count) / Double(rate)) < 2e-9)
      frames.append(number)
      // Hop k begins at k * 512 / 48000 s.
      let sounding = Int(time * 48000 / 512 + 1e-6)
      #expect(hops.last == sounding || hops.last == sounding + 1)
      #expect(Double(hops.last ?? 0) * 512 / 48000 > time - 1e-6)
    }
    #expect(hops == Array(0..<hops.count))
    #expect(frames == Array(frames[0]..<frames[0] + 2 * rate))
    #expect(samples.count == 2 * 96000)
  }

  @Test func `a film ends with its take, and one behind it is refused`() throws {
    let take = try FilmedTake()
    var settings = FilmedTake.small
    settings.length = 3_600_000_000_000
    let (all, samples) = try told(take, settings)
    #expect(samples.count == 2 * 284 * 512)
    #expect(all.count { if case .hop = $0 { true } else { false } } == 283)
    #expect(all.count { if case .draw = $0 { true } else { false } } == 31)
    settings.from = 4_000_000_000
    let error = #expect(throws: StageError.self) { try FilmReel(take.replay, settings, format: "png") }
    #expect(
      error?.description == "--from 4 s: \(take.replay.directory) lasts 3.029333333 s; choose an earlier time")
  }

  @Test func `what is told of a hop comes before it, and never before its time`() throws {
    let take = try FilmedTake()
    var settings = FilmedTake.small
    settings.rate = 60
    let (all, _) = try told(take, settings)
    guard case .text(let first) = all[0], case .text(let second) = all[1] else {
      Issue.record("the film and its score are told first")
      return
    }
    #expect(first == #"{"type":"film","width":320,"height":180,"format":"png","textEvery":4}"#)
    #expect(second.hasPrefix(#"{"type":"hello","protocol":1,"#))
    var texts: [Double] = []
    for part in all.dropFirst(2) {
      if case .text(let text) = part, let time = text.firstMatch(of: /"t":(\d+)/) {
        // The end of the hop that the state is of.
        texts.append((Double(time.output.1) ?? 0) / 1e9 - 512.0 / 48000)
      }
      if case .draw(let time, _) = part { #expect(texts.allSatisfy { $0 <= time + 1e-6 }) }
    }
    #expect(texts.count > 30 && texts == texts.sorted())
  }

  @Test func `a score that was replaced while it was played changes the picture where it came into force`() throws {
    let take = try FilmedTake { text in
      text
    } during: { house in
      house.play(20)
      try house.replaceScore { $0.replacing("space: additive\n", with: "space: additive\nimage: {palette: warm}\n") }
      house.play(20)
      house.engine.command(Message(.jump, integers: [1]))
      house.play(40)
    }
    let (all, _) = try told(take, FilmedTake.small)
    let palettes = all.compactMap { part -> String? in
      guard case .text(let text) = part, text.contains("\"hello\"") else { return nil }
      return text.firstMatch(of: /"palette":"(\w+)"/).map { String($0.output.1) }
    }
    #expect(palettes == ["white", "warm"])
    let before = all.prefix { part in
      if case .text(let text) = part { return !text.contains("warm") }
      return true
    }
    #expect(before.contains(.hop(133)) && !before.contains(.hop(145)))
  }
}
