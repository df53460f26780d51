import AegoAudio
import AegoPerformance
import AegoScore
import ArgumentParser

/// What the house gives a performance, as `play` takes it and `doctor` looks at it: a sound device and a network.
struct HouseOptions: ParsableArguments {
  @Option(name: .customLong("device"), help: "The ALSA sound device. (default: the system's own)")
  var namedDevice: String?

  @Option(
    name: .customLong("buffer"),
    help: ArgumentHelp("The sound device's queue, such as 43ms. (default: four hops, 43ms)", valueName: "buffer"))
  private var bufferText: String?

  @Option(help: "The UDP port of sensors and commands. (default: the score's)")
  var port: UInt16?

  @Option(help: "An address of this machine to hear the network on, or any. (default: the score's)")
  var listen: String?

  @Flag(name: .customLong("no-audio"), help: "Silently, on the clock and on no device; a take has the sound.")
  var isSilent = false

  /// The queues that can be asked for, in nanoseconds: two hops at least.
  private static let buffers: ClosedRange<Int64> = 22_000_000...2_000_000_000

  /// The device that is meant.
  var device: String { namedDevice ?? AudioDevices.systemChoice }

  /// Takes what is not asked for from a performance that is gone on with.
  mutating func take(from house: Manifest.House) {
    let isSoundAsked = namedDevice != nil || bufferText != nil || isSilent
    if !isSoundAsked { (namedDevice, bufferText, isSilent) = (house.device, house.buffer, house.isSilent ?? false) }
    (port, listen) = (port ?? house.port, listen ?? house.listen)
  }

  /// What a take keeps of it.
  var kept: Manifest.House {
    var house = Manifest.House()
    (house.device, house.buffer, house.port, house.listen) = (namedDevice, bufferText, port, listen)
    house.isSilent = isSilent ? true : nil
    return house
  }

  /// The queue that was asked for, in nanoseconds; nil where none was.
  var buffer: Int64? { bufferText.flatMap(ScoreTime.nanoseconds) }

  func validate() throws {
    if isSilent && (namedDevice != nil || bufferText != nil) {
      throw ValidationError("--no-audio plays on no device: leave it out, or --device and --buffer")
    }
    if let bufferText, buffer.map(HouseOptions.buffers.contains) != true {
      throw ValidationError("--buffer \(bufferText): write a duration from 22ms, two hops, to 2s")
    }
  }
}
