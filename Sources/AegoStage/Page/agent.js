// What the agent is at: for each axis where it stands and what it expects, how often it explored, where it has been.

import { drawVisits } from "./plots.js";
import { at, write } from "./page.js";
import { signed } from "./words.js";

const LAST_ACTIONS = 100;

export class Agent {
  constructor() { this.forget(); }

  forget() { this.actions = []; }

  /** Actions of before, oldest first. */
  recollect(past) { this.actions = past.map(([t, explored]) => ({ t, explored })); }

  remember(action) {
    if (action && action.t !== this.actions.at(-1)?.t) this.actions.push(action);
    if (this.actions.length > LAST_ACTIONS) this.actions.shift();
  }

  show(state) {
    const body = at("axes");
    const count = state.position?.length ?? 0;
    while (body.children.length < count) body.append(axisRow());
    while (body.children.length > count) body.lastChild.remove();
    [...body.children].forEach((row, index) => showAxis(row, index, state));
    write("space", state.space ?? "");
    write("period", state.period ? `${(state.period / 1e6).toFixed(1)} ms` : "–");
    write("credited", `${state.credited} actions`);
    const drawn = this.actions.filter(({ explored }) => explored).length;
    write("explored", this.actions.length ? `${drawn} of ${this.actions.length}` : "–");
    write("unrest", Number.isFinite(state.unrest) ? state.unrest.toFixed(2) : "–");
    drawVisits(at("visits"), state.visits);
  }
}

function axisRow() {
  const row = document.createElement("tr");
  row.innerHTML = '<th scope="row"></th><td></td><td></td><td class="scale"><div><i></i></div></td><td class="acted"></td>';
  return row;
}

function showAxis(row, index, state) {
  const [axis, position, expects, scale, acted] = row.children;
  const open = state.dimensions?.includes(index + 1);
  const value = state.expected?.[index];
  const { action } = state;
  row.className = open ? "" : "closed";
  axis.textContent = `${index + 1}`;
  position.textContent = signed(state.position[index], 3).slice(1);
  expects.textContent = open ? signed(value) : "closed";
  const reach = open && Number.isFinite(value) ? Math.min(Math.max(value, -1), 1) * 50 : 0;
  const bar = scale.querySelector("i");
  bar.style.left = `${50 + Math.min(0, reach)}%`;
  bar.style.width = `${Math.abs(reach)}%`;
  const mine = action?.axis === index + 1;
  acted.textContent = mine ? `${action.direction > 0 ? "▲" : "▼"}${action.explored ? " ✳" : ""}` : "";
}
