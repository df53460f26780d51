import AegoNumerics

/// How much larger or smaller the agent's step is along each axis, so that a step is about equally audible on all.
public enum StepScales {
  /// The geometric mean of the sensitivities over the axis' own, kept within 1/16 and 16, so that a space that says
  /// something absurd of itself can still be played.
  ///
  /// - Parameter sensitivity: mean spectral change per unit of position, per axis.
  /// - Returns: a factor on the step, per axis.
  public static func scales(sensitivity: [Float]) -> [Float] {
    let logarithms = sensitivity.map { Portable.log(Double($0)) }
    let mean = Portable.exp(logarithms.reduce(0, +) / Double(max(1, logarithms.count)))
    return sensitivity.map { Float(max(0.0625, min(16, mean / Double($0)))) }
  }
}
