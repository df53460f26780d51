import Foundation

/// What a page sends, as it is written.
struct PageMessage: Decodable {
  /// A number or a name.
  enum Value: Decodable, Equatable {
    case number(Double)
    case name(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .name(try container.decode(String.self))
      }
    }

    var number: Double? {
      if case .number(let number) = self { return number }
      return nil
    }
  }

  var type: String
  var name: String?
  var value: Value?
}
