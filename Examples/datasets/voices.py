#!/usr/bin/env python3
"""Makes the data set of the space `voices`: singing, rubbed glass and bells, and every way from one to the other.

    python3 Examples/datasets/voices.py FOLDER
    aego train FOLDER -o voices.safetensors --home 'oh-[0-9][0-9]-*' --beta 0.002

Renders the FluidR3 bank (Debian packages fluidsynth and fluid-soundfont-gm, MIT licence) without reverb and chorus:
voices on "oh", a choir, bowed glass, tubular bells and a glockenspiel, on the notes of one pentatonic scale, since a
space cross-fades between pitches and these blend in any number. Its root is A, the fundamental of the space
`additive`, so that the two can morph. Each note is heard alone, and turning within two seconds into each of two
others on the same pitch: between a voice and a bell lies a road and not a hole. All in two dynamics but the voices,
of which the soft ones are the loud ones at a lower level, and a space does not keep levels.

412 files, the same each time; needs numpy and fluidsynth.
"""
import os

import numpy as np

import bank
import sounds

SECONDS = 2.0  # of each note
APART = 5.0  # seconds from one note to the next; by then a bell that is no longer held is silent
SCALE = [0, 3, 5, 7, 10]  # A, C, D, E, G: semitones above A
A = 57
# name, General MIDI program counted from 0, lowest and highest note (60 is middle C), velocities
SOURCES = [
    ("oh", 53, 45, 81, [100]), ("choir", 91, 45, 81, [60, 100]), ("glass", 92, 50, 86, [60, 100]),
    ("bell", 14, 50, 81, [60, 100]), ("glockenspiel", 9, 62, 93, [60, 100]),
]
LENGTH = int(SECONDS * sounds.RATE)
PASSED = np.linspace(0, 1, LENGTH)


def scale(lowest, highest):
    """The notes of the scale within a range."""
    return [note for note in range(lowest, highest + 1) if (note - A) % 12 in SCALE]


def render_all():
    """Name -> note -> its sounds from soft to loud, all at one level."""
    rendered = {}
    for name, program, lowest, highest, velocities in SOURCES:
        notes = [(note, velocity) for note in scale(lowest, highest) for velocity in velocities]
        sound = bank.render(program, notes, SECONDS, APART)
        rendered[name] = {note: [] for note, _ in notes}
        for index, (note, _) in enumerate(notes):
            start = int(index * APART * sounds.RATE)
            rendered[name][note].append(levelled(sound[start:start + LENGTH]))
    return rendered


def levelled(sound):
    """A sound that is equally loud in every half second: a bell stands instead of dying away."""
    half = sounds.RATE // 4
    energy = np.cumsum(np.pad(sound.astype("<f8") ** 2, (half + 1, half)))
    power = (energy[2 * half + 1:] - energy[:-2 * half - 1]) / (2 * half + 1)
    return sound / np.sqrt(power + 1e-7)


def turning(first, second):
    """A sound that becomes another, equally loud all the way."""
    return first * np.cos(PASSED * np.pi / 2) + second * np.sin(PASSED * np.pi / 2)


def main():
    folder, count = sounds.folder(), 0
    rendered = render_all()
    names = list(rendered)
    for place, name in enumerate(names):
        for note, dynamics in rendered[name].items():
            made = {f"{name}-{note}-{number}": sound for number, sound in enumerate(dynamics)}
            others = [other for other in names[place + 1:] + names[:place] if note in rendered[other]]
            for other in others[:2]:
                ends = rendered[other][note]
                for number in range(max(len(dynamics), len(ends))):
                    way = turning(dynamics[min(number, len(dynamics) - 1)], ends[min(number, len(ends) - 1)])
                    made[f"{name}-{other}-{note}-{number}"] = way
            for title, sound in made.items():
                sounds.write(os.path.join(folder, f"{title}.wav"), sound, sounds.faded_end(LENGTH))
                count += 1
    print(f"{count} files in {folder}")


main()
