// What has sounded, coarser the longer ago: each level keeps 64 rows, of twice as many hops each as the level above,
// and lets them spread as dye does in still water. Forty seconds are eight levels, and two look-ups find any age.

import { WIDTH } from "./threads.js";

export const ROWS = 64;
export const LEVELS = 8;
export const SOFTNESS = 18; // rows of its level that any age is old

const RISE = 0.1, FALL = 0.05; // of the way to a new row in one hop: threads do not flicker
const MIXING = 0.5; // of a level's new row, the rest of the one before, twice: what begins or ends at once has no edge below
const SPREAD = [1, 1, 1, 2, 3, 4, 5]; // texels, from each level to the next: the variance grows with age

export class Depth {
  /** `write(level, row, light)` takes each row that is finished; all are dark before. */
  constructor(write) {
    this.write = write;
    this.present = new Float32Array(WIDTH);
    const row = () => new Float32Array(WIDTH);
    this.levels = Array.from({ length: LEVELS }, () => ({ half: row(), between: row(), row: row() }));
    this.newest = null; // hop
  }

  clear() {
    this.newest = null;
    this.present.fill(0);
    const dark = new Float32Array(WIDTH);
    for (let level = 0; level < LEVELS; level++) {
      for (const row of Object.values(this.levels[level])) row.fill(0);
      for (let row = 0; row < ROWS; row++) this.write(level, row, dark);
    }
  }

  /** How many hops this one is after the newest: one where there is none, or where it is of another performance. */
  after(hop) {
    const hops = this.newest === null ? 1 : hop - this.newest;
    return hops > -ROWS && hops <= 4 * ROWS ? hops : 1;
  }

  /** Adds the light of the hop after the newest; any other is the first of another performance. */
  add(hop, light) {
    if (this.newest !== null && hop !== this.newest + 1) this.clear();
    this.newest = hop;
    const { present } = this;
    for (let texel = 0; texel < WIDTH; texel++) {
      const way = light[texel] - present[texel];
      present[texel] += way * (way > 0 ? RISE : FALL);
    }
    this.store(0, hop, present);
  }

  store(level, index, row) {
    this.write(level, index % ROWS, row);
    if (level + 1 === LEVELS) return;
    const { half, between, row: next } = this.levels[level];
    if (index % 2 === 0) { half.set(row); return; }
    const reach = SPREAD[level];
    for (let texel = 0; texel < WIDTH; texel++) half[texel] = (half[texel] + row[texel]) / 2;
    for (let texel = 0; texel < WIDTH; texel++) {
      const left = half[Math.max(0, texel - reach)], right = half[Math.min(WIDTH - 1, texel + reach)];
      between[texel] += MIXING * ((left + 2 * half[texel] + right) / 4 - between[texel]);
      next[texel] += MIXING * (between[texel] - next[texel]);
    }
    this.store(level + 1, (index - 1) / 2, next);
  }
}
