import AegoNumerics

/// How much larger or smaller the agent's step is along each axis, so that a step is about equally audible on all.
public enum StepScales {
  /// The mean sensitivity over the axis' own, kept within ¼ and 1¼: a step of 10 % a second then crosses no axis in
  /// less than 8 s.
  ///
  /// - Parameter sensitivity: mean spectral change per unit of position, per axis.
  /// - Returns: a factor on the step, per axis.
  public static func scales(sensitivity: [Float]) -> [Float] {
    let logarithms = sensitivity.map { Portable.log(Double($0)) }
    let mean = Portable.exp(logarithms.reduce(0, +) / Double(max(1, logarithms.count)))
    return sensitivity.map { Float(max(0.25, min(1.25, mean / Double($0)))) }
  }
}
