"""A headless Chromium that draws in software, and a program that plays for it."""
import re
import subprocess
import threading

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

SWITCHES = ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--enable-unsafe-swiftshader", "--use-gl=angle",
            "--use-angle=swiftshader"]


def chromium():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for switch in SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def size(browser, width, height, scale=1, phone=False):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone})
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": phone})


class Playing:
    """`aego play` with some arguments, on the clock; the address of its stage while it plays."""

    def __init__(self, aego, *arguments):
        self.process = subprocess.Popen(
            [aego, "play", *arguments, "--no-audio", "--stage-port", "0"], stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        told = ""
        for line in self.process.stderr:
            told += line
            found = re.search(r"http://localhost:\d+/", line)
            if found:
                # Nobody reads on; a full pipe would only keep the program's console waiting.
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return found[0]
        raise SystemExit(told)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
