#!/usr/bin/env python3
"""Takes pictures of the stage's pages in headless Chromium: the projection, the console at a desk and on a phone.

    screenshots.py --address http://127.0.0.1:8600/ -o FOLDER               # whatever runs there, now
    screenshots.py --take TAKE --aego .build/release/aego -o FOLDER         # a take, at three moments of it

Needs chromium, chromium-driver and python3-selenium; a take also numpy, sox and python3-websockets.
"""
import argparse
import os
import subprocess
import tempfile
import time
from urllib.parse import urlsplit, urlunsplit

from browser import Mock, chromium, size

MOMENTS = [30, 250, 460]  # s of aego.yaml: a line of tones, the whole of them, an ensemble
CONSOLE = 200  # s: ten seconds before a scene ends, so that the next one is announced


def page(address, path, word=""):
    """Of the same program, with the same token."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=path, query="&".join(filter(None, [parts.query, word]))))


def projection(browser, address, file, wait):
    size(browser, 1920, 1080)
    browser.get(page(address, "/", "full"))
    time.sleep(wait)
    browser.save_screenshot(file)


def consoles(browser, address, folder, wait):
    for name, width, height, scale, phone in [("console", 1440, 1000, 1, False), ("console-phone", 390, 844, 2, True)]:
        size(browser, width, height, scale, phone)
        browser.get(page(address, "/console"))
        time.sleep(wait)
        browser.save_screenshot(os.path.join(folder, f"{name}.png"))


def complaints(browser):
    for line in browser.get_log("browser"):
        print(line["level"], line["message"])


def of_a_take(browser, arguments):
    with tempfile.TemporaryDirectory() as scratch:
        timeline, picture = f"{scratch}/timeline.json", f"{scratch}/timeline.svg"
        score = f"{arguments.take}/score.yaml"
        for kind, file in [("json", timeline), ("svg", picture)]:
            subprocess.run([arguments.aego, "timeline", arguments.score or score, "--format", kind, "-o", file], check=True)
        for number, moment in enumerate(arguments.moments):
            with Mock(arguments.take, timeline, picture, moment, arguments.wait + 15) as address:
                projection(browser, address, f"{arguments.output}/projection-{number + 1}.png", arguments.wait)
                browser.get("about:blank")
        with Mock(arguments.take, timeline, picture, CONSOLE - 7, 40) as address:
            consoles(browser, address, arguments.output, 3)
            browser.get("about:blank")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="of a running program's stage, token included")
    parser.add_argument("--take")
    parser.add_argument("--aego", default="aego", help="the program, for the take's timeline")
    parser.add_argument("--score", help="where the spaces are found from; the take's own copy if not given")
    parser.add_argument("--moments", type=lambda text: [float(each) for each in text.split(",")], default=MOMENTS)
    parser.add_argument("--wait", type=float, default=6.0, help="seconds until a picture is taken")
    parser.add_argument("-o", "--output", default=".")
    arguments = parser.parse_args()
    if not arguments.address and not arguments.take:
        parser.error("an --address or a --take is needed")
    os.makedirs(arguments.output, exist_ok=True)
    browser = chromium()
    try:
        if arguments.address:
            projection(browser, arguments.address, f"{arguments.output}/projection.png", arguments.wait)
            consoles(browser, arguments.address, arguments.output, 3)
        else:
            of_a_take(browser, arguments)
        complaints(browser)
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
