// From a hop's bands to a row of light: each partial a fine thread, the breath between them a haze.

export const WIDTH = 1024; // texels of a row

const FLOOR = -90; // dB, byte 0
const BEND = 40; // Hz: below, the axis is linear in frequency, above, an octave is as wide as any other
const LEFT = 50, RIGHT = 11000; // Hz at the picture's edges
const FULL = -20; // dB: a partial this strong is as bright as light gets
const EXPONENT = 0.6; // of amplitude: near to how loudness grows
const HAZE = 0.15; // of a thread's light
const SETTLING = 0.06; // of the way to a new haze in one hop: noise flickers, breath does not
const LOBE = 30; // Hz: half the width of a partial in the analysis
const THREAD = 1.15; // texels, standard deviation

const place = (frequency) => {
  const along = (f) => Math.log(1 + f / BEND);
  return (along(frequency) - along(LEFT)) / (along(RIGHT) - along(LEFT));
};

/** The light of a level, byte by byte. */
const LIGHT = Float32Array.from({ length: 256 }, (_, byte) => {
  const level = FLOOR * (1 - byte / 255);
  const fade = Math.min(Math.max((level + 84) / 24, 0), 1); // the last of it goes out rather than stays grey
  return fade * 10 ** ((EXPONENT * (level - FULL)) / 20);
});

const DECIBEL = 255 / -FLOOR; // bytes

export class Threads {
  constructor({ bands, lowest, highest }) {
    this.bands = bands;
    const frequency = (band) => lowest * (highest / lowest) ** ((band + 0.5) / bands);
    /** Texel of a band, which may lie between two. */
    this.texel = (band) => place(frequency(band)) * WIDTH - 0.5;
    /** How many bands half a partial spans. */
    this.reach = Array.from({ length: bands }, (_, band) => {
      const octaves = Math.log2(1 + LOBE / frequency(band));
      return Math.max(2, Math.round((octaves * bands) / Math.log2(highest / lowest)));
    });
    this.source = Float32Array.from({ length: WIDTH }, (_, texel) => this.bandAt(texel));
    /** A lobe as broad as the analysis makes it has no more light than a narrow one. */
    this.dilution = this.reach.map((reach, band) => {
      const inside = Math.min(Math.max(place(frequency(band)) / 0.12, 0), 1); // nothing is cut off at the left edge
      return HAZE * Math.min(1, (8 / reach) ** 0.7) * inside * inside * (3 - 2 * inside);
    });
    this.breath = new Float32Array(bands);
    this.haze = new Float32Array(bands);
    this.sums = new Float64Array(bands + 1);
    this.row = new Float32Array(WIDTH);
  }

  bandAt(texel) {
    let low = 0, high = this.bands - 1;
    while (high - low > 1e-3) {
      const middle = (low + high) / 2;
      if (this.texel(middle) < texel) low = middle; else high = middle;
    }
    return low;
  }

  /** The row of a hop's bands, so many hops after the one before, linear light; the same array each time. */
  draw(bands, hops = 1) {
    this.drawHaze(bands, 1 - (1 - SETTLING) ** hops);
    for (let band = 1; band < this.bands - 1; band++) {
      if (bands[band] > bands[band - 1] && bands[band] >= bands[band + 1]) this.drawThread(bands, band);
    }
    return this.row;
  }

  drawHaze(bands, settling) {
    const { breath, haze, row, source, dilution } = this;
    for (let band = 0; band < this.bands; band++) breath[band] = dilution[band] * LIGHT[bands[band]];
    this.soften(breath);
    this.soften(breath);
    for (let band = 0; band < this.bands; band++) haze[band] += settling * (breath[band] - haze[band]);
    for (let texel = 0; texel < WIDTH; texel++) {
      const low = Math.min(Math.floor(source[texel]), this.bands - 2);
      row[texel] = haze[low] + (source[texel] - low) * (haze[low + 1] - haze[low]);
    }
  }

  /** Each band's light becomes the mean of those a lobe's half about it: a lobe has no edges in the haze. */
  soften(light) {
    const { bands, reach, sums } = this;
    for (let band = 0; band < bands; band++) sums[band + 1] = sums[band] + light[band];
    for (let band = 0; band < bands; band++) {
      const half = reach[band] >> 1;
      const first = Math.max(0, band - half), end = Math.min(bands, band + half + 1);
      light[band] = (sums[end] - sums[first]) / (end - first);
    }
  }

  /** A peak that stands out from both of its sides; one in the noise is no partial. */
  drawThread(bands, peak) {
    const reach = this.reach[peak];
    const first = Math.max(0, peak - reach), last = Math.min(this.bands - 1, peak + reach);
    const top = bands[peak];
    let left = top, right = top;
    for (let band = first; band < peak; band++) left = Math.min(left, bands[band]);
    for (let band = peak + 1; band <= last; band++) right = Math.min(right, bands[band]);
    for (let band = first; band <= last; band++) if (bands[band] > top) return;
    const clear = (top - Math.max(left, right)) / DECIBEL; // dB
    const part = Math.min(Math.max((clear - 5) / 9, 0), 1);
    if (part === 0) return;

    // The middle of the lobe's top: between two bands, and steadier than its strongest one.
    const foot = top - 6 * DECIBEL;
    let weight = 0, moment = 0;
    for (let band = first; band <= last; band++) {
      const above = Math.max(0, bands[band] - foot);
      weight += above;
      moment += above * band;
    }
    this.light(this.texel(moment / weight), part * LIGHT[top]);
  }

  light(centre, amount) {
    const from = Math.max(0, Math.ceil(centre - 4)), to = Math.min(WIDTH - 1, Math.floor(centre + 4));
    for (let texel = from; texel <= to; texel++) {
      this.row[texel] += amount * Math.exp(-0.5 * ((texel - centre) / THREAD) ** 2);
    }
  }
}
