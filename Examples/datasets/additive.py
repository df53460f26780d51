#!/usr/bin/env python3
"""Makes the data set of the space `additive`: tones summed from sinusoids, as early computer music built them.

    python3 Examples/datasets/additive.py FOLDER
    aego train FOLDER -o additive.safetensors --home 'pure-*' --beta 0.0005

Six ways to place partials over six fundamentals of one harmonic series (on A), so that sounds which cross-fade in the
space share partials. Every tone grows from the same naked sinusoid, in sweeps that overlap: the sinusoid lies in the
middle of the space, and each way out of it is another way of becoming rich. What a rich tone sounds like is drawn for
each file: the slope of its partials, the balance of even and odd ones, a resonance, and a second tone above it; the
last two move slowly. The same files each time; needs numpy only.
"""
import os

import numpy as np

import sounds

SECONDS = 2.0
TIME = np.arange(int(sounds.RATE * SECONDS)) / sounds.RATE
EDGES = np.minimum(1, np.minimum(TIME, SECONDS - TIME) / 0.02)  # of 20 ms
FUNDAMENTALS = [110, 165, 220, 330, 440, 660]  # Hz
HIGHEST = 11000  # Hz; the analysis ends at 12 kHz
# Richness at a file's beginning and end: 0 is the sinusoid, 1 the full spectrum.
SWEEPS = [(0.0, 0.3), (0.2, 0.5), (0.4, 0.7), (0.6, 1.0), (0.8, 0.5), (1.0, 0.7), (0.5, 0.1), (0.7, 1.0), (1.0, 0.8)]

# Partials of a bell after J.-C. Risset, An Introductory Catalogue of Computer Synthesized Sounds (1969), no. 430, as
# ratios to its strongest: frequency, amplitude.
BELL = [(1.0, 1.0), (0.33, 0.37), (0.54, 0.37), (0.7, 0.67), (1.18, 0.62), (1.61, 0.55), (1.76, 0.5), (2.21, 0.5)]


def pure(slope):
    """A sinusoid with two weak overtones."""
    return [(1, 1), (2, 0.1), (3, 0.05)]


def harmonic(slope):
    """Harmonics."""
    return [(k, k ** -slope) for k in range(1, 33)]


def stretched(slope):
    """Partials whose octaves are wider than 2, after M. Mathews and J. Pierce (1980)."""
    return [(2.2 ** np.log2(k), k ** -slope) for k in range(1, 16)]


def compressed(slope):
    """Partials whose octaves are narrower than 2."""
    return [(1.85 ** np.log2(k), k ** -slope) for k in range(1, 16)]


def bell(slope):
    """A bell that stands instead of dying away."""
    return [(ratio, amplitude * ratio ** (1 - slope)) for ratio, amplitude in BELL]


def octaves(slope):
    """Octaves above and below, after R. Shepard (1964)."""
    return [(1, 1)] + [(2.0 ** k, 2 ** (-slope * abs(k) / 2)) for k in (-1, 1, 2, 3, 4)]


FAMILIES = [pure, harmonic, stretched, compressed, bell, octaves]


def glide(random, low, high):
    """A curve from one drawn number to another."""
    a, b = random.uniform(low, high, 2)
    return a + (b - a) * TIME / SECONDS


def tone(family, f, sweep, random):
    """Sums the partials of a family over f.

    The first partial always stands. The others come out of the silence below it as the tone grows rich, near ones
    first: at richness 0 they are 36 dB and more below their full level.
    """
    richness = sweep[0] + (sweep[1] - sweep[0]) * TIME / SECONDS
    slope, even = random.uniform(0.5, 1.6), random.choice([1.0, 0.5, 0.2, 0.05])
    resonance, strength = np.exp(glide(random, np.log(500), np.log(4000))), random.uniform(0, 4)
    second, second_level = random.choice([1.5, 2.0, 3.0]), glide(random, -1, 0.6)
    partials = [(ratio, level, rank) for rank, (ratio, level) in enumerate(family(slope))]
    if family is not pure:
        # The second tone has three partials and appears only beside rich ones.
        partials += [(second * k, np.clip(second_level, 0, 1) / k, k + 3) for k in (1, 2, 3)]
    sound = np.zeros_like(TIME)
    for ratio, level, rank in partials:
        phase = random.uniform(0, 2 * np.pi)
        frequency = f * ratio
        if not 50 < frequency < HIGHEST:
            continue
        if rank and family is not pure:
            level = level * (1 + strength / (1 + (np.log2(frequency / resonance) / 0.3) ** 2))
            if rank % 2 and family is harmonic:
                level = level * even
        drop = (36 + 9 * np.log2(rank)) * (1 - richness) if rank else 0
        sound += level * 10 ** (-drop / 20) * np.sin(2 * np.pi * frequency * TIME + phase)
    return sound


def main():
    folder, count = sounds.folder(), 0
    for number, family in enumerate(FAMILIES):
        for f in FUNDAMENTALS:
            for variant, sweep in enumerate(SWEEPS):
                random = np.random.default_rng([f, variant, number])
                path = os.path.join(folder, f"{family.__name__}-{f}-{variant}.wav")
                sounds.write(path, tone(family, f, sweep, random), EDGES)
                count += 1
    print(f"{count} files in {folder}")


main()
