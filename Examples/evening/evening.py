#!/usr/bin/env python3
"""A performer alone for an evening, in a terminal of its own (tmux), from the doctor to the last fade.

    evening.py [--aego PROGRAM] [--keep FOLDER]

Two modules are played by this script: still, turning, silent. Keys are pressed, the score is edited and saved while it plays, once wrong and
once right. What the terminal says is looked at after each step; at the end the take must replay exactly and its picture must show everything.
"""
import argparse
import json
import math
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
PORT = 18888


class Hands(threading.Thread):
    """Two R-IoT modules, 100 packets a second each: quaternions of forearms that turn."""

    def __init__(self):
        super().__init__(daemon=True)
        self.angles = [0.0, 0.0]
        self.moves = False
        self.heard = [True, True]
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def run(self):
        begin = time.monotonic()
        while True:
            now = time.monotonic() - begin
            for arm in (0, 1):
                if not self.heard[arm]:
                    continue
                angle = self.angles[arm] + (40 * math.sin(1.7 * now + arm) if self.moves else 0)
                # Palm up turns the left module the other way.
                half = math.radians(angle * (-1 if arm == 0 else 1)) / 2
                packet = b"/%d/quat\0" % arm + b",ffff\0\0\0"
                packet += struct.pack(">4f", math.cos(half), math.sin(half), 0, 0)
                self.socket.sendto(packet, ("127.0.0.1", PORT))
            time.sleep(0.01)


class Terminal:
    """A tmux session, read as a performer reads it."""

    def __init__(self):
        self.name = "evening-%d" % os.getpid()
        self.tmux("new-session", "-d", "-s", self.name, "-x", "110", "-y", "60")

    def tmux(self, *words):
        return subprocess.run(["tmux", *words], check=True, capture_output=True, text=True).stdout

    def type(self, text):
        self.tmux("send-keys", "-t", self.name, "-l", text)

    def press(self, key):
        self.tmux("send-keys", "-t", self.name, key)

    def text(self):
        return self.tmux("capture-pane", "-p", "-J", "-S", "-2000", "-t", self.name)

    def wait(self, words, seconds=30.0, after=0):
        """Until the terminal says these words, beyond so many times before; how long it took."""
        begin = time.monotonic()
        while self.text().count(words) <= after:
            if time.monotonic() - begin > seconds:
                raise SystemExit("%s\n\nnot said within %.0f s: %s" % (self.text(), seconds, words))
            time.sleep(0.05)
        print("%6.1f s   %s" % (time.monotonic() - START, words), flush=True)

    def close(self):
        subprocess.run(["tmux", "kill-session", "-t", self.name], capture_output=True)


def save(path, text):
    """As editors save: beside it, then over it."""
    with open(path + "~", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + "~", path)


