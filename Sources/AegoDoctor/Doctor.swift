/// All that is looked at before a concert.
public enum Doctor {
  /// The questions, in the order in which they are asked: what a person has to do something for comes last.
  ///
  /// - Parameters:
  ///   - concert: the performance.
  ///   - ask: tells the performer what to do now.
  /// - Returns: what to ask the machine.
  public static func examinations(_ concert: Concert, ask: @escaping (String) -> Void) -> [any Examination] {
    let system = SystemFiles()
    return [
      SpacesExamination(concert),
      RightsExamination(),
      EngineExamination(concert),
      SoundExamination(concert),
      DiskExamination(concert),
      PowerExamination(system),
      GovernorExamination(system),
      ScreenExamination(system),
      PortExamination(concert),
      StageExamination(concert),
      MIDIExamination(concert),
      ArmsExamination(concert, ask: ask),
    ]
  }
}
