#!/usr/bin/env python3
"""Makes a stream of two moving hands, as two BITalino R-IoT modules send it.

    hands.py --seconds 600 --seed 7 -o hands.osc

The lines are OSC as oscdump prints it, with floats that read back exactly, so that `aego render --sensors`,
`aego play --sensors` and the stock `oscsendfile` take them. The packets come as real ones came over Wi-Fi, jitter,
bursts and gaps included (packet-timing.csv). Module 0 is the left forearm and 1 the right; palm up turns the left
sensor the other way, as ægo's default score settings expect.

The hands lie still for 4 s, so that the rest pose can be taken, and then play: long agreement and refusal, waves,
holds, one hand alone, shaking, and contradiction. Everything follows from the seed.
"""
import argparse
import math
import os
import random
import struct
import sys

REST = 4.0  # seconds of stillness at the beginning
SEGMENT = 2.0  # seconds of real packet timing that are kept together
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "packet-timing.csv")
FLOATS = struct.Struct("22f")


class Glide:
    """A hand's angle over time, in degrees, palm up positive: minimum-jerk glides between targets, and shakes.

    Minimum jerk is how hands move from one place to another (Flash and Hogan 1985, equation 3).
    """

    def __init__(self):
        self.pieces = []  # (start, length, from, to, shake in degrees, shake in Hz)
        self.end = 0.0
        self.angle = 0.0
        self.index = 0

    def move(self, target, length, shake=0.0, rate=0.0):
        self.pieces.append((self.end, length, self.angle, target, shake, rate))
        self.end += length
        self.angle = target

    def at(self, time):
        """The angle in degrees and its rate in degrees per second; times may only grow."""
        while self.index + 1 < len(self.pieces) and time >= self.pieces[self.index + 1][0]:
            self.index += 1
        start, length, first, last, shake, rate = self.pieces[self.index]
        x = min(max((time - start) / length, 0.0), 1.0)
        angle = first + (last - first) * x * x * x * (10 - 15 * x + 6 * x * x)
        speed = (last - first) / length * 30 * x * x * (1 - x) * (1 - x)
        if shake:
            # It swells and dies away within its piece.
            turn, swell = 2 * math.pi * rate, math.sin(math.pi * x)
            sine, cosine = math.sin(turn * (time - start)), math.cos(turn * (time - start))
            angle += shake * swell * swell * sine
            speed += shake * swell * (swell * turn * cosine + 2 * math.pi / length * math.cos(math.pi * x) * sine)
        return angle, speed


def agree(draw, hands, sign):
    """Both palms one way, for long: what a performer does who likes what is heard, or does not."""
    length, size = draw.uniform(4, 11), sign * draw.uniform(35, 75)
    for hand in hands:
        hand.move(size * draw.uniform(0.85, 1.15), draw.uniform(0.6, 1.4))
        hand.move(size * draw.uniform(0.7, 1.2), length)


def hold(draw, hands):
    """Back to rest, and still."""
    length = draw.uniform(3, 6)
    for hand in hands:
        hand.move(draw.uniform(-2, 2), 1.2)
        hand.move(hand.angle, length)


def wave(draw, hands):
    """Slow turns there and back."""
    sign, count = draw.choice((-1, 1)), draw.randint(2, 4)
    for _ in range(count):
        size, length = sign * draw.uniform(25, 65), draw.uniform(1.5, 3.5)
        for hand in hands:
            hand.move(size, length * draw.uniform(0.9, 1.1))
        sign = -sign


def alone(draw, hands):
    """One hand plays, the other rests."""
    player, other = draw.sample(hands, 2)
    size = draw.choice((-1, 1)) * draw.uniform(50, 85)
    other.move(0.0, 1.0)
    player.move(size, 1.0)
    player.move(size * 0.8, draw.uniform(3, 6))


def shake(draw, hands):
    """Fast trembling turns."""
    length, size, rate = draw.uniform(1.5, 3), draw.uniform(15, 40), draw.uniform(2.5, 5)
    for hand in hands:
        hand.move(hand.angle * 0.5, length, size, rate * draw.uniform(0.95, 1.05))


def contradict(draw, hands):
    """Praise and blame in turn, too fast to follow: obstruction as a way of playing."""
    for _ in range(draw.randint(6, 14)):
        size, length = draw.choice((-1, 1)) * draw.uniform(20, 70), draw.uniform(0.35, 1.1)
        for hand in hands:
            hand.move(size * draw.choice((1, 1, 1, -0.5)), length)


def play(draw, seconds):
    """The angles of the left and the right hand."""
    hands = [Glide(), Glide()]
    for hand in hands:
        hand.move(0.0, REST)
    sign = 1
    while min(hand.end for hand in hands) < seconds + 1:
        kind = draw.choices(("agree", "hold", "wave", "alone", "shake", "contradict"), (6, 2, 2, 2, 1, 2))[0]
        if kind == "agree":
            agree(draw, hands, sign)
            sign = -sign if draw.random() < 0.6 else sign
        else:
            {"hold": hold, "wave": wave, "alone": alone, "shake": shake, "contradict": contradict}[kind](draw, hands)
        # The hands stay together: whoever was quicker waits.
        end = max(hand.end for hand in hands)
        for hand in hands:
            if hand.end < end:
                hand.move(hand.angle, end - hand.end)
    return hands


def segments():
    """Real packet timing in pieces: lists of (module, seconds from the piece's beginning)."""
    pieces, time = [], 0.0
    with open(TABLE) as table:
        next(table)
        for line in table:
            module, gap = line.split(",")
            time += int(gap) * 1e-6
            number = int(time / SEGMENT)
            while len(pieces) <= number:
                pieces.append([])
            pieces[number].append((int(module), time - number * SEGMENT))
    return pieces[:-1]  # the last is not whole


