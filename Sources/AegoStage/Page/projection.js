// The projection: hops in, light out.

import { connect, PerformanceClock } from "./stage.js";
import { Picture } from "./picture.js";
import { OPACITY } from "./text.js";
import { Pacing } from "./pacing.js";
import { keepLit } from "./screen.js";
import { PixelWater } from "./water-pixels.js";
import { hasGraphics, ShaderWater } from "./water-shader.js";

const JITTER = 0.035; // s that hops are kept at least, so that none is missed
const TEXT_EVERY = 4; // frames
const GAP = 64; // hops: of more that were missed the picture asks for what it did not see

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const text = document.getElementById("text");
const graphics = hasGraphics();
const canvas = document.getElementById("water");
const water = graphics ? new ShaderWater(canvas) : new PixelWater(canvas);
const picture = new Picture(water);
// Nothing is left of the past where the graphics processor was lost.
canvas.addEventListener("webglcontextrestored", ask);
// For stills, where no frame is late: `?full` gives up no pixel.
const pacing = new URLSearchParams(location.search).has("full") ? null : new Pacing(water, graphics);
const clock = new PerformanceClock();

const stage = connect({
  hello(message) {
    if (picture.score?.run !== message.run) forget();
    picture.hello(message);
    mirror();
    document.title = message.title ?? "ægo";
  },
  hop(heard) {
    if (!picture.knows(heard)) return;
    if (heard.hop < picture.newest?.hop) forget();
    if (!picture.newest || heard.hop > picture.newest.hop + GAP) ask();
    clock.heard(heard.time, performance.now() / 1000);
    picture.add(heard);
  },
  earlier(hops) { picture.recall(hops); },
  state(message) {
    picture.state = message;
    mirror();
  },
});

/** Asks for the hops of longer ago. */
function ask() { stage.send({ type: "earlier" }); }

function mirror() { document.body.classList.toggle("mirrored", picture.image?.mirrored === true); }

function forget() {
  clock.reset();
  picture.forget();
}

let dark = 1; // nothing is coming yet, or any more
let before = 0;
let frame = 0;

function show(now) {
  requestAnimationFrame(show);
  if (pacing?.frame(now) === false) return;
  const passed = Math.min(0.1, (now - before) / 1000);
  before = now;
  frame++;

  const delay = Math.max(JITTER, picture.score?.latency ?? 0);
  const time = clock.at(now / 1000, delay);
  const { newest } = picture;
  const stopped = time === null || !newest || time > newest.time + 0.25;
  dark = Math.min(1, Math.max(0, dark + (stopped ? passed : -passed) / 1.5));

  picture.draw({ time, dark, still: calm.matches, frame });
  if (frame % (calm.matches ? 5 * TEXT_EVERY : TEXT_EVERY) === 0) write(picture.words({ time, dark }));
}

function write(words) {
  text.style.opacity = (OPACITY * words.light).toFixed(3);
  if (words.text !== null) text.textContent = words.text;
}

keepLit();
requestAnimationFrame(show);
