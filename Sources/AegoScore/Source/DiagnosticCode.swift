extension Diagnostic {
  /// The kinds of problems. The raw value is what the messages show; it never changes once released.
  public enum Code: String, Sendable, CaseIterable {
    // The file as text.
    /// More bytes than a score may hold.
    case tooLarge = "too-large"
    /// Bytes that are no UTF-8.
    case notUTF8 = "not-utf8"
    /// Control characters.
    case notText = "not-text"

    // The text as YAML.
    /// No YAML.
    case yamlSyntax = "yaml-syntax"
    /// A tab where YAML wants spaces.
    case tab
    /// Lists or mappings nested beyond reason.
    case tooDeep = "too-deep"
    /// Aliases that multiply beyond reason.
    case aliasBomb = "alias-bomb"
    /// An alias of an anchor that is not there, or of something that it is part of.
    case unknownAlias = "unknown-alias"
    /// A YAML tag other than the standard ones.
    case unknownTag = "unknown-tag"
    /// A key that is a list or a mapping.
    case complexKey = "complex-key"
    /// A merge key (`<<`) of something that is no mapping.
    case badMerge = "bad-merge"
    /// One key twice in a mapping.
    case duplicateKey = "duplicate-key"
    /// More than one YAML document.
    case secondDocument = "second-document"
    /// Nothing written.
    case emptyScore = "empty-score"

    // The YAML as a score.
    /// A language version that this program does not know.
    case scoreVersion = "score-version"
    /// A key that the language does not have there.
    case unknownKey = "unknown-key"
    /// A key that must be there.
    case missingKey = "missing-key"
    /// A key with nothing behind it.
    case missingValue = "missing-value"
    /// A list where a mapping belongs, and the like.
    case wrongKind = "wrong-kind"
    /// A word that is none of those possible.
    case unknownWord = "unknown-word"
    /// Keys that exclude each other.
    case conflictingKeys = "conflicting-keys"

    // Values.
    /// No number, or none that fits.
    case badNumber = "bad-number"
    /// No duration.
    case badDuration = "bad-duration"
    /// A number without its unit.
    case missingUnit = "missing-unit"
    /// A unit of something else.
    case wrongUnit = "wrong-unit"
    /// No ramp.
    case badRamp = "bad-ramp"
    /// A number outside of its limits.
    case numberRange = "number-range"
    /// A fraction outside of its limits.
    case fractionRange = "fraction-range"
    /// An angle outside of its limits.
    case angleRange = "angle-range"
    /// A level outside of its limits.
    case levelRange = "level-range"
    /// A duration outside of its limits.
    case durationRange = "duration-range"
    /// An action period outside of its limits.
    case periodRange = "period-range"
    /// Axes that no space can have, or one axis twice.
    case dimensionsRange = "dimensions-range"
    /// No address of a machine.
    case badAddress = "bad-address"

    // Names.
    /// A name that is empty, too long or holds a line break.
    case badName = "bad-name"
    /// One name for two things.
    case duplicateName = "duplicate-name"
    /// A space that `spaces` does not list.
    case unknownSpace = "unknown-space"
    /// A movement that `movements` does not hold.
    case unknownMovement = "unknown-movement"
    /// A scene that no movement holds.
    case unknownScene = "unknown-scene"

    // Time.
    /// `min`, `nominal` and `max` out of order.
    case lengthOrder = "length-order"
    /// A scene with conditions and no `max`, or the reverse.
    case openScene = "open-scene"
    /// `repeat: forever` elsewhere than at the end.
    case foreverNotLast = "forever-not-last"
    /// A piece longer than a day.
    case tooLong = "too-long"
    /// More scenes than can be played.
    case tooManyScenes = "too-many-scenes"

    // Files beside the score.
    /// A file that cannot be read.
    case missingFile = "missing-file"
    /// A file that is no latent space, or a damaged one.
    case wrongSpace = "wrong-space"
    /// A file that is no learned state, or one of other spaces.
    case wrongState = "wrong-state"
    /// Spaces of different rate or hop.
    case spaceRates = "space-rates"
    /// A scene that opens more axes than its space has.
    case tooManyDimensions = "too-many-dimensions"

    // What is valid, and most likely not meant.
    /// Actions farther apart than a reward reaches back.
    case shortCredit = "short-credit"
    /// Steps of each action that leap.
    case longStep = "long-step"
    /// A text that a `#` cuts off.
    case textCut = "text-cut"

    /// How much a problem of this kind matters.
    public var severity: Severity {
      switch self {
      case .shortCredit, .longStep, .textCut: .warning
      default: .error
      }
    }
  }
}
