import CSndFile

extension SoundFileReader {
  /// Endings of the names of files that are read, in lower case: those of the library's own list of formats, and other
  /// usual ones. Samples without a header are not among them: nothing says what they are.
  public static let endings: Set<String> = {
    var endings: Set<String> = [
      "wave", "bwf", "aif", "aifc", "ogg", "opus", "snd", "svx", "8svx", "nist", "sph", "mp3",
    ]
    var count: Int32 = 0
    sf_command(nil, Int32(SFC_GET_FORMAT_MAJOR_COUNT), &count, Int32(MemoryLayout<Int32>.size))
    for index in 0..<count {
      var format = SF_FORMAT_INFO()
      format.format = index
      sf_command(nil, Int32(SFC_GET_FORMAT_MAJOR), &format, Int32(MemoryLayout<SF_FORMAT_INFO>.size))
      if let ending = format.extension { endings.insert(String(cString: ending).lowercased()) }
    }
    return endings.subtracting(["raw"])
  }()
}