def evening(options, folder, terminal, hands):
    score, take = os.path.join(folder, "evening.yaml"), os.path.join(folder, "take")
    with open(os.path.join(HERE, "evening.yaml"), encoding="utf-8") as file:
        written = file.read().replace("../../Scores", os.path.abspath(os.path.join(ROOT, "Scores")))
    save(score, written)

    # Is this machine ready?
    terminal.type("%s doctor %s --no-audio; echo doctor=$?\n" % (options.aego, score))
    terminal.wait("Turn the left palm up")
    hands.angles = [60.0, 0.0]
    terminal.wait("back to neutral")
    hands.angles = [0.0, 0.0]
    terminal.wait("Turn the right palm up")
    hands.angles = [0.0, 60.0]
    terminal.wait("doctor=0")
    hands.angles = [0.0, 0.0]

    # The piece waits for a go, then takes the rest pose.
    terminal.type("%s play %s --no-audio --watch --take %s\n" % (options.aego, score, take))
    terminal.wait("waiting")
    time.sleep(1)
    terminal.press("Enter")
    terminal.wait("evening, door")
    time.sleep(5)
    hands.moves = True

    # A go, and a second one too soon.
    terminal.press("Enter")
    terminal.wait("evening, room")
    terminal.press("Enter")
    terminal.wait("go refused")

    # Hold and on, back, and forth again.
    terminal.type("h")
    terminal.wait("hold: score time stands")
    time.sleep(1)
    terminal.type("h")
    terminal.wait("score time goes on")
    terminal.type("b")
    terminal.wait("evening, door", after=1)
    time.sleep(2)
    terminal.press("Enter")
    terminal.wait("evening, room", after=1)

    # The room is left by stillness.
    time.sleep(3)
    hands.moves = False
    terminal.wait("evening, garden")
    hands.moves = True

    # A sensor lost and found.
    time.sleep(1)
    hands.heard[1] = False
    terminal.wait("the right arm is silent")
    time.sleep(1)
    hands.heard[1] = True
    terminal.wait("the right arm is heard again")

    # The score edited: wrong, then right.
    save(score, written.replace("dimensions: 8, for: 60s", "dimensions: 8, for: 60"))
    terminal.wait("error[")
    save(score, written.replace("name: night, space: instruments, dimensions: 8, for: 60s",
                                "name: dawn, space: additive, dimensions: 3, for: 70s"))
    terminal.wait("version 2 of the score")

    # Panic, and the sound again.
    terminal.type("p")
    terminal.wait("panic: the sound fades")
    time.sleep(4)
    terminal.press("Enter")
    terminal.wait("the sound comes back")
    terminal.wait("evening, dawn: additive, axes", seconds=60)
    time.sleep(5)
    terminal.press("C-c")
    terminal.wait("underruns")
    return take


def check(options, take):
    """What the take must be."""
    replay = subprocess.run([options.aego, "replay", take, "--check"], capture_output=True, text=True)
    print(replay.stdout.strip(), replay.stderr.strip())
    with open(os.path.join(take, "journal.jsonl"), encoding="utf-8") as journal:
        lines = [json.loads(line) for line in journal]
    scenes = ["%s%s" % (line["scene"], " by " + line["by"] if "by" in line else "") for line in lines if line["event"] == "scene"]
    print("scenes: " + ", ".join(scenes))
    expected = ["door", "room by go", "door by back", "room by go", "garden by stillness", "dawn"]
    refused = [line["why"] for line in lines if line["event"] == "refused"]
    print("refused: " + ", ".join(refused))
    picture = os.path.join(os.path.dirname(take), "evening.svg")
    subprocess.run([options.aego, "timeline", take, "-o", picture], check=True)
    with open(picture, encoding="utf-8") as file:
        drawn = file.read()
    # Each scene, each command in its row, the refused one hollow, how long the hold and the panic lasted, the lost sensor.
    wanted = [">%s</text>" % name for name in ("door", "room", "garden", "dawn", "go", "hold", "back", "panic", "score 2")]
    wanted += ["hollow: refused", "<title>hold, ", "<title>panic, ", "the right arm is silent", "<title>fade out, "]
    missing = [words for words in wanted if words not in drawn]
    print("not in the picture: " + ", ".join(missing) if missing else "the picture shows it all")
    holds = replay.returncode == 0 and scenes == expected and "guarded" in refused and not missing
    versions = sorted(name for name in os.listdir(take) if name.startswith("score"))
    print("scores: " + ", ".join(versions))
    return holds and versions == ["score-2.yaml", "score.yaml"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--aego", default=os.path.join(ROOT, ".build/release/aego"))
    parser.add_argument("--keep", help="a folder for the take and its picture")
    options = parser.parse_args()
    options.aego = os.path.abspath(options.aego)
    hands = Hands()
    hands.start()
    terminal = Terminal()
    folder = options.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    try:
        holds = check(options, evening(options, folder, terminal, hands))
    finally:
        terminal.close()
        if not options.keep:
            shutil.rmtree(folder)
    print("the evening holds" if holds else "the evening does not hold")
    sys.exit(0 if holds else 1)


START = time.monotonic()

if __name__ == "__main__":
    main()
