"""The stage's bands of a take's sound: 512 magnitudes a hop, from 40 Hz to 16 kHz, as bytes.

The window is the synthesis' own: 4096 samples, Hann, a hop of 512.
"""
import subprocess

import numpy as np

RATE, HOP, WINDOW = 48000, 512, 4096
BANDS, LOWEST, HIGHEST = 512, 40.0, 16000.0
FLOOR = -90.0  # dB: byte 0


def sound(path, start=0.0, length=None):
    """Both channels' mean."""
    span = ["trim", str(start)] + ([str(length)] if length else [])
    raw = subprocess.run(["sox", path, "-t", "f32", "-", *span], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2).mean(1)


def gather(bins):
    """For each band the bins around it: narrow bands read between two bins, wide ones take their strongest."""
    edges = LOWEST * (HIGHEST / LOWEST) ** (np.arange(BANDS + 1) / BANDS) * WINDOW / RATE
    centre = np.minimum((edges[:-1] + edges[1:]) / 2, bins - 1.001)
    first = np.clip(np.ceil(edges[:-1]).astype(int), 0, bins - 1)
    last = np.clip(np.ceil(edges[1:]).astype(int), 0, bins)
    return centre, first, last


def decibels(samples):
    """A row a hop: dB of each band, 0 dB a full-scale sine."""
    count = max(0, (len(samples) - WINDOW) // HOP + 1)
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    scale = 2 / window.sum()
    centre, first, last = gather(WINDOW // 2 + 1)
    low = centre.astype(int)
    part = centre - low
    wide = last - first > 1
    rows = np.empty((count, BANDS), np.float32)
    for hop in range(count):
        spectrum = np.abs(np.fft.rfft(samples[hop * HOP : hop * HOP + WINDOW] * window)) * scale
        level = 20 * np.log10(spectrum + 1e-7)
        rows[hop] = level[low] * (1 - part) + level[low + 1] * part
        for band in np.flatnonzero(wide):
            rows[hop, band] = level[first[band] : last[band]].max()
    return rows


def bytes_of(rows):
    return np.clip((rows - FLOOR) / -FLOOR * 255, 0, 255).round().astype(np.uint8)
