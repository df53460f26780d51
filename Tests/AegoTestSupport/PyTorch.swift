import Foundation

/// PyTorch and the `safetensors` package, where they are installed: what `Examples/pytorch` needs.
public enum PyTorch {
  /// The first interpreter that has both; Debian's packages belong to Debian's own.
  public static let python: String? = ["python3", "/usr/bin/python3"].first { interpreter in
    let script = "import sys, importlib.util as u; sys.exit(not (u.find_spec('torch') and u.find_spec('safetensors')))"
    return (try? outside(interpreter, ["-c", script])) != nil
  }

  /// Whether the examples can run.
  public static var isInstalled: Bool { python != nil }

  /// What a skipped test says.
  public static let missing = "needs PyTorch and safetensors, see Examples/pytorch/README.md"

  /// The path of a file in `Examples/pytorch`.
  public static func example(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples/pytorch/\(name)").path
  }

  /// Runs an example on one thread and gives what it printed.
  ///
  /// - Parameters:
  ///   - name: the file in `Examples/pytorch`.
  ///   - arguments: its arguments.
  ///   - processes: how many train together; one does without `torchrun`.
  /// - Returns: standard output.
  /// - Throws: if the example fails.
  @discardableResult public static func run(
    _ name: String, _ arguments: [String], processes: Int = 1
  ) throws -> String {
    let threads = ["OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "PYTHONDONTWRITEBYTECODE=1"]
    let interpreter = python ?? "python3"
    guard processes > 1 else { return try outside("env", threads + [interpreter, example(name)] + arguments) }
    return try withFolder { logs in
      // Debian 12's PyTorch 1.13 needs the last two under its Python 3.11, see the examples' README.
      let launcher = [
        "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "\(processes)", "--log_dir", logs,
        "--redirects", "9:1", "--tee", "9:1",
      ]
      return try outside("env", threads + [interpreter] + launcher + [example(name)] + arguments)
    }
  }
}
