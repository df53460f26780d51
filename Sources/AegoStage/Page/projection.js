// The projection: hops in, light out.

import { connect, PerformanceClock } from "./stage.js";
import { Pacing } from "./pacing.js";
import { Picture } from "./picture.js";
import { PixelWater } from "./water-pixels.js";
import { Queue } from "./queue.js";
import { hasGraphics, ShaderWater } from "./water-shader.js";
import { keepLit } from "./screen.js";
import { OPACITY } from "./text.js";

const JITTER = 0.035; // s that hops are kept at least, so that none is missed
const AHEAD = 2; // hops that are known before they are seen, so that what lies between two can be drawn
const GAP = 64; // hops: of more that were missed the picture asks for what it did not see
const FADE = 1.5; // s to black, and back
const TEXT_EVERY = 4; // frames

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
const queue = new Queue();

let last = null; // hop that came
let earlier = null; // hops of longer ago that came and are not yet in the picture
let mirrored = false;

const stage = connect({
  hello(message) {
    if (picture.score?.run !== message.run) forget();
    picture.hello(message);
    document.title = message.title ?? "ægo";
  },
  hop(heard) {
    if (!picture.knows(heard)) return;
    if (last !== null && heard.hop < last) forget();
    if (last === null || heard.hop > last + GAP) ask();
    last = heard.hop;
    clock.heard(heard.time, performance.now() / 1000);
    queue.add(heard.time, () => picture.add(heard));
  },
  earlier(hops) { earlier = hops; },
  state(message) { queue.add(message.t / 1e9, () => { picture.state = message; }); },
});

/** Asks for the hops of longer ago. */
function ask() { stage.send({ type: "earlier" }); }

function forget() {
  [last, earlier] = [null, null];
  clock.reset();
  queue.clear();
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

  const time = clock.at(now / 1000, Math.max(JITTER, picture.score?.latency ?? 0));
  if (time !== null) catchUp(time);
  fade(time, passed);
  picture.draw({ time, dark, still: calm.matches, frame });
  if (frame % (calm.matches ? 5 * TEXT_EVERY : TEXT_EVERY) === 0) write(picture.words({ time, dark }));
}

/** What is seen at a performance time in s is in the picture. */
function catchUp(time) {
  if (earlier) picture.recall(earlier.filter((heard) => heard.time <= time));
  earlier = null;
  queue.release(time + (AHEAD * picture.score.hop) / picture.score.rate);
}

/** Black where nothing comes any more, and as long as the picture is turned round. */
function fade(time, passed) {
  const { newest, image } = picture;
  const isOver = time === null || !newest || time > newest.time + 0.25;
  const turns = image !== undefined && (image.mirrored === true) !== mirrored;
  dark = Math.min(1, Math.max(0, dark + (isOver || turns ? passed : -passed) / FADE));
  if (!turns || dark < 1) return;
  mirrored = !mirrored;
  document.body.classList.toggle("mirrored", mirrored);
}

function write(words) {
  text.style.opacity = (OPACITY * words.light).toFixed(3);
  if (words.text !== null) text.textContent = words.text;
}

keepLit();
requestAnimationFrame(show);
