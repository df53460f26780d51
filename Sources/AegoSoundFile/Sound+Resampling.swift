import CSampleRate

extension Sound {
  /// The same sound at another rate, by libsamplerate's best bandlimited interpolation (97 % of the band, 144 dB).
  ///
  /// Factors beyond 1/256...256 are a programmer's mistake.
  public func resampled(to newRate: Int) -> Sound {
    if newRate == rate || samples.isEmpty { return Sound(samples: samples, rate: newRate) }
    let ratio = Double(newRate) / Double(rate)
    precondition(src_is_valid_ratio(ratio) != 0, "a rate cannot change by more than 256 times")
    let count = Int((Double(samples.count) * ratio).rounded(.up))
    var written = 0
    var output = [Float](repeating: 0, count: count)
    let status = samples.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var data = SRC_DATA()
        data.data_in = input.baseAddress
        data.input_frames = input.count
        data.data_out = output.baseAddress
        data.output_frames = output.count
        data.src_ratio = ratio
        let status = src_simple(&data, Int32(SRC_SINC_BEST_QUALITY), 1)
        written = Int(data.output_frames_gen)
        return status
      }
    }
    precondition(status == 0, "libsamplerate refused a valid conversion")
    output.removeLast(count - written)
    return Sound(samples: output, rate: newRate)
  }
}
