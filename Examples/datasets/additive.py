#!/usr/bin/env python3
"""Makes the data set of the space `additive`: tones summed from sinusoids, as early computer music built them.

    python3 Examples/datasets/additive.py FOLDER
    aego train FOLDER -o additive.safetensors --home pure-220-1.wav

Eight families over fundamentals of one harmonic series (on A), so that sounds which cross-fade in the space share
partials. Every family grows from the same naked sinusoid, in sweeps that overlap: the sinusoid lies in the middle of
the space, and each way out of it is another way of becoming rich. The same files each time; needs numpy only.
"""
import os
import sys
import wave

import numpy as np

RATE = 48000
SECONDS = 2.0
FUNDAMENTALS = [110, 165, 220, 330, 440, 660]  # Hz
HIGHEST = 11000  # Hz; the analysis ends at 12 kHz
TIME = np.arange(int(RATE * SECONDS)) / RATE
# Richness at a file's beginning and end: 0 is the sinusoid, 1 the family's full spectrum.
SWEEPS = [(0.0, 0.3), (0.2, 0.5), (0.4, 0.7), (0.6, 1.0), (0.5, 0.1), (1.0, 0.5)]

# Partials of a bell after J.-C. Risset, An Introductory Catalogue of Computer Synthesized Sounds (1969), no. 430, as
# ratios to its strongest: frequency, amplitude.
BELL = [(1.0, 1.0), (0.33, 0.37), (0.54, 0.37), (0.7, 0.67), (1.18, 0.62), (1.61, 0.55), (1.76, 0.5), (2.21, 0.5)]
# Resonances of a vowel like a: frequency and width in Hz, level.
VOWEL = [(730, 110, 1.0), (1090, 130, 0.6), (2440, 180, 0.3)]


def pure(f):
    """A sinusoid with two weak overtones."""
    return [(f, 1), (2 * f, 0.1), (3 * f, 0.05)]


def harmonic(f):
    """All harmonics under a slope of 6 dB an octave."""
    return [(k * f, 1 / k) for k in range(1, 33)]


def odd(f):
    """Odd harmonics, as of a stopped pipe."""
    return [(k * f, 1 / k ** 0.8) for k in range(1, 33, 2)]


def vowel(f):
    """Harmonics under the resonances of a vowel."""
    def level(x):
        return sum(level / (1 + ((x - centre) / width) ** 2) for centre, width, level in VOWEL)
    loudest = max(level(k * f) for k in range(1, 40))
    return [(f, 1)] + [(k * f, 1.2 * level(k * f) / loudest) for k in range(2, 40)]


def stretched(f):
    """Partials whose octaves are wider than 2, after M. Mathews and J. Pierce (1980)."""
    return [(f * 2.2 ** np.log2(k), 1 / k ** 0.8) for k in range(1, 16)]


def compressed(f):
    """Partials whose octaves are narrower than 2."""
    return [(f * 1.85 ** np.log2(k), 1 / k ** 0.8) for k in range(1, 16)]


def bell(f):
    """A bell that stands instead of dying away."""
    return [(f * ratio, amplitude) for ratio, amplitude in BELL]


def octaves(f):
    """Octaves above and below under a broad hill, after R. Shepard (1964)."""
    return [(f, 1)] + [(f * 2.0 ** k, np.exp(-0.5 * (k / 1.8) ** 2)) for k in (-1, 1, -2, 2, 3, 4) if f * 2.0 ** k > 50]


FAMILIES = [pure, harmonic, odd, vowel, stretched, compressed, bell, octaves]


def tone(partials, sweep, random):
    """Sums partials; the first always stands, the others come out of the silence below it as the tone grows rich,
    near ones first: at richness 0 they are 36 dB and more below their full level."""
    richness = sweep[0] + (sweep[1] - sweep[0]) * TIME / SECONDS
    sound = np.zeros_like(TIME)
    for rank, (frequency, amplitude) in enumerate(partials):
        phase = random.uniform(0, 2 * np.pi)
        drop = (36 + 9 * np.log2(rank)) * (1 - richness) if rank else 0
        if frequency < HIGHEST:
            sound += amplitude * 10 ** (-drop / 20) * np.sin(2 * np.pi * frequency * TIME + phase)
    return sound


def write(path, sound):
    """One channel, 24 bits, at half of full scale, with edges of 20 ms."""
    edge = np.minimum(1, np.minimum(TIME, SECONDS - TIME) / 0.02)
    scaled = np.round(sound * edge / np.max(np.abs(sound)) * 0.5 * 8388607).astype("<i4")
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(3)
        file.setframerate(RATE)
        file.writeframes(scaled.view(np.uint8).reshape(-1, 4)[:, :3].tobytes())


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: additive.py FOLDER")
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    count = 0
    for number, family in enumerate(FAMILIES):
        for f in FUNDAMENTALS:
            for variant, sweep in enumerate(SWEEPS):
                random = np.random.default_rng([f, variant, number])
                write(os.path.join(folder, f"{family.__name__}-{f}-{variant}.wav"), tone(family(f), sweep, random))
                count += 1
    print(f"{count} files in {folder}")


main()
