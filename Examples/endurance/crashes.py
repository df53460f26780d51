#!/usr/bin/env python3
"""Kills a performance at random times, as a power loss would, and goes on with it.

    crashes.py [--aego PROGRAM] [--score SCORE] [--times 20] [--speed 6] [--seed 1]

Plays into a private sound server with two hands' recorded stream, kills the program with signal 9 and starts it again with --resume. Says of
each time how long it took from the command to the first sample that is not 0, whether the scene is the one that was on, how much of the take was
lost (by what the program had told over OSC before it was killed), and whether the rest replays exactly. Fails where a line of docs/reliability.md
does not hold.
"""
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../latency"))
from stage import Recorder, Stage, arguments  # noqa: E402


class Listener:
    """What the performance says over OSC: its last scene, and the last performance time of an action."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.scene, self.time = None, 0.0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            packet = self.socket.recv(65536)
            address = packet[:packet.index(b"\0")].decode()
            types = packet[(len(address) // 4 + 1) * 4:]
            if address == "/aego/time":
                self.time = struct.unpack(">f", types[4:8])[0]
            elif address == "/aego/scene":
                words = [word.decode() for word in types.split(b"\0") if word]
                self.scene = words[2]


def lines(take):
    with open(os.path.join(take, "journal.jsonl"), encoding="utf-8") as journal:
        return [json.loads(line) for line in journal if line.endswith("}\n")]


def crash(options, stage, folder, number, stream, after):
    """Plays, kills, goes on; what came of it."""
    take, rest = os.path.join(folder, "take-%d" % number), os.path.join(folder, "rest-%d" % number)
    listener = Listener()
    play = subprocess.Popen(
        [options.aego, "play", options.score, "--device", "pulse", "--sensors", stream, "--speed", str(options.speed), "--take", take,
         "--send", "127.0.0.1:%d" % listener.port],
        env=stage.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while listener.scene is None:
        time.sleep(0.01)
    time.sleep(after)
    play.send_signal(signal.SIGKILL)
    play.wait()
    time.sleep(0.1)
    scene, told = listener.scene, listener.time

    recorder = Recorder(stage)
    while not recorder.chunks:
        time.sleep(0.01)
    time.sleep(0.3)
    begin = time.monotonic()
    subprocess.run(
        [options.aego, "play", "--resume", take, "--device", "pulse", "--sensors", stream, "--for", "4s", "--take", rest],
        env=stage.environment, stdin=subprocess.DEVNULL, check=True, capture_output=True)
    time.sleep(0.3)
    recorder.stop()
    sounds = (recorder.sound() != 0).any(axis=1)
    heard = recorder.arrival()(numpy.flatnonzero(sounds))
    heard = heard[heard >= begin]
    wait = heard[0] - begin if len(heard) else float("inf")
    resumed = next(line for line in lines(rest) if line["event"] in ("resumed", "scene"))
    check = subprocess.run([options.aego, "replay", rest, "--check"], capture_output=True, text=True)
    return {
        "after": after, "wait": wait, "scene": scene, "resumed": resumed["scene"], "lost": told - resumed["t"] / 1e9,
        "exact": check.returncode == 0,
    }


def main():
    parser = arguments(__doc__)
    parser.add_argument("--score", default=os.path.join(HERE, "../../Scores/aego.yaml"))
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--speed", type=float, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draws = random.Random(options.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage:
        stream = os.path.join(folder, "hands.osc")
        subprocess.run(
            [sys.executable, os.path.join(HERE, "../streams/hands.py"), "--seconds", "120", "--seed", "1", "-o", stream], check=True)
        print("killed after   sounds after   lost      scene                  the rest replays")
        for number in range(options.times):
            found = crash(options, stage, folder, number, stream, draws.uniform(1, 25))
            holds = found["wait"] <= 2 and found["lost"] <= 1 and found["scene"] == found["resumed"] and found["exact"]
            failed += not holds
            print("%8.2f s %12.2f s %8.2f s   %-22s %s%s" % (
                found["after"], found["wait"], found["lost"], "%s, %s" % (found["scene"], found["resumed"]),
                "exactly" if found["exact"] else "otherwise", "" if holds else "   <- does not hold"), flush=True)
    if failed:
        raise SystemExit("%d of %d do not hold" % (failed, options.times))


if __name__ == "__main__":
    main()
