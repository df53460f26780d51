extension LatentSpace {
  /// The frequencies that it learned, in Hz: all that its bins have, or those of which its file says that it was trained
  /// on them alone.
  public var frequencies: ClosedRange<Double> {
    let top = Double(bins * rate) / Double(fft)
    guard case .object(let facts) = JSONValue(parsing: training), case .list(let ends)? = facts["frequencies"],
      ends.count == 2, case .number(let lowest) = ends[0], case .number(let highest) = ends[1],
      lowest >= 0, lowest < min(highest, top)
    else { return 0...top }
    return lowest...min(highest, top)
  }
}
