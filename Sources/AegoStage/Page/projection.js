// The projection: hops in, light out.

import { connect, latency, PerformanceClock } from "./stage.js";
import { Threads } from "./threads.js";
import { Water } from "./water.js";
import { rawText } from "./text.js";
import { Pacing } from "./pacing.js";

const JITTER = 0.035; // s that hops are kept at least, so that none is missed
const KEPT = 64; // hops for the text, which shows what sounds and not what was sent
const TEXT_EVERY = 4; // frames

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const text = document.getElementById("text");
const water = new Water(document.getElementById("water"));
// For stills and films, where no frame is late: `?full` gives up no pixel.
const pacing = new URLSearchParams(location.search).has("full") ? null : new Pacing(water);
const clock = new PerformanceClock();

let hello = null;
let threads = null;
let state = null;
let hops = []; // oldest first
let room = latency.get();
latency.onchange((seconds) => { room = seconds; });

// What the picture as a whole does, moved once a hop.
const DARK = { now: 0, lately: 0, gain: 0, glow: 0, motion: 0 };
const light = { ...DARK };

connect({
  hello(message) {
    if (hello?.run !== message.run) forget();
    hello = message;
    threads = new Threads(message);
    water.palette = message.image?.palette;
    document.body.classList.toggle("mirrored", message.image?.mirrored === true);
    document.title = message.title ?? "ægo";
  },
  hop(heard) {
    if (!threads || heard.bands.length !== threads.bands) return;
    if (hops.length && heard.hop < hops.at(-1).hop) forget();
    clock.heard(heard.time, performance.now() / 1000);
    const row = threads.draw(heard.bands);
    follow(row, heard.gain);
    water.past.add(heard.hop, row);
    hops.push(heard);
    if (hops.length > KEPT) hops.shift();
  },
  state(message) { state = message; },
  latency(message) { if (Number.isFinite(message.value)) { room = message.value; latency.set(room); } },
});

function forget() {
  hops = [];
  state = null;
  clock.reset();
  water.past.clear();
  Object.assign(light, DARK);
}

/** The light dies with the sound: the past is seen only as long as there is a present. */
function follow(row, gain) {
  let sum = 0, change = 0;
  for (let texel = 0; texel < row.length; texel++) {
    sum += row[texel];
    change += Math.abs(row[texel] - water.past.present[texel]);
  }
  light.now += (sum - light.now) * (sum > light.now ? 0.1 : 0.02);
  light.lately = Math.max(light.now, light.lately * 0.9996);
  light.gain += (gain - light.gain) * 0.12; // a mute is dark at once
  const share = light.lately > 0.05 ? light.now / light.lately : 0;
  light.glow = (Math.min(1, share / 0.12) * Math.min(1, light.now / 0.3) * Math.min(1, light.gain / 0.1)) ** 2;
  const motion = Math.min(1, change / (sum + 1));
  light.motion += (motion - light.motion) * 0.006;
}

let dark = 0; // 1: nothing is coming any more
let before = 0;
let frame = 0;

function show(now) {
  requestAnimationFrame(show);
  const passed = Math.min(0.1, (now - before) / 1000);
  before = now;
  frame++;
  pacing?.frame(now);

  const delay = Math.max(JITTER, (hello?.latency ?? 0) + room);
  const time = clock.at(now / 1000, delay);
  const newest = hops.at(-1);
  const stopped = time === null || !newest || time > newest.time + 0.25;
  dark = Math.min(1, Math.max(0, dark + (stopped ? passed : -passed) / 1.5));

  if (newest) {
    const between = (time - newest.time) * (hello.rate / hello.hop);
    water.draw({
      hop: newest.hop + Math.min(between, 0),
      glow: light.glow * (1 - dark) ** 2,
      sway: calm.matches ? 0 : Math.min(1, 0.12 + 4 * light.motion),
      seconds: time,
      frame: calm.matches ? 0 : frame,
    });
  } else {
    water.draw({ hop: 0, glow: 0, sway: 0, seconds: 0, frame: 0 });
  }
  if (frame % (calm.matches ? 5 * TEXT_EVERY : TEXT_EVERY) === 0) write(time);
}

function write(time) {
  const seen = hops.findLast((each) => each.time <= time) ?? hops[0];
  const playing = seen && state && (seen.is.playing || seen.is.ending) && !seen.is.waiting && !seen.is.over;
  const lit = playing && hello.image?.text !== false ? 1 - dark : 0;
  const fade = seen?.is.ending || seen?.is.panic ? Math.min(1, seen.gain * 4) : 1;
  text.style.opacity = (0.82 * lit * fade).toFixed(3);
  if (lit > 0) text.textContent = rawText(seen, state);
}

requestAnimationFrame(show);
