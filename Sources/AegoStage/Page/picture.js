// What is seen of a performance at a moment: its hops as light on the water, and the raw text. The projection and the
// film both show this; they differ in where the moment comes from.

import { Threads } from "./threads.js";
import { rawText } from "./text.js";

const KEPT = 64; // hops for the text, which shows what sounds and not what was sent
const DELAYED = 32; // hops behind the newest that are still whole; nothing earlier is drawn

// What the picture as a whole does, moved once a hop.
const DARK = { now: 0, lately: 0, gain: 0, glow: 0, motion: 0, open: 0, text: 0 };

const isPlaying = (is) => (is.playing || is.ending) && !is.waiting && !is.over;

export class Picture {
  constructor(water) {
    this.water = water;
    this.score = null; // the newest hello
    this.threads = null;
    this.light = { ...DARK };
    this.hops = []; // oldest first
    this.state = null; // the newest message of that type
  }

  /** Another performance: nothing of the one before is left. */
  forget() {
    this.hops = [];
    this.state = null;
    this.water.past.clear();
    Object.assign(this.light, DARK);
  }

  hello(message) {
    this.score = message;
    this.threads = new Threads(message);
    if (!this.newest) this.water.palette = this.image?.palette;
  }

  /** How the score has the scene that is on look. */
  get image() { return this.score?.scenes?.[this.state?.scene]?.image ?? this.score?.image; }

  get newest() { return this.hops.at(-1); }

  /** Whether a hop is one of the performance that was announced. */
  knows(heard) { return this.threads !== null && heard.bands.length === this.threads.bands; }

  /** Adds the light of a hop that `knows` knows; those between it and the newest were as this one. */
  add(heard) {
    const hops = this.water.past.after(heard.hop);
    if (hops <= 0) return;
    const row = this.threads.draw(heard.bands, hops);
    for (let hop = heard.hop - hops + 1; hop <= heard.hop; hop++) {
      this.follow(row, heard);
      this.water.past.add(hop, row);
      this.water.turn(this.image?.palette);
    }
    this.hops.push(heard);
    if (this.hops.length > KEPT) this.hops.shift();
  }

  /** Adds hops of longer ago, as if they had been seen. */
  recall(earlier) {
    const all = [...earlier.filter((heard) => this.knows(heard)), ...this.hops].sort((one, other) => one.hop - other.hop);
    this.hops = [];
    this.water.past.clear();
    Object.assign(this.light, DARK);
    for (const heard of all) this.add(heard);
  }

  /** The light dies with the sound: the past is seen only as long as there is a present. */
  follow(row, { gain, is }) {
    const { light } = this;
    const { present } = this.water.past;
    let sum = 0, change = 0;
    for (let texel = 0; texel < row.length; texel++) {
      sum += row[texel];
      change += Math.abs(row[texel] - present[texel]);
    }
    light.now += (sum - light.now) * (sum > light.now ? 0.1 : 0.02);
    light.lately = Math.max(light.now, light.lately * 0.9996);
    light.gain += (gain - light.gain) * 0.12; // a mute is dark at once
    const share = light.lately > 0.05 ? light.now / light.lately : 0;
    light.glow = (Math.min(1, share / 0.12) * Math.min(1, light.now / 0.3) * Math.min(1, light.gain / 0.1)) ** 2;
    const motion = Math.min(1, change / (sum + 1));
    light.motion += (motion - light.motion) * 0.006;
    light.text += ((isPlaying(is) && this.image?.text !== false ? 1 : 0) - light.text) * 0.01; // a second to two thirds
    light.open += (this.open - light.open) * 0.004; // an axis takes seconds to open
  }

  /** How open the space is to the agent: 0 not at all, 1 on every axis; twice as many axes are always as much more. */
  get open() {
    const { dimensions = [], position = [] } = this.state ?? {};
    return position.length > 0 ? Math.log2(1 + dimensions.length) / Math.log2(1 + position.length) : 0;
  }

  /**
   * Draws the water at a performance time in s. `dark` is how far the light is taken back, 0...1; `still` that nothing
   * moves but what sounds; the grain is another with each `frame`.
   */
  draw({ time, dark = 0, still = false, frame }) {
    const { light, newest, score, water } = this;
    if (!newest) {
      water.draw({ hop: 0, glow: 0, sway: 0, open: 0, seconds: 0, frame: 0 });
      return;
    }
    const between = (time - newest.time) * (score.rate / score.hop);
    water.draw({
      hop: newest.hop + Math.max(-DELAYED, Math.min(between, 0)),
      glow: light.glow * (1 - dark) ** 2,
      sway: still ? 0 : Math.min(1, 0.12 + 4 * light.motion),
      open: light.open,
      seconds: time,
      frame: still ? 0 : frame,
    });
  }

  /** The text at a performance time in s, and how much of its light is left, 0...1. */
  words({ time, dark = 0 }) {
    const { light, state } = this;
    const seen = this.hops.findLast((each) => each.time <= time) ?? this.hops[0];
    const lit = seen && state && isPlaying(seen.is) ? light.text * (1 - dark) : 0;
    const fade = seen?.is.ending || seen?.is.panic ? Math.min(1, seen.gain * 4) : 1;
    return { light: lit * fade, text: lit > 0 ? rawText(seen, state) : null };
  }
}
