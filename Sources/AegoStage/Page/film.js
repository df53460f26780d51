// A film: the program says hop by hop what happened, and at which times a frame is drawn; the page answers with the
// frame. No clock is read here, so that no frame is late, and the same take gives the same frames.

import { hop } from "./stage.js";
import { Picture } from "./picture.js";
import { OPACITY } from "./text.js";
import { PixelWater } from "./water-pixels.js";

const TEXT = 1, HOP = 2, DRAW = 3, END = 4; // what the program's answers are made of
const HEADER = 5; // bytes before each: which of them, and how many bytes follow

class Film {
  /** Frames of `width` by `height` pixels; `format` is `png` or `rgba`, and the text changes each `textEvery` frames. */
  constructor({ width, height, format, textEvery }) {
    Object.assign(this, { height, format, textEvery });
    this.canvas = document.createElement("canvas");
    Object.assign(this.canvas, { width, height });
    this.paper = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    this.picture = new Picture(new PixelWater(this.canvas, { width, height }));
    this.measure();
  }

  /** The text stands where the projection's does. */
  measure() {
    const style = getComputedStyle(document.documentElement);
    const part = (name) => Number(style.getPropertyValue(name)) * this.height;
    const size = part("--size");
    this.paper.font = `${size}px ${style.getPropertyValue("--font")}`;
    this.paper.fillStyle = "#fff";
    Object.assign(this.paper, { lineWidth: size * Number(style.getPropertyValue("--edge")), lineJoin: "round" });
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this.paper.measureText("0");
    this.margin = part("--margin");
    this.line = size * Number(style.getPropertyValue("--line"));
    this.baseline = this.margin + (this.line + Math.round(ascent) - Math.round(descent)) / 2;
  }

  tell(message) {
    if (message.type === "hello") this.picture.hello(message);
    if (message.type === "state") this.picture.state = message;
  }

  hear(heard) { if (heard && this.picture.knows(heard)) this.picture.add(heard); }

  /** The frame of a number at a performance time in s. */
  draw(time, number) {
    const { picture, paper } = this;
    picture.draw({ time, frame: number });
    if (!this.words || number % this.textEvery === 0) this.words = picture.words({ time });
    paper.globalAlpha = OPACITY * this.words.light;
    this.words.text?.split("\n").forEach((words, row) => {
      const place = [this.margin, this.baseline + row * this.line];
      paper.strokeText(words, ...place);
      paper.fillText(words, ...place);
    });
    return this.pixels();
  }

  pixels() {
    const { canvas, paper } = this;
    // At once, where `toBlob` waits until there is nothing else to do.
    if (this.format === "png") return canvas.toDataURL("image/png");
    return paper.getImageData(0, 0, canvas.width, canvas.height).data;
  }
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.arrayBuffer();
}

/** The parts of an answer, each which it is and its bytes. */
function* parts(answer) {
  const view = new DataView(answer);
  for (let at = 0; at < answer.byteLength;) {
    const length = view.getUint32(at + 1, true);
    yield [view.getUint8(at), answer.slice(at + HEADER, at + HEADER + length)];
    at += HEADER + length;
  }
}

async function shoot() {
  let film = null;
  let frame = null;
  for (;;) {
    const answer = await post("frame", frame);
    frame = null;
    for (const [kind, bytes] of parts(answer)) {
      if (kind === END) return;
      if (kind === HOP) film.hear(hop(bytes));
      if (kind === DRAW) {
        const view = new DataView(bytes);
        frame = film.draw(view.getFloat64(0, true), view.getUint32(8, true));
      }
      if (kind === TEXT) {
        const message = JSON.parse(new TextDecoder().decode(bytes));
        if (message.type === "film") film = new Film(message); else film.tell(message);
      }
    }
  }
}

shoot().catch((error) => post("fault", `${error}`)).catch(() => {}).finally(() => close());
