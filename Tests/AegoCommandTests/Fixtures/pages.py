"""The stage's pages in headless Chromium, against a playing program.

    pages.py console|projection|drawings|firefox PROGRAM     in a folder that has `spaces`; ends with 0 where all holds, else says what not
"""
import asyncio
import base64
import json
import math
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import numpy
import websockets
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PATIENCE = 40.0  # s for anything to happen, on a machine with much else to do
SCORE = """\
score: 1
title: pages
seed: 1
spaces: {additive: spaces/additive.safetensors}
agent: {glide: 0ms}
transport: {guard: 1500ms}
sound: {fade in: 0ms, fade out: 200ms}
movements:
  - name: all
    scenes:
      - {name: first, for: {min: 0s, nominal: 100s, max: 300s}, until: go, direction: "Turn both hands."}
      - {name: second, for: {min: 0s, nominal: 100s, max: 300s}, until: go, dimensions: 2}
      - {name: third, for: 300s}
"""


def browser():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for switch in ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--enable-unsafe-swiftshader", "--use-gl=angle",
                   "--use-angle=swiftshader", "--window-size=1280,720", "--force-device-scale-factor=1"]:
        options.add_argument(switch)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def until(what, holds):
    """Waits until something holds, and gives it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    sys.exit(f"waited in vain: {what}")


class Player:
    """A playing program; its pages' port, its sensors' port, and what its journal holds."""

    def __init__(self, program, take, stage_port=0):
        with open("score.yaml", "w") as file:
            file.write(SCORE)
        self.take, self.told = take, []
        self.process = subprocess.Popen(
            [program, "play", "score.yaml", "--no-audio", "--port", "0", "--stage-port", str(stage_port), "--take", take,
             "--watch"],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=lambda: self.told.extend(iter(self.process.stderr.readline, "")), daemon=True).start()
        find = lambda pattern: re.search(pattern, "".join(self.told))
        self.stage = int(until("the address of the stage", lambda: find(r"http://localhost:(\d+)/console"))[1])
        self.sensors = int(until("the sensors' port", lambda: find(r"port (\d+)"))[1])

    def journal(self):
        try:
            with open(f"{self.take}/journal.jsonl") as file:
                lines = file.read().split("\n")[:-1]
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def send(self, address, *floats):
        padded = lambda text: text.encode() + b"\0" * (4 - len(text) % 4)
        packet = padded(address) + padded("," + "f" * len(floats)) + struct.pack(f">{len(floats)}f", *floats)
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(packet, ("127.0.0.1", self.sensors))

    def end(self):
        self.process.terminate()
        if self.process.wait(PATIENCE) != 0:
            sys.exit("".join(self.told))


# Every control of the console, and what the journal has of it.

class Desk:
    def __init__(self, page, player):
        self.page, self.player, self.known = page, player, 0

    def at(self, name):
        return self.page.find_element(By.ID, name)

    def pressed(self, keys):
        ActionChains(self.page).send_keys(keys).perform()

    def button(self, name):
        self.page.find_element(By.CSS_SELECTOR, f"[data-command={name}]").click()

    def expect(self, what, holds):
        """The journal's next line for which something holds, behind the last one that was found."""
        def find():
            lines = self.player.journal()
            return next((index for index in range(self.known, len(lines)) if holds(lines[index])), None)
        place = until(f"{what}, in:\n" + "".join(self.player.told), lambda: (found := find()) is not None and (found,))[0]
        self.known = place + 1
        return self.player.journal()[place]

    def command(self, name, event="command", **fields):
        return self.expect(
            f"{event} {name} {fields}", lambda line: line["event"] == event and line.get("name") == name
            and all(line.get(key) == value for key, value in fields.items()))

    def scene(self, name):
        return self.expect(f"the scene {name}", lambda line: line["event"] == "scene" and line["scene"] == name)


