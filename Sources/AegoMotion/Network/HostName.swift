import Glibc

/// Finds hosts.
enum HostName {
  /// The address in numbers of a host, given by name or by address; `target` is what the user wrote.
  static func numbers(_ host: String, target: String) throws(MotionError) -> String {
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, nil, nil, &found)
    guard status == 0, let first = found else {
      throw .targetUnknown(target, reason: String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(found) }
    guard let numbers = HostName.numbers(first.pointee.ai_addr, size: first.pointee.ai_addrlen) else {
      throw .targetUnknown(target, reason: "its address cannot be written in numbers")
    }
    return numbers
  }

  /// An address in numbers; nil for one of no known family.
  static func numbers(_ address: UnsafePointer<sockaddr>, size: socklen_t) -> String? {
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard getnameinfo(address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
