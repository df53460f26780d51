import AegoScore
import Foundation

/// What the page asks for, as it is written; which keys count, its type says.
struct SetupRequest: Decodable, Sendable {
  /// A key, or the number of a list's entry, counted from 0.
  enum Step: Decodable, Sendable {
    case key(String)
    case item(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .item(number)
      } else {
        self = .key(try container.decode(String.self))
      }
    }

    var step: ScoreEdit.Step {
      switch self {
      case .key(let key): .key(key)
      case .item(let index): .item(index)
      }
    }
  }

  var type: String
  /// What the answer repeats.
  var id: Int?
  var name: String?
  var text: String?
  /// The checksum of the file as it was read; none for a file that is new.
  var stamp: String?
  /// Whether what was changed meanwhile is written over.
  var overwrite: Bool?
  var path: [Step]?
  var value: String?
  /// A text that becomes a value, in quotes where it needs them.
  var word: String?
  var space: String?
  var position: [Double]?
  var dimensions: [Int]?
  var period: String?
  var device: String?
  var folder: String?

  /// Reads a message.
  init(_ text: String) throws(SetupError) {
    do {
      self = try JSONDecoder().decode(SetupRequest.self, from: Data(text.utf8))
    } catch {
      throw .badRequest("a page's message is an object with a type, such as {\"type\":\"check\",\"text\":\"...\"}")
    }
  }

  /// The text that it has to have.
  func needed(_ value: String?, _ key: String) throws(SetupError) -> String {
    guard let value else { throw .badRequest("a message of type \(type.prefix(40)) has a \(key)") }
    return value
  }
}
