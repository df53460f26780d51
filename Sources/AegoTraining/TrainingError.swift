/// Why no space came out of a training.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The folder is missing or cannot be listed. Look at its name and rights.
  case unreadable(path: String, reason: String)
  /// The folder has no usable sound. Put sound files in it.
  case noSound(path: String, skipped: [DataSet.Skipped])
  /// No sound has a pitch of those asked for. Ask for others, or for none.
  case noSuchPitch(path: String, wanted: String, others: Int)
  /// One short file is not enough: some are held out. Add sounds.
  case tooFewFiles(path: String, count: Int)
  /// The sound that should be home is not among those that were read. Look at its name.
  case noHome(pattern: String, folder: String)
  /// The sound has nothing that could be found in a space. Choose another one.
  case notEncodable(path: String, reason: String)
  /// The numbers grew beyond all bounds. Train with a lower rate of learning or another seed.
  case diverged(step: Int)
  /// The space does not tell its sounds apart. Train with a lower beta, a lower rate of learning, or longer.
  case collapsed(explained: Float)
  /// There is no unfinished training to go on with. Train without resuming.
  case nothingToResume(path: String)
  /// The unfinished training was begun with other options or sounds. Give the same, or train anew.
  case otherTraining(path: String, difference: String)
  /// The file of the unfinished training is damaged. Train anew.
  case unusableCheckpoint(path: String, what: String)
  /// The space or the checkpoint could not be written. Look at the folder, the rights and the space left.
  case unwritable(path: String, reason: String)

  /// The sentence for a person.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .noSound(let path, let skipped) where skipped.isEmpty: "\(path): no sound file in it"
    case .noSound(let path, let skipped):
      "\(path): no usable sound in it; \(skipped.count) skipped: "
        + skipped.prefix(5).map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
        + (skipped.count > 5 ? " and others" : "")
    case .noSuchPitch(let path, let wanted, let others):
      "\(path): no sound in it has the pitch class \(wanted); \(others) have others or no pitch"
    case .tooFewFiles(let path, let count):
      "\(path): \(count) usable sound in it; at least 2 are needed, since some are held out to measure the space; "
        + "add sounds, or one of more than \(ReadingPlan.longest(files: 1)) s, which is cut into pieces"
    case .noHome(let pattern, let folder):
      "\(folder): no sound in it that was read matches \(pattern), which should be home"
    case .notEncodable(let path, let reason): "\(path): has no place in a space: \(reason)"
    case .diverged(let step): "the training diverged at step \(step); try another --seed or a lower --learning-rate"
    case .collapsed(let explained):
      "the space explains \(explained) of its sounds' variance, so they would all sound alike; "
        + "try more sounds, more --epochs, a lower --beta or a lower --learning-rate"
    case .nothingToResume(let path):
      "\(path): there is no such file, so no unfinished training to go on with; train without --resume"
    case .otherTraining(let path, let difference):
      "\(path): this training was begun otherwise: \(difference); give the same options and sounds, or train anew "
        + "without --resume"
    case .unusableCheckpoint(let path, let what):
      "\(path): the unfinished training cannot be gone on with: \(what); train anew without --resume"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }
}
