"""Sounds cut into frames, as `aego train` cuts them.

A frame is x = √(|X| / ‖X‖), so that Σ x⁴ = 1: X are the first bins of the transform of a stretch of sound under a
periodic Hann window.
"""
import dataclasses
import os
import wave

import numpy as np

try:
    import soundfile  # every format of libsndfile
except ImportError:
    soundfile = None  # WAV in whole numbers only

ENDINGS = tuple(".wav .wave .rf64 .w64 .aif .aiff .aifc .flac .ogg .oga .opus .mp3 .au .snd .caf".split())


def names(folder):
    """The paths of sound files below a folder, in the order of their bytes; hidden ones are passed over."""
    found = []
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.relpath(os.path.join(path, name), folder) for name in files
                  if not name.startswith(".") and name.lower().endswith(ENDINGS)]
    return sorted(found, key=os.fsencode)


def read(path, rate):
    """The first channel of a sound file as float32 in -1...1, brought to a rate. Raises ValueError."""
    try:
        sound, own_rate = read_any(path) if soundfile else read_wave(path)
    except (wave.Error, EOFError, RuntimeError) as error:
        raise ValueError(str(error) or "it is truncated") from error
    if not np.isfinite(sound).all():
        raise ValueError("a sample is not a finite number")
    if own_rate != rate:
        # The transform of the whole sound, cut or filled with zeros at half the new rate.
        count = round(len(sound) * rate / own_rate)
        sound = np.fft.irfft(np.fft.rfft(sound), n=count) * (count / len(sound)) if count else sound[:0]
    return sound.astype(np.float32)


def read_any(path):
    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return sound[:, 0], rate


def read_wave(path):
    with wave.open(path, "rb") as file:
        channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
        data = np.frombuffer(file.readframes(file.getnframes()), np.uint8)
    samples = data[:len(data) // (channels * width) * channels * width].reshape(-1, channels, width)[:, 0]
    if width == 1:
        return samples[:, 0] / np.float32(128) - 1, rate  # the only unsigned one
    # The bytes become the upper ones of 32 bits.
    wide = np.zeros((len(samples), 4), np.uint8)
    wide[:, 4 - width:] = samples
    return wide.view("<i4")[:, 0] / np.float32(2 ** 31), rate


@dataclasses.dataclass(frozen=True)
class Analysis:
    """How sound is cut: samples per second, samples in a window and between two, bins kept."""
    rate: int = 48000
    window: int = 4096
    hop: int = 512
    bins: int = 1024

    def frames(self, samples, starts=None):
        """Frames (n, bins) and their energies (n,), in blocks of up to 256; all frames if no starts are given."""
        if starts is None:
            starts = np.arange(0, len(samples) - self.window + 1, self.hop)
        weights = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(self.window) / self.window)
        for block in range(0, len(starts), 256):
            places = starts[block:block + 256, None] + np.arange(self.window)
            powers = np.abs(np.fft.rfft(samples[places] * weights)[:, :self.bins]) ** 2
            energies = powers.sum(1)
            scale = 1 / np.where(energies > 0, energies, 1)
            yield ((powers * scale[:, None]) ** 0.25).astype(np.float32), energies

    def audible(self, samples, share):
        """At most `share` frames that are not silent: the attack (a third of the share), then evenly from the rest.

        Half a window of silence goes before the sound. Where all audible frames are kept they are those of aego train.
        """
        samples = np.concatenate([np.zeros(self.window // 2, samples.dtype), samples])
        if len(samples) < self.window * 3 // 2:
            return np.zeros((0, self.bins), np.float32)
        energies = [energies for _, energies in self.frames(samples)]
        if not energies:
            return np.zeros((0, self.bins), np.float32)
        energies = np.concatenate(energies)
        # Silence is 50 dB below the loudest frame, or 80 dB below a full sine, whose energy is (window / 4)² · 1.5.
        threshold = max(energies.max() * 1e-5, (self.window / 4) ** 2 * 1.5e-8)
        heard = np.sort(energies[energies > threshold])
        if len(heard):  # 6 dB above the quietest moments, if these are 30 dB or more below the loudest
            threshold = max(threshold, min(4 * heard[len(heard) // 20], energies.max() * 1e-3))
        kept = np.flatnonzero(energies > threshold)
        if len(kept) > share:
            rest, wanted = kept[share // 3:], share - share // 3
            kept = np.concatenate([kept[:share // 3], rest[np.arange(wanted) * len(rest) // wanted]])
        return np.concatenate([x for x, _ in self.frames(samples, kept * self.hop)] or [np.zeros((0, self.bins))])


def thinned(rows, count):
    """At most `count` of the rows, evenly chosen."""
    return rows if len(rows) <= count else rows[np.arange(count) * len(rows) // count]
