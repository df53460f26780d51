"""What the data sets share: the folder that is asked for, and sound files."""
import os
import sys
import wave

import numpy as np

RATE = 48000  # samples per second


def folder():
    """The folder named on the command line, made if it is missing."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} FOLDER")
    os.makedirs(sys.argv[1], exist_ok=True)
    return sys.argv[1]


def write(path, sound, edges):
    """Writes one channel of 24 bits: the sound, its peak at half of full scale, times its edges."""
    scaled = np.round(sound * edges / np.max(np.abs(sound)) * 0.5 * 8388607).astype("<i4")
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(3)
        file.setframerate(RATE)
        file.writeframes(scaled.view(np.uint8).reshape(-1, 4)[:, :3].tobytes())


def faded_end(length):
    """Edges of a sound of so many samples that begins at once and ends within 20 ms."""
    return np.minimum(1, (length - np.arange(length)) / (0.02 * RATE))