def packets(draw, seconds, rate):
    """(arrival, module, time of the sample) of each packet, in order of arrival.

    A module samples evenly; what jitters is the way through the air. Real pieces follow each other in random order,
    stretched to the rate.
    """
    pieces = segments()
    natural = sum(map(len, pieces)) / (2 * SEGMENT * len(pieces))
    length, start, first = SEGMENT * natural / rate, 0.0, None
    while True:
        piece = draw.choice(pieces)
        counts = [sum(1 for packet in piece if packet[0] == module) for module in (0, 1)]
        seen = [0, 0]
        for module, offset in piece:
            arrival = start + offset * natural / rate
            first = arrival if first is None else first
            if arrival - first >= seconds:
                return
            yield arrival - first, module, start + length * seen[module] / counts[module]
            seen[module] += 1
        start += length


class Forearm:
    """One module on its forearm: from an angle to the 22 floats of a packet."""

    def __init__(self, draw, side):
        self.draw = draw
        self.sign = -1.0 if side == 0 else 1.0
        self.yaw = draw.uniform(-180, 180)
        self.pitch = draw.uniform(-10, 10)
        self.roll = draw.uniform(-8, 8)
        # Real modules that lie still show a few degrees per second on their gyroscopes.
        self.drift = [draw.uniform(-3, 3) for _ in range(3)]
        self.phase = [draw.uniform(0, 2 * math.pi) for _ in range(4)]

    def sway(self, time, size, seconds, phase):
        """A slow movement that begins after the rest, in degrees and degrees per second."""
        turn, since = 2 * math.pi / seconds, max(0.0, time - REST)
        value, speed = math.sin(turn * since + phase) - math.sin(phase), turn * math.cos(turn * since + phase)
        return size * value, size * speed if since > 0 else 0.0

    def packet(self, time, glide):
        angle, speed = glide.at(time)
        tremor = 2 * math.pi * 8.7
        roll = self.roll + self.sign * angle + 0.12 * math.sin(tremor * time + self.phase[0])
        roll_speed = self.sign * speed + 0.12 * tremor * math.cos(tremor * time + self.phase[0])
        up, pitch_speed = self.sway(time, 9, 7.3, self.phase[1])
        round_, yaw_speed = self.sway(time, 14, 17.9, self.phase[2])
        pitch, yaw = self.pitch + up, self.yaw + round_

        sr, cr = math.sin(math.radians(roll)), math.cos(math.radians(roll))
        sp, cp = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))
        sy, cy = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
        gravity = (-sp, sr * cp, cr * cp)
        # Euler rates to the sensor's own axes.
        turning = (
            roll_speed - yaw_speed * sp,
            pitch_speed * cr + yaw_speed * sr * cp,
            yaw_speed * cr * cp - pitch_speed * sr,
        )
        # The field points north and, in Europe, steeply down: 0.2 G and 0.43 G.
        north = (cp * cy, sr * sp * cy - cr * sy, cr * sp * cy + sr * sy)
        field = [0.2 * n - 0.43 * g for n, g in zip(north, gravity)]

        noise = self.draw.gauss
        values = [round((g + noise(0, 0.002)) * 4096) / 4096 for g in gravity]
        values += [round((t + d + noise(0, 0.08)) * 16.384) / 16384 for t, d in zip(turning, self.drift)]
        values += [round((f + noise(0, 0.0005)) * 8192) / 8192 for f in field]
        values += [35.125, 0, 0, round(2500 + noise(0, 4)), 0]
        values += quaternion(yaw, pitch, roll)
        values += [wrap(yaw), pitch, wrap(roll), wrap(yaw)]
        return FLOATS.unpack(FLOATS.pack(*values))


def quaternion(yaw, pitch, roll):
    """w x y z of a yaw, then a pitch, then a roll."""
    y, p, r = (math.radians(angle) / 2 for angle in (yaw, pitch, roll))
    sy, cy, sp, cp, sr, cr = math.sin(y), math.cos(y), math.sin(p), math.cos(p), math.sin(r), math.cos(r)
    return [
        cy * cp * cr + sy * sp * sr,
        cy * cp * sr - sy * sp * cr,
        cy * sp * cr + sy * cp * sr,
        sy * cp * cr - cy * sp * sr,
    ]


def wrap(angle):
    return (angle + 180) % 360 - 180


def write(output, seconds, seed, rate):
    hands = play(random.Random(f"hands {seed}"), seconds)
    noise = random.Random(f"noise {seed}")
    arms = [Forearm(noise, side) for side in (0, 1)]
    line = "%08x.%08x /%d/raw " + "f" * 22 + " %.9g" * 22 + "\n"
    for arrival, module, time in packets(random.Random(f"packets {seed}"), seconds, rate):
        stamp = int(arrival * 2**32)
        output.write(line % (stamp >> 32, stamp & 0xFFFFFFFF, module, *arms[module].packet(time, hands[module])))


def positive(text):
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError
    return value


def main():
    parser = argparse.ArgumentParser(description="Makes a stream of two moving hands on real packet timing.")
    parser.add_argument("--seconds", type=positive, default=30, help="its length (default: 30)")
    parser.add_argument("--seed", type=int, default=1, help="other hands for each (default: 1)")
    parser.add_argument("--rate", type=positive, default=200, help="packets per second and module (default: 200)")
    parser.add_argument("-o", "--output", help="the file to write (default: standard output)")
    options = parser.parse_args()
    try:
        if options.output:
            with open(options.output, "w") as output:
                write(output, options.seconds, options.seed, options.rate)
        else:
            write(sys.stdout, options.seconds, options.seed, options.rate)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")


if __name__ == "__main__":
    main()
