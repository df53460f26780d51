// What both drawings of the picture share: lights along a shore at night and their reflections. What sounds now stands
// on the waterline, a point of light for each partial; what has sounded sinks from there, slower the deeper, spreads,
// and is swallowed. Strong partials reach far down, weak ones not. Where the sound moves, the water does. The more of
// the space is open to the agent, the higher the lights rise into the air.

import { Depth } from "./depth.js";
import { WIDTH } from "./threads.js";

const SHADES = {
  white: { near: [1, 1, 1], far: [0.95, 0.975, 1] },
  warm: { near: [1, 0.95, 0.88], far: [1, 0.84, 0.68] },
  cold: { near: [0.93, 0.97, 1], far: [0.7, 0.84, 1] },
};

const TURN = 0.005; // of the way to another palette, a hop: two seconds to two thirds of it

const BRIGHTEST = 2; // light that the rows can hold, which they keep as its root

export const WATERLINE = 0.52; // of the picture's height, from below; depth and height are counted in it
export const FIRST = 2.4 * 93.75, GROWTH = 3; // age at depth d is FIRST * (exp(GROWTH * d) - 1) hops
// What is left of the light by depth d: in the water exp(-MURK * d) * (1 - d * d), at height d in the air
// AIR * exp(-h * d), on the shore, to both sides of the line, SHORE * exp(-LINE * d) more.
export const MURK = 2.3, AIR = 0.55, SHORE = 0.9, LINE = 108;
export const STRENGTH = 3 * BRIGHTEST; // of it all
export const FAR = 0.7; // depth at which the palette is at its far end
// How far threads lean at depth d and `across` the picture, 0...1: LEAN * d * the sum of two waves, each share *
// sin(deep * d - pace * seconds + wide * across).
export const LEAN = 0.01;
export const WAVES = [
  { share: 1, deep: 9, pace: 0.31, wide: 5 },
  { share: 0.6, deep: 17, pace: 0.47, wide: -3 },
];

/** The h of the air: 90 where no axis is open, 10 where all are. */
export const airDecay = (open) => 90 * (10 / 90) ** open;

export class Water {
  /** On a canvas, as large as the page shows it; or, with a `size` in pixels, as large as that. */
  constructor(canvas, size = null) {
    this.canvas = canvas;
    this.size = size;
    this.scale = { across: 1, down: 1 }; // pixels of the picture to one of the screen's
    this.palette = "white";
    this.root = new Float32Array(WIDTH);
    this.past = new Depth((level, row, light) => {
      for (let texel = 0; texel < WIDTH; texel++) this.root[texel] = Math.min(1, Math.sqrt(light[texel] / BRIGHTEST));
      this.keep(level, row, this.root);
    });
  }

  set palette(name) { this.shades = structuredClone(SHADES[name] ?? SHADES.white); }

  /** Turns towards a palette, a hop's part of the way: another scene's colour comes as slowly as its sound. */
  turn(name) {
    const aim = SHADES[name] ?? SHADES.white;
    for (const end of ["near", "far"]) {
      for (let part = 0; part < 3; part++) this.shades[end][part] += TURN * (aim[end][part] - this.shades[end][part]);
    }
  }

  /** Whether the canvas has another size than before. */
  fit() {
    const width = this.size?.width ?? Math.max(1, Math.round(this.canvas.clientWidth * this.scale.across));
    const height = this.size?.height ?? Math.max(1, Math.round(this.canvas.clientHeight * this.scale.down));
    if (this.canvas.width === width && this.canvas.height === height) return false;
    this.canvas.width = width;
    this.canvas.height = height;
    return true;
  }
}
