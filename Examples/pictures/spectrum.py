#!/usr/bin/env python3
"""Draws the spectrum of a take over time, with its scenes: the README's picture.

    aego render Scores/aego.yaml --sensors hands.osc --take TAKE
    python3 Examples/pictures/spectrum.py TAKE docs/spectrum.png

Frequency rises from 50 Hz to 12 kHz, an octave as high as any other; 70 dB from black to white. Fine vertical lines are
the scenes' beginnings. Needs numpy and sox.
"""
import json
import struct
import subprocess
import sys
import zlib

import numpy as np

WIDTH, HEIGHT = 1600, 420
LOW, HIGH, RANGE = 50.0, 12000.0, 70.0
RATE, SIZE = 48000, 8192


def samples(take):
    """Both channels' sum, -1 to 1."""
    raw = subprocess.run(["sox", f"{take}/audio.flac", "-t", "f32", "-"], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2).sum(1)


def picture(sound):
    """Decibels by row (high frequencies on top) and column."""
    window = np.hanning(SIZE)
    frequencies = LOW * (HIGH / LOW) ** (np.arange(HEIGHT + 1) / HEIGHT)
    edges = np.maximum(np.round(frequencies * SIZE / RATE).astype(int), 1)
    columns = []
    for column in range(WIDTH):
        start = int(column * (len(sound) - SIZE) / WIDTH)
        power = np.abs(np.fft.rfft(sound[start : start + SIZE] * window)) ** 2
        columns.append([power[a : max(b, a + 1)].max() for a, b in zip(edges, edges[1:])])
    decibels = 10 * np.log10(np.array(columns).T[::-1] + 1e-12)
    return decibels - decibels.max()


def shade(decibels):
    """Grey levels, a little lifted in the middle."""
    return (np.clip(1 + decibels / RANGE, 0, 1) ** 1.2 * 255).astype(np.uint8)


def mark_scenes(pixels, take, length):
    for line in open(f"{take}/journal.jsonl", encoding="utf-8"):
        event = json.loads(line)
        if event["event"] == "scene" and event["t"] > 0:
            column = int(event["t"] / 1e9 / length * WIDTH)
            pixels[::3, column] = np.maximum(pixels[::3, column], 90)


def write_png(path, pixels):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 0, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)))
        file.write(chunk(b"IEND", b""))


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: spectrum.py TAKE OUT.png")
    sound = samples(sys.argv[1])
    pixels = shade(picture(sound))
    mark_scenes(pixels, sys.argv[1], len(sound) / RATE)
    write_png(sys.argv[2], pixels)


if __name__ == "__main__":
    main()
