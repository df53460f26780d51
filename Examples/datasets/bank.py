"""Notes of the sound bank FluidR3 (Debian packages fluidsynth and fluid-soundfont-gm, MIT licence)."""
import os
import struct
import subprocess
import sys
import tempfile

import numpy as np

from sounds import RATE

BANK = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
TICKS = 480  # a quarter note, 0.5 s


def variable_length(number):
    data = [number & 127]
    while number := number >> 7:
        data.insert(0, 128 | number & 127)
    return bytes(data)


def midi(program, notes, held, apart):
    """A MIDI file with one note after the other, in General MIDI's default tempo of 0.5 s a quarter."""
    held, rest = int(held * 2 * TICKS), int((apart - held) * 2 * TICKS)
    track = b"\0" + bytes([0xC0, program])
    for index, (note, velocity) in enumerate(notes):
        track += variable_length(rest if index else 0) + bytes([0x90, note, velocity])
        track += variable_length(held) + bytes([0x80, note, 0])
    track += variable_length(rest) + b"\xff\x2f\0"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS) + b"MTrk" + struct.pack(">I", len(track)) + track


def render(program, notes, held, apart):
    """The left channel of notes one after the other, without reverb and chorus.

    `program` is General MIDI's, counted from 0; a note is its number (60 is middle C) and its velocity. The key is
    down for `held` seconds, and the next note begins after `apart` seconds.
    """
    if not os.path.exists(BANK):
        sys.exit(f"{BANK} is missing: apt-get install fluidsynth fluid-soundfont-gm")
    with tempfile.TemporaryDirectory() as folder:
        score, sound = os.path.join(folder, "notes.mid"), os.path.join(folder, "notes.raw")
        with open(score, "wb") as file:
            file.write(midi(program, notes, held, apart))
        subprocess.run(
            ["fluidsynth", "-q", "-n", "-i", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE), "-T", "raw",
             "-O", "float", "-E", "little", "-F", sound, BANK, score],
            check=True, stdout=subprocess.DEVNULL)
        return np.fromfile(sound, "<f4")[0::2]
