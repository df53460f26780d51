import ArgumentParser

/// How a result is written: for a person or for a program.
enum ScoreFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
