#!/usr/bin/env python3
"""Measures from outside how long a message takes until it sounds.

    latency.py [--aego PROGRAM] [--space SPACE] [--buffer 43ms] [--messages 200] [--seed 1] [--keep FOLDER]

Plays a held position into a private sound server, sends messages that jump between two positions, records what the
server plays, and says when each jump came out. README.md beside this file tells how.
"""
import concurrent.futures
import os
import random
import re
import socket
import struct
import subprocess
import tempfile
import time

import numpy

from stage import HERE, RATE, Recorder, Stage, arguments

HOP = 512
ALIKE = 0.99  # two seconds of the take and of the recording are the same, without a gap
WINDOW, STEP = 1024, 48  # of the short spectra that the change is measured with

SCORE = """\
score: 1
title: latency
seed: 1
spaces: {{space: {space}}}
period: 10s
sound: {{fade in: 0ms, fade out: 0ms}}
movements:
  - name: held
    space: space
    agent: {{glide: 0ms}}
    scenes: [{{name: position, dimensions: 1, for: {seconds}s}}]
"""


def message(path, *arguments):
    """An OSC message of floats and ints."""
    padded = lambda text: text.encode() + b"\0" * (4 - len(text) % 4)
    types = "," + "".join("i" if isinstance(value, int) else "f" for value in arguments)
    values = b"".join(struct.pack(">i" if isinstance(value, int) else ">f", value) for value in arguments)
    return padded(path) + padded(types) + values


def sound(path):
    """A sound file's frames, two channels."""
    raw = subprocess.run(["sox", path, "-t", "s32", "-"], capture_output=True, check=True).stdout
    return numpy.frombuffer(raw, "<i4").reshape(-1, 2) / 2.0**31


def axes(program, space):
    text = subprocess.run([program, "space", "info", space], capture_output=True, text=True, check=True).stdout
    return len(re.findall(r"^ +\d+ +-?\d", text, re.MULTILINE))


def perform(options, folder, stage, count):
    """Plays the score and sends the messages; the times they were sent, and the recorder."""
    seconds = int(count * 0.21 + 6)
    score = os.path.join(folder, "score.yaml")
    with open(score, "w") as file:
        file.write(SCORE.format(space=os.path.abspath(options.space), seconds=seconds))
    with open(os.path.join(folder, "told"), "w") as told:
        play = subprocess.Popen(
            [options.aego, "play", score, "--device", "pulse", "--buffer", options.buffer, "--port", "0", "--take",
             os.path.join(folder, "take")], env=stage.environment, stdin=subprocess.DEVNULL, stderr=told)
    recorder = Recorder(stage)
    text = ""
    while "held, position" not in text:
        if play.poll() is not None:
            raise SystemExit(text)
        time.sleep(0.01)
        with open(told.name) as file:
            text = file.read()
    port = int(re.search(r"port (\d+)", text)[1])
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.connect(("127.0.0.1", port))
    sender.send(message("/pause", 1))
    draw = random.Random(options.seed)
    width = axes(options.aego, options.space)
    places = [[0.5] * width, [0.9, 0.2] + [0.5] * (width - 2)]
    packets = [message("/sample_vst", *place) for place in places]
    time.sleep(1.5)
    sent, latencies = [], []
    for index in range(count):
        time.sleep(draw.uniform(0.15, 0.25))
        sent.append(time.monotonic())
        sender.send(packets[(index + 1) % 2])
        if index % 50 == 5:
            latencies.append(stage.latency())
    play.wait()
    time.sleep(0.3)
    recorder.stop()
    return sent, recorder, max(latencies)


