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

  /// Fills the buffer with the next packet without waiting.
  ///
  /// - Parameter buffer: room for the packet; what is longer is cut.
  /// - Returns: the packet's length, and how many packets the system has thrown away so far because the socket was full,
  ///   where it says so; nil where there is no packet.
  borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) -> (length: Int, overflowed: UInt32?)? {
    // A control message's header (its length of eight bytes, level and type), then its number, on a boundary of eight.
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { control in
      var part = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
      return withUnsafeMutablePointer(to: &part) { parts in
        var header = msghdr()
        header.msg_iov = parts
        header.msg_iovlen = 1
        header.msg_control = control.baseAddress
        header.msg_controllen = control.count
        let count = recvmsg(descriptor, &header, Int32(MSG_DONTWAIT))
        guard count >= 0 else { return nil }
        let isTold =
          header.msg_controllen >= 20 && control.load(fromByteOffset: 8, as: Int32.self) == SOL_SOCKET
          && control.load(fromByteOffset: 12, as: Int32.self) == SO_RXQ_OVFL
        return (count, isTold ? control.load(fromByteOffset: 16, as: UInt32.self) : nil)
      }
    }
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
    var one: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_RXQ_OVFL, &one, socklen_t(MemoryLayout<Int32>.size))
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
