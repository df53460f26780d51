#!/usr/bin/env python3
"""Takes pictures of the stage's pages in headless Chromium: the projection, the console at a desk and on a phone.

    screenshots.py --aego .build/release/aego -o FOLDER                # Scores/aego.yaml, in each of its eight scenes
    screenshots.py --aego .build/release/aego --at 45s,4:00 -o FOLDER  # at these times
    screenshots.py --address http://127.0.0.1:8080/ -o FOLDER          # whatever runs there, now

The score is rendered once with two moving hands; the program then plays on from each place in that take, agent and all.
Needs chromium, chromium-driver and python3-selenium.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit, urlunsplit

from browser import Playing, chromium, size

HERE = os.path.dirname(os.path.abspath(__file__))
SCORE = os.path.join(HERE, "../../Scores/aego.yaml")
MOMENTS = "2s,1:22,2:32,4:02,5:07,6:22,7:37,8:52"  # each so long before a moment well into a scene of aego.yaml
CONSOLE = "3:12"  # a few seconds later a scene has ten seconds left, so that the next one is announced
SETTLE = 42  # s until the picture has all its past


def page(address, path, word=""):
    """Of the same program, with the same token."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=path, query="&".join(filter(None, [parts.query, word]))))


def projection(browser, address, file, wait):
    size(browser, 1920, 1080)
    browser.get(page(address, "/", "full"))
    time.sleep(wait)
    browser.save_screenshot(file)


def consoles(browser, address, folder):
    for name, width, height, scale, phone in [("console", 1440, 1000, 1, False), ("console-phone", 390, 844, 2, True)]:
        size(browser, width, height, scale, phone)
        browser.get(page(address, "/console"))
        time.sleep(4)
        browser.save_screenshot(os.path.join(folder, f"{name}.png"))


def of_a_score(browser, arguments):
    home, output = os.getcwd(), os.path.abspath(arguments.output)
    aego = os.path.abspath(arguments.aego) if os.path.exists(arguments.aego) else arguments.aego
    score = os.path.abspath(arguments.score)
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)  # takes are told as they are named
        hands, take = "hands.osc", "takes/rendered"
        subprocess.run([sys.executable, f"{HERE}/../streams/hands.py", "--seconds", "620", "--seed", "1", "-o", hands], check=True)
        subprocess.run([aego, "render", score, "--sensors", hands, "--take", take], check=True)

        def playing(place, name):
            return Playing(aego, score, "--from", place, "--state", take, "--sensors", f"{take}/input.osc",
                           "--take", f"takes/{name}")

        for number, place in enumerate(arguments.at.split(","), 1):
            with playing(place, f"projection-{number}") as address:
                projection(browser, address, f"{output}/projection-{number}.png", arguments.wait)
                browser.get("about:blank")
        with playing(CONSOLE, "console") as address:
            time.sleep(2)  # what it has to say of this machine at its beginning is told
            consoles(browser, address, output)
            browser.get("about:blank")
        os.chdir(home)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="of a running program's stage, token included")
    parser.add_argument("--aego", default="aego")
    parser.add_argument("--score", default=SCORE)
    parser.add_argument("--at", default=MOMENTS, help="times in the piece at which to begin, with commas between")
    parser.add_argument("--wait", type=float, default=SETTLE, help="seconds until a picture of the projection is taken")
    parser.add_argument("-o", "--output", default=".")
    arguments = parser.parse_args()
    os.makedirs(arguments.output, exist_ok=True)
    browser = chromium()
    try:
        if arguments.address:
            projection(browser, arguments.address, f"{arguments.output}/projection.png", arguments.wait)
            consoles(browser, arguments.address, arguments.output)
        else:
            of_a_score(browser, arguments)
        for line in browser.get_log("browser"):
            print(line["level"], line["message"])
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
