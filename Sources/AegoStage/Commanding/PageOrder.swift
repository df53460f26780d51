import AegoMotion
import Foundation

/// What a page wants done.
enum PageOrder: Equatable {
  /// A message that a hop consumes.
  case message(Message)
  /// The fader is held at a reward, or let go.
  case fader(Float?)
  /// How long after its hop a frame is to be shown, in seconds.
  case latency(Double)
  /// The frames of longer ago are asked for.
  case earlier

  /// Why a text is no order.
  struct Fault: Error, Equatable {
    var words: String

    init(_ words: String) { self.words = words }
  }

  /// How late a frame may be shown, in seconds.
  static let latencies = -0.5...2.0

  /// What a text orders.
  ///
  /// - Parameters:
  ///   - text: what the page sent.
  ///   - vocabulary: the scenes' names.
  /// - Throws: what would be an order, in words.
  init(_ text: String, _ vocabulary: Vocabulary) throws(Fault) {
    guard let message = try? JSONDecoder().decode(PageMessage.self, from: Data(text.utf8)) else {
      throw Fault("a page's message is an object with a type, such as {\"type\":\"command\",\"name\":\"go\"}")
    }
    let number = message.value?.number
    switch message.type {
    case "command": self = .message(try PageOrder.command(message, vocabulary))
    case "reward":
      guard let number else { throw Fault("a reward has a value of -1 to 1") }
      self = .message(Message(.reward, floats: [PageOrder.reward(number)]))
    case "fader":
      if case .name = message.value { throw Fault("a fader has a value of -1 to 1, or null when it is let go") }
      self = .fader(number.map(PageOrder.reward))
    case "latency":
      guard let number, PageOrder.latencies.contains(number) else {
        throw Fault("a latency has a value of -0.5 to 2 seconds")
      }
      self = .latency(number)
    case "earlier": self = .earlier
    default: throw Fault("nobody here knows messages of type \(message.type.prefix(40))")
    }
  }

  private static func reward(_ number: Double) -> Float { Float(max(-1, min(1, number))) }

  private static func command(_ message: PageMessage, _ vocabulary: Vocabulary) throws(Fault) -> Message {
    switch message.name {
    case "go": Message(.go)
    case "hold": switched(.hold, message.value)
    case "pause": switched(.pause, message.value)
    case "back": Message(.back)
    case "repeat": Message(.repeat)
    case "jump": try jump(message.value, vocabulary)
    case "panic": Message(.panic)
    case "rest": Message(.rest)
    case "undo": Message(.undo)
    case "like": Message(.superLike, floats: [1])
    case "dislike": Message(.superLike, floats: [-1])
    case "explore": Message(.exploreState)
    default: throw Fault("nobody here knows a command \"\((message.name ?? "").prefix(40))\"")
    }
  }

  /// Hold and pause: as the value says, or turned round where there is none.
  private static func switched(_ address: Message.Address, _ value: PageMessage.Value?) -> Message {
    value?.number.map { Message(address, floats: [$0 == 0 ? 0 : 1]) } ?? Message(address)
  }

  /// A jump to a scene by its name, or by its place among the played ones, from 0 on.
  private static func jump(_ value: PageMessage.Value?, _ vocabulary: Vocabulary) throws(Fault) -> Message {
    switch value {
    case .name(let name):
      guard let scene = vocabulary.scene(name) else { throw Fault("no scene is called \"\(name.prefix(80))\"") }
      return Message(.jump, integers: [scene])
    case .number(let number):
      guard let scene = Int32(exactly: number), vocabulary.scenes.indices.contains(Int(scene)) else {
        throw Fault("scenes have the numbers 0 to \(vocabulary.scenes.count - 1)")
      }
      return Message(.jump, integers: [scene])
    case nil: throw Fault("a jump has a scene's name or number as its value")
    }
  }
}
