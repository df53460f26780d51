// What both drawings of the picture share: lights along a shore at night and their reflections. What sounds now stands
// on the waterline, a point of light for each partial; what has sounded sinks from there, slower the deeper, spreads,
// and is swallowed. Strong partials reach far down, weak ones not. Where the sound moves, the water does.

import { Depth } from "./depth.js";

const SHADES = {
  white: { near: [1, 1, 1], far: [0.95, 0.975, 1] },
  warm: { near: [1, 0.95, 0.88], far: [1, 0.84, 0.68] },
  cold: { near: [0.93, 0.97, 1], far: [0.7, 0.84, 1] },
};

const TURN = 0.005; // of the way to another palette, a hop: two seconds to two thirds of it

export const WATERLINE = 0.57; // of the height, from below
export const BRIGHTEST = 2; // light that the rows can hold, which they keep as its root
export const FIRST = 2.4, GROWTH = 3; // s and 1: age at depth d is FIRST * (exp(GROWTH * d) - 1)
export const HOPS = 93.75; // a second

export class Water {
  /** On a canvas, as large as the page shows it; or, with a `size` in pixels, as large as that. */
  constructor(canvas, size = null) {
    this.canvas = canvas;
    this.size = size;
    this.scale = { across: 1, down: 1 }; // pixels of the picture to one of the screen's
    this.palette = "white";
    this.past = new Depth((level, row, light) => this.keep(level, row, light));
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