# The release happens a tenth of a second after the press, and waits for the page's thread for half a second more.
TAP_ON_A_BUSY_PAGE = """
const [button] = arguments;
const begun = performance.now();
const pointer = (type, timeStamp) => {
  const event = new PointerEvent(type, { bubbles: true, button: 0 });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  button.dispatchEvent(event);
};
pointer("pointerdown", begun);
setTimeout(() => { pointer("pointerup", begun + 100); setTimeout(() => { window.tapped = true; }, 700); }, 500);
while (performance.now() < begun + 600) {}
"""


def console(program):
    player, page = Player(program, "take"), browser()
    try:
        page.get(f"http://127.0.0.1:{player.stage}/console")
        desk = Desk(page, player)
        until("the scene on the page", lambda: desk.at("scene").text == "first")
        assert desk.at("direction").text == "Turn both hands."
        desk.scene("first")
        until("the screen's word", lambda: desk.at("screen").text == "stays lit")

        desk.button("like"), desk.command("super_like")
        desk.pressed("d"), desk.command("super_like")
        desk.button("dislike"), desk.command("super_like")
        desk.pressed("l"), desk.command("super_like")
        desk.button("explore"), desk.command("explore_state")
        desk.pressed("e"), desk.command("explore_state")
        desk.button("rest"), desk.command("rest")
        assert page.execute_script("return document.activeElement === document.body"), "keys belong to the commands again"
        desk.pressed("t"), desk.command("rest")

        fader = desk.at("fader")
        width = fader.size["width"]
        ActionChains(page).move_to_element(fader).click_and_hold().move_by_offset(int(width * 0.45), 0).perform()
        desk.expect("a yes by the fader", lambda line: line["event"] == "action" and line["reward"] > 0.9)
        ActionChains(page).release().perform()
        desk.expect("nothing once it is let go", lambda line: line["event"] == "action" and line["reward"] == 0)
        ActionChains(page).key_down(Keys.ARROW_DOWN).perform()
        desk.expect("a no by the key", lambda line: line["event"] == "action" and line["reward"] < -0.9)
        ActionChains(page).key_up(Keys.ARROW_DOWN).perform()
        desk.expect("nothing once the key is let go", lambda line: line["event"] == "action" and line["reward"] == 0)
        player.send("/aego/fader", 0.5)
        until("that another holds the fader", lambda: desk.at("elsewhere").text == "held elsewhere")
        assert desk.at("faderValue").text == "+0.50", desk.at("faderValue").text
        player.send("/aego/fader", 0, 0)
        until("that nobody holds it", lambda: not desk.at("elsewhere").is_displayed())
        ActionChains(page).key_down(Keys.ARROW_UP).perform()
        desk.expect("a yes by the key", lambda line: line["event"] == "action" and line["reward"] > 0.9)
        ActionChains(page).key_up(Keys.ARROW_UP).perform()
        desk.button("undo"), desk.command("undo")
        desk.pressed("u"), desk.command("undo")

        for press in [lambda: desk.button("hold"), lambda: desk.pressed("h")]:
            press(), desk.command("hold", arguments=[1])
            until("the page says that it is held", lambda: "Held" in desk.at("holdWords").text)
            press(), desk.command("hold", arguments=[0])
            until("the page says that it goes on", lambda: desk.at("holdWords").text == "Hold")
        for press in [lambda: desk.button("pause"), lambda: desk.pressed("p")]:
            press(), desk.command("pause", arguments=[1])
            press(), desk.command("pause", arguments=[0])

        desk.button("go"), desk.command("go"), desk.scene("second")
        desk.pressed(Keys.ENTER), desk.command("go", event="refused")
        until("the refusal on the page", lambda: "refused" in desk.at("reason").get_attribute("class"))
        until("the guard's end", lambda: desk.at("go").get_attribute("data-go") == "ready")
        desk.pressed(Keys.ENTER), desk.command("go"), desk.scene("third")
        desk.pressed("b"), desk.scene("second")
        desk.button("back"), desk.scene("first")
        desk.pressed("r"), desk.scene("first")
        desk.button("repeat"), desk.scene("first")
        assert desk.at("scenes").get_attribute("value") == "first", "a jump in haste stays where the piece is"
        page.find_element(By.CSS_SELECTOR, "#scenes option[value=third]").click()
        desk.at("jump").click(), desk.scene("third")
        assert page.execute_script("return document.activeElement === document.body"), "Enter is GO behind a jump"
        desk.pressed("j")
        ActionChains(page).send_keys("second", Keys.ENTER).perform()
        desk.scene("second")

        with open("score.yaml", "w") as file:
            file.write(SCORE.replace("name: third", "name: fourth"))
        until("the saved score", lambda: any("fourth" in line for line in player.told))
        desk.button("repeat"), desk.scene("second")
        names = lambda: [option.text for option in page.find_elements(By.CSS_SELECTOR, "#scenes option")]
        until("the saved score's scenes on the page", lambda: names() == ["first", "second", "fourth"])

        panic = desk.at("panic")
        panic.click()
        assert not any(line.get("name") == "panic" for line in player.journal()), "a short press is no panic"
        page.execute_script(TAP_ON_A_BUSY_PAGE, panic)
        until("the tap's end", lambda: page.execute_script("return window.tapped"))
        assert not any(line.get("name") == "panic" for line in player.journal()), "nor is one that is heard of late"
        ActionChains(page).click_and_hold(panic).perform()
        desk.command("panic")
        ActionChains(page).release().perform()
        until("the page says that it fades", lambda: desk.at("panicWords").text.startswith("Fading"))
        desk.at("latency").click()
        ActionChains(page).key_down(Keys.ESCAPE).key_up(Keys.ESCAPE).perform()
        desk.command("panic")
        until("the page says that it is mute", lambda: desk.at("panicWords").text.startswith("Muted"))
        desk.pressed(Keys.ENTER), desk.command("go")
        until("the page says that there is none", lambda: desk.at("panicWords").text.startswith("Panic"))

        field = desk.at("latency")
        assert field.get_attribute("value") == desk.at("soundLatency").text.split()[0], "as late as the sound"
        field.clear()
        field.send_keys("120", Keys.TAB)
        page.switch_to.new_window("tab")
        page.get(f"http://127.0.0.1:{player.stage}/console")
        other = lambda: desk.at("latency").get_attribute("value")
        until("the latency on another console", lambda: other() == "120")
        assert desk.at("soundLatency").text == "0 ms", desk.at("soundLatency").text
        port = player.stage
        player.end()
        page.get("about:blank")
        player = Player(program, "again", port)
        page.get(f"http://127.0.0.1:{player.stage}/console")
        until("the latency in the next run", lambda: other() == "120")
        player.end()
    finally:
        page.quit()
        player.process.kill()


