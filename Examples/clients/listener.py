#!/usr/bin/env python3
"""Prints what a performance tells: scenes, positions, rewards, commands.

    pip install python-osc
    listener.py [PORT]                                    # 9000
    aego play Scores/aego.yaml --send localhost:9000
"""
import sys

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer


def scene(_, movement, name, space, *axes):
    print("scene %s, %s: %s, axes %s" % (movement, name, space, " ".join(map(str, axes)) or "none"), flush=True)


def position(_, *axes):
    print("position " + " ".join("%.3f" % axis for axis in axes), flush=True)


def action(_, axis, direction, explored, expected):
    print("action %s%d%s, expects %+.2f" % ("+" if direction > 0 else "-", axis, " explored" if explored else "", expected),
          flush=True)


def told(address, *arguments):
    print(address.split("/")[-1], *arguments, flush=True)


dispatcher = Dispatcher()
dispatcher.map("/aego/scene", scene)
dispatcher.map("/params", position)
dispatcher.map("/aego/action", action)
for address in ("/aego/reward", "/aego/command", "/aego/refused"):
    dispatcher.map(address, told)
BlockingOSCUDPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9000), dispatcher).serve_forever()
