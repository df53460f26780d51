// Space, dimensions, period and range of the piece, a movement or a scene: read from the outline, written into the text.

const KEYS = ["space", "dimensions", "period", "range"];
const DEFAULTS = { dimensions: "1", period: "100ms", range: "60deg" };

/** The open axes that a written value says: `4`, or `[1, 2, 5]`. */
export function openAxes(written) {
  const list = /^\[(.*)\]$/.exec(written);
  if (list) return list[1].split(",").map(Number).filter(Number.isInteger);
  const count = Number(written);
  return Number.isInteger(count) && count > 0 ? Array.from({ length: count }, (_, index) => index + 1) : [];
}

/** The shortest way to write open axes. */
function written(axes) {
  const sorted = [...axes].sort((a, b) => a - b);
  return sorted.every((axis, index) => axis === index + 1) ? `${sorted.length}` : `[${sorted.join(", ")}]`;
}

export class Levels {
  /** `edit(path, change)` writes into the text, `choose(level)` is told which one is looked at. */
  constructor(at, { edit, choose }) {
    Object.assign(this, { at, edit, choose, outline: null, path: null });
    at("level").addEventListener("change", () => this.look(Number(at("level").value), true));
    at("space").addEventListener("change", () => this.write("space", { word: at("space").value }));
    for (const key of ["period", "range"]) {
      at(key).addEventListener("change", () => {
        const value = at(key).value.trim();
        this.write(key, { value: value || null });
      });
    }
    for (const key of KEYS) at(`${key}Reset`).addEventListener("click", () => this.write(key, { value: null }));
  }

  /** The level that is looked at. */
  get level() {
    return this.outline?.levels.find(({ path }) => String(path) === String(this.path)) ?? this.outline?.levels[0];
  }

  /** What holds on the level: its own value or the next outer one's. */
  effective(key, level = this.level) {
    for (const outer of this.chain(level)) if (key in outer.written) return { value: outer.written[key], level: outer };
    return { value: key === "space" ? this.outline?.spaces[0]?.name ?? "" : DEFAULTS[key], level: null };
  }

  /** The level and those around it. */
  chain(level) {
    if (!level) return [];
    const holds = ({ path }) => path.every((step, index) => step === level.path[index]);
    return this.outline.levels.filter(holds).reverse();
  }

  /** In words, the levels inside one that say something else of a key; empty where none does. */
  exceptions(key, level) {
    const inside = this.outline.levels.filter((other) => other !== level && key in other.written
      && level.path.every((step, index) => step === other.path[index]));
    if (inside.length === 0) return "";
    const named = inside.slice(0, 2).map(({ name }) => name);
    const more = inside.length - named.length;
    return `otherwise in ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }

  show(outline) {
    this.outline = outline;
    const options = outline.levels.map(({ kind, name }, index) => new Option(
      kind === "piece" ? `the whole piece` : kind === "movement" ? name : `\u2003${name}`, index));
    this.at("level").replaceChildren(...options);
    this.look(outline.levels.indexOf(this.level), false);
  }

  /** Looks at the level that a line of the text belongs to. */
  follow(line) {
    if (!this.outline) return;
    const index = this.outline.levels.findLastIndex((level) => level.line <= line);
    if (index >= 0) this.look(index, false);
  }

  look(index, isAsked) {
    const level = this.outline.levels[index];
    if (!level) return;
    this.path = level.path;
    this.at("level").value = String(index);
    this.at("space").replaceChildren(...this.outline.spaces.map(({ name }) => new Option(name, name)));
    for (const key of KEYS) {
      const { value, level: from } = this.effective(key);
      const here = from === level;
      const words = here ? "● here" : from ? `from ${from.kind === "piece" ? "the piece" : from.name}` : "by default";
      this.at(`${key}From`).textContent = words;
      this.at(`${key}Except`).textContent = this.exceptions(key, level);
      this.at(`${key}From`).classList.toggle("here", here);
      this.at(`${key}Reset`).hidden = !here;
      // Who is writing in it is not interrupted.
      if (key !== "dimensions" && this.at(key) !== document.activeElement) this.at(key).value = value;
    }
    this.showAxes(this.effective("dimensions"));
    this.choose(level, isAsked);
  }

  showAxes({ value, level }) {
    const open = openAxes(value);
    const space = this.outline.spaces.find(({ name }) => name === this.effective("space").value);
    const count = Math.max(space?.axes ?? 8, ...open);
    const group = this.at("axes");
    while (group.children.length < count) group.append(this.axisButton(group.children.length + 1));
    while (group.children.length > count) group.lastChild.remove();
    [...group.children].forEach((button, index) => {
      button.setAttribute("aria-pressed", String(open.includes(index + 1)));
      button.classList.toggle("inherited", level !== this.level);
    });
  }

  axisButton(axis) {
    const button = document.createElement("button");
    button.textContent = axis;
    button.setAttribute("aria-label", `axis ${axis} open`);
    button.addEventListener("click", () => {
      const open = openAxes(this.effective("dimensions").value);
      const next = open.includes(axis) ? open.filter((each) => each !== axis) : [...open, axis];
      this.write("dimensions", { value: written(next) });
    });
    return button;
  }

  write(key, change) { this.edit([...(this.level?.path ?? []), key], change); }
}
