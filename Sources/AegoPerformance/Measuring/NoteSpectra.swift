import AegoSoundFile
import AegoSpace
import AegoSpectrum

/// What comes back of a recorded sound when the voice is given the magnitudes of its spectra and nothing of its phases.
struct NoteSpectra {
  /// The spectral convergence in decibels, noise between the partials included.
  let convergence: Double
  /// The log-spectral distance in decibels.
  let distance: Double

  /// The first two seconds of a sound file; nil where it cannot be read or is shorter than half a second.
  init?(path: String, space: LatentSpace) {
    guard let stream = try? SoundStream(path: path, rate: space.rate) else { return nil }
    let samples = stream.read(2 * space.rate)
    guard samples.count > space.rate / 2 else { return nil }
    let voice = VoiceUnderTest(space)
    let wanted = SoundSpectra(of: samples, geometry: voice.geometry)
    let heard = SoundSpectra(
      of: voice.samples(wanted.magnitudes.map { $0.map { $0.squareRoot() } }, noise: true), geometry: voice.geometry)
    // The first frames are those in which the voice arrives.
    let first = voice.geometry.size / voice.geometry.hop
    let late = SoundSpectra(Array(heard.magnitudes.dropFirst(first)), geometry: voice.geometry)
    let target = SoundSpectra(Array(wanted.magnitudes.dropFirst(first)), geometry: voice.geometry)
    convergence = late.convergence(to: target)
    distance = late.logDistance(to: target)
  }
}