# What the projection draws.

WATERLINE = 0.52  # of the height, from below


def across(frequency):
    """Where a frequency lies, 0 to 1: an octave is as wide as any other above 40 Hz, linear below."""
    along = lambda f: math.log(1 + f / 40)
    return (along(frequency) - along(50)) / (along(11000) - along(50))


def partials(program, position):
    """The strongest partials of a position, by a transform of its sound: frequencies, the strongest first."""
    subprocess.run(
        [program, "space", "decode", "spaces/additive.safetensors", "--position", ",".join(map(str, position)), "--for", "3s",
         "-o", "held.wav"], check=True, stdout=subprocess.DEVNULL)
    raw = subprocess.run(["sox", "held.wav", "-c", "1", "-t", "f32", "-"], capture_output=True, check=True).stdout
    sound = numpy.frombuffer(raw, "<f4")[48000:48000 + 65536]
    spectrum = numpy.abs(numpy.fft.rfft(sound * numpy.hanning(len(sound))))
    os.remove("held.wav")
    found = []
    for index in numpy.argsort(spectrum)[::-1]:
        frequency = index * 48000 / 65536
        if spectrum[index] < spectrum.max() * 10 ** (-18 / 20):
            break
        if 60 < frequency < 10000 and all(abs(math.log2(frequency / each)) > 0.1 for each in found):
            found.append(frequency)
    return found


