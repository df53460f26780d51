"""Uses the composer's page as a composer does, in headless Chromium: page.py ADDRESS FILE."""
import os
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

ADDRESS, FILE = sys.argv[1:3]

options = Options()
options.binary_location = "/usr/bin/chromium"
for switch in ["--headless=new", "--no-sandbox", "--window-size=1440,900", "--disable-dev-shm-usage"]:
    options.add_argument(switch)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def at(name):
    return browser.find_element(By.ID, name)


def until(condition, what):
    WebDriverWait(browser, 30, poll_frequency=0.05).until(lambda _: condition(), what)


def text():
    return browser.execute_script("return document.getElementById('text').value")


def verdict():
    return at("verdict").get_attribute("data-verdict")


def set_period(words):
    """Of the whole piece."""
    Select(at("level")).select_by_index(0)
    at("period").send_keys(Keys.CONTROL, "a")
    at("period").send_keys(words, Keys.ENTER)


def read():
    with open(FILE, encoding="utf-8") as file:
        return file.read()


try:
    browser.get(ADDRESS)
    until(lambda: verdict() == "valid", "the score is opened and valid")
    assert text() == read(), "the editor has the file's text"
    assert at("picture").is_displayed(), "there is a picture"

    # An error, its diagnostic, and the word that mends it, by the keyboard.
    field = at("text")
    place = text().index("space: additive") + len("space: ad")
    browser.execute_script("arguments[0].focus(); arguments[0].setSelectionRange(arguments[1], arguments[1])", field, place)
    field.send_keys(Keys.DELETE)
    until(lambda: verdict() == "wrong", "the error is found")
    problem = browser.find_element(By.CSS_SELECTOR, "#problems li.error")
    assert "did you mean `additive`?" in problem.text, problem.text
    assert browser.find_elements(By.CSS_SELECTOR, "#gutter .error"), "the line is marked"
    problem.find_element(By.CSS_SELECTOR, ".mend").send_keys(Keys.ENTER)
    until(lambda: verdict() == "valid", "it is mended")
    assert text() == read(), "nothing else has changed"

    # Dimensions and period by the controls.
    Select(at("level")).select_by_index(3)
    assert at("level").find_element(By.CSS_SELECTOR, "option:checked").text.strip() == "plane"
    browser.find_elements(By.CSS_SELECTOR, "#axes button")[2].send_keys(Keys.SPACE)
    until(lambda: "dimensions: 3" in text(), "the third axis is open")
    Select(at("level")).select_by_index(0)
    until(lambda: at("dimensionsExcept").text == "otherwise in line, plane", "the levels inside that have their own are named")
    set_period("80ms..40ms")
    until(lambda: "period: 80ms..40ms" in text(), "the period is written")
    until(lambda: at("state").get_attribute("data-state") == "unsaved" and verdict() == "valid", "it is not saved yet")

    # What another program writes meanwhile is not lost.
    with open(FILE, "a", encoding="utf-8") as file:
        file.write("# by another hand\n")
    at("text").send_keys(Keys.CONTROL, "s")
    until(lambda: at("dialog").is_displayed(), "the conflict is told")
    assert "changed by another program" in at("question").text
    at("choices").find_element(By.CSS_SELECTOR, "button[value=mine]").click()
    until(lambda: at("state").get_attribute("data-state") == "saved", "it is saved")
    assert read() == text()

    # What cannot be played is saved, and said to be so.
    set_period("fast")
    until(lambda: verdict() == "wrong", "there is no such period")
    at("text").send_keys(Keys.CONTROL, "s")
    until(lambda: at("state").text == "✓ saved as piece.yaml, but it cannot be played: a problem", "it is saved nevertheless")
    set_period("80ms..40ms")
    until(lambda: verdict() == "valid", "there is one")
    at("text").send_keys(Keys.CONTROL, "s")
    until(lambda: at("state").text == "✓ saved as piece.yaml", "it is saved again")

    # What another program does is followed where nothing is lost by it.
    written = text()
    with open(FILE, "a", encoding="utf-8") as file:
        file.write("# once more\n")
    until(lambda: text() == read() != written, "the page has what was written")
    os.rename(FILE, FILE + ".away")
    until(lambda: at("state").text == "✕ the file is gone: Save writes it again", "the file is gone")
    os.rename(FILE + ".away", FILE)
    until(lambda: at("state").text == "✓ saved", "it is back")
    os.remove(FILE)
    at("text").send_keys(Keys.CONTROL, "s")
    until(lambda: at("state").text == "✓ saved as piece.yaml", "there is nothing to ask about")
    assert read() == text()

    # What the language takes for granted of the left arm is shown, and its contrary is written.
    browser.execute_script("arguments[0].open = true", at("sensors"))
    assert at("leftInvert").is_selected() and not at("rightInvert").is_selected()
    at("leftInvert").click()
    until(lambda: "left: {source: riot, id: 0, invert: false}" in text(), "it is not inverted")
    at("leftID").send_keys(Keys.CONTROL, "a")
    at("leftID").send_keys("7", Keys.ENTER)
    until(lambda: "left: {source: riot, id: 7, invert: false}" in text(), "the sign is kept")
    until(lambda: verdict() == "valid", "it is valid")
    at("text").send_keys(Keys.CONTROL, "s")
    until(lambda: at("state").text == "✓ saved as piece.yaml", "it is saved with its arms")

    # Under another name, in a folder that is to be there.
    at("saveAs").click()
    until(lambda: at("answer").is_displayed(), "a name is asked for")
    at("answer").clear()
    at("answer").send_keys("Scores/copy", Keys.ENTER)
    until(lambda: at("scores").get_attribute("value") == "Scores/copy.yaml", "it has another name")

    # The spectrum of a space.
    Select(at("scores")).select_by_visible_text("piece.yaml")
    until(lambda: at("scores").get_attribute("value") == "piece.yaml" and verdict() == "valid", "back to the first")
    at("listen").click()
    until(lambda: at("listen").get_attribute("aria-pressed") == "true", "it sounds")
    until(lambda: "dBFS" in at("peak").text, "its level is shown")
    at("move").click()
    until(lambda: "it goes along" in at("heard").text, "it moves")
    at("listen").click()
    until(lambda: at("listen").get_attribute("aria-pressed") == "false", "it is silent")

    wrong = [line for line in browser.get_log("browser") if line["level"] == "SEVERE"]
    assert not wrong, wrong
    print("done")
except Exception:
    print("state:", at("state").text, "verdict:", at("verdict").text, file=sys.stderr)
    raise
finally:
    browser.quit()
