/// How a space is trained. The defaults are those of the shipped spaces.
public struct TrainingSettings: Sendable, Equatable, Codable {
  /// Number of axes, 1...32.
  public var dimensions = 8
  /// Widths of the decoder's hidden layers, multiples of 8; the encoder has them in reverse.
  public var hidden = [512, 512]
  /// Passes over the training frames; if none is given, as many as make `steps`.
  public var epochs: Int?
  /// Steps if no number of passes is given, rounded up to whole passes.
  public var steps = 12_000
  /// Frames in a step, 2 or more.
  public var batch = 128
  /// The first rate of learning; it falls to 0 along half a cosine.
  public var learningRate: Float = 2e-3
  /// Weight of the Kullback-Leibler divergence (Higgins et al. 2017), reached after `warmUp` of the steps.
  public var beta: Float = 0.003
  /// Noise on each axis beyond the encoder's own, in standard deviations of the axis: no change within it can be steep.
  public var blur: Float = 0
  /// How often only the first axes are open, 0...1: more gives the first axes more of the sound.
  public var nesting: Float = 0.3
  /// Part of the steps in which beta grows from 0.
  public var warmUp = 0.3
  /// Largest norm of a step's gradient.
  public var clip: Float = 1
  /// Part of the sounds that are held out to measure the space.
  public var heldOut = 0.1
  /// Part of the sounds, about, whose pitches the training never hears; 0 for none.
  public var unseenPitches = 0.05
  /// At most about this many frames are kept, spread evenly over the files, but always 4 of each.
  public var frames = 40_000
  /// If any are given, only sounds of these pitch classes are used.
  public var pitchClasses: [PitchClass] = []
  /// Each sound that trains is also used higher and lower by this much, in hundredths of a semitone; 0 for not.
  public var augmentation = 0.0
  /// A pattern of the shell over paths below the folder: home is chosen among these sounds; if none is given, among all.
  public var home: String?
  /// Every draw derives from it.
  public var seed: UInt64 = 0
  /// Name of the data set; if none is given, the folder's.
  public var dataset: String?
  /// Licence of the data set and of the space.
  public var license = "unknown"
  /// How sound is cut into frames.
  public var analysis = FrameAnalysis.Settings()

  /// The defaults.
  public init() {}

  /// How much higher the copies of each training sound are, in hundredths of a semitone.
  var copies: [Double] { augmentation == 0 ? [] : [augmentation, -augmentation] }

  /// The pitch classes that are asked for, in words.
  var pitchClassNames: String { pitchClasses.map(\.description).joined(separator: ", ") }

  /// Whether a sound of this pitch is used.
  func takes(_ pitch: Pitch?) -> Bool {
    guard !pitchClasses.isEmpty else { return true }
    return pitch.map { pitchClasses.contains(PitchClass(note: $0.note)) } ?? false
  }
}
