// The raw text: first how the machine perceives the performer, then its own state. Numbers, nothing that explains them.

import { signed as withSign } from "./words.js";

export const OPACITY = 0.82;

const ABSENT = "-";

const signed = (value, digits) => withSign(value, digits, "-", ABSENT);
const cell = (text) => String(text).padStart(6);
const line = (cells) => cells.map(cell).join("  ").trimEnd();

/** `hop` is the one that is seen now, `state` the newest message of that type. */
export function rawText(hop, state) {
  const perceived = [
    line([signed(hop.left, 1), signed(hop.right, 1)]),
    line([signed(hop.reward, 3), state.credited ?? 0]),
  ];
  const axes = state.dimensions ?? [];
  const { action } = state;
  const own = [
    state.space ?? "",
    line([((state.period ?? 0) / 1e6).toFixed(1), hop.time.toFixed(1)]),
    "",
    line(axes),
    line(axes.map((axis) => (state.position?.[axis - 1] ?? 0.5).toFixed(4))),
    line(axes.map((axis) => signed(state.expected?.[axis - 1], 3))),
    "",
    action ? line([signed(action.axis * action.direction, 0), action.explored ? 1 : 0, signed(action.expected, 3)]) : "",
  ];
  return [...perceived, "", ...own].join("\n");
}
