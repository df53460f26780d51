import Foundation

/// Finds out which program receives on a UDP port, as far as this user may see.
enum PortHolder {
  /// Such as `oscdump (process 4711)`.
  static func name(ofPort port: UInt16) -> String? {
    let sockets = Set((table("/proc/net/udp") + table("/proc/net/udp6")).filter { $0.port == port }.map(\.inode))
    guard !sockets.isEmpty else { return nil }
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in processes.compactMap({ Int($0) }).sorted() where holds(process, sockets) {
      let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? "a program"
      return "\(name.trimmingCharacters(in: .whitespacesAndNewlines)) (process \(process))"
    }
    return nil
  }

  /// The system's list of UDP sockets: the second column ends in the port in hexadecimal, the tenth is the inode.
  private static func table(_ path: String) -> [(port: UInt16, inode: String)] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ")
      guard columns.count >= 10, let digits = columns[1].split(separator: ":").last else { return nil }
      return UInt16(digits, radix: 16).map { ($0, String(columns[9])) }
    }
  }

  private static func holds(_ process: Int, _ sockets: Set<String>) -> Bool {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")) ?? []
    return files.contains { file in
      let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(file)")) ?? ""
      return target.hasPrefix("socket:[") && sockets.contains(String(target.dropFirst(8).dropLast()))
    }
  }
}
