import Glibc

/// A TCP socket that never waits; closed when it is let go.
final class StreamSocket {
  let descriptor: Int32

  /// The other end has closed, or is gone.
  struct Gone: Error {}

  /// How many bytes the system keeps for a client that reads slowly: old frames are no use.
  private static let sendBuffer: Int32 = 32 * 1024

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Listens at an address of this machine, a port of 0 for any.
  ///
  /// - Throws: the error's number.
  static func listening(at address: in_addr, port: UInt16) throws(Errno) -> StreamSocket {
    let descriptor = Glibc.socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Errno() }
    let socket = StreamSocket(descriptor)
    socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr = address
    place.sin_port = port.bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard status == 0, listen(descriptor, 64) == 0 else { throw Errno() }
    return socket
  }

  /// An error of the system.
  struct Errno: Error {
    var number = errno

    var words: String { String(cString: strerror(number)) }
  }

  /// The port that it listens on.
  var port: UInt16 {
    var place = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &size) }
    }
    return UInt16(bigEndian: place.sin_port)
  }

  /// The next client that waits; nil for none.
  func accept() -> StreamSocket? {
    let client = Glibc.accept(descriptor, nil, nil)
    guard client >= 0 else { return nil }
    let socket = StreamSocket(client)
    _ = fcntl(client, F_SETFL, fcntl(client, F_GETFL) | O_NONBLOCK)
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    socket.set(SOL_SOCKET, SO_SNDBUF, StreamSocket.sendBuffer)
    return socket
  }

  /// The bytes that have come, at most so many; empty where none have.
  func receive(atMost most: Int) throws(Gone) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &bytes, most, 0)
    if count > 0 { return Array(bytes.prefix(count)) }
    if count < 0 && StreamSocket.isForNow { return [] }
    throw Gone()
  }

  /// Sends what the system takes now, and gives how many bytes that were.
  func send(_ bytes: ArraySlice<UInt8>) throws(Gone) -> Int {
    let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if count >= 0 { return count }
    if StreamSocket.isForNow { return 0 }
    throw Gone()
  }

  /// That nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  private static var isForNow: Bool { errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR }

  private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}
