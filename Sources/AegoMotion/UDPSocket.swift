import Glibc

/// A UDP socket that receives on one address of this machine.
struct UDPSocket: ~Copyable {
  let descriptor: Int32
  /// The port that it got, where it asked for any (0).
  let port: UInt16

  /// Binds the address (`any` for all, `localhost`, or in numbers, IPv4 or IPv6) and the port.
  init(address text: String, port: UInt16) throws(MotionError) {
    (descriptor, self.port) = try UDPSocket.bound(text, port)
  }

  deinit { close(descriptor) }

  /// Fills the buffer with the next packet without waiting; its length, or nil where there is none.
  borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
    return count >= 0 ? count : nil
  }

  private static func bound(_ text: String, _ port: UInt16) throws(MotionError) -> (descriptor: Int32, port: UInt16) {
    guard var address = SocketAddress(text, port: port) else {
      throw .addressUnknown(text, known: SocketAddress.ofThisMachine())
    }
    let descriptor = socket(address.family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .unavailable(systemReason()) }
    // Room for a burst of both modules; the system may give less.
    var room: Int32 = 1 << 20
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
    if address.bind(descriptor) { return (descriptor, address.portInUse(descriptor)) }
    let (code, words) = (errno, systemReason())
    close(descriptor)
    throw switch code {
    case EADDRINUSE: .portBusy(port: port, holder: PortHolder.name(ofPort: port))
    case EACCES: .portForbidden(port: port)
    case EADDRNOTAVAIL: .addressUnknown(text, known: SocketAddress.ofThisMachine())
    default: .unavailable(words)
    }
  }
}

/// An IPv4 or IPv6 address with a port.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var length: socklen_t

  var family: Int32 { Int32(storage.ss_family) }

  init?(_ text: String, port: UInt16) {
    let numbers = text == "any" ? "0.0.0.0" : text == "localhost" ? "127.0.0.1" : text
    var four = sockaddr_in()
    var six = sockaddr_in6()
    if inet_pton(AF_INET, numbers, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, numbers, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// Binds a socket; where it fails, `errno` says why.
  mutating func bind(_ descriptor: Int32) -> Bool {
    withGeneric { Glibc.bind(descriptor, $0, $1.pointee) == 0 }
  }

  /// The port that a bound socket has.
  mutating func portInUse(_ descriptor: Int32) -> UInt16 {
    _ = withGeneric { getsockname(descriptor, $0, $1) }
    // Both families keep the port, in network order, after the family.
    return withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
  }

  private mutating func withGeneric<Value>(
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
    }
  }

  /// The IPv4 addresses of this machine, in numbers.
  static func ofThisMachine() -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return ["127.0.0.1"] }
    defer { freeifaddrs(list) }
    var found: [String] = []
    var next = list
    while let interface = next {
      if let address = interface.pointee.ifa_addr, Int32(address.pointee.sa_family) == AF_INET {
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        if let numbers = HostName.numbers(address, size: size) { found.append(numbers) }
      }
      next = interface.pointee.ifa_next
    }
    return found
  }
}
