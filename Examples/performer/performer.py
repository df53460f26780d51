#!/usr/bin/env python3
"""A simulated performer, outside of the program: listens to the agent over OSC and rewards it until it is where the
performer wants it.

    performer.py [--aego PROGRAM] [--space SPACE] [--axes 1 2 4 8] [--seeds 8] [--actions 3000] [--together 3]

Each run plays a score of its own with `aego play --send`, ten times as fast as a piece would be: an action each 10 ms.
Prints, for each number of axes, the mean distance to the goal over the last 500 actions over that at the start, and
how long a reward takes until the action that has it is told. README.md beside this file says what for.
"""
import argparse
import concurrent.futures
import json
import math
import os
import random
import socket
import statistics
import struct
import subprocess
import tempfile
import threading
import time

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PERIOD = 0.01
LATE, SPAN = 3, 5  # a performer hears what the last actions did this late, and judges the progress over so many

SCORE = """\
score: 1
title: simulated performer
seed: {seed}
spaces: {{space: {space}}}
space: space
period: 10ms
sound: {{fade in: 0ms, fade out: 0ms}}
agent: {{credit: 20ms..120ms, step: 1%, settling: 6s}}
sensors: {{port: {port}}}
movements: [{{scenes: [{{name: "{axes} axes", dimensions: {axes}, for: {seconds}s}}]}}]
"""


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def even(space, folder):
    """A copy of a space in which a step is as long on each axis: the simulated performer's are."""
    with open(space, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header, tensors = json.loads(file.read(size)), file.read()
    metadata = header["__metadata__"]
    metadata["sensitivity"] = ",".join("1" for _ in metadata["sensitivity"].split(","))
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path = os.path.join(folder, "even.safetensors")
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + tensors)
    return path


class Performer:
    """Wants the agent at a goal, and rewards progress towards it."""

    def __init__(self, axes, seed, client):
        draw = random.Random(seed * 100 + axes)
        self.goal = [draw.uniform(0.1, 0.9) for _ in range(axes)]
        self.client = client
        self.start = math.dist([0.5] * axes, self.goal)
        self.distances = []
        self.sent = {}  # when each reward was sent, by its number as float32
        self.delays = []

    def hear(self, _, *position):
        self.distances.append(math.dist(position[: len(self.goal)], self.goal))
        seen = len(self.distances) - 1 - LATE
        if seen < SPAN:
            return
        reward = max(-1.0, min(1.0, (self.distances[seen - SPAN] - self.distances[seen]) / 0.035))
        if abs(reward) >= 0.1:
            # A last digit of its own, to know it again.
            reward *= 1 - len(self.distances) % 1000 * 1e-6
            self.sent[round(reward, 6)] = time.monotonic()
            self.client.send_message("/reward", reward)

    def felt(self, _, reward):
        sent = self.sent.pop(round(reward, 6), None)
        if sent is not None:
            self.delays.append(time.monotonic() - sent)


def play(options, axes, seed):
    """One performance: the distances at each action, that at the start, the round trips."""
    with tempfile.TemporaryDirectory() as folder:
        into, out = free_port(), free_port()
        performer = Performer(axes, seed, SimpleUDPClient("127.0.0.1", into))
        dispatcher = Dispatcher()
        dispatcher.map("/params", performer.hear)
        dispatcher.map("/aego/reward", performer.felt)
        server = BlockingOSCUDPServer(("127.0.0.1", out), dispatcher)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        score = os.path.join(folder, "score.yaml")
        with open(score, "w") as file:
            seconds = options.actions * PERIOD
            file.write(SCORE.format(seed=seed, space=options.space, port=into, axes=axes, seconds=seconds))
        command = [options.aego, "play", score, "--no-audio", "--send", f"127.0.0.1:{out}"]
        subprocess.run(
            command + ["--take", os.path.join(folder, "take")], check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=None if options.verbose else subprocess.DEVNULL)
        time.sleep(0.1)
        server.shutdown()
        return performer


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--aego", default=os.path.join(ROOT, ".build/release/aego"))
    parser.add_argument("--space", default=os.path.join(ROOT, "Scores/spaces/additive.safetensors"))
    parser.add_argument("--axes", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--actions", type=int, default=3000)
    parser.add_argument("--together", type=int, default=3, help="how many performances at a time")
    parser.add_argument("--verbose", action="store_true", help="show what the program says")
    options = parser.parse_args()
    delays = []
    print("axes   ratio   rewards a run")
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.together) as pool:
        options.space = even(options.space, folder)
        for axes in options.axes:
            runs = list(pool.map(lambda seed: play(options, axes, seed), range(options.seeds)))
            near = sum(statistics.fmean(run.distances[-500:]) for run in runs)
            ratio = near / sum(run.start for run in runs)
            delays += [delay for run in runs for delay in run.delays]
            print(f"{axes:4d}  {ratio:6.3f}   {statistics.fmean(len(run.delays) for run in runs):.0f}", flush=True)
    delays.sort()
    worst = delays[int(0.99 * (len(delays) - 1))]
    median = statistics.median(delays)
    print(f"a reward until its action is told: median {1000 * median:.1f} ms, 99 % {1000 * worst:.1f} ms")


if __name__ == "__main__":
    main()
