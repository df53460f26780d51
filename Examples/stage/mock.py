#!/usr/bin/env python3
"""Plays a take to the stage's pages as the program would: for work on the pages, screenshots and tests.

    aego render Scores/aego.yaml --sensors hands.osc --take TAKE
    mock.py TAKE --timeline timeline.json --picture timeline.svg --at 250

The sound's spectrum is the take's own (audio.flac), actions, positions and scenes are its journal's. The arms are
made up, since a journal has only what they meant. Commands are answered, and change what is shown where that is easy.
Needs sox, numpy and websockets; `--timeline` and `--picture` are what `aego timeline --format json` and `svg` write.
"""
import argparse
import asyncio
import bisect
import json
import math
import os
import secrets
import struct
import time
from http import HTTPStatus

import bands
import websockets

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Sources/AegoStage/Page")
KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
HOPS = bands.RATE / bands.HOP  # a second
BEFORE = 70  # s that a page is sent at once, so that the picture has its depth


class Take:
    """What a take holds, by hop and by time."""

    def __init__(self, folder, timeline, start, length):
        self.start = max(0.0, start - BEFORE)
        sound = bands.sound(f"{folder}/audio.flac", self.start, start - self.start + length)
        self.rows = bands.bytes_of(bands.decibels(sound))
        self.events = [json.loads(line) for line in open(f"{folder}/journal.jsonl", encoding="utf-8")]
        self.actions = [event for event in self.events if event["event"] == "action"]
        self.times = [action["t"] for action in self.actions]
        self.timeline = timeline
        with open(f"{folder}/score.yaml", encoding="utf-8") as score:
            self.directions = directions(score.read())

    def scenes(self):
        """The timeline's, as the pages want them."""
        return [{"start": each["start"], "end": each["end"], "movement": each["movement"], "scene": each["scene"],
                 "space": each["space"], "dimensions": each["dimensions"], "open": each["until"] is not None,
                 "max": each["max"], "direction": self.directions.get(each["scene"])}
                for each in self.timeline["scenes"]]

    def action(self, seconds):
        return bisect.bisect_right(self.times, seconds * 1e9) - 1


def directions(score):
    """The directions of a score that is written as Scores/aego.yaml is: folded, after the scene's name."""
    found, name, folded = {}, None, False
    for line in score.splitlines():
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        if word.startswith("- name: "):
            name, folded = word[8:], False
        elif word.startswith("direction:"):
            folded, found[name] = True, word[10:].strip(' >"')
        elif word.startswith("- "):
            folded = False
        elif folded:
            found[name] = f"{found[name]} {word}".strip()
    return found


class Performance:
    """Where the mock stands: one for all pages, as the program's."""

    def __init__(self, take, at, tell=False):
        self.take, self.at, self.tell, self.begun = take, at, tell, time.monotonic()
        self.run = secrets.token_hex(8)
        self.held, self.panic, self.fader, self.last_go = False, 0, None, -9.0
        self.events = []

    def seconds(self):
        return self.at + time.monotonic() - self.begun

    def hello(self):
        return {"type": "hello", "protocol": 1, "program": "ægo mock", "run": self.run,
                "title": self.take.timeline["title"], "composer": "Hugo Scurto and Axel Chemla–Romeu-Santos",
                "rate": bands.RATE, "hop": bands.HOP, "bands": bands.BANDS, "lowest": bands.LOWEST,
                "highest": bands.HIGHEST, "latency": 0.043,
                "image": {"palette": "white", "text": True, "mirrored": False},
                "scenes": self.take.scenes(), "duration": self.take.timeline["duration"]}

    def scene(self, seconds):
        starts = [each["start"] for each in self.take.timeline["scenes"]]
        return max(0, bisect.bisect_right(starts, seconds * 1e9) - 1)

    def reward(self, seconds):
        if self.fader is not None:
            return self.fader
        index = self.take.action(seconds)
        return self.take.actions[index]["reward"] if index >= 0 else 0.0

    def angles(self, seconds):
        turn = 40 * self.reward(seconds)
        return turn + 3 * math.sin(seconds * 1.7), turn + 4 * math.sin(seconds * 1.3 + 1)

    def hop(self, index):
        """One binary message; None past the take's end."""
        row = index - round(self.take.start * HOPS)
        if not 0 <= row < len(self.take.rows):
            return None
        seconds = index / HOPS
        levels = self.take.rows[row] if self.panic < 2 else self.take.rows[row] * 0
        flags = 1 | (4 if self.held else 0) | (8 if self.panic else 0)
        left, right = self.angles(seconds)
        header = struct.pack("<BBHIdffff", 1, flags, bands.BANDS, index, seconds, 1.0, self.reward(seconds), left, right)
        return header + levels.tobytes()

    def state(self):
        seconds = self.seconds()
        number = self.scene(seconds)
        scene = self.take.timeline["scenes"][number]
        index = self.take.action(seconds)
        action = self.take.actions[index] if index >= 0 else None
        axes = len(action["position"]) if action else 8
        period = self.take.times[index] - self.take.times[index - 1] if index > 0 else 0
        expected = [0.0] * axes
        recent = self.take.actions[max(0, index - 60) : index + 1]
        for each in recent:
            expected[each["axis"] - 1] = each["expected"] * each["direction"]
        left, right = self.angles(seconds)
        arm = {"heard": True, "present": True, "rested": True, "rate": 199.6, "gaps": 3, "battery": 0.83}
        return {"type": "state", "t": int(seconds * 1e9), "score": int(seconds * 1e9), "scene": number,
                "inScene": int(seconds * 1e9) - scene["start"], "left": scene["end"] - int(seconds * 1e9),
                "phase": "playing", "held": self.held, "panic": self.panic, "go": "not-awaited",
                "arms": [{**arm, "side": "left", "angle": left},
                         {**arm, "side": "right", "angle": right, "rate": 187.2, "gaps": 41, "battery": None}],
                "reward": self.reward(seconds), "credited": min(10, index + 1), "space": scene["space"],
                "dimensions": scene["dimensions"], "period": period,
                "position": action["position"] if action else [0.5] * axes,
                "action": {key: action[key] for key in ("axis", "direction", "explored", "expected", "t")} if action else None,
                "expected": expected, "unrest": abs(math.sin(seconds / 9)) * 0.6,
                "visits": visits(self.take.actions[: index + 1][-1500:]), "peak": -14.0, "load": 0.07, "worst": 0.21,
                "late": 0, "underruns": 0, "take": "takes/mock"}

    def command(self, message):
        """What the pages ask for, answered as the journal would have it."""
        name, now = message.get("name"), self.seconds()
        refused = None
        if name == "go":
            guarded = now - self.last_go < 1
            self.last_go = now
            if self.panic:
                self.panic = 0
            else:
                refused = "guarded" if guarded else "not-awaited"
        elif name == "hold":
            self.held = bool(message.get("value", not self.held))
        elif name == "panic":
            self.panic = min(2, self.panic + 1)
        event = {"t": int(now * 1e9), "event": "refused" if refused else "command", "name": name}
        if refused:
            event["why"] = refused
        return {"type": "event", "event": event}


