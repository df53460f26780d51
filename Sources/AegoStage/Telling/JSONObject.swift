import AegoNumerics

/// A JSON object that is written key by key; what is no number, or not there, is null.
struct JSONObject {
  private var keys: [String] = []

  /// The object's text.
  var closed: String { "{" + keys.joined(separator: ",") + "}" }

  /// Adds JSON as it is.
  func raw(_ key: String, _ json: String) -> JSONObject {
    var object = self
    object.keys.append("\"\(key)\":\(json)")
    return object
  }

  func text(_ key: String, _ text: String?) -> JSONObject { raw(key, text.map(JSONString.quoted) ?? "null") }

  func number(_ key: String, _ number: (some BinaryInteger)?) -> JSONObject {
    raw(key, number.map { "\($0)" } ?? "null")
  }

  func number(_ key: String, _ number: Float) -> JSONObject { raw(key, JSONObject.words(number)) }

  func number(_ key: String, _ number: Double) -> JSONObject {
    raw(key, number.isFinite ? JSONString.number(number) : "null")
  }

  func numbers(_ key: String, _ numbers: [Float]) -> JSONObject {
    raw(key, "[" + numbers.map(JSONObject.words).joined(separator: ",") + "]")
  }

  func numbers(_ key: String, _ numbers: [Int]) -> JSONObject {
    raw(key, "[" + numbers.map(String.init).joined(separator: ",") + "]")
  }

  private static func words(_ number: Float) -> String { number.isFinite ? JSONString.number(number) : "null" }
}
