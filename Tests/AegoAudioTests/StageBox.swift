import Foundation

/// A sound device with a clock that a test can unplug, stall, or find busy: `Fixtures/stagebox.c`, compiled for the
/// tests; nil where there is no C compiler.
final class StageBox {
  private let folder: URL
  private let rate: Int
  private let channels: Int
  private let format: String

  init?(rate: Int = 48000, channels: Int = 2, format: String = "S32_LE") throws {
    guard StageBox.plugin != nil else { return nil }
    (self.rate, self.channels, self.format) = (rate, channels, format)
    folder = FileManager.default.temporaryDirectory.appending(path: "aego-box-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What opens it.
  var name: String { "stagebox:'\(folder.path)',\(rate),\(channels),\(format)" }

  /// What can befall it.
  enum Fault: String {
    case gone, stalled, slow, busy
  }

  func begin(_ fault: Fault) throws { try Data().write(to: folder.appending(path: fault.rawValue)) }

  func end(_ fault: Fault) throws { try FileManager.default.removeItem(at: folder.appending(path: fault.rawValue)) }

  /// All that it was given.
  func played<Number>(as type: Number.Type) throws -> [Number] {
    try Data(contentsOf: folder.appending(path: "played")).withUnsafeBytes { Array($0.bindMemory(to: Number.self)) }
  }

  private static let pluginFolder = FileManager.default.temporaryDirectory.appending(path: "aego-plugin-\(getpid())")

  /// The compiled plugin, and ALSA told of it.
  private static let plugin: URL? = {
    let folder = pluginFolder
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: pluginFolder) }
    let library = folder.appending(path: "stagebox.so")
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/stagebox.c")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["cc", "-shared", "-fPIC", "-DPIC", "-o", library.path, source.path, "-lasound"]
    compiler.standardError = FileHandle.nullDevice
    guard (try? compiler.run()) != nil else { return nil }
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else {
      print("no C compiler: the tests of failing sound devices are skipped")
      return nil
    }
    let configuration = folder.appending(path: "asound.conf")
    let text = """
      </usr/share/alsa/alsa.conf>
      pcm_type.stagebox.lib "\(library.path)"
      pcm.stagebox {
        @args [ FOLDER RATE CHANNELS FORMAT ]
        @args.FOLDER.type string
        @args.RATE.type integer
        @args.CHANNELS.type integer
        @args.FORMAT.type string
        type stagebox
        folder $FOLDER
        rate $RATE
        channels $CHANNELS
        format $FORMAT
      }

      """
    guard (try? text.write(to: configuration, atomically: true, encoding: .utf8)) != nil else { return nil }
    setenv("ALSA_CONFIG_PATH", configuration.path, 1)
    return library
  }()
}
