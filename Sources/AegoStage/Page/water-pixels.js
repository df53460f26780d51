// The picture drawn by the processor, pixel by pixel, where there is no graphics processor: a tenth of the work that
// one takes who plays a graphics processor. A test holds its pixels against the shader's.

import { LEVELS, ROWS, SOFTNESS } from "./depth.js";
import { WIDTH } from "./threads.js";
import {
  AIR, airDecay, FAR, FIRST, GROWTH, LEAN, LINE, MURK, SHORE, STRENGTH, Water, WATERLINE, WAVES,
} from "./water.js";

const KNOTS = 10; // across: between them the water's lean is taken as straight
const BLACK = 0xff000000;

// The root of light to the screen's 0...255 in 256ths: bright lights bend over instead of clipping.
const STEPS = 8192, MOST = 3.6; // above the root of the brightest light there is
const SHOWN = Uint16Array.from({ length: STEPS + 1 }, (_, step) => {
  const root = (step / STEPS) * MOST;
  return Math.round((256 * 255 * root) / (1 + root ** 4) ** 0.25);
});

export class PixelWater extends Water {
  constructor(canvas, size = null) {
    super(canvas, size);
    // It does not wait for the page around it, so that fewer frames come late.
    this.paper = canvas.getContext("2d", { alpha: false, desynchronized: true });
    this.rings = new Float32Array(LEVELS * ROWS * WIDTH); // roots of light
    this.line = new Float32Array(WIDTH + 1); // what a row of the picture sees of them, its last texel twice
    this.places = new Float64Array(KNOTS + 1);
  }

  keep(level, row, root) { this.rings.set(root, (level * ROWS + row) * WIDTH); }

  /** `hop` may lie between two hops. */
  draw(moment) {
    if (this.fit() || !this.image) {
      this.image = new ImageData(this.canvas.width, this.canvas.height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    for (let row = 0; row < this.image.height; row++) this.drawRow(row, moment);
    this.paper.putImageData(this.image, 0, 0);
  }

  drawRow(row, { hop, glow, sway, open, seconds, frame }) {
    const { pixels, image: { width, height } } = this;
    const up = 1 - (row + 0.5) / height;
    const sky = up > WATERLINE;
    const depth = sky ? (up - WATERLINE) / WATERLINE : 1 - up / WATERLINE;
    // Water takes a share of the light with each metre; the air above shows little of it.
    const left = sky ? AIR * Math.exp(-airDecay(open) * depth) : Math.exp(-MURK * depth) * (1 - depth * depth);
    const light = glow * (left + SHORE * Math.exp(-LINE * depth)) * STRENGTH;
    if (light < 1e-6) {
      pixels.fill(BLACK, row * width, (row + 1) * width);
      return;
    }
    this.look(hop, FIRST * (Math.exp(GROWTH * depth) - 1));
    this.lean(depth, sky ? 0 : sway, seconds);
    this.shine(row, Math.sqrt(light), sky ? 0 : Math.min(1, depth / FAR), (frame % 64) / 64);
  }

  /** Sets the line to what was an age in hops ago, between two rows of each of two levels. */
  look(hop, age) {
    const { rings, line } = this;
    const level = Math.min(Math.max(Math.log2(Math.max(age, 1) / SOFTNESS), 0), LEVELS - 1);
    const upper = Math.min(Math.floor(level), LEVELS - 2);
    const turn = (hop - age + 0.5) / 2 ** upper;
    const [first, second, part] = rows(upper, turn);
    const [third, fourth, lowerPart] = rows(upper + 1, turn / 2);
    const below = level - upper, above = 1 - below;
    const a = above * (1 - part), b = above * part, c = below * (1 - lowerPart), d = below * lowerPart;
    for (let texel = 0; texel < WIDTH; texel++) {
      line[texel] = a * rings[first + texel] + b * rings[second + texel]
        + c * rings[third + texel] + d * rings[fourth + texel];
    }
    line[WIDTH] = line[WIDTH - 1];
  }

  /** Sets which texel is seen at each knot of a row. */
  lean(depth, sway, seconds) {
    for (let knot = 0; knot <= KNOTS; knot++) {
      const across = knot / KNOTS;
      let lean = 0;
      for (const { share, deep, pace, wide } of WAVES) lean += share * Math.sin(deep * depth - pace * seconds + wide * across);
      this.places[knot] = (across + LEAN * sway * depth * lean) * WIDTH - 0.5;
    }
  }

  /** Sets a row's pixels. `strength` is the root of its light, `tint` how far its colour is from the waterline's. */
  shine(row, strength, tint, grain) {
    const { line, pixels, places, shades: { near, far }, image: { width } } = this;
    const [red, green, blue] = near.map((part, index) => (STEPS / MOST) * strength * (part + tint * (far[index] - part)));
    // Noise that is spread evenly over any few pixels hides the steps of eight bits.
    let noise = (0.06711056 * 0.5 + 0.00583715 * (row + 0.5)) % 1;
    let pixel = row * width, column = 0;
    for (let knot = 0; knot < KNOTS; knot++) {
      const end = Math.round(((knot + 1) / KNOTS) * width);
      const step = ((places[knot + 1] - places[knot]) * KNOTS) / width;
      let place = places[knot] + step * (column + 0.5 - (knot / KNOTS) * width);
      for (; column < end; column++) {
        const inside = place < 0 ? 0 : place > WIDTH - 1 ? WIDTH - 1 : place;
        const texel = inside | 0;
        const root = line[texel] + (inside - texel) * (line[texel + 1] - line[texel]);
        const chance = 52.9829189 * noise + grain;
        const grey = (256 * (chance - (chance | 0))) | 0;
        pixels[pixel++] = BLACK
          | ((SHOWN[(blue * root) | 0] + grey) >> 8) << 16
          | ((SHOWN[(green * root) | 0] + grey) >> 8) << 8
          | (SHOWN[(red * root) | 0] + grey) >> 8;
        place += step;
        noise += 0.06711056;
        if (noise >= 1) noise -= 1;
      }
    }
  }
}

/** The beginnings of the two rows between which a turn of a level's ring lies, and how far it is from the first. */
function rows(level, turn) {
  const first = Math.floor(turn - 0.5);
  const begin = (row) => (level * ROWS + (((row % ROWS) + ROWS) % ROWS)) * WIDTH;
  return [begin(first), begin(first + 1), turn - 0.5 - first];
}
