#!/usr/bin/env python3
"""Floods a performance with packets, and tells whether it was heard.

    flood.py [--aego PROGRAM] [--score SCORE] [--packets 1000000] [--rate 100000] [--seconds 10] [--device NAME]

Two hands play all the while. First come damaged packets, as fast as they are taken: random bytes, and packets of every
module and command that were cut, lengthened, nested or altered, with NaN and infinities among them. Then valid ones of a
module, so many a second. README.md beside this file says what is printed.
"""
import argparse
import json
import os
import random
import re
import socket
import struct
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
POOL = 20_000


def padded(text):
    return text.encode() + b"\0" * (4 - len(text.encode()) % 4)


def message(path, types, *values):
    """A packet after OSC 1.0, built byte by byte."""
    data = padded(path) + padded("," + types)
    for kind, value in zip(types, values):
        data += padded(value) if kind == "s" else struct.pack(">" + {"f": "f", "i": "i", "d": "d", "h": "q"}[kind], value)
    return data


def bundle(*elements):
    return b"#bundle\0" + struct.pack(">Q", 1) + b"".join(struct.pack(">I", len(one)) + one for one in elements)


def valid(draw):
    """One packet of each kind that a performance understands."""
    def floats(path, count):
        return message(path, "f" * count, *(draw.uniform(-2, 2) for _ in range(count)))

    return [
        floats("/0/raw", 20), floats("/1/raw", 22), message("/0/raw", "i" * 12, *range(12)), floats("/0/quat", 4),
        floats("/1/euler", 4), message("/riot/v3/0/gyroscope", "fffi", 1, 2, 3, 4),
        bundle(message("/riot/v3/1/absoluteorientation/quaternion", "ffffi", 0, 0, 0, 1, 5)),
        floats("/comote/v3/left/gravity", 5), floats("/ZIGSIM/phone/quaternion", 4), floats("/sensors", 10),
        message("/reward", "f", 0.5), message("/super_like", "i", 1), message("/sample_vst", "f" * 8, *[0.5] * 8),
        message("/aego/mark", "s", "here"), message("/aego/return", "s", "here"), message("/aego/undo", "i", 1),
        message("/explore_state", "i", 1), message("/save_model", "s", "../../etc/passwd"), message("/pause", "i", 0),
        message("/load_model", "s", "/etc/passwd"), message("/aego/jump", "s", "nowhere"), message("/new_speed", "i", 1),
    ]


def damaged(draw):
    """A packet that is damaged in one to three ways, or made of random bytes."""
    if draw.random() < 0.1:
        return draw.randbytes(draw.choice([0, 1, 3, 4, 16, 64, 300, 1400]))
    packet = bytearray(draw.choice(valid(draw)))
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(packet) + 1)
        kind = draw.randrange(7)
        if kind == 0 and packet:
            packet[place % len(packet)] = draw.randrange(256)
        elif kind == 1:
            del packet[place:]
        elif kind == 2:
            packet[place:place] = draw.randbytes(4 * draw.randrange(6))
        elif kind == 3:
            del packet[place:place + 4 * draw.randrange(5)]
        elif kind == 4:
            packet[place // 4 * 4:place // 4 * 4 + 4] = struct.pack(">f", draw.choice([float("nan"), float("inf"), 1e38]))
        elif kind == 5:
            packet = bytearray(bundle(*[bytes(packet)] * draw.randint(1, 40)))
        else:
            for _ in range(draw.randint(1, 12)):
                packet = bytearray(bundle(bytes(packet)))
    return bytes(packet[:60_000])


def memory(process):
    with open("/proc/%d/status" % process.pid) as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024 / 1e6


def flood(sender, target, packets, rate):
    """Sends packets, so many a second (None: as fast as it goes); the seconds that it took."""
    start = time.monotonic()
    for index, packet in enumerate(packets):
        sender.sendto(packet, target)
        if rate and index % 100 == 99:
            while time.monotonic() < start + (index + 1) / rate:
                pass
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--aego", default=os.path.join(ROOT, ".build/release/aego"))
    parser.add_argument("--score", default=os.path.join(ROOT, "Scores/aego.yaml"))
    parser.add_argument("--packets", type=int, default=1_000_000)
    parser.add_argument("--rate", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--device", help="a sound device; without one a clock takes its place")
    options = parser.parse_args()

    draw = random.Random(1)
    bad = [damaged(draw) for _ in range(min(POOL, options.packets))]
    hand = [message("/%d/raw" % (index % 2), "f" * 20, 4.1, 0, *[draw.uniform(-1, 1) for _ in range(18)])
            for index in range(1000)]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        target = probe.getsockname()
    with tempfile.TemporaryDirectory() as folder:
        take = os.path.join(folder, "take")
        output = ["--device", options.device] if options.device else ["--no-audio"]
        player = subprocess.Popen(
            [options.aego, "play", options.score, "--port", str(target[1]), "--take", take] + output,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not os.path.exists(os.path.join(take, "input.osc")):
            if player.poll() is not None:
                raise SystemExit(player.stderr.read())
            time.sleep(0.05)
        time.sleep(2)
        before = memory(player)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            taken = flood(sender, target, (draw.choice(bad) for _ in range(options.packets)), None)
            middle = memory(player)
            count = int(options.rate * options.seconds)
            steady = flood(sender, target, (hand[index % len(hand)] for index in range(count)), options.rate)
            after = memory(player)
        time.sleep(1)
        player.terminate()
        printed, told = player.communicate(timeout=60)
        if player.returncode != 0:
            raise SystemExit("ended with %d\n%s" % (player.returncode, told))
        with open(os.path.join(take, "take.json")) as file:
            manifest = json.load(file)
        late = sum(" /aego/late" in line for line in open(os.path.join(take, "input.osc")))
        replay = subprocess.run([options.aego, "replay", take, "--check"], text=True, capture_output=True)
    print("damaged    %d packets in %.1f s, %.0f a second" % (options.packets, taken, options.packets / taken))
    print("valid      %d packets in %.1f s, %.0f a second" % (count, steady, count / steady))
    print("memory     %.1f MB before, %.1f MB after the damaged ones, %.1f MB after the valid ones" % (before, middle, after))
    print("hops       %d late of %d, longest %.0f %% of its time, of work %.0f %%" % (
        late, manifest["hops"], manifest["worstHop"] * 100, manifest["worstWork"] * 100))
    print("result     " + printed.strip().replace(folder + "/", ""))
    many = sum(int(count) for count in re.findall(r"(\d+) messages came too many in a hop", told))
    print("refused    %d because too many came in a hop; %s" % (
        many, re.search(r"OSC messages that could not be used: (.*)", told).group(1)))
    print("replay     " + (replay.stdout or replay.stderr).strip().replace(folder + "/", ""))
    raise SystemExit(replay.returncode)


if __name__ == "__main__":
    main()
