import Foundation

/// `take.json`: what a take is and what its files must be.
public struct Manifest: Codable, Sendable, Equatable {
  /// A space that the performance used.
  public struct Space: Codable, Sendable, Equatable {
    /// Its name in the score.
    public var name: String
    /// Where it lay.
    public var path: String
    /// The file's checksum.
    public var sha256: String
  }

  /// A file that the performance was made from, such as the score.
  public struct Source: Codable, Sendable, Equatable {
    /// Where it lay.
    public var path: String
    /// The file's checksum.
    public var sha256: String
  }

  /// What a live performance is given by the house, as `aego play` was told; what it was not told is nil.
  public struct House: Codable, Sendable, Equatable {
    /// The sound device.
    public var device: String?
    /// The device's queue, as it was written: `43ms`.
    public var buffer: String?
    /// Whether it plays on no device.
    public var isSilent: Bool?
    /// The UDP port.
    public var port: UInt16?
    /// The address that is listened on.
    public var listen: String?
    /// `none` where nothing is received.
    public var sensors: String?
    /// Whom it is told what happens: `HOST:PORT`.
    public var send: String?

    /// A house of which nothing is known.
    public init() {}
  }

  /// The program's name and version.
  public var program: String
  /// The engine's number: takes of another number cannot be expected to replay.
  public var engine: Int
  /// The piece's title.
  public var title: String
  /// What the performance was started with.
  public var arguments: StartArguments
  /// Samples per second.
  public var rate: Int
  /// Samples per hop.
  public var hop: Int
  /// The number of hops that were played.
  public var hops: Int64
  /// The performance's length in nanoseconds.
  public var length: Int64
  /// `complete`, `stopped`, `limit`, or `broken` for a take that was not closed.
  public var ended: String
  /// Whether every input that the engine consumed is in `input.osc`.
  public var exact: Bool
  /// The score.
  public var score: Source
  /// The spaces by the score's order.
  public var spaces: [Space]
  /// The learned state that the agents began with; nil where they had learnt nothing.
  public var state: Source?
  /// The learned states that were taken up while the piece was played, in their order; nil for none.
  public var states: [Source]?
  /// Where it was played, so that `--resume` goes on there; nil for a rendering.
  public var house: House?
  /// The checksums of the take's files, by name.
  public var files: [String: String]
  /// The largest time a hop took over its length, where it was played to a clock.
  public var worstHop: Double?
  /// The most that the processor worked for a hop, over its length; the rest of `worstHop` the machine did otherwise.
  public var worstWork: Double?

  /// The manifest as it stands in the file.
  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads the manifest of the take in a folder.
  public static func read(take directory: String) throws(PerformanceError) -> Manifest {
    let path = directory + "/take.json"
    guard let data = FileManager.default.contents(atPath: path) else {
      let there = FileManager.default.fileExists(atPath: directory)
      throw .unreadable(
        path: path,
        reason: there
          ? "this folder holds no take; name one that aego play or aego render --take wrote"
          : "there is no such folder; takes are in takes/, or where --take said"
      )
    }
    do {
      return try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      throw .damagedTake(path: path, what: "it is not a take's manifest (\(Manifest.reason(error)))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" has the wrong type"
    default: "it is not JSON"
    }
  }
}
