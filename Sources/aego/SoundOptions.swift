import AegoTraining
import ArgumentParser

/// Which sounds a space is trained on, and how they are altered and held out.
struct SoundOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "At most about so many frames are kept, evenly of all sounds; a frame takes 4 kB of memory.")
  var frames = TrainingSettings().frames

  @Option(parsing: .unconditional, help: "Part of the sounds that measures the space, 0.01 to 0.5.")
  var heldOut = TrainingSettings().heldOut

  @Option(
    parsing: .unconditional,
    help: "Part of the sounds, about, whose pitches are never trained but measured apart, 0 (none) to 0.5.")
  var unseenPitches = TrainingSettings().unseenPitches

  @Option(help: "Use only sounds of these pitch classes, like C,E,G or Bb,F#. (default: all)")
  var pitchClass: PitchClasses?

  @Option(
    help: "Learn only frequencies from one to another, in Hz, like 80..8000. (default: all, 0..12000)",
    transform: FrequencyRange.init(text:))
  var frequencies: FrequencyRange?

  @Option(
    parsing: .unconditional,
    help: "Train also on copies this many hundredths of a semitone higher and lower, 1 to 50. (default: none)")
  var augment: Double?

  func validate() throws {
    guard (100...1_000_000).contains(frames) else {
      throw ValidationError("A space learns from 100 to 1000000 frames.")
    }
    guard (0.01...0.5).contains(heldOut) else {
      throw ValidationError("The part held out is 0.01 to 0.5 of the sounds.")
    }
    guard (0...0.5).contains(unseenPitches) else {
      throw ValidationError("The part of unseen pitches is 0 (none) to 0.5 of the sounds.")
    }
    guard (1...50).contains(augment ?? 1) else {
      throw ValidationError("Copies are 1 to 50 hundredths of a semitone higher and lower.")
    }
  }

  /// Puts the options into the settings of a training.
  func apply(to settings: inout TrainingSettings) {
    (settings.frames, settings.heldOut, settings.unseenPitches) = (frames, heldOut, unseenPitches)
    settings.pitchClasses = pitchClass?.classes ?? []
    settings.augmentation = augment ?? 0
    guard let frequencies else { return }
    (settings.analysis.lowest, settings.analysis.highest) = (frequencies.lowest, frequencies.highest)
  }
}

/// A list of pitch classes like C,E,G.
struct PitchClasses: ExpressibleByArgument {
  var classes: [PitchClass]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    classes = names.compactMap { PitchClass(name: String($0)) }
    guard classes.count == names.count else { return nil }
    // In the order of the scale, so that the order of the words changes nothing.
    classes = Array(Set(classes)).sorted { $0.semitones < $1.semitones }
  }
}

/// A range of frequencies like 80..8000, in Hz.
struct FrequencyRange {
  var lowest: Double
  var highest: Double

  /// Reads two numbers with two dots between them.
  init(text: String) throws {
    guard let dots = text.range(of: ".."), let lowest = Double(text[..<dots.lowerBound]),
      let highest = Double(text[dots.upperBound...])
    else { throw ValidationError("Frequencies are two numbers in Hz with two dots between them, like 80..8000.") }
    guard lowest >= 0, highest <= 12_000, highest - lowest >= 100 else {
      throw ValidationError("Frequencies lie between 0 and 12000 Hz, the higher one at least 100 Hz above the lower.")
    }
    (self.lowest, self.highest) = (lowest, highest)
  }
}
