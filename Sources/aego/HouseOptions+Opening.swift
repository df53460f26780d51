import AegoAudio
import AegoMotion
import AegoPerformance
import AegoScore

extension HouseOptions {
  /// Opens the sound device; where no card is and none was asked for, a clock takes its place.
  func openOutput(_ engine: LiveEngine, _ piece: Piece) throws -> SoundOutput {
    let clock = piece.program.clock
    let source = SoundSource(
      render: { context, samples, isLate in
        guard let context else { return 0 }
        return Unmanaged<LiveEngine>.fromOpaque(context)._withUnsafeGuaranteedRef { engine in
          engine.renderHop(into: samples, isLate: isLate != 0) ? 1 : 0
        }
      }, context: Unmanaged.passUnretained(engine).toOpaque(), hop: clock.hop, rate: clock.rate)
    if isSilent { return try SoundOutput(device: nil, source: source) }
    do {
      return try SoundOutput(device: device, source: source, buffer: buffer)
    } catch {
      guard namedDevice == nil else { throw error }
      standardError("no sound card can be opened (\(AudioDevices.list().count) devices known): playing silently\n")
      return try SoundOutput(device: nil, source: source)
    }
  }

  /// Begins to listen for sensors and commands, and says where.
  func openReceiver(_ engine: LiveEngine, _ piece: Piece) throws -> Receiver {
    let sensors = piece.score.sensors
    let listen = listen ?? sensors.listen
    let receiver = try Receiver(
      listen: listen, port: port ?? UInt16(sensors.port), vocabulary: piece.lastProgram.vocabulary,
      deliver: { engine.receive($0) })
    standardError(Reachable.words(listen: listen, port: receiver.port) + "\n")
    return receiver
  }
}
