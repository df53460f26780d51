// A space of the score heard at a position, or while the machine goes its way in it.
import { openAxes } from "./levels.js";
import { drawSpectrum, frame } from "./spectrum.js";

const HELD = 400; // ms after which a slider that was moved by hand shows where the sound is

export class Audition {
  constructor(at, link) {
    Object.assign(this, { at, link, sounds: false, moves: false, level: null, name: null, shown: null, heldUntil: 0 });
    at("listen").addEventListener("click", () => (this.sounds ? this.stop() : this.start()));
    at("move").addEventListener("click", () => this.move(!this.moves));
    at("home").addEventListener("click", () => this.place(this.position.map(() => 0.5)));
    at("heardSpace").addEventListener("change", () => {
      this.showAxes();
      if (this.sounds) this.sound();
    });
    drawSpectrum(at("spectrum"), null);
    addEventListener("resize", () => drawSpectrum(at("spectrum"), this.shown?.bands));
  }

  /** The spaces of the score as it is written now. */
  spaces(spaces, name) {
    this.name = name;
    this.all = spaces;
    const select = this.at("heardSpace"), chosen = select.value;
    const own = new Option("the level's space", "");
    select.replaceChildren(own, ...spaces.map(({ name }) => new Option(name, name, false, name === chosen)));
    this.showAxes();
  }

  /** Another level is looked at, or it has other values. */
  follow(levels) {
    const [space, dimensions, period] = ["space", "dimensions", "period"].map((key) => levels.effective(key).value);
    const next = { space, dimensions: openAxes(dimensions), period };
    if (JSON.stringify(next) === JSON.stringify(this.level)) return;
    this.level = next;
    this.showAxes();
    if (this.sounds) this.sound();
  }

  /** The space that sounds: the level's, or another one of the score. */
  get space() { return this.at("heardSpace").value || this.level?.space; }
  get axes() { return this.all?.find(({ name }) => name === this.space)?.axes ?? 0; }
  get sliders() { return [...this.at("sliders").querySelectorAll("input")]; }
  get position() { return this.sliders.map(({ value }) => Number(value)); }
  get asked() {
    const open = this.moves ? this.level.dimensions.filter((axis) => axis <= this.axes) : [];
    return { space: this.space, dimensions: open, period: this.level?.period };
  }

  start() {
    if (!this.level) return;
    const { value: text } = this.at("text"), { value: device } = this.at("devices");
    this.say("beginning …");
    this.link.send({ type: "listen", name: this.name, text, device, position: this.position, ...this.asked });
  }

  stop() { this.link.send({ type: "silence" }); }
  restart() { if (this.sounds) this.start(); }
  sound() { this.link.send({ type: "sound", ...this.asked }); }
  lost() { if (this.sounds) this.show({ sounds: false, words: "" }); }

  move(moves) {
    this.moves = moves;
    this.press("move", moves, moves ? "It moves: stop" : "Let it move");
    this.showOpen();
    if (this.sounds) this.sound();
  }

  place(position) {
    this.heldUntil = performance.now() + HELD;
    this.sliders.forEach((slider, axis) => { slider.value = position[axis]; this.label(slider); });
    this.link.send({ type: "place", position });
  }

  /** What the program says of itself. */
  show({ sounds, space, words, dimensions }) {
    this.sounds = sounds;
    this.press("listen", sounds, sounds ? "Silence" : "Listen");
    this.at("move").disabled = this.at("home").disabled = !sounds;
    if (!sounds) {
      if (this.moves) this.move(false);
      this.shown = null;
      drawSpectrum(this.at("spectrum"), null);
      this.at("peak").textContent = "";
    }
    const what = dimensions?.length ? `it goes along ${dimensions.length > 1 ? "axes" : "axis"} ${dimensions.join(", ")}, every ${this.level?.period.split("..")[0]}` : "at rest";
    this.say(words || (sounds ? `${space}, ${what}` : "Silent."));
  }

  refuse(words) { this.say(words, true); }

  frame(buffer) {
    const heard = frame(buffer);
    if (!heard || !this.sounds) return;
    const isDue = this.shown === null || this.drawn;
    this.shown = heard;
    if (isDue) {
      this.drawn = false;
      requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    this.drawn = true;
    if (!this.shown) return;
    const { bands, peak, position } = this.shown;
    drawSpectrum(this.at("spectrum"), bands);
    this.at("peak").textContent = peak > -120 ? `${peak.toFixed(1)} dBFS` : "silent";
    if (performance.now() < this.heldUntil) return;
    this.sliders.forEach((slider, axis) => {
      if (axis >= position.length) return;
      slider.value = position[axis];
      this.label(slider);
    });
  }

  showAxes() {
    const list = this.at("sliders"), count = this.axes;
    while (list.children.length > count) list.lastChild.remove();
    while (list.children.length < count) list.append(this.slider(list.children.length + 1));
    this.showOpen();
  }

  showOpen() {
    [...this.at("sliders").children].forEach((label, index) => {
      label.classList.toggle("open", this.moves && Boolean(this.level?.dimensions.includes(index + 1)));
    });
  }

  slider(axis) {
    const label = document.createElement("label");
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 1, step: 0.005, value: 0.5 });
    slider.setAttribute("aria-label", `axis ${axis}`);
    slider.addEventListener("input", () => {
      this.heldUntil = performance.now() + HELD;
      this.label(slider);
      if (this.sounds) this.link.send({ type: "place", position: this.position });
    });
    label.append(`${axis}`, slider, document.createElement("output"));
    this.label(slider);
    return label;
  }

  label(slider) {
    const output = slider.nextElementSibling;
    if (output) output.textContent = Number(slider.value).toFixed(2);
  }

  press(id, isPressed, words) {
    const button = this.at(id);
    button.setAttribute("aria-pressed", String(isPressed));
    button.lastElementChild.textContent = words;
    if (id === "listen") button.firstElementChild.textContent = isPressed ? "■" : "▶";
  }

  say(words, wrong = false) {
    this.at("heard").textContent = words;
    this.at("heard").parentElement.classList.toggle("wrong", wrong);
  }
}