def picture(page):
    """The light of each pixel, 0 to 255, as it is on the screen."""
    png = page.get_screenshot_as_png()
    size = struct.unpack(">II", png[16:24])
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "png_pipe", "-i", "-", "-f", "rawvideo", "-pix_fmt", "gray", "-"], input=png,
        capture_output=True, check=True).stdout
    return numpy.frombuffer(raw, numpy.uint8).reshape(size[1], size[0]).astype(float)


def brightness(page):
    """The light of each column about the waterline."""
    pixels = picture(page)
    line = int(len(pixels) * (1 - WATERLINE))
    return pixels[line - 4:line + 4].max(axis=0)


def drawn(page, frequencies):
    """Whether there is light at these frequencies, and little of it in between."""
    columns = brightness(page)
    width = len(columns)
    near = numpy.zeros(width, bool)
    for frequency in frequencies:
        middle = across(frequency) * width
        near[max(0, int(middle) - 14):int(middle) + 15] = True
        if columns[max(0, int(middle) - 5):int(middle) + 6].max() < 90:
            return False
    return numpy.median(columns[~near]) < 40


def projection(program):
    player, page = Player(program, "take"), browser()
    begun = time.monotonic()
    text = lambda: page.find_element(By.ID, "text")
    shown = lambda: float(text().value_of_css_property("opacity"))
    try:
        page.get(f"http://127.0.0.1:{player.stage}/?full")
        until("the text", lambda: shown() > 0.5 and text().text)
        before = text().text
        until("another text", lambda: text().text != before)

        player.send("/pause", 1.0)
        places = []
        for position in [[0.5] * 8, [0.95, 0.1, 0.9, 0.2] + [0.5] * 4, [0.1, 0.9, 0.2, 0.8] + [0.5] * 4]:
            player.send("/sample_vst", *position)
            held = until("the position in the journal", lambda: next(
                (line["position"] for line in player.journal() if line.get("name") == "sample_vst"
                 and all(abs(a - b) < 1e-6 for a, b in zip(line["position"], position))), None))
            frequencies = partials(program, held)
            assert frequencies, held
            until(f"light at {frequencies} Hz of {held}", lambda: drawn(page, frequencies))
            low, high = [int(across(each) * 1280) for each in sorted(frequencies)[:2]]
            columns = brightness(page)
            assert columns[low:high + 1].min() < columns[[low, high]].min() / 2, f"no dark between {frequencies} Hz"
            places.append([across(each) for each in frequencies])
        assert len({tuple(round(each, 2) for each in place) for place in places}) == 3, f"three pictures: {places}"

        # Opened late it shows what sounded more than twenty seconds ago.
        until("half a minute played", lambda: time.monotonic() > begun + 30)
        sunk = lambda: (pixels := picture(page))[int(len(pixels) * (1 - WATERLINE * 0.25)):]
        seen, first = sunk(), page.current_window_handle
        assert seen.max() > 10, "the past shines deep below"
        page.switch_to.new_window("tab")
        page.get(f"http://127.0.0.1:{player.stage}/?full")
        opened = time.monotonic()
        until("the same depth at once", lambda: (now := sunk()).max() > 10 and numpy.corrcoef(now.mean(axis=0), seen.mean(axis=0))[0, 1] > 0.9)
        assert time.monotonic() - opened < 18, "it sank in"
        page.close()
        page.switch_to.window(first)

        port = player.stage
        player.process.kill()
        player.process.wait()
        until("darkness", lambda: shown() == 0 and brightness(page).max() < 4)
        assert page.find_element(By.TAG_NAME, "canvas").is_displayed(), "no page of the browser's own"
        player = Player(program, "again", port)
        until("the text of the new run", lambda: shown() > 0.5)
        until("its light", lambda: brightness(page).max() > 90)
        player.end()
    finally:
        page.quit()
        player.process.kill()


