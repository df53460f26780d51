#!/usr/bin/env python3
"""The times of all actions of a score that is played as it is written, in nanoseconds, computed from the YAML text
alone: linear ramps by integers, exponential ones by decimals of fifty digits, breaths by the C library's cosine.

    actions.py SCORE               prints one time a line
    actions.py SCORE JOURNAL       compares them with a take's journal.jsonl, and says how many agree
"""
import json
import math
import re
import sys
from decimal import Decimal, getcontext

import yaml

getcontext().prec = 50
UNITS = {"h": 3600 * 10**9, "m": 60 * 10**9, "s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}


def nanoseconds(text):
  """A duration such as 1m30s or 1:30, rounded to the nearest nanosecond."""
  if ":" in text:
    time = Decimal(0)
    for part in text.split(":"): time = time * 60 + Decimal(part)
    return int((time * 10**9).to_integral_value())
  parts = re.findall(r"([0-9.]+)([a-z]+)", text)
  return sum(int((Decimal(number) * UNITS[unit]).to_integral_value()) for number, unit in parts)


class Period:
  """A period over a level of so many nanoseconds."""

  def __init__(self, written, length):
    self.length, self.curve = length, "linear"
    if isinstance(written, str):
      ends = [nanoseconds(end.strip()) for end in written.split("..")]
      self.start, self.end = ends[0], ends[-1]
    elif "between" in written:
      self.curve, self.every = "breath", nanoseconds(written["every"])
      self.start, self.end = map(nanoseconds, written["between"])
    else:
      self.curve = written.get("curve", "linear")
      self.start, self.end = nanoseconds(written["from"]), nanoseconds(written["to"])

  def at(self, time):
    if self.start == self.end: return self.start
    if self.curve == "linear": return self.start + (self.end - self.start) * time // self.length
    if self.curve == "exponential":
      ratio = Decimal(self.end) / Decimal(self.start)
      return int((self.start * ratio ** (Decimal(time) / Decimal(self.length))).to_integral_value())
    phase = (time % self.every) / self.every
    return math.floor((self.start + self.end) / 2 + (self.start - self.end) / 2 * math.cos(2 * math.pi * phase) + 0.5)


def nominal(scene):
  length = scene["for"]
  return nanoseconds(length if isinstance(length, str) else length.get("nominal", length["max"]))


def passes(level): return int(level.get("repeat", 1)) if level.get("repeat") != "forever" else 1


def scenes(score):
  """As played: each scene's begin and length, its period, the time in the period's level at which it begins, and
  whether any axis is open."""
  movements = score["movements"]
  names = [movement.get("name", f"movement {index + 1}") for index, movement in enumerate(movements)]
  order = [movements[names.index(name)] for name in score.get("order", names)]
  length = {id(m): sum(nominal(s) * passes(s) for s in m["scenes"]) for m in movements}
  whole = sum(length[id(movement)] * passes(movement) for movement in order)
  at = 0
  for movement in order:
    for _ in range(passes(movement)):
      begin = at
      for scene in movement["scenes"]:
        for _ in range(passes(scene)):
          levels = [(scene, nominal(scene), at), (movement, length[id(movement)], begin), (score, whole, 0)]
          written = [(level["period"], size, start) for level, size, start in levels if "period" in level]
          period, size, start = (written + [("100ms", whole, 0)])[0]
          dimensions = next((level["dimensions"] for level, _, _ in levels if "dimensions" in level), "1")
          yield at, nominal(scene), Period(period, size), at - start, dimensions not in ("0", [])
          at += nominal(scene)


def actions(score):
  """The first action comes a period after the start, each further one a period after the last; an instant belongs to
  the scene that begins at it. Where no axis is open the clock goes on, and nothing is done."""
  action = None
  for begin, length, period, offset, is_open in scenes(score):
    if action is None: action = period.at(offset)
    while action < begin + length:
      if is_open: yield action
      action += period.at(offset + action - begin)


with open(sys.argv[1], encoding="utf-8") as file: times = list(actions(yaml.load(file, yaml.BaseLoader)))
if len(sys.argv) < 3:
  print(*times, sep="\n")
else:
  with open(sys.argv[2], encoding="utf-8") as file: lines = [json.loads(line) for line in file]
  how = next((line["how"] for line in lines if line["event"] == "end"), "broken off")
  if how != "complete":
    sys.exit(f"this take does not go to the piece's end ({how}): compare one that was rendered without --for")
  played = [line["t"] for line in lines if line["event"] == "action"]
  for index, (ours, theirs) in enumerate(zip(times, played)):
    if ours != theirs: sys.exit(f"action {index + 1} should be at {ours} ns, and was at {theirs}")
  if len(times) != len(played): sys.exit(f"{len(times)} actions should have been, {len(played)} were")
  print(f"{len(times)} actions at the very nanosecond, the last at {times[-1]}")
