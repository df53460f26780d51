#!/usr/bin/env python3
"""Makes the data set of the space `additive`: tones summed from sinusoids, as early computer music built them.

    python3 Examples/datasets/additive.py FOLDER
    aego train FOLDER -o additive.safetensors --home stretched-660-10.wav --beta 0.002 --unseen-pitches 0

One bank of oscillators stands on six fundamentals of one harmonic series (on A), with four ways to place partials over
each. A file is a slow passage of two seconds through that bank: from a fundamental towards its neighbour, from one way
to place the partials towards another, from dull to bright, along a resonance. So what lies between two tones of the
space is a sound of the collection, and no smear. The same files each time; needs numpy only.
"""
import os

import numpy as np

from sounds import RATE, folder, write

SECONDS = 2.0
TIME = np.arange(int(RATE * SECONDS)) / RATE
CONTROL = np.linspace(0, SECONDS, 41)  # the oscillators' levels are told at these times
FUNDAMENTALS = [110, 165, 220, 330, 440, 660]  # Hz
LOWEST, HIGHEST = 50, 11000  # Hz; the analysis ends at 12 kHz
VARIANTS = 18

# Partials as ratios to the fundamental, and their amplitudes in a bright tone: harmonics; odd ones, as of a stopped
# pipe; partials whose octaves are wider than 2, after M. Mathews and J. Pierce (1980); a bell, after J.-C. Risset, An
# Introductory Catalogue of Computer Synthesized Sounds (1969), no. 430.
FAMILIES = {
    "harmonic": [(k, 1 / k) for k in range(1, 33)],
    "odd": [(k, 1 / k) for k in range(1, 33, 2)],
    "stretched": [(2.2 ** np.log2(k), 1 / k) for k in range(1, 16)],
    "bell": [(1, 1), (0.33, 0.37), (0.54, 0.37), (0.7, 0.67), (1.18, 0.62), (1.61, 0.55), (1.76, 0.5), (2.21, 0.5)],
}
NAMES = list(FAMILIES)


def glide(random, low, high):
    """A straight line over the file from one drawn number to another."""
    begin, end = random.uniform(low, high, 2)
    return begin + (end - begin) * CONTROL / SECONDS


def passage(random):
    """Levels of what is left and of what is reached, equally loud together; often one of them sounds alone."""
    angle = np.clip(glide(random, -1.2, 1), 0, 1) * np.pi / 2
    return np.cos(angle), np.sin(angle)


def levels(family, fundamental, brightness, resonance, strength):
    """The level of each partial, frequency by frequency. Dull tones lose 14 dB more each octave than bright ones."""
    for rank, (ratio, level) in enumerate(FAMILIES[family]):
        frequency = round(fundamental * ratio, 3)
        if LOWEST < frequency < HIGHEST:
            drop = 14 * abs(np.log2(ratio)) * (1 - brightness)
            peak = 1 + strength / (1 + (np.log2(frequency / resonance) / 0.3) ** 2) if rank else 1
            yield frequency, level * peak * 10 ** (-drop / 20)


class Bank:
    """Sinusoids that run through all files, made when they are first needed."""

    def __init__(self):
        self.waves = {}
        self.phases = np.random.default_rng(1)

    def wave(self, frequency):
        if frequency not in self.waves:
            phase = self.phases.uniform(0, 2 * np.pi)
            self.waves[frequency] = np.sin(2 * np.pi * frequency * TIME + phase).astype(np.float32)
        return self.waves[frequency]


def tone(bank, family, place, random):
    """A passage that begins at a family and at a place among the fundamentals."""
    other = NAMES[random.integers(len(NAMES))]
    neighbour = int(np.clip(place + random.choice([-1, 1]), 0, len(FUNDAMENTALS) - 1))
    families, fundamentals = passage(random), passage(random)
    brightness = np.clip(glide(random, -0.4, 1.1), 0, 1)
    resonance, strength = np.exp(glide(random, np.log(400), np.log(4000))), random.uniform(0, 4)
    sound = np.zeros_like(TIME)
    for name, part in zip((family, other), families):
        for f, share in zip((FUNDAMENTALS[place], FUNDAMENTALS[neighbour]), fundamentals):
            if np.max(part * share) > 1e-6:
                for frequency, level in levels(name, f, brightness, resonance, strength):
                    sound += np.interp(TIME, CONTROL, level * part * share) * bank.wave(frequency)
    return sound


def main():
    out, bank, count = folder(), Bank(), 0
    edges = np.minimum(1, np.minimum(TIME, SECONDS - TIME) / 0.02)
    for number, family in enumerate(NAMES):
        for place, f in enumerate(FUNDAMENTALS):
            for variant in range(VARIANTS):
                random = np.random.default_rng([f, variant, number])
                write(os.path.join(out, f"{family}-{f}-{variant}.wav"), tone(bank, family, place, random), edges)
                count += 1
    print(f"{count} files in {out}")


main()
