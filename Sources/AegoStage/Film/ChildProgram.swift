import Foundation
import Glibc

/// A program of the system that works for this one until it is ended.
///
/// It is in a process group of its own: Ctrl-C reaches it through us alone, and ending it ends what it has started.
final class ChildProgram {
  /// What messages call it.
  let name: String
  private let identifier: pid_t
  private let words: String
  private var status: Int32?

  /// Where a program lies among the folders of `PATH`; nil where none of the names is there.
  static func find(_ names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: its arguments.
  ///   - variables: what its environment has otherwise than ours.
  ///   - input: what it reads as its standard input; nothing where nil.
  ///   - words: the file that keeps what it says on standard output and error.
  /// - Throws: `StageError.programFailed`.
  init(
    _ path: String, _ arguments: [String], variables: [String: String] = [:], input: Int32? = nil, words: String
  ) throws(StageError) {
    name = (path as NSString).lastPathComponent
    self.words = words
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, words, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, and signals as a program expects them: what is ignored here would be ignored there.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }.map { "\($0.key)=\($0.value)" }
    let failure = ChildProgram.withTexts([path] + arguments) { arguments in
      ChildProgram.withTexts(environment) { posix_spawn(&child, path, &actions, &attributes, arguments, $0) }
    }
    guard failure == 0 else {
      throw .programFailed(name: name, what: String(cString: strerror(failure)), words: [])
    }
    identifier = child
  }

  deinit { end() }

  /// Texts as C has lists of them, for the time of a call.
  private static func withTexts<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// How it ended, in words, such as `it ended with status 1`; nil while it runs.
  var ending: String? {
    if status == nil {
      var status: Int32 = 0
      if waitpid(identifier, &status, WNOHANG) != 0 { self.status = status }
    }
    guard let status else { return nil }
    let signal = status & 0x7f
    return signal == 0 ? "it ended with status \(status >> 8 & 0xff)" : "it was ended by signal \(signal)"
  }

  /// Waits until it has done its work.
  ///
  /// - Parameter isStopped: whether nobody waits for it any more.
  /// - Throws: `StageError.programFailed` where it failed; `CancellationError` where it is stopped.
  func succeed(isStopped: () -> Bool) throws {
    while ending == nil {
      if isStopped() { throw CancellationError() }
      poll(nil, 0, 10)
    }
    guard status == 0 else { throw failure(ending ?? "") }
  }

  /// Ends it with all that it has started.
  func end() {
    kill(-identifier, SIGKILL)
    guard status == nil else { return }
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
    self.status = status
  }

  /// The failure that it is the cause of, when something has happened to it.
  func failure(_ what: String) -> StageError { .programFailed(name: name, what: what, words: lastWords) }

  /// How many of its last lines are told, and how long each may be.
  private static let (mostLines, mostLetters) = (5, 200)

  private var lastWords: [String] {
    guard let file = FileHandle(forReadingAtPath: words) else { return [] }
    let length = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: length - min(length, 8192))
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).suffix(ChildProgram.mostLines).map {
      String($0.prefix(ChildProgram.mostLetters))
    }
  }
}
