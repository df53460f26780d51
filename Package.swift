// swift-tools-version: 6.2
// score -> timeline -> conductor -> reward -> agent -> latent space -> spectrum -> sound
//
// The targets stand in the order in which a moment of the piece passes through them; imports point back along it.
import PackageDescription

// AEGO_RTSAN=1 builds with RealtimeSanitizer: what the engine calls is watched, and whatever may block aborts.
let watched = Context.environment["AEGO_RTSAN"] != nil

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  // That a function marked @_noLocks neither allocates nor locks is proven in release builds: without optimisation the
  // compiler does not see into what stands in another file.
  .unsafeFlags(["-Xllvm", "-sil-disable-pass=performance-diagnostics"], .when(configuration: .debug)),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "AegoTestSupport"] + dependencies, resources: resources,
    swiftSettings: strict)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "aego",
  products: [.executable(name: "aego", targets: ["aego"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // The system's C libraries.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLO", pkgConfig: "liblo", providers: [.apt(["liblo-dev"])]),
    .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSampleRate", pkgConfig: "samplerate", providers: [.apt(["libsamplerate0-dev"])]),
    .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(
      name: "CRealtime", cSettings: watched ? [.define("AEGO_RTSAN"), .unsafeFlags(["-fsanitize=realtime"])] : [],
      linkerSettings: watched ? [.unsafeFlags(["-Xclang-linker", "-fsanitize=realtime"])] : []),

    // Below all.
    library("AegoNumerics"),
    library("AegoSoundFile", ["CSndFile", "CSampleRate"]),

    // The path of a moment.
    library("AegoScore", ["CYAML", "AegoNumerics"]),
    library("AegoMotion", ["CLO", "AegoNumerics"]),
    library("AegoNetwork", ["AegoNumerics"]),
    library("AegoAgent", ["AegoNetwork", "AegoNumerics"]),
    library("AegoSpace", ["AegoNetwork", "AegoNumerics"]),
    library("AegoTraining", ["AegoSpace", "AegoNetwork", "AegoNumerics", "AegoSoundFile", "CKissFFT", "COpenBLAS"]),
    library("AegoSpectrum", ["AegoNumerics"]),
    library(
      "AegoPerformance",
      [
        "AegoScore", "AegoMotion", "AegoNetwork", "AegoAgent", "AegoSpace", "AegoSpectrum", "AegoNumerics",
        "AegoSoundFile", "CRealtime",
      ]),
    library("AegoMIDI", ["AegoMotion", "AegoPerformance", "CALSA"]),
    library("AegoAudio", ["CALSA", "CRealtime"]),
    library("AegoServing", ["AegoNumerics", "CQREncode"]),
    library(
      "AegoStage", ["AegoScore", "AegoMotion", "AegoNumerics", "AegoSoundFile", "AegoPerformance", "AegoServing"],
      resources: [.copy("Page")]),
    library(
      "AegoDoctor",
      [
        "AegoNumerics", "AegoScore", "AegoMotion", "AegoPerformance", "AegoMIDI", "AegoAudio", "AegoServing",
        "CRealtime",
      ]),
    library(
      "AegoSetup",
      [
        "AegoNumerics", "AegoScore", "AegoMotion", "AegoSpace", "AegoTraining", "AegoPerformance", "AegoAudio",
        "AegoServing", "AegoStage",
      ],
      resources: [.copy("Page")]),
    .executableTarget(
      name: "aego",
      dependencies: [
        "AegoNumerics", "AegoSoundFile", "AegoScore", "AegoMotion", "AegoSpace", "AegoTraining", "AegoPerformance",
        "AegoMIDI", "AegoAudio", "AegoServing", "AegoStage", "AegoDoctor", "AegoSetup", arguments, logging,
      ],
      swiftSettings: strict),

    .target(name: "AegoTestSupport", path: "Tests/AegoTestSupport", swiftSettings: strict),
    tests("AegoNumerics"),
    tests("AegoSoundFile"),
    tests("AegoScore", resources: [.copy("Goldens")]),
    tests("AegoMIDI", ["AegoPerformance", "AegoScore", "AegoMotion", "CALSA"]),
    tests("AegoAudio", resources: [.copy("Fixtures")]),
    tests("AegoServing"),
    tests(
      "AegoStage", ["AegoScore", "AegoMotion", "AegoNumerics", "AegoSoundFile", "AegoPerformance", "AegoSpace"],
      resources: [.copy("Fixtures")]),
    tests(
      "AegoSetup", ["AegoScore", "AegoMotion", "AegoTraining", "AegoPerformance", "AegoServing"],
      resources: [.copy("Fixtures")]),
    tests("AegoDoctor", ["AegoScore", "AegoMotion", "AegoPerformance", "AegoMIDI", "AegoAudio", "AegoServing"]),
    tests("AegoMotion", ["AegoNumerics", "CLO"], resources: [.copy("Fixtures")]),
    tests("AegoNetwork", ["AegoNumerics"]),
    tests("AegoAgent", ["AegoNetwork", "AegoNumerics"]),
    tests("AegoSpace", ["AegoNetwork", "AegoNumerics"]),
    tests("AegoTraining", ["AegoSpace", "AegoNetwork", "AegoNumerics", "AegoSoundFile"]),
    tests("AegoSpectrum", ["AegoNumerics"]),
    tests(
      "AegoPerformance",
      [
        "AegoScore", "AegoMotion", "AegoNetwork", "AegoAgent", "AegoSpace", "AegoSpectrum", "AegoNumerics",
        "AegoSoundFile", "CRealtime",
      ]),
    .testTarget(
      name: "AegoCommandTests", dependencies: ["aego"], resources: [.copy("Fixtures")], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