# The same past and moments by both drawings of the picture: how many parts of pixels differ by how much.
BOTH = """
const [width, height, done] = arguments;
(async () => {
  const { PixelWater } = await import("./water-pixels.js");
  const { ShaderWater } = await import("./water-shader.js");
  const [plain, shaded] = [PixelWater, ShaderWater].map((Drawing) => {
    const canvas = document.createElement("canvas");
    canvas.style.cssText = `position: fixed; width: ${width}px; height: ${height}px`;
    document.body.append(canvas);
    return Object.assign(new Drawing(canvas), { palette: "warm" });
  });
  const row = new Float32Array(1024);
  for (let hop = 0; hop < 6000; hop++) {
    const middle = 300 + 200 * Math.sin(hop / 400);
    row.forEach((_, texel) => {
      row[texel] = 2 * Math.exp(-0.5 * ((texel - middle) / 6) ** 2) + (texel % 97 === 0 ? 1.5 : 0) + 0.02;
    });
    plain.past.add(hop, row);
    shaded.past.add(hop, row);
  }
  const pixels = new Uint8Array(width * height * 4);
  const found = [];
  for (const moment of [
    { hop: 5999.4, glow: 1, sway: 0, open: 0.3, seconds: 64.3, frame: 5 },
    { hop: 5998.0, glow: 0.5, sway: 1, open: 1, seconds: 6400, frame: 77 },
    { hop: 5970.7, glow: 0, sway: 1, open: 0, seconds: 1, frame: 0 },
  ]) {
    plain.draw(moment);
    shaded.draw(moment);
    const { gl } = shaded;
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels); // the lowest row first
    const differences = new Array(256).fill(0);
    let brightest = 0;
    pixels.forEach((part, at) => {
      const row = height - 1 - Math.floor(at / (4 * width));
      const other = plain.image.data[row * width * 4 + at % (4 * width)];
      differences[Math.abs(part - other)]++;
      if (at % 4 < 3) brightest = Math.max(brightest, other);
    });
    found.push({ differences, brightest });
  }
  done(found);
})().catch((error) => done(`${error}`));
"""


# A picture that saw each hop, and one that was opened late: their light, and how many parts of pixels differ by how much.
LATE = """
const [done] = arguments;
(async () => {
  const { PixelWater } = await import("./water-pixels.js");
  const { Picture } = await import("./picture.js");
  const size = { width: 480, height: 270 };
  const open = () => {
    const picture = new Picture(new PixelWater(document.createElement("canvas"), size));
    picture.hello({ bands: 512, lowest: 40, highest: 16000, rate: 48000, hop: 512, image: { palette: "warm", text: true }, scenes: [] });
    picture.state = { dimensions: [1, 2], position: [0.5, 0.5, 0.5, 0.5] };
    return picture;
  };
  const hop = (hop) => ({
    is: { playing: true }, hop, time: hop * 512 / 48000, gain: 1, reward: 0, left: NaN, right: NaN,
    bands: Uint8Array.from({ length: 512 }, (_, band) => {
      const sway = 40 * Math.sin(hop / 500);
      const peak = Math.max(...[100, 180, 240, 330].map((at) => 200 - 12 * Math.abs(band - at - sway)));
      return Math.max(40, peak) + (hop * 7 + band * 13) % 5;
    }),
  });
  const [whole, late, blind] = [open(), open(), open()];
  const last = 4800;
  for (let each = 0; each <= last; each++) whole.add(hop(each));
  for (let each = last - 5; each <= last; each++) { late.add(hop(each)); blind.add(hop(each)); }
  const earlier = [];
  for (let each = last - 279 * 16; each <= last; each += 16) earlier.push(hop(each));
  late.recall(earlier);
  const moment = { time: last * 512 / 48000, still: true, frame: 0 };
  for (const picture of [whole, late, blind]) picture.draw(moment);
  const apart = (picture) => {
    const differences = new Array(256).fill(0);
    picture.water.image.data.forEach((part, at) => { differences[Math.abs(part - whole.water.image.data[at])]++; });
    return differences;
  };
  done({
    late: apart(late), blind: apart(blind), light: [whole.light, late.light], hops: late.hops.map(({ hop }) => hop),
    words: late.words(moment).text,
  });
})().catch((error) => done(`${error}`));
"""


