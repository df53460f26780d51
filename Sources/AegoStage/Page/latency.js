// When the picture of a hop is shown: for all projections, and by this page after the program was started again too.

import { at, write } from "./page.js";

const KEPT = "aego.latency"; // ms, as long as the page's tab is open

const milliseconds = (seconds) => Math.round(seconds * 1000);

function recall() {
  try { return Number(sessionStorage.getItem(KEPT) ?? NaN); } catch { return NaN; }
}

function keep(value) {
  try { sessionStorage.setItem(KEPT, value); } catch { /* private windows may refuse to keep it */ }
}

export class Latency {
  /** `sound` is the id of what says when the sound of a hop leaves, `field` that of the picture's figure; in ms. */
  constructor({ sound, field, send }) {
    Object.assign(this, { sound, field: at(field), send });
    this.field.addEventListener("change", () => this.set());
  }

  /** How things stand, and whether that is told by a program that was started anew. */
  hello({ soundLatency, latency }, isNew) {
    this.usual = milliseconds(soundLatency);
    write(this.sound, `${this.usual} ms`);
    if (document.activeElement !== this.field) this.field.value = milliseconds(latency);
    const kept = recall();
    if (isNew && Number.isFinite(kept) && kept !== milliseconds(latency)) this.tell(kept);
  }

  /** As the performer has written it; nothing is as late as the sound. */
  set() {
    const { field } = this;
    const written = field.value === "" ? this.usual : Number(field.value);
    field.value = Math.round(Math.min(Math.max(written, field.min), field.max));
    keep(field.value);
    this.tell(Number(field.value));
  }

  tell(value) { this.send({ type: "latency", value: value / 1000 }); }
}
