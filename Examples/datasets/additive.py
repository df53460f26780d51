#!/usr/bin/env python3
"""Makes the data set of the space `additive`: tones summed from sinusoids, as early computer music built them.

    python3 Examples/datasets/additive.py FOLDER
    aego train FOLDER -o additive.safetensors --home pure-220-1.wav

Eight families over the fundamentals of one harmonic series (on A), so that sounds which cross-fade in the space share
partials. Within a file one property moves slowly. The same files each time; needs numpy only.
"""
import os
import sys
import wave

import numpy as np

RATE = 48000
SECONDS = 2.0
FUNDAMENTALS = [110, 165, 220, 275, 330, 440, 660, 880]  # Hz
HIGHEST = 11000  # Hz; the analysis ends at 12 kHz
TIME = np.arange(int(RATE * SECONDS)) / RATE
GLIDE = TIME / SECONDS  # 0 at a file's beginning, 1 at its end

# Partials of a bell after J.-C. Risset, An Introductory Catalogue of Computer Synthesized Sounds (1969), no. 430:
# frequency ratio, amplitude, duration ratio.
BELL = [
    (0.56, 1.0, 1.0), (0.92, 1.0, 0.65), (1.19, 1.8, 0.55), (1.7, 2.67, 0.325), (2.0, 1.67, 0.35),
    (2.74, 1.46, 0.25), (3.0, 1.33, 0.2), (3.76, 1.33, 0.15), (4.07, 1.33, 0.1),
]


def tone(partials, random):
    """Sums (frequency in Hz, amplitude as a number or a curve); phases are drawn."""
    sound = np.zeros_like(TIME)
    for frequency, amplitude in partials:
        phase = random.uniform(0, 2 * np.pi)
        if frequency < HIGHEST:
            sound += amplitude * np.sin(2 * np.pi * frequency * TIME + phase)
    return sound


def between(a, b):
    return a + (b - a) * GLIDE


def pure(f, variant, random):
    """A sinusoid and hardly more: one or two overtones that come and go far below it."""
    low, high = [(-60, -50), (-48, -36), (-40, -28), (-34, -24), (-28, -20), (-24, -16)][variant]
    second = 10 ** (between(low, high) / 20)
    third = 10 ** (between(high - 8, low - 8) / 20)
    return tone([(f, 1), (2 * f, second), (3 * f, third)], random)


def harmonic(f, variant, random):
    """All harmonics under a slope that grows flatter or steeper."""
    start, end = [(3.2, 2.4), (2.4, 1.8), (1.8, 2.6), (1.8, 1.3), (1.3, 0.9), (0.9, 1.4)][variant]
    slope = between(start, end)
    return tone([(k * f, k ** -slope) for k in range(1, 33)], random)


def odd(f, variant, random):
    """Odd harmonics, as of a stopped pipe."""
    start, end = [(3.0, 2.2), (2.2, 1.6), (1.6, 1.1), (1.2, 2.0)][variant]
    slope = between(start, end)
    return tone([(k * f, k ** -slope) for k in range(1, 33, 2)], random)


def formant(f, variant, random):
    """Harmonics under resonances that move from one vowel to another."""
    vowels = [(730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (570, 840, 2410), (530, 1840, 2480), (440, 1020, 2240)]
    a, b = vowels[variant], vowels[(variant + 1) % len(vowels)]
    partials = []
    for k in range(1, 40):
        amplitude = sum(
            level / (1 + ((k * f - between(low, high)) / width) ** 2)
            for low, high, width, level in zip(a, b, (70, 90, 120), (1, 0.5, 0.25)))
        partials.append((k * f, amplitude / k ** 0.3))
    return tone(partials, random)


def stretched(f, variant, random):
    """Partials whose octaves are wider than 2 (2.1 to 2.4), after M. Mathews and J. Pierce (1980)."""
    octave, slope = [(2.1, 1.6), (2.2, 1.4), (2.3, 1.2), (2.4, 1.8)][variant]
    return tone([(f * octave ** np.log2(k), k ** -between(slope + 0.5, slope - 0.3)) for k in range(1, 20)], random)


def bell(f, variant, random):
    """Risset's bell; each partial decays in its own time, or stands."""
    decay = [6.0, 3.0, 1.5, 0.0][variant]
    partials = []
    for ratio, amplitude, duration in BELL:
        curve = np.exp(-decay * GLIDE / duration) if decay else between(1, duration)
        partials.append((1.5 * f * ratio, amplitude * curve))
    return tone(partials, random)


def sidebands(f, variant, random):
    """A carrier with sidebands on both sides, after J. Chowning (1973); the index of modulation moves."""
    ratio, start, end = [(1.0, 0.2, 3.0), (2.0, 0.3, 3.0), (1.4142, 0.2, 2.0), (1.4, 2.5, 0.5)][variant]
    drawn = random.uniform(0, 2 * np.pi)
    return np.sin(2 * np.pi * f * TIME + between(start, end) * np.sin(2 * np.pi * ratio * f * TIME + drawn))


def octaves(f, variant, random):
    """Octaves only, under a broad hill that moves up or down, after R. Shepard (1964)."""
    start, end = [(300, 1200), (2000, 500)][variant]
    centre = between(np.log2(start), np.log2(end))
    base = f / 2 ** np.floor(np.log2(f / 55))
    frequencies = [base * 2 ** k for k in range(8)]
    return tone([(x, np.exp(-0.5 * ((np.log2(x) - centre) / 1.1) ** 2)) for x in frequencies], random)


FAMILIES = [(pure, 6), (harmonic, 6), (odd, 4), (formant, 6), (stretched, 4), (bell, 4), (sidebands, 4), (octaves, 2)]


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
    for family, variants in FAMILIES:
        for f in FUNDAMENTALS:
            for variant in range(variants):
                random = np.random.default_rng([f, variant, len(family.__name__)])
                write(os.path.join(folder, f"{family.__name__}-{f}-{variant}.wav"), family(f, variant, random))
                count += 1
    print(f"{count} files in {folder}")


main()