def check_late(page):
    found = page.execute_async_script(LATE)
    assert isinstance(found, dict), found
    late, blind = numpy.array(found["late"]), numpy.array(found["blind"])
    assert late[:3].sum() > 0.9 * late.sum() and late[16:].sum() < 0.01 * late.sum(), late
    mean = lambda differences: (differences * numpy.arange(256)).sum() / differences.sum()
    assert mean(late) < 1 and mean(blind) > 4, (mean(late), mean(blind))
    for name, whole in found["light"][0].items():
        assert abs(whole - found["light"][1][name]) < 0.05 * max(1, whole), (name, found["light"])
    assert found["hops"] == sorted(found["hops"]) and found["hops"][-1] == 4800, found["hops"]


# A projection's queue: what is told of a hop is done when the hop is seen, and not before.
LATER = """
const [done] = arguments;
import("./queue.js").then(({ Queue }) => {
  const queue = new Queue();
  const seen = [];
  for (let hop = 0; hop < 300; hop++) queue.add(hop / 100, () => seen.push(hop));
  queue.release(-1);
  const before = seen.length;
  queue.release(0.995);
  const during = seen.length;
  for (let hop = 300; hop < 1300; hop++) queue.add(hop / 100, () => seen.push(hop));
  done({ before, during, after: seen.length, inOrder: seen.every((hop, index) => hop === index) });
}).catch((error) => done(`${error}`));
"""


def check_later(page):
    found = page.execute_async_script(LATER)
    assert found == {"before": 0, "during": 100, "after": 300, "inOrder": True}, found


# A machine that needs so many ms for a picture in all its pixels, and some for each frame: how it is drawn after a while.
PACED = """
const [graphics, full, floor, seconds, done] = arguments;
import("./pacing.js").then(({ Pacing }) => {
  const period = 1000 / 60;
  const water = {};
  const pacing = new Pacing(water, graphics);
  let free = 0; // when the machine has done what it was given
  let drawn = 0, at = -1, uneven = 0, coarsest = 1;
  for (let now = 0; now < seconds * 1000; now += period) {
    if (free > now) continue; // no frame comes while the one before is drawn
    if (!pacing.frame(now)) continue;
    free = now + floor + full * water.scale.across * water.scale.down;
    if (now > seconds * 500) {
      drawn++;
      if (at >= 0 && Math.abs(now - at - pacing.every * period) > 1) uneven++;
      coarsest = Math.min(coarsest, water.scale.across);
    }
    at = now;
  }
  done({ scale: water.scale, every: pacing.every, uneven: uneven / drawn, coarsest });
}).catch((error) => done(`${error}`));
"""


def check_pacing(page):
    paced = lambda *machine: page.execute_async_script(PACED, *machine)
    fast = paced(True, 10, 1, 60)
    assert fast["scale"] == {"across": 1, "down": 1} and fast["every"] == 1 and fast["uneven"] == 0, fast
    slow = paced(True, 50, 1, 600)
    assert slow["every"] == 1 and slow["scale"]["across"] == 0.75 and slow["uneven"] < 0.01, slow
    plain = paced(False, 10, 1, 60)
    assert plain["scale"] == {"across": 0.5, "down": 0.25} and plain["uneven"] == 0, plain
    hopeless = paced(False, 10, 20, 600)
    assert hopeless["every"] == 2 and hopeless["uneven"] < 0.01, hopeless


