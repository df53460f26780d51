/// A whole sound of one channel in memory.
public struct Sound: Sendable, Equatable {
  /// The samples, about -1...1.
  public var samples: [Float]
  /// Samples per second.
  public var rate: Int

  /// A sound made of samples.
  public init(samples: [Float], rate: Int) {
    self.samples = samples
    self.rate = rate
  }

  /// Which of a file's channels are taken.
  public enum Channels: Sendable, Equatable {
    /// The mean of all.
    case mean
    /// One of them, counted from 0; the last if there are fewer.
    case one(Int)
  }

  /// Reads a file of any format, rate and number of channels.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - channels: the first by default: the left and the right of an instrument are often different takes, whose mean
  ///     is hollow.
  ///   - limit: at most this many frames are read.
  /// - Returns: one channel at the file's own rate.
  /// - Throws: if the file cannot be read to its end, or holds a NaN or an infinity.
  public static func read(
    path: String, channels: Channels = .one(0), limit: Int = .max
  ) throws(SoundFileError) -> Sound {
    var reader = try SoundFileReader(path: path)
    let width = reader.channels
    let block = 16384
    var buffer = [Float](repeating: 0, count: block * width)
    var samples: [Float] = []
    while samples.count < limit {
      let got = try reader.read(interleaved: &buffer, frames: min(block, limit - samples.count))
      for frame in 0..<got { samples.append(channels.sample(of: buffer, at: frame * width, width: width)) }
      if got < block { break }
    }
    guard samples.allSatisfy(\.isFinite) else {
      throw .damaged(path: path, reason: "a sample is not a finite number")
    }
    return Sound(samples: samples, rate: reader.rate)
  }
}

extension Sound.Channels {
  /// The frame's sample, the frame beginning at `start`.
  fileprivate func sample(of buffer: [Float], at start: Int, width: Int) -> Float {
    switch self {
    case .one(let channel): return buffer[start + min(max(channel, 0), width - 1)]
    case .mean:
      var sum: Float = 0
      for channel in 0..<width { sum += buffer[start + channel] }
      return sum / Float(width)
    }
  }
}
