// When the picture of a hop is shown: for all projections, and by this page after the program was started again too.

const KEPT = "aego.latency"; // ms, as long as the page's tab is open

const milliseconds = (seconds) => Math.round(seconds * 1000);

export class Latency {
  /** `sound` is where it stands when the sound of a hop leaves, `field` where the picture's figure is written; in ms. */
  constructor(sound, field, send) {
    Object.assign(this, { sound, field, send });
    field.addEventListener("change", () => this.set());
  }

  /** How things stand, and whether that is told by a program that was started anew. */
  hello({ sound, latency }, isNew) {
    const usual = `${milliseconds(sound)} ms`;
    if (this.sound.textContent !== usual) this.sound.textContent = usual;
    this.usual = milliseconds(sound);
    if (document.activeElement !== this.field) this.field.value = milliseconds(latency);
    const kept = Number(sessionStorage.getItem(KEPT) ?? NaN);
    if (isNew && Number.isFinite(kept) && kept !== milliseconds(latency)) this.tell(kept);
  }

  /** As the performer has written it; nothing is as late as the sound. */
  set() {
    const { field } = this;
    const written = field.value === "" ? this.usual : Number(field.value);
    field.value = Math.round(Math.min(Math.max(written, field.min), field.max));
    sessionStorage.setItem(KEPT, field.value);
    this.tell(Number(field.value));
  }

  tell(value) { this.send({ type: "latency", value: value / 1000 }); }
}
