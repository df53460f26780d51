/// Where a film goes; it gets its name when it is whole.
protocol FilmOutput {
  /// What the page posts of a frame: `png`, a data URL of a file of that format, or `rgba`, its pixels from the top left
  /// on, four bytes each.
  var format: String { get }

  /// The frame of a post; nil for what is none.
  func pixels(of post: [UInt8]) -> [UInt8]?

  /// Takes the next frame.
  ///
  /// - Throws: `StageError`; `CancellationError` where it is stopped meanwhile.
  func write(frame: [UInt8]) throws

  /// Takes the next samples, left and right interleaved, as 24-bit numbers.
  ///
  /// - Throws: `SoundFileError`.
  func write(sound: [Int32]) throws

  /// Ends the film and gives it its name.
  ///
  /// - Throws: `StageError`, `SoundFileError`; `CancellationError` where it is stopped meanwhile.
  func close() throws

  /// Takes back what was written.
  func discard()
}
