extension Timeline {
  /// The most scenes that a piece may have when it is unrolled.
  public static let mostScenes = 20_000
  /// The longest piece, in nanoseconds: a day.
  public static let longest: Int64 = 86_400_000_000_000
}

extension Score {
  /// The score as it is played: `order` and `repeat` unrolled, each value inherited from the innermost level that has
  /// it, each ramp placed in time.
  ///
  /// A ramp runs over the level that it is written on: the whole piece as played (one pass of a last movement that
  /// repeats forever), one pass of a movement, or one pass of a scene.
  public func timeline() -> Timeline {
    var scenes: [PlayedScene] = []
    var (now, loopStart): (Int64, Int?) = (0, nil)
    let piece = extent.nanoseconds
    for (place, index) in order.enumerated() {
      let movement = movements[index]
      let length = movement.passLength
      if movement.passes == nil, place == order.count - 1 { loopStart = scenes.count }
      for _ in 0..<(movement.passes ?? 1) {
        let start = now
        for scene in movement.scenes {
          for _ in 0..<scene.passes {
            let levels = Levels(
              scene: scene, movement: movement, piece: settings, movementLength: length,
              movementOffset: now - start, pieceLength: piece, pieceOffset: now)
            scenes.append(levels.played(start: now))
            now += scene.length.nominal
          }
        }
      }
    }
    return Timeline(title: title, scenes: scenes, loopStart: loopStart)
  }

  /// How many scenes the piece has when unrolled, and its nominal length; a last movement that repeats forever counts
  /// once. Neither grows past its bound by more than one movement, so neither overflows.
  var extent: (scenes: Int, nanoseconds: Int64) {
    var (scenes, nanoseconds) = (0, Int64(0))
    for index in order {
      let movement = movements[index]
      let passes = movement.passes ?? 1
      scenes += passes * movement.scenes.reduce(0) { $0 + $1.passes }
      let (length, overflow) = movement.passLength.multipliedReportingOverflow(by: Int64(passes))
      nanoseconds = overflow ? .max : nanoseconds.addingReportingOverflow(length).partialValue
      if overflow || nanoseconds < 0 || nanoseconds > Timeline.longest || scenes > Timeline.mostScenes {
        return (scenes, overflow || nanoseconds < 0 ? .max : nanoseconds)
      }
    }
    return (scenes, nanoseconds)
  }
}

extension Movement {
  /// The nominal length of one pass, in nanoseconds.
  var passLength: Int64 {
    scenes.reduce(0) { sum, scene in
      let (length, overflow) = scene.length.nominal.multipliedReportingOverflow(by: Int64(scene.passes))
      let (total, carry) = sum.addingReportingOverflow(length)
      return overflow || carry ? .max : total
    }
  }
}

/// The three levels around one scene as it is played: what is written on each, and where in it the scene stands.
private struct Levels {
  let scene: Scene
  let movement: Movement
  let piece: LevelSettings
  let movementLength: Int64
  let movementOffset: Int64
  let pieceLength: Int64
  let pieceOffset: Int64

  /// The innermost value of a key.
  func value<Value>(_ key: (LevelSettings) -> Written<Value>?, default standard: Value) -> Value {
    (key(scene.settings) ?? key(movement.settings) ?? key(piece))?.value ?? standard
  }

  /// The innermost ramp of a key, over the level on which it is written.
  func ramp(_ key: (LevelSettings) -> Written<WrittenRamp>?, default standard: Double) -> Ramp {
    if let ramp = key(scene.settings) { return ramp.value.over(length: scene.length.nominal, offset: 0) }
    if let ramp = key(movement.settings) {
      return ramp.value.over(length: movementLength, offset: movementOffset)
    }
    guard let ramp = key(piece) else { return Ramp(constant: standard) }
    return ramp.value.over(length: pieceLength, offset: pieceOffset)
  }

  func played(start: Int64) -> PlayedScene {
    PlayedScene(
      start: start, movement: movement.name, name: scene.name, space: value({ $0.space }, default: 0),
      dimensions: value({ $0.dimensions }, default: .first(1)).open, minimum: scene.length.minimum,
      nominal: scene.length.nominal, maximum: scene.length.maximum, until: scene.until,
      crossfade: value({ $0.crossfade }, default: 50_000_000), direction: scene.direction,
      period: ramp({ $0.period }, default: 100_000_000), range: ramp({ $0.range }, default: 60),
      sense: ramp({ $0.sense }, default: 1),
      level: ramp({ $0.level }, default: 0), step: value({ $0.step }, default: .perSecond(0.1)),
      glide: value({ $0.glide }, default: .periods(1.5)), exploration: value({ $0.exploration }, default: 0.1),
      settling: value({ $0.settling }, default: 60_000_000_000), curiosity: value({ $0.curiosity }, default: 0.1),
      memory: value({ $0.memory }, default: .space), enter: value({ $0.enter }, default: .stay),
      voice: value({ $0.voice }, default: .spectral), image: image)
  }

  private var image: ImageSettings {
    var image = ImageSettings()
    image.palette = value({ $0.image.palette }, default: image.palette)
    image.text = value({ $0.image.text }, default: image.text)
    image.mirrored = value({ $0.image.mirrored }, default: image.mirrored)
    return image
  }
}
