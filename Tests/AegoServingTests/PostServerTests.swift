import AegoTestSupport
import Foundation
import Synchronization
import Testing

@testable import AegoServing

/// A server that answers each post with its bytes backwards, on a thread of its own.
private final class Mirror: Sendable {
  let address: String
  private let isDone = Atomic<Bool>(false)

  init() throws {
    var files = PageFiles(folder: "/nonexistent", pages: [:])
    files.add("/page.html", type: "text/html", Array("a page".utf8))
    var words = ["key", "inside"][...]
    nonisolated(unsafe) let server = try PostServer(page: "/page.html", files: files, mostBody: 100_000) {
      words.removeFirst()
    }
    address = server.address
    Thread { [self] in
      while !isDone.load(ordering: .acquiring) {
        if let post = server.next(within: 10) { server.answer(post, post.body.reversed()) }
      }
    }.start()
  }

  func stop() { isDone.store(true, ordering: .releasing) }

  var base: String { String(address.prefix { $0 != "?" }.dropLast("/page.html".count)) }

  func curl(_ arguments: String...) throws -> String { try outside("curl", ["-s", "-m", "10"] + arguments) }
}

@Suite struct PostServerTests {
  @Test func `the address lets in once, and what it gives lets post`() throws {
    let mirror = try Mirror()
    defer { mirror.stop() }
    #expect(mirror.address.hasSuffix("/page.html?token=key"))
    #expect(try mirror.curl(mirror.base + "/page.html").hasPrefix("403: the token is missing"))
    #expect(try mirror.curl("-d", "abc", mirror.base + "/post?token=key").hasPrefix("403: "))
    let first = try mirror.curl("-i", mirror.address)
    #expect(
      first.contains("Set-Cookie: aego-film=inside; Path=/; HttpOnly; SameSite=Strict\r\n") && first.hasSuffix("a page")
    )
    #expect(try mirror.curl(mirror.address).hasPrefix("403: "))
    let cookie = "Cookie: aego-film=inside"
    #expect(try mirror.curl("-H", cookie, "-d", "abc", mirror.base + "/post") == "cba")
    #expect(try mirror.curl("-H", cookie, mirror.base + "/page.html") == "a page")
    #expect(try mirror.curl("-H", cookie, mirror.base + "/other").hasPrefix("404: "))
    #expect(try mirror.curl("-H", cookie, "-X", "PUT", mirror.base + "/post").hasPrefix("405: "))
  }

  @Test func `foreign names and pages cannot post, and nothing too long`() throws {
    let mirror = try Mirror()
    defer { mirror.stop() }
    _ = try mirror.curl(mirror.address)
    let cookie = "Cookie: aego-film=inside"
    for line in ["Host: evil.example", "Origin: http://evil.example", "Origin: null"] {
      #expect(try mirror.curl("-H", cookie, "-H", line, "-d", "abc", mirror.base + "/post").hasPrefix("403: "))
    }
    try withFolder { folder in
      for (count, answer) in [(100_000, "200"), (100_001, "413")] {
        try Data(repeating: 65, count: count).write(to: URL(fileURLWithPath: folder + "/body"))
        let status = try mirror.curl(
          "-H", cookie, "-H", "Expect:", "--data-binary", "@\(folder)/body", "-o", "/dev/null", "-w", "%{http_code}",
          mirror.base + "/post")
        #expect(status == answer)
      }
    }
    #expect(
      try mirror.curl("-H", cookie, "-H", "Transfer-Encoding: chunked", "-d", "a", mirror.base + "/post").hasPrefix(
        "413"))
  }
}
