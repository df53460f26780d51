/// What can be wrong with a recorded stream or with receiving. Each text shows the place and the remedy.
public enum MotionError: Error, Equatable, CustomStringConvertible {
  /// A stream could not be opened or read.
  case unreadable(path: String, reason: String)
  /// A stream could not be created or written.
  case unwritable(path: String, reason: String)
  /// A line of a stream is not one that `oscdump` writes.
  case malformed(path: String, line: Int, problem: String, remedy: String)
  /// Another program receives on the port; `holder` names it where it can be found.
  case portBusy(port: UInt16, holder: String?)
  /// The system does not let this user receive on the port.
  case portForbidden(port: UInt16)
  /// The text is neither an address of this machine nor `any`; `known` lists those it has.
  case addressUnknown(String, known: [String])
  /// The text is not `HOST:PORT` of a host that is known.
  case targetUnknown(String, reason: String)
  /// The system refused a socket or a thread.
  case unavailable(String)

  /// The whole message, as the console shows it.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\n  help: name a stream that oscdump or a take wrote"
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)\n  help: choose a new file in a folder that can be written"
    case .malformed(let path, let line, let problem, let remedy):
      "\(path):\(line): error: \(problem)\n  help: \(remedy)"
    case .portBusy(let port, let holder):
      "UDP port \(port) is in use by \(holder ?? "another program")\n"
        + "  help: end that program, or choose another port with --port"
    case .portForbidden(let port):
      "UDP port \(port) is not allowed to this user\n  help: choose a port from 1024 on with --port"
    case .addressUnknown(let text, let known):
      "\"\(text)\" is not an address of this machine\n"
        + "  help: write one of \(known.joined(separator: ", ")), or any"
    case .targetUnknown(let text, let reason):
      "\"\(text)\" cannot be sent to: \(reason)\n  help: write host and port, such as --send localhost:8000"
    case .unavailable(let reason):
      "OSC cannot be received: \(reason)\n  help: close programs that hold many files or threads, and start again"
    }
  }
}
