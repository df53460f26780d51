extension Explanation {
  /// Values outside of their limits.
  static let ofLimits = [
    Explanation(
      .numberRange, "A number outside of its limits",
      """
      Ports, rates, repeats, columns and MIDI numbers have a least and a most; the message names both.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, repeat: 0}"), right: ScoreExample(.scenes, "- {for: 60s, repeat: 2}")),
    Explanation(
      .fractionRange, "A fraction outside of its limits",
      """
      A part of a whole is written as `0.6` or as `60%`. A percentage that lost its sign is sixty times the whole: a
      width, a probability or a step that nothing could play.
      """,
      wrong: ScoreExample(.piece, "sound: {width: 60}"), right: ScoreExample(.piece, "sound: {width: 60%}")),
    Explanation(
      .angleRange, "An angle outside of its limits",
      """
      `range` is the rotation from rest that gives the whole reward. A forearm turns by some 60° with comfort and 180° at
      the very most: beyond that no performer reaches ±1, and the machine hears a timid yes at best. A dead zone of more
      than 90° would swallow every gesture.
      """,
      wrong: ScoreExample(.piece, "range: 25deg..270deg"), right: ScoreExample(.piece, "range: 25deg..90deg")),
    Explanation(
      .levelRange, "A level outside of its limits",
      """
      0dB is a loudness of -15 LUFS, full level; the limiter takes what exceeds it by much, and so 12dB is the most. What
      is softer than -120dB is silence, and written `silent`.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, level: -200dB}"),
      right: ScoreExample(.scenes, "- {for: 60s, level: silent}")),
    Explanation(
      .durationRange, "A duration outside of its limits",
      """
      Each time of the language has a shortest and a longest, which the message names: a scene lasts 100 ms to 24 hours, a
      fade or crossfade 10 minutes at most. Often the unit is the slip: `ms` for `m`, or the reverse.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60ms}"), right: ScoreExample(.scenes, "- {for: 60s}")),
    Explanation(
      .periodRange, "An action period outside of its limits",
      """
      The period is the time between two actions of the machine, 10 ms to 1 minute. Below 10 ms it would act more often
      than the sound is computed anew, and nobody could hear single actions; above a minute nobody could tell which one a
      reward is about. The piece ægo goes from 100 ms to 30 ms.
      """,
      wrong: ScoreExample(.piece, "period: 5ms"), right: ScoreExample(.piece, "period: 50ms")),
    Explanation(
      .dimensionsRange, "Axes that no space can have",
      """
      `dimensions: 4` opens the first four axes, `[1, 2, 5]` just these, counted from 1; `0` closes all. A space has at
      most 32. An axis is open or closed, so that one named twice is most likely meant to be another.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, dimensions: [0, 1]}"),
      right: ScoreExample(.scenes, "- {for: 60s, dimensions: [1, 2]}")),
    Explanation(
      .badAddress, "No address",
      """
      `listen` is an IPv4 address of this machine in four numbers, or `any`. `address` of a sensor's messages is an OSC
      address: it begins with a slash and has no blanks; those that begin with /aego/ are the program's own.
      """,
      wrong: ScoreExample(.piece, "sensors: {listen: localhost}"),
      right: ScoreExample(.piece, "sensors: {listen: 127.0.0.1}")),
  ]
}
