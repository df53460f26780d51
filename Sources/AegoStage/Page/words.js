// What the program says in codes, said in words.

export const clock = (nanoseconds) => {
  if (!Number.isFinite(nanoseconds)) return "–:––";
  const seconds = Math.max(0, Math.floor(nanoseconds / 1e9));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours ? `${hours}:${two(minutes)}` : `${minutes}`) + `:${two(seconds % 60)}`;
};

/** What is left, so that the last second counts 1 and not 0. */
export const left = (nanoseconds) => clock(nanoseconds + 0.999e9);

/** With its sign, which nothing that is written as 0 changes. */
export const signed = (value, digits = 2, minus = "−", absent = "–") => {
  if (!Number.isFinite(value)) return absent;
  const words = Math.abs(value).toFixed(digits);
  return (value < 0 && Number(words) > 0 ? minus : "+") + words;
};

/** Why a command was refused. */
const REFUSALS = {
  "not-awaited": "this scene does not wait for one",
  "guarded": "one was given just before",
  "too-early": "the scene has not lasted its least time yet",
  "ending": "the piece is ending",
  "arguments": "its value is not right",
  "nothing": "there is nothing to do it to",
  "unknown": "there is none of this name",
  "full": "there is no room for another name",
  "too-many": "too many at once",
};
/** What there is none of by the name that was sent. */
const UNKNOWN = {
  return: "no place of the space that sounds is kept under this name", load_model: "there is no model of this name",
};
/** What there is nothing of. */
const NOTHING = {
  back: "no scene was before this one", panic: "it is mute already", undo: "there is no lesson to take back",
  hold: "it is so already", pause: "it is so already",
};
const BY_NAME = { nothing: NOTHING, unknown: UNKNOWN };
const refusal = ({ name, why }) =>
  BY_NAME[why]?.[name] ?? REFUSALS[why] ?? why ?? "no reason was given";

/** What a go would do now, and why it would not. */
export function goNow(state) {
  if (state.panic) return { words: "Sound back", reason: "GO brings the sound back where the piece stands." };
  if (state.phase === "waiting") return { words: "Begin", reason: "The piece waits for GO." };
  if (state.phase === "ending") return { words: "GO", reason: "The piece is ending: nothing waits for GO." };
  if (state.phase === "over") return { words: "GO", reason: "The piece is over: nothing waits for GO." };
  const ends = Number.isFinite(state.left) ? ` It ends by itself in ${left(state.left)}.` : "";
  const held = state.held ? " Score time stands: Hold again goes on." : "";
  switch (state.go) {
    case "ready": return { words: "GO", reason: "GO ends this scene." + held };
    case "guarded": return { words: "GO", reason: "No GO for a moment: one was given just before." };
    case "too-early": return { words: "GO", reason: "No GO yet: the scene has not lasted its least time." };
    default: return { words: "GO", reason: "This scene does not wait for GO." + (held || ends) };
  }
}

const COMMANDS = {
  go: "Go", hold: "Hold", back: "Back", repeat: "Repeat", jump: "Jump", panic: "Panic", rest: "Rest pose", undo: "Undo",
  pause: "Rest agent", like: "Like", dislike: "Dislike", explore: "Explore", super_like: "Like or dislike",
  explore_state: "Explore",
};
const command = (name) => COMMANDS[name] ?? name;

/** What was commanded, where a number says which of two it is. */
const COMMANDED = {
  hold: ([on]) => (on === 0 ? "Hold: goes on" : "Hold"),
  pause: ([on]) => (on === 0 ? "The agent goes on" : "The agent rests"),
  super_like: ([value]) => (value < 0 ? "Dislike" : "Like"),
  jump: ([scene]) => `Jump to ${scene}`,
};
const commanded = ({ name, arguments: values = [] }) =>
  COMMANDED[name]?.(values) ?? command(name) + (values.length ? ` (${values.join(", ")})` : "");

const FAULTS = {
  "arm-silent": (arm) => `The ${arm} arm is silent: it counts as neutral until it is heard again.`,
  "arm-heard": (arm) => `The ${arm} arm is heard.`,
  "arm-restarted": (arm) => `The ${arm} arm's module has started anew.`,
  "late": () => null, // it is told from outside, with what to do
};

/** Whether somebody should look at what happened. */
export const isTrouble = (event) =>
  event.event === "refused" || (event.event === "fault" && event.what !== "arm-heard");

/** A line of the journal as a sentence, or null where there is nothing to tell. */
export function sentence(event) {
  switch (event.event) {
    case "scene": return `Scene ${event.scene}` + (event.by && event.by !== "time" ? `, by ${event.by}` : "");
    case "command": return commanded(event);
    case "refused": return `${command(event.name)} refused: ${refusal(event)}.`;
    case "fault":
      if (event.what in FAULTS) return FAULTS[event.what](event.arm);
      return [event.what, event.arm, event.detail].filter(Boolean).join(" ");
    case "end": return `The end (${event.how})`;
    default: return null;
  }
}

const PHASES = { waiting: "waiting", playing: "playing", ending: "ending", over: "over" };

/** The phase as a word and as a kind for the eye. */
export function phase(state) {
  if (state.panic) return { kind: "panic", words: state.panic === 2 ? "■ panic: muted" : "■ panic" };
  if (state.held) return { kind: "held", words: "‖ held" };
  const signs = { waiting: "○", playing: "▶", ending: "◣", over: "□" };
  return { kind: state.phase, words: `${signs[state.phase] ?? ""} ${PHASES[state.phase] ?? state.phase}` };
}

/** How an arm is heard; `wrong` where somebody should look. */
export function condition(arm) {
  if (!arm.present) return { words: "✕ not there", wrong: false };
  if (!arm.heard) return { words: "✕ silent, so neutral", wrong: true };
  if (!arm.rested) return { words: "○ keep still: no rest yet", wrong: true };
  const link = `● ${Math.round(arm.rate)} Hz, ${arm.gaps} ${arm.gaps === 1 ? "gap" : "gaps"}`;
  return { words: link, wrong: false };
}

/** A module's charge; `wrong` where somebody should look. */
export const battery = (share) => {
  if (!Number.isFinite(share)) return { words: "battery not told", wrong: false };
  const low = share < 0.2;
  return { words: `${low ? "⚠ " : ""}battery ${Math.round(share * 100)} %${low ? ": low" : ""}`, wrong: low };
};
