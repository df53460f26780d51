#!/usr/bin/env python3
"""Measures from outside how long a performance takes from its command to its first sound.

    start.py [--aego PROGRAM] [--score SCORE] [--buffer 43ms] [--times 10]

Plays a score that begins at once into a private sound server, which is running, and says when the first sample that is not 0 came out.
"""
import os
import subprocess
import tempfile
import time

import numpy

from stage import HERE, Recorder, Stage, arguments


def first_sound(options, folder, stage, number):
    """Seconds from the command to the first sample that is not 0, as the recorder has it."""
    recorder = Recorder(stage)
    while not recorder.chunks:
        time.sleep(0.01)
    begin = time.monotonic()
    play = subprocess.run(
        [options.aego, "play", options.score, "--device", "pulse", "--buffer", options.buffer, "--port", "0", "--for",
         "3s", "--take", os.path.join(folder, "take-%d" % number)],
        env=stage.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    time.sleep(0.3)
    recorder.stop()
    if play.returncode != 0:
        raise SystemExit(play.stderr)
    sounds = (recorder.sound() != 0).any(axis=1)
    if not sounds.any():
        raise SystemExit("nothing was heard")
    return recorder.arrival()(int(numpy.argmax(sounds))) - begin


def main():
    parser = arguments(__doc__)
    parser.add_argument("--score", default=os.path.join(HERE, "../../Scores/first-try.yaml"))
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage:
        times = [first_sound(options, folder, stage, number) for number in range(options.times)]
    values = numpy.sort(numpy.array(times)) * 1000
    print("from the command to the first sound, %d times, in ms: min %.0f, median %.0f, max %.0f" % (
        len(values), values[0], numpy.median(values), values[-1]))


if __name__ == "__main__":
    main()