def visits(actions):
    """How often the agent was in each tenth of the first axis."""
    counts = [0] * 10
    for action in actions:
        counts[min(9, int(action["position"][0] * 10))] += 1
    return counts


def pages(picture):
    async def answer(path, headers):
        path = path.split("?")[0]
        if path == "/live":
            return None
        name = {"/": "projection.html", "/console": "console.html"}.get(path, os.path.basename(path))
        file = picture if path == "/timeline.svg" else os.path.join(PAGES, name)
        if not file or not os.path.isfile(file):
            return HTTPStatus.NOT_FOUND, [], b"not found\n"
        with open(file, "rb") as body:
            kind = KINDS.get(os.path.splitext(file)[1], "application/octet-stream")
            return HTTPStatus.OK, [("Content-Type", kind), ("Content-Security-Policy", POLICY)], body.read()
    return answer


async def serve(socket, show):
    await socket.send(json.dumps(show.hello()))
    next_hop = round(show.take.start * HOPS)
    listening = asyncio.create_task(listen(socket, show))
    last_state = 0.0
    try:
        while not listening.done():
            # A state first: the pages know where they are when the hops come.
            if time.monotonic() - last_state >= 0.1:
                await socket.send(json.dumps(show.state()))
                last_state = time.monotonic()
            while next_hop <= show.seconds() * HOPS:
                message = show.hop(next_hop)
                if message:
                    await socket.send(message)
                next_hop += 1
            await asyncio.sleep(max(0.0, next_hop / HOPS - show.seconds()))
    except websockets.ConnectionClosed:
        pass
    finally:
        listening.cancel()


async def listen(socket, show):
    async for text in socket:
        message = json.loads(text)
        if show.tell:
            print(text, flush=True)
        if message["type"] == "command":
            await socket.send(json.dumps(show.command(message)))
        elif message["type"] == "fader":
            show.fader = message["value"]


async def run(arguments):
    with open(arguments.timeline, encoding="utf-8") as file:
        timeline = json.load(file)
    take = Take(arguments.take, timeline, arguments.at, arguments.length)
    show = Performance(take, arguments.at, arguments.tell)
    async with websockets.serve(lambda socket, path: serve(socket, show), "127.0.0.1", arguments.port,
                                process_request=pages(arguments.picture), compression=None):
        print(f"http://127.0.0.1:{arguments.port}/", flush=True)
        await asyncio.Future()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("take")
    parser.add_argument("--timeline", required=True)
    parser.add_argument("--picture")
    parser.add_argument("--at", type=float, default=0.0, help="seconds into the take")
    parser.add_argument("--length", type=float, default=120.0, help="seconds that are prepared")
    parser.add_argument("--tell", action="store_true", help="print what the pages send")
    parser.add_argument("--port", type=int, default=8600)
    try:
        asyncio.run(run(parser.parse_args()))
    except KeyboardInterrupt:
        pass
