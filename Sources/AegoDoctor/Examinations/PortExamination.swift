import AegoMotion

/// Whether the UDP port is free and the address is this machine's.
struct PortExamination: Examination {
  let listen: String
  /// Opens the port and closes it again; gives its number.
  let open: () throws(MotionError) -> UInt16

  init(_ concert: Concert) {
    let (listen, port) = (concert.listen, concert.port)
    self.listen = listen
    open = { () throws(MotionError) in try Receiver(listen: listen, port: port, packets: { _ in }).port }
  }

  func findings() -> [Finding] {
    do throws(MotionError) {
      return [.ok("port", "UDP \(try open()) is free on \(listen == "any" ? "every address" : listen)")]
    } catch {
      return [.failure("port", error)]
    }
  }
}
