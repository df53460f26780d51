import Foundation
import Testing

@testable import AegoServing

@Suite struct ProtocolTests {
  @Test func `the digest is that of the standard's examples`() {
    func hex(_ text: String) -> String {
      SHA1.digest(Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }
    #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
  }

  @Test func `a handshake is answered as in the standard's example`() throws {
    let request =
      "GET /live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    guard case .whole(let read, let count) = HTTPRequest.read(Array(request.utf8)) else {
      Issue.record("it is no request")
      return
    }
    #expect(count == request.utf8.count)
    let answer = try #require(WebSocket.accept(read))
    #expect(String(decoding: answer, as: UTF8.self).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
  }

  @Test func `a request is read with its query, its lines and its cookies`() {
    let text = "GET /console?token=abc&x HTTP/1.1\r\nHOST: localhost:8080\r\nCookie: a=1; aego=secret\r\n\r\nrest"
    guard case .whole(let request, let count) = HTTPRequest.read(Array(text.utf8)) else {
      Issue.record("it is no request")
      return
    }
    #expect(request.path == "/console" && request.query == ["token": "abc", "x": ""])
    #expect(request.headers["host"] == "localhost:8080" && request.cookie("aego") == "secret")
    #expect(count == text.utf8.count - 4)
  }

  @Test(
    arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\n", nil), ("GET /\r\n\r\n", HTTPStatus.badRequest),
      ("GET http://a/ HTTP/1.1\r\n\r\n", .badRequest), ("GET / HTTP/2\r\n\r\n", .badRequest),
      ("GET / HTTP/1.1\r\nno colon\r\n\r\n", .badRequest),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .badRequest),
      ("GET / HTTP/1.1\r\nA B: c\r\n\r\n", .badRequest),
      ("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", .bodyTooLarge),
      ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", .bodyTooLarge),
      ("GET /" + String(repeating: "a", count: 9000), .tooLarge),
      ("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 9000) + "\r\n\r\n", .tooLarge),
    ] as [(String, HTTPStatus?)])
  func `what is no request is refused, and a part of one is waited for`(_ text: String, _ status: HTTPStatus?) {
    #expect(HTTPRequest.read(Array(text.utf8)) == (status.map { .refused($0) } ?? .incomplete))
  }

  @Test func `messages are read byte by byte, in parts, and with a ping between them`() {
    var reader = WebSocketReader()
    func frame(_ first: UInt8, _ text: String) -> [UInt8] {
      let mask: [UInt8] = [9, 8, 7, 6]
      return [first, UInt8(text.utf8.count) | 0x80] + mask + text.utf8.enumerated().map { $1 ^ mask[$0 % 4] }
    }
    var items: [WebSocketReader.Item] = []
    for byte in frame(0x81, "one") + frame(0x01, "tw") + frame(0x89, "!") + frame(0x80, "o") + frame(0x88, "") {
      reader.take([byte])
      if let item = reader.next() { items.append(item) }
    }
    #expect(items == [.text("one"), .ping([33]), .text("two"), .close])
  }

  @Test(
    arguments: [
      ([0x81, 1, 65], WebSocket.CloseCode.protocolError), ([0xC1, 0x81, 0, 0, 0, 0, 65], .protocolError),
      ([0x82, 0x81, 0, 0, 0, 0, 65], .unsupported), ([0x80, 0x81, 0, 0, 0, 0, 65], .protocolError),
      ([0x81, 0xFE, 0x20, 0, 0, 0, 0, 0], .tooLong), ([0x83, 0x80, 0, 0, 0, 0], .protocolError),
      ([0x81, 0xFF, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0], .tooLong),
      ([0x09, 0x80, 0, 0, 0, 0], .protocolError), ([0x81, 0x81, 0, 0, 0, 0, 0xFF], .protocolError),
    ] as [([UInt8], WebSocket.CloseCode)])
  func `what breaks the protocol or its bounds closes the connection`(_ bytes: [UInt8], _ code: WebSocket.CloseCode) {
    var reader = WebSocketReader()
    reader.take(bytes)
    #expect(reader.next() == .fault(code))
  }

  @Test func `only our names, our own pages and, by the network, the token are let in`() {
    func refusal(_ gate: Gate, _ target: String, _ lines: String) -> Bool {
      guard case .whole(let request, _) = HTTPRequest.read(Array("GET \(target) HTTP/1.1\r\n\(lines)\r\n".utf8)) else {
        return true
      }
      return gate.refusal(of: request) != nil
    }
    let local = Gate(hosts: ["localhost", "127.0.0.1", "::1"], token: nil)
    #expect(!refusal(local, "/", "Host: localhost:8080\r\n"))
    #expect(!refusal(local, "/", "Host: [::1]:8080\r\n"))
    #expect(!refusal(local, "/", "Host: 127.0.0.1:9\r\nOrigin: http://127.0.0.1:9\r\n"))
    #expect(refusal(local, "/", ""))
    #expect(refusal(local, "/", "Host: evil.example\r\n"))
    #expect(refusal(local, "/", "Host: localhost.evil.example\r\n"))
    for origin in ["http://evil.example", "null", "https://localhost:8080", "http://localhost:3000"] {
      #expect(refusal(local, "/", "Host: localhost:8080\r\nOrigin: \(origin)\r\n"))
    }
    let open = Gate(hosts: ["localhost"], token: "right")
    #expect(refusal(open, "/", "Host: localhost\r\n"))
    #expect(refusal(open, "/?token=wrong", "Host: localhost\r\n"))
    #expect(!refusal(open, "/?token=right", "Host: localhost\r\n"))
    #expect(!refusal(open, "/", "Host: localhost\r\nCookie: aego=right\r\n"))
    #expect(refusal(open, "/", "Host: localhost\r\nCookie: aego=righ\r\n"))
  }

  @Test func `of too many frames the oldest are dropped, and texts go before them and never are`() {
    var outbox = Outbox()
    for number in 0..<100 as Range<UInt8> {
      outbox.add(frame: [number])
      if number % 10 == 0 { outbox.add(text: [200 + number / 10]) }
    }
    var sent: [UInt8] = []
    _ = outbox.send { bytes in
      sent += bytes
      return bytes.count
    }
    #expect(sent == Array(200..<210) + Array(84..<100))
    #expect(outbox.dropped == 84 && outbox.isEmpty)
  }

  @Test func `a message that was begun is sent to its end first`() {
    var outbox = Outbox()
    outbox.add(frame: [1, 2, 3])
    var sent: [UInt8] = []
    _ = outbox.send { bytes in
      sent += bytes.prefix(1)
      return sent.count == 1 ? 1 : 0
    }
    outbox.add(text: [9])
    _ = outbox.send { bytes in
      sent += bytes
      return bytes.count
    }
    #expect(sent.filter { $0 != 2 || sent.firstIndex(of: 2) != nil }.suffix(3) == [2, 3, 9])
  }

  @Test func `a client sends so many messages at once and a second, not more`() {
    var rate = Rate()
    #expect((0..<300).count { _ in rate.take(at: 5) } == 240)
    #expect((0..<300).count { _ in rate.take(at: 6) } == 120)
  }
}
