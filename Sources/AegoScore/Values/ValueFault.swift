/// Why a text is not the value that a key wants.
struct ValueFault: Error, Equatable {
  var code: Diagnostic.Code
  var message: String
  var help: String?

  init(_ code: Diagnostic.Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }
}
