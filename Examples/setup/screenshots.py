#!/usr/bin/env python3
"""Takes pictures of the composer's page in headless Chromium: at a desk and on a phone, valid and with an error.

    aego setup Scores/aego.yaml
    screenshots.py --address http://localhost:8081/setup -o FOLDER

Needs chromium, chromium-driver and python3-selenium. Nothing is saved.
"""
import argparse
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "stage"))

from browser import chromium, size  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

SIZES = [("setup", 1440, 900, 1, False), ("setup-phone", 390, 844, 2, True)]


def at(browser, name):
    return browser.find_element(By.ID, name)


def verdict(browser, words):
    WebDriverWait(browser, 20).until(lambda _: at(browser, "verdict").get_attribute("data-verdict") == words)


def picture(browser, folder, name, width, height, whole=False):
    if whole:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        size(browser, width, height, 1, False)
    time.sleep(0.5)
    browser.save_screenshot(os.path.join(folder, f"{name}.png"))


def press(browser, name):
    browser.execute_script("document.getElementById(arguments[0]).click()", name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", required=True)
    parser.add_argument("--level", type=int, default=4, help="which level is looked at")
    parser.add_argument("-o", "--output", default=".")
    arguments = parser.parse_args()
    os.makedirs(arguments.output, exist_ok=True)
    browser = chromium()
    try:
        for name, width, height, scale, phone in SIZES:
            size(browser, width, height, scale, phone)
            browser.get(arguments.address)
            verdict(browser, "valid")
            level = Select(at(browser, "level"))
            level.select_by_index(min(arguments.level, len(level.options) - 1))
            press(browser, "listen")
            WebDriverWait(browser, 20).until(lambda _: at(browser, "move").is_enabled())
            press(browser, "move")
            time.sleep(4)
            picture(browser, arguments.output, name, width, height)
            press(browser, "listen")
            for part in ["sensors", "device", "training"]:
                browser.execute_script("document.getElementById(arguments[0]).open = true", part)
            time.sleep(4)
            browser.execute_script(
                "const text = document.getElementById('text'); text.focus();"
                "const place = text.value.indexOf('dimensions:'); text.setSelectionRange(place, place + 3);"
                "document.execCommand('insertText', false, 'd');")
            verdict(browser, "wrong")
            picture(browser, arguments.output, f"{name}-whole", width, height, whole=True)
            browser.execute_script("window.onbeforeunload = null; document.execCommand('undo')")
            verdict(browser, "valid")
        for line in browser.get_log("browser"):
            print(line["level"], line["message"])
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
