#!/usr/bin/env python3
"""Says of a rendering how loud it is beside what its score writes, how quiet it becomes, and what lies above its band.

    listen.py SOUND FROM-TO:LEVEL..LEVEL ...

Each ramp is a stretch in seconds with the levels that the score writes at its ends, in dB; of two that overlap the later
one holds. For Scores/aego.yaml:

    listen.py A.wav 0-300:-12..-3 300-600:-6..0 510-600:0..-9

Loudness is short-term loudness, 3 s, each tenth of a second (EBU R 128, by ffmpeg), less the score's level at -15 LUFS for
0 dB. Windows that reach over a ramp's ends, or into --crossfade seconds after its beginning, say nothing and are left out.
"""
import argparse
import re
import subprocess

import numpy

RATE = 48000
FULL = -15.0  # LUFS at 0 dB
WINDOW = 3.0  # seconds of short-term loudness
BAND = 13000  # Hz; the spaces end at 12 kHz, and a window's skirt below this


def ramp(text):
    begin, end, first, last = re.fullmatch(r"([\d.]+)-([\d.]+):(-?[\d.]+)\.\.(-?[\d.]+)", text).groups()
    return float(begin), float(end), float(first), float(last)


def short_term(path):
    """Time and loudness, each tenth of a second."""
    printed = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-filter_complex", "ebur128", "-f", "null", "-"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stderr
    return [(float(t), float(s)) for t, s in re.findall(r"t: *([\d.]+).*? S: *(-?[\d.]+)", printed)]


def written(ramps, crossfade, time):
    """The loudness that the score writes for the window that ends at a time; nothing where it is no one ramp's."""
    holding = [[one for one in ramps if one[0] <= place < one[1]][-1:] for place in (time - WINDOW, time)]
    if not all(holding) or holding[0] != holding[1]:
        return None
    begin, end, first, last = holding[0][0]
    if time - WINDOW < begin + crossfade:
        return None
    places = numpy.linspace(time - WINDOW, time, 64)
    levels = first + (last - first) * (places - begin) / (end - begin)
    return FULL + 10 * numpy.log10(numpy.mean(10 ** (levels / 10)))


def samples(path):
    raw = subprocess.run(
        ["ffmpeg", "-hide_banner", "-loglevel", "error", "-i", path, "-f", "f32le", "-ac", "2", "-"],
        stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout
    return numpy.frombuffer(raw, "<f4").reshape(-1, 2)


def decibels(power):
    return 10 * numpy.log10(numpy.maximum(power, 1e-20))


def above(sound):
    """The power above the band of windows of 1024 samples, in dB of a full sine's."""
    size = 1024
    window = numpy.blackman(size)
    found = []
    for channel in sound.T:
        for start in range(0, len(channel) - size, size * 512):
            part = channel[start : start + size * 512 + size // 2]
            frames = numpy.lib.stride_tricks.sliding_window_view(part, size)[:: size // 2]
            spectra = numpy.abs(numpy.fft.rfft(frames * window)[:, int(BAND * size / RATE) :]) ** 2
            found.append(4 * spectra.sum(axis=1) / (size * (window**2).sum()))
    return decibels(numpy.concatenate(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sound")
    parser.add_argument("ramps", nargs="*", type=ramp)
    parser.add_argument("--crossfade", type=float, default=15, help="seconds after a ramp's beginning (default 15)")
    parser.add_argument("--edge", type=float, default=15, help="seconds of fading at begin and end (default 15)")
    options = parser.parse_args()
    sound = samples(options.sound)
    pairs = [(s, written(options.ramps, options.crossfade, t)) for t, s in short_term(options.sound)]
    errors = numpy.sort([heard - asked for heard, asked in pairs if asked is not None])
    if len(errors):
        print("loudness less what is written, %d windows of %d: %.2f to %.2f LU, 98 %% from %.2f to %.2f" % (
            len(errors), len(pairs), errors[0], errors[-1], *numpy.quantile(errors, [0.01, 0.99])))
    tenths = sound[: len(sound) // 4800 * 4800].reshape(-1, 4800, 2).astype(float)
    powers = decibels((tenths**2).mean(axis=(1, 2)))
    edge = int(10 * options.edge)
    if len(powers) > 2 * edge:
        print("quietest 100 ms, without the first and last %g s: %.1f dB of full scale" % (
            options.edge, powers[edge : len(powers) - edge].min()))
    high = above(sound)
    print("above %d kHz, of a full sine: at most %.1f dB, median %.1f dB" % (
        BAND // 1000, high.max(), numpy.median(high)))


if __name__ == "__main__":
    main()
