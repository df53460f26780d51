#!/usr/bin/env python3
"""Makes the data set of the space `instruments`: flute, alto saxophone, piano, violin and bassoon notes.

    python3 Examples/datasets/instruments.py FOLDER
    aego train FOLDER -o instruments.safetensors --beta 0.002 --epochs 64

Renders the FluidR3 bank (Debian packages fluidsynth and fluid-soundfont-gm, MIT licence) without reverb and chorus:
every semitone of a usual range, in four dynamics. Of each note the attack and the sound's first second are kept,
before the bank's loops repeat; of the two channels, which are different takes, the left. 740 files, the same each
time; needs numpy and fluidsynth.
"""
import os

import bank
import sounds

KEPT = 1.1  # seconds of each note that become a file
HELD = 1.2  # seconds for which the key is down
APART = 2.4  # seconds from one note to the next
VELOCITIES = [45, 70, 95, 120]
# name, General MIDI program counted from 0, lowest and highest note (60 is middle C)
INSTRUMENTS = [
    ("flute", 73, 60, 91), ("saxophone", 65, 49, 80), ("piano", 0, 36, 84), ("violin", 40, 55, 91), ("bassoon", 70, 36, 70),
]


def main():
    folder, count = sounds.folder(), 0
    for name, program, lowest, highest in INSTRUMENTS:
        notes = [(note, velocity) for note in range(lowest, highest + 1) for velocity in VELOCITIES]
        rendered = bank.render(program, notes, HELD, APART)
        for index, (note, velocity) in enumerate(notes):
            start = int(index * APART * sounds.RATE)
            sound = rendered[start:start + int(KEPT * sounds.RATE)]
            sounds.write(os.path.join(folder, f"{name}-{note}-{velocity}.wav"), sound, sounds.faded_end(len(sound)))
            count += 1
    print(f"{count} files in {folder}")


main()
