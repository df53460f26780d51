import Foundation

/// What other programs tell of the machine.
public struct SystemPrograms: Sendable {
  /// The environment.
  let environment: [String: String]
  /// What a program with arguments prints; nil where it is not there, or fails.
  let output: @Sendable (String, [String]) -> String?

  /// The programs of this machine, or what stands for them.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    output: @escaping @Sendable (String, [String]) -> String? = SystemPrograms.run
  ) {
    (self.environment, self.output) = (environment, output)
  }

  /// Runs a program to its end, two seconds at most.
  ///
  /// - Parameters:
  ///   - program: its name.
  ///   - arguments: its arguments.
  /// - Returns: what it printed; nil where it is not there, fails, or does not come to an end.
  public static func run(_ program: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let end = Date(timeIntervalSinceNow: 2)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
    guard !process.isRunning else {
      kill(process.processIdentifier, SIGKILL)
      return nil
    }
    // What these programs print fits into the pipe.
    let data = pipe.fileHandleForReading.availableData
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