def drawings(program):
    player, page = Player(program, "take"), browser()
    width, height = 640, 360
    try:
        page.set_script_timeout(PATIENCE)
        page.get(f"http://127.0.0.1:{player.stage}/console")
        check_pacing(page)
        check_late(page)
        check_later(page)
        found = page.execute_async_script(BOTH, width, height)
        assert isinstance(found, list), found
        for moment, brightest in zip(found, [240, 200, 0]):
            differences = numpy.array(moment["differences"])
            assert differences.sum() == 4 * width * height
            # Noise may fall to the other side of a step; the shader's net is straight between its knots.
            assert differences[3:].sum() < 4 * width * height / 2000, differences
            assert differences[16:].sum() == 0, differences
            assert moment["brightest"] >= brightest, moment["brightest"]
        assert found[2]["brightest"] == 0, "without a glow nothing is to be seen"
    finally:
        page.quit()
        player.process.kill()


# Firefox, for which Debian has no driver: it is spoken with over WebDriver BiDi.

class Firefox:
    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--remote-debugging-port", "0", "--profile", folder, "--window-size", "1280,720"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        address = next((found[0] for line in self.process.stderr if (found := re.search(r"ws://\S+", line))), None)
        assert address, "Firefox did not start"
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.socket = self.loop.run_until_complete(self.connection(f"{address}/session"))
        self.number, self.faults = 0, []
        self.order("session.new", capabilities={})
        self.order("session.subscribe", events=["log.entryAdded"])
        self.tab = self.order("browsingContext.getTree")["contexts"][0]["context"]

    async def connection(self, address):
        return await websockets.connect(address, max_size=None)

    def order(self, method, **parameters):
        return self.loop.run_until_complete(asyncio.wait_for(self.answer(method, parameters), PATIENCE))

    async def answer(self, method, parameters):
        self.number += 1
        await self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(await self.socket.recv())
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.faults.append(message["params"]["text"])
            if message.get("id") == self.number:
                assert message["type"] == "success", message
                return message["result"]

    def get(self, address):
        self.order("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def value(self, expression):
        answer = self.order("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def press(self, key):
        actions = [{"type": kind, "value": key} for kind in ["keyDown", "keyUp"]]
        self.order("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def get_screenshot_as_png(self):
        return base64.b64decode(self.order("browsingContext.captureScreenshot", context=self.tab)["data"])

    def quit(self):
        self.process.kill()  # where signals are held back it would not hear of anything less
        self.process.wait(PATIENCE)


def firefox(program):
    player = Player(program, "take")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Firefox(folder)
        try:
            page.get(f"http://127.0.0.1:{player.stage}/?full")
            until("the text", lambda: page.value("document.getElementById('text').style.opacity > 0.5"))
            player.send("/pause", 1.0)
            position = [0.95, 0.1, 0.9, 0.2] + [0.5] * 4
            player.send("/sample_vst", *position)
            frequencies = partials(program, position)
            until(f"light at {frequencies} Hz", lambda: drawn(page, frequencies))

            page.get(f"http://127.0.0.1:{player.stage}/console")
            until("the scene", lambda: page.value("document.getElementById('scene').textContent") == "first")
            until("what was before", lambda: "The agent rests" in page.value("document.getElementById('log').textContent"))
            page.press("\ue007")
            until("the next scene", lambda: page.value("document.getElementById('scene').textContent") == "second")
            page.press("\ue007")
            until("the refusal", lambda: page.value("document.getElementById('reason').className") == "refused")
            assert not page.faults, page.faults
            player.end()
            said = [line.get("name") for line in player.journal() if line["event"] in ("command", "refused")]
            assert said == ["pause", "sample_vst", "go", "go", "stop"], said
        finally:
            page.quit()
            player.process.kill()


{"console": console, "projection": projection, "drawings": drawings, "firefox": firefox}[sys.argv[1]](sys.argv[2])
