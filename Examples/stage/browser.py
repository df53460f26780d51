"""A headless Chromium that draws in software, and a mock to look at."""
import os
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

HERE = os.path.dirname(os.path.abspath(__file__))
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


class Mock:
    """mock.py as a process; `address` once it answers."""

    def __init__(self, take, timeline, picture, at, length=60, port=8600):
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "mock.py"), take, "--timeline", timeline, "--picture", picture,
             "--at", str(at), "--length", str(length), "--port", str(port)], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def __enter__(self):
        return self.address

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
