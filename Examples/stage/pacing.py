#!/usr/bin/env python3
"""Measures the projection's frame pacing in headless Chromium, which draws in software: the share of late frames.

    pacing.py --address http://127.0.0.1:8600/ --seconds 60

A frame is late where it comes more than one and a half periods after the one before. The first five seconds, in which
the picture finds its resolution, are not counted. Where sixty a second are hopeless the page draws every second one; how
many it has drawn is told.
"""
import argparse
import os
import time

from browser import chromium, size

MEASURE = """
const done = arguments[arguments.length - 1], seconds = arguments[0];
const gaps = [];
let drawn = 0;
for (const [context, name] of [[CanvasRenderingContext2D, "putImageData"], [WebGL2RenderingContext, "drawElements"]]) {
  const draw = context.prototype[name];
  context.prototype[name] = function (...values) { drawn++; return draw.apply(this, values); };
}
let first = null, before = null;
function frame(now) {
  first ??= now;
  if (before !== null) gaps.push(now - before);
  before = now;
  if (now - first < seconds * 1000) requestAnimationFrame(frame);
  else {
    const { width, height } = document.querySelector("canvas");
    done({ gaps, drawn, width, height });
  }
}
requestAnimationFrame(frame);
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--settle", type=float, default=5)
    parser.add_argument("--size", default="1920x1080")
    arguments = parser.parse_args()
    browser = chromium()
    try:
        browser.set_script_timeout(arguments.seconds + 60)
        size(browser, *map(int, arguments.size.split("x")))
        browser.get(arguments.address)
        time.sleep(arguments.settle)
        found = browser.execute_async_script(MEASURE, arguments.seconds)
    finally:
        browser.quit()
    gaps = sorted(found["gaps"])
    seconds = sum(gaps) / 1000
    late = sum(gap > 1.5 * 1000 / 60 for gap in gaps)
    print(f"{len(gaps)} frames in {seconds:.1f} s, {len(gaps) / seconds:.1f} a second, {found['drawn'] / seconds:.1f} drawn, "
          f"{100 * late / len(gaps):.2f} % late, median {gaps[len(gaps) // 2]:.1f} ms, "
          f"99 % {gaps[len(gaps) * 99 // 100]:.1f} ms, longest {gaps[-1]:.1f} ms, "
          f"drawn at {found['width']} x {found['height']}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