def consumed(take):
    """The lines of a take's input, the numbers of those that set the position, and their hops."""
    with open(os.path.join(take, "input.osc")) as file:
        lines = file.readlines()
    places, hops = [], []
    for number, line in enumerate(lines):
        tag, path = line.split()[:2]
        if path != "/sample_vst":
            continue
        whole, part = (int(half, 16) for half in tag.split("."))
        places.append(number)
        hops.append(-(-((whole << 32 | part) * 375) // 2**34))
    return lines, places, hops


def first_differences(options, folder, take, lines, places, hops):
    """For each message the first sample that would be another without it: found for every tenth by rendering the take
    without that message, which shows that it is in the first milliseconds of the hop; the others' hops begin there."""
    whole = sound(os.path.join(take, "audio.flac"))

    def without(index):
        stem = os.path.join(folder, "without-%d" % index)
        with open(stem + ".osc", "w") as file:
            file.writelines(lines[: places[index]] + lines[places[index] + 1 :])
        subprocess.run(
            [options.aego, "render", os.path.join(folder, "score.yaml"), "--sensors", stem + ".osc", "-o",
             stem + ".wav"], stdout=subprocess.DEVNULL, check=True)
        other = sound(stem + ".wav")
        os.remove(stem + ".wav")
        length = min(len(other), len(whole))
        differs = (other[:length] != whole[:length]).any(axis=1)
        first = int(numpy.argmax(differs))
        if not differs[first] or first < hops[index] * HOP:
            raise SystemExit("message %d changes nothing, or the past" % index)
        return first

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        proofs = dict(zip(range(0, len(places), 10), pool.map(without, range(0, len(places), 10))))
    return whole, [proofs.get(index, hop * HOP) for index, hop in enumerate(hops)], proofs


def alignment(whole, recorded):
    """Where the take's frames lie in the recording, by cross-correlation each second; and how alike they are."""
    length, reach = 2 * RATE, RATE // 2
    one, two = whole.mean(axis=1), recorded.mean(axis=1)

    def find(start, lowest, highest):
        part, among = one[start : start + length], two[max(start + lowest, 0) : start + highest + length]
        size = 1 << int(numpy.ceil(numpy.log2(len(part) + len(among))))
        product = numpy.fft.irfft(numpy.fft.rfft(among, size) * numpy.conj(numpy.fft.rfft(part, size)), size)
        squares = numpy.concatenate([[0], numpy.cumsum(among**2)])
        count = len(among) - length + 1
        energy = numpy.sqrt(numpy.maximum(squares[length:] - squares[:count], 1e-12) * (part**2).sum())
        likeness = product[:count] / energy
        best = int(numpy.argmax(likeness))
        return max(start + lowest, 0) + best - start, likeness[best]

    # The whole recording at first; then near the last place. A recording begins before the take's sound or after.
    offset, _ = find(2 * RATE, -4 * RATE, 8 * RATE)
    found = []
    for start in range(0, len(one) - length, RATE):
        if start + offset - reach < 0 or start + offset + reach + length > len(two):
            continue
        there, likeness = find(start, offset - reach, offset + reach)
        offset = there if likeness > ALIKE else offset
        found.append((start, start + length, there, likeness))
    return found


def half_changes(whole, firsts):
    """For each change the frames from its first sample until the spectrum is half the way to the new one."""
    window = numpy.hanning(WINDOW)
    one = whole.mean(axis=1)

    def spectrum(middle):
        part = one[middle - WINDOW // 2 : middle + WINDOW // 2]
        return numpy.abs(numpy.fft.rfft(part * window)) if len(part) == WINDOW else None

    def mean(begin, end):
        return numpy.mean([spectrum(middle) for middle in range(begin, end, STEP)], axis=0)

    halves = []
    for first, following in zip(firsts, firsts[1:]):
        old = mean(first - 2400, first - WINDOW // 2)
        new = mean(following - 1800, following - WINDOW // 2)
        way = new - old
        part = [((spectrum(middle) - old) * way).sum() / (way**2).sum() for middle in range(first, following, STEP)]
        halves.append(STEP * int(numpy.argmax(numpy.array(part) >= 0.5)))
    return halves


def row(name, seconds):
    values = numpy.sort(numpy.array(seconds)) * 1000
    print("%-52s %7.1f %7.1f %7.1f %7.1f" % (
        name, values[0], numpy.median(values), numpy.quantile(values, 0.99), values[-1]))


def main():
    parser = arguments(__doc__)
    parser.add_argument("--space", default=os.path.join(HERE, "../../Scores/spaces/additive.safetensors"))
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder that keeps score and take")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        os.makedirs(folder, exist_ok=True)
        with Stage(temporary) as stage:
            sent, recorder, sink = perform(options, folder, stage, options.messages)
        take = os.path.join(folder, "take")
        lines, places, hops = consumed(take)
        if len(places) != len(sent):
            raise SystemExit("%d messages were sent and %d consumed" % (len(sent), len(places)))
        whole, firsts, proofs = first_differences(options, folder, take, lines, places, hops)
        late = [first - hops[index] * HOP for index, first in proofs.items()]
        print("in %d renderings without one message the first other sample is the hop's %d to %d" % (
            len(late), min(late), max(late)))
        with open(os.path.join(folder, "told")) as told:
            report(options, sent, recorder, sink, whole, firsts, told.read())


def report(options, sent, recorder, sink, whole, firsts, told):
    found = alignment(whole, recorder.sound())
    whole_ones = [place for place in found if place[3] > ALIKE]
    print("alignment at %d places of %d: offset %d to %d frames, likeness at least %.5f" % (
        len(whole_ones), len(found), min(place[2] for place in whole_ones), max(place[2] for place in whole_ones),
        min(place[3] for place in whole_ones)))
    given = re.search(r"queue is ([\d.]+) ms", told)
    units = {"ms": 1e-3, "s": 1.0}
    number, unit = re.fullmatch(r"([\d.]+)(ms|s)", options.buffer).groups()
    queue = float(given[1]) / 1000 if given else float(number) * units[unit]
    print("queue %.1f ms, the sink's own %.1f ms" % (queue * 1000, sink * 1000))
    arrival = recorder.arrival()
    halves = half_changes(whole, firsts) + [None]
    heard, changed = [], []
    for time, first, half in zip(sent, firsts, halves):
        # A message beside a gap in the recording says nothing of its own way.
        offsets = [place[2] for place in whole_ones if place[0] + HOP <= first < place[1] - HOP]
        if offsets and half is not None:
            heard.append(arrival(first + offsets[0]) - time)
            changed.append(half / RATE)
    print("%-52s %7s %7s %7s %7s" % (
        "%d messages of %d, in ms" % (len(heard), len(sent)), "min", "median", "p99", "max"))
    row("packet to first changed sample, recorded", heard)
    row("the same less queue and sink", [time - queue - sink for time in heard])
    row("first changed sample to half of the change", changed)
    row("packet to half of the change, less queue and sink",
        [time + half - queue - sink for time, half in zip(heard, changed)])


if __name__ == "__main__":
    main()
