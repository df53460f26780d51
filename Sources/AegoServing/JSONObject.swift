import AegoNumerics

/// A JSON object that is written key by key; what is no number, or not there, is null.
public struct JSONObject {
  private var keys: [String] = []

  /// An object without keys.
  public init() {}

  /// The object's text.
  public var closed: String { "{" + keys.joined(separator: ",") + "}" }

  /// Adds JSON as it is.
  public func raw(_ key: String, _ json: String) -> JSONObject {
    var object = self
    object.keys.append("\"\(key)\":\(json)")
    return object
  }

  /// Adds a text, or null.
  public func text(_ key: String, _ text: String?) -> JSONObject { raw(key, text.map(JSONString.quoted) ?? "null") }

  /// Adds a whole number, or null.
  public func number(_ key: String, _ number: (some BinaryInteger)?) -> JSONObject {
    raw(key, number.map { "\($0)" } ?? "null")
  }

  /// Adds a number.
  public func number(_ key: String, _ number: Float) -> JSONObject { raw(key, JSONObject.words(number)) }

  /// Adds a number.
  public func number(_ key: String, _ number: Double) -> JSONObject {
    raw(key, number.isFinite ? JSONString.number(number) : "null")
  }

  /// Adds a list of numbers.
  public func numbers(_ key: String, _ numbers: [Float]) -> JSONObject {
    raw(key, "[" + numbers.map(JSONObject.words).joined(separator: ",") + "]")
  }

  /// Adds a list of whole numbers.
  public func numbers(_ key: String, _ numbers: [Int]) -> JSONObject {
    raw(key, "[" + numbers.map(String.init).joined(separator: ",") + "]")
  }

  /// Adds a list of JSON values as they are.
  public func list(_ key: String, _ values: [String]) -> JSONObject {
    raw(key, "[" + values.joined(separator: ",") + "]")
  }

  private static func words(_ number: Float) -> String { number.isFinite ? JSONString.number(number) : "null" }
}
