#!/usr/bin/env python3
"""Makes the data set of the space `instruments`: flute, alto saxophone, piano, violin and bassoon notes.

    python3 Examples/datasets/instruments.py FOLDER
    aego train FOLDER -o instruments.safetensors --epochs 48

Renders the FluidR3 bank (Debian packages fluidsynth and fluid-soundfont-gm, MIT licence) without reverb and chorus:
every semitone of a usual range, soft and loud. Of each note the attack and the sound's first second are kept, before
the bank's loops repeat; of the two channels, which are different takes, the left. The same files each time; needs
numpy and fluidsynth.
"""
import os
import struct
import subprocess
import sys
import tempfile
import wave

import numpy as np

RATE = 48000
BANK = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
KEPT = 1.1  # seconds of each note that become a file
HELD = 1.2  # seconds for which the key is down
APART = 2.4  # seconds from one note to the next
VELOCITIES = [60, 110]
# name, General MIDI program counted from 0, lowest and highest note (60 is middle C)
INSTRUMENTS = [
    ("flute", 73, 60, 91), ("saxophone", 65, 49, 80), ("piano", 0, 36, 84), ("violin", 40, 55, 91), ("bassoon", 70, 36, 70),
]
TICKS = 480  # a quarter note, 0.5 s


def variable_length(number):
    data = [number & 127]
    while number := number >> 7:
        data.insert(0, 128 | number & 127)
    return bytes(data)


def midi(program, notes):
    """A MIDI file with one note after the other, in General MIDI's default tempo of 0.5 s a quarter."""
    held, rest = int(HELD * 2 * TICKS), int((APART - HELD) * 2 * TICKS)
    track = b"\0" + bytes([0xC0, program])
    for index, (note, velocity) in enumerate(notes):
        track += variable_length(rest if index else 0) + bytes([0x90, note, velocity])
        track += variable_length(held) + bytes([0x80, note, 0])
    track += variable_length(rest) + b"\xff\x2f\0"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS) + b"MTrk" + struct.pack(">I", len(track)) + track


def render(program, notes):
    """The left channel of the whole sequence."""
    with tempfile.TemporaryDirectory() as folder:
        score, sound = os.path.join(folder, "notes.mid"), os.path.join(folder, "notes.raw")
        with open(score, "wb") as file:
            file.write(midi(program, notes))
        subprocess.run(
            ["fluidsynth", "-q", "-n", "-i", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE), "-T", "raw",
             "-O", "float", "-E", "little", "-F", sound, BANK, score],
            check=True, stdout=subprocess.DEVNULL)
        return np.fromfile(sound, "<f4")[0::2]


def write(path, sound):
    """One channel, 24 bits, its peak at half of full scale, the end faded over 20 ms."""
    fade = np.minimum(1, (len(sound) - np.arange(len(sound))) / (0.02 * RATE))
    scaled = np.round(sound * fade / np.max(np.abs(sound)) * 0.5 * 8388607).astype("<i4")
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(3)
        file.setframerate(RATE)
        file.writeframes(scaled.view(np.uint8).reshape(-1, 4)[:, :3].tobytes())


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: instruments.py FOLDER")
    if not os.path.exists(BANK):
        sys.exit(f"{BANK} is missing: apt-get install fluidsynth fluid-soundfont-gm")
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    count = 0
    for name, program, lowest, highest in INSTRUMENTS:
        notes = [(note, velocity) for note in range(lowest, highest + 1) for velocity in VELOCITIES]
        sound = render(program, notes)
        for index, (note, velocity) in enumerate(notes):
            start = int(index * APART * RATE)
            write(os.path.join(folder, f"{name}-{note}-{velocity}.wav"), sound[start:start + int(KEPT * RATE)])
            count += 1
    print(f"{count} files in {folder}")


main()
