import Glibc

/// Where a result is written, when it is written beside its place and moved there once it is whole.
public enum OutputFile {
  /// What to say of a place that is no file.
  public static let refusal = "it is a device or a folder, not a file"

  /// The place behind links; nil for what is there and is no regular file, which nothing may be moved over.
  public static func place(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
