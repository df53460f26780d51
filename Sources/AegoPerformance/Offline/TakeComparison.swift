import AegoSoundFile
import Foundation

/// Compares a replay with what its take recorded: journal line by line, sound sample by sample.
public final class TakeComparison {
  /// A line of the journal that is not as it was.
  public struct LineDifference: Sendable, Equatable {
    /// The line's number, counted from 1.
    public var line: Int
    /// What the take has; nil past its end.
    public var recorded: String?
    /// What the replay gives; nil past its end.
    public var replayed: String?
  }

  /// A sample that is not as it was.
  public struct SampleDifference: Sendable, Equatable {
    /// The frame's number, counted from 0.
    public var frame: Int
    /// 0 left, 1 right.
    public var channel: Int
    /// What the take has; nil past its end.
    public var recorded: Int32?
    /// What the replay gives; nil past its end.
    public var replayed: Int32?
  }

  /// The first line that differs.
  public private(set) var line: LineDifference?
  /// The first sample that differs.
  public private(set) var sample: SampleDifference?
  /// How many lines were the same up to there.
  public private(set) var lines = 0
  /// How many frames were the same up to there.
  public private(set) var frames = 0

  /// Whether the replay has gone past the end of both journal and sound, and met no difference before.
  public var isBeyondBoth: Bool {
    guard let line, let sample else { return false }
    return line.recorded == nil && sample.recorded == nil
  }

  private let journal: Journal
  private var recorded: [Substring]
  private var audio: SoundFileReader
  private var block: [Int32]

  /// Opens the journal and the sound of a take.
  public init(_ replay: Replay) throws(PerformanceError) {
    journal = Journal(replay.piece.program, revisions: replay.piece.revisions.map(\.program))
    let path = replay.directory + "/journal.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .damagedTake(path: path, what: "this file of the take is missing")
    }
    recorded = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    recorded.reverse()
    do {
      audio = try SoundFileReader(path: replay.directory + "/audio.flac")
    } catch { throw PerformanceError(error, path: replay.directory + "/audio.flac") }
    block = Array(repeating: 0, count: 2 * replay.piece.program.clock.hop)
  }

  /// Compares one hop.
  public func compare(_ samples: [Int32], _ events: [Event]) {
    for event in events { compare(journal.line(event)) }
    if sample == nil { compare(samples) }
  }

  /// Looks for what the take has beyond the replay's end.
  public func finish() {
    if line == nil, let rest = recorded.popLast() {
      line = LineDifference(line: lines + 1, recorded: String(rest), replayed: nil)
    }
    guard sample == nil, let more = try? audio.read(interleaved: &block, frames: 1), more > 0 else { return }
    sample = SampleDifference(frame: frames, channel: 0, recorded: block[0], replayed: nil)
  }

  private func compare(_ replayed: String) {
    guard line == nil else { return }
    let next = recorded.popLast().map(String.init)
    if next == replayed {
      lines += 1
    } else {
      line = LineDifference(line: lines + 1, recorded: next, replayed: replayed)
    }
  }

  private func compare(_ samples: [Int32]) {
    let count: Int
    do {
      count = try audio.read(interleaved: &block, frames: samples.count / 2)
    } catch {
      // What cannot be read is not what was recorded; the journal still has its say.
      sample = SampleDifference(frame: frames, channel: 0, recorded: nil, replayed: samples[0])
      return
    }
    for index in 0..<2 * count where block[index] != samples[index] {
      sample = SampleDifference(
        frame: frames + index / 2, channel: index % 2, recorded: block[index], replayed: samples[index])
      return
    }
    frames += count
    if count < samples.count / 2 {
      sample = SampleDifference(frame: frames, channel: 0, recorded: nil, replayed: samples[2 * count])
    }
  }
}
