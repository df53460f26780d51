// The keyboard: every command has a key, and a legend says which. A field that has the focus has the keys too, all but
// those that are `always` commands; what the mouse has pressed or chosen gives the focus back.

const inField = (element) => element?.matches?.("input, select, textarea, [contenteditable]");
const onButton = (element) => element?.matches?.("button, a");

/** `table` has a row for each key: `key`, `name` and `words` for the legend, or neither, `always`, and `down`, `up` or both. */
export function listen(table) {
  const rows = new Map(table.map((row) => [row.key, row]));
  const down = new Set();

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && onButton(event.target)) return; // it presses that button
    const row = rows.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!row || (inField(event.target) && !row.always)) return;
    if (inField(event.target)) event.target.blur();
    event.preventDefault();
    if (event.repeat || down.has(row.key)) return;
    down.add(row.key);
    row.down?.(event);
  });

  addEventListener("keyup", (event) => {
    const row = rows.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!row || !down.delete(row.key)) return;
    row.up?.(event);
  });

  addEventListener("click", ({ detail, target }) => { if (detail > 0) target.closest("button")?.blur(); });
  addEventListener("change", ({ target }) => { if (!target.matches("select") || target.matches(":hover")) target.blur(); });

  // A key that is let go elsewhere is never told.
  addEventListener("blur", () => {
    for (const key of down) rows.get(key).up?.();
    down.clear();
  });
}

export function writeLegend(list, table) {
  list.replaceChildren(...table.filter(({ name }) => name).map(({ name, words }) => {
    const row = document.createElement("div");
    const what = document.createElement("dt");
    const key = document.createElement("dd");
    const cap = document.createElement("kbd");
    what.textContent = words;
    cap.textContent = name;
    key.append(cap);
    row.append(what, key);
    return row;
  }));
}

/** What must be kept pressed to happen: fast on purpose, never by accident. How long is counted by the events' own times,
 *  since a busy page hears of them late. */
export class Deliberate {
  constructor(button, act, patience = 450) {
    Object.assign(this, { button, act, patience, pressed: null, timer: 0 });
    button.addEventListener("pointerdown", (event) => { if (event.button === 0) this.press(event); });
    button.addEventListener("pointerup", (event) => this.lift(event));
    for (const end of ["pointerleave", "pointercancel"]) button.addEventListener(end, () => this.lift());
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("keydown", (event) => {
      if ((event.key === " " || event.key === "Enter") && !event.repeat) { event.preventDefault(); this.press(event); }
    });
    button.addEventListener("keyup", (event) => this.lift(event));
    button.addEventListener("blur", () => this.lift());
    // A screen reader clicks without pressing: it is asked for twice.
    button.addEventListener("click", (event) => { if (event.detail === 0) this.click(); });
    this.clicked = -Infinity;
  }

  press({ timeStamp }) {
    if (this.pressed !== null) return;
    if (this.atOnce) { this.act(); return; }
    this.button.classList.add("pressed");
    this.pressed = timeStamp;
    this.timer = setTimeout(() => this.wait(), timeStamp + this.patience - performance.now());
  }

  /** A release that happened before may not have been heard of: it comes with the next frame. */
  wait() {
    const { pressed } = this;
    requestAnimationFrame(() => setTimeout(() => { if (this.pressed === pressed) this.end(true); }));
  }

  /** Let go by that event; without one it does not count, however long it was. */
  lift(event) {
    if (this.pressed !== null) this.end(event !== undefined && event.timeStamp - this.pressed >= this.patience);
  }

  end(isMeant) {
    clearTimeout(this.timer);
    this.pressed = null;
    this.button.classList.remove("pressed");
    if (isMeant) this.act();
  }

  click() {
    const now = performance.now();
    if (this.atOnce || now - this.clicked < 1500) this.act();
    this.clicked = now;
  }
}
