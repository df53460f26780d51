// The console: what the performer glances at and the operator's desk. Nothing is decided here; the program decides,
// and what it refuses is told.

import { connect } from "./stage.js";
import { Arm, drawVisits, History } from "./plots.js";
import { Reward } from "./reward.js";
import { Latency } from "./latency.js";
import { keepLit } from "./screen.js";
import { Deliberate, listen, writeLegend } from "./keys.js";
import { battery, clock, condition, goNow, left, phase, sentence, signed } from "./words.js";

const AHEAD = 15e9; // ns: so early the next scene's direction is shown
const LINES = 60; // of what happened
const LENGTHS = [100, 220]; // letters of a direction, above which it is written smaller
const LAST_ACTIONS = 100;
const LOOKING = 10000; // ms in which the picture stays where it was moved to
const ALARM = 12000; // ms
const PICTURE = { width: 1200, left: 128, right: 32 }; // of the timeline's picture

const LOST = {
  shutOut: "The program asks for another token: open the address that its terminal prints.",
  over: "The performance is over, and the program has ended.",
  away: "No connection to the program. What is shown is old; the piece may well be playing on. Trying again.",
};

const at = (id) => document.getElementById(id);
const write = (id, text) => {
  const element = at(id);
  if (element.textContent !== text) element.textContent = text; // a screen reader hears changes only
};

let hello = null;
let state = null;
let actions = []; // newest last: {t, explored}
let since = null; // when the connection was lost
let isShutOut = false; // there is a program, which asks for another token
let refused = 0; // until when a refusal stays written
let alarmed = 0; // until when a fault stays written on top

const history = new History(at("history"));
const latency = new Latency(at("soundLatency"), at("latency"), send);
const arms = { left: new Arm("left", at("arms")), right: new Arm("right", at("arms")) };

const stage = connect({
  open() { [since, isShutOut] = [null, false]; },
  shutOut() { isShutOut = true; tellLost(); },
  lost() {
    since ??= performance.now();
    reward.release();
    tellLost();
  },
  hello(message) {
    const isNew = hello?.run !== message.run;
    if (hello && isNew) forget();
    hello = message;
    document.title = `${hello.title}: console`;
    latency.hello(hello, isNew);
    listScenes();
    // Only a picture of this run is right.
    const query = new URLSearchParams(location.search);
    query.set("run", hello.run);
    at("timeline").src = `timeline.svg?${query}`;
    tellLost();
  },
  state(message) { state = message; remember(message); dirty = true; },
  past(message) { recollect(message); dirty = true; },
  event(message) {
    tell(message);
    if (message.event.event === "refused") refuse(sentence(message.event));
    if (message.event.event === "fault") alarm(sentence(message.event));
  },
  fault(message) { tell(message); alarm(message.detail); },
});

function send(message) {
  if (!stage.send(message)) refuse("Not sent: there is no connection to the program.");
}
const command = (name, value) => send(value === undefined ? { type: "command", name } : { type: "command", name, value });

function forget() {
  state = null;
  actions = [];
  history.clear();
  at("log").replaceChildren();
}

/** What happened before this page was there. */
function recollect({ rewards, actions: past, told }) {
  history.clear();
  for (const [time, value] of rewards) history.add(time / 1e9, value ?? 0);
  actions = past.map(([t, explored]) => ({ t, explored }));
  at("log").replaceChildren();
  told.forEach(tell);
}

function tellLost() {
  const lost = at("lost");
  lost.hidden = since === null;
  document.body.classList.toggle("old", since !== null);
  if (since === null) return;
  const isOver = ["ending", "over"].includes(state?.phase) && !isShutOut;
  write("lost", LOST[isShutOut ? "shutOut" : isOver ? "over" : "away"]);
  lost.classList.toggle("over", isOver);
  write("phase", isOver ? "□ over" : "not connected");
}

// Scene, direction, time.

function listScenes() {
  const names = [...new Set(hello.scenes.map(({ scene }) => scene))];
  at("scenes").replaceChildren(...names.map((name) => new Option(name, name)));
}

function showScene() {
  const scene = hello.scenes[state.scene];
  const next = hello.scenes[state.scene + 1];
  const how = phase(state);
  write("phase", how.words);
  at("phase").dataset.phase = how.kind;
  write("played", clock(state.t));
  write("piece", clock(state.score) + (hello.duration ? ` / ${clock(hello.duration)}` : ""));
  write("movement", scene ? `${state.scene + 1} of ${hello.scenes.length} · ${scene.movement}` : "");
  write("scene", scene?.scene ?? "–");
  const rest = Number.isFinite(state.left) ? `, ${left(state.left)} left` : scene?.open ? ", open" : "";
  write("inScene", clock(state.inScene) + rest);
  direct("direction", scene?.direction);

  const isEnding = ["ending", "over"].includes(state.phase);
  const near = !isEnding && Number.isFinite(state.left) && state.left <= AHEAD;
  at("next").classList.toggle("near", near && Boolean(next));
  write("nextScene", (isEnding ? null : next?.scene) ?? (scene ? "the end" : "–"));
  write("nextIn", isEnding ? "" : Number.isFinite(state.left) ? `in ${left(state.left)}` : state.phase === "waiting" ? "" : "when it is called");
  direct("nextDirection", near ? next?.direction : "");
}

/** A direction to the performer; a longer one is written smaller, so that nothing below it moves. */
function direct(id, direction) {
  const words = direction?.trim() ?? "";
  write(id, words);
  at(id).dataset.length = LENGTHS.filter((length) => words.length > length).length;
}

function showPlayhead() {
  const scene = hello.scenes[state.scene];
  const playhead = at("playhead");
  playhead.hidden = !hello.duration || !scene;
  if (playhead.hidden) return;
  const score = Math.min(Math.max(state.score, scene.start), scene.end);
  const x = PICTURE.left + ((PICTURE.width - PICTURE.left - PICTURE.right) * score) / hello.duration;
  playhead.style.left = `${(100 * x) / PICTURE.width}%`;
  // Where the picture is wider than the page, the playhead stays in it, but for whom is looking elsewhere.
  const roll = at("form").firstElementChild;
  if (roll.scrollWidth <= roll.clientWidth || performance.now() < looked + LOOKING) return;
  const aim = Math.round((roll.scrollWidth * x) / PICTURE.width - roll.clientWidth / 3);
  if (Math.abs(roll.scrollLeft - aim) > 8) roll.scrollLeft = aim;
}

let looked = -LOOKING; // when the picture was last moved by hand
for (const kind of ["pointerdown", "touchmove", "wheel"]) {
  at("form").addEventListener(kind, () => { looked = performance.now(); }, { passive: true });
}

// Transport.

function refuse(words) {
  refused = performance.now() + 3000;
  write("reason", words);
  at("reason").classList.add("refused");
}

/** A fault stands on top for a while, in the title's place, so that nothing moves. */
function alarm(words) {
  if (!words) return;
  alarmed = performance.now() + ALARM;
  write("title", `⚠ ${words}`);
  at("title").classList.add("fault");
}

function showTitle() {
  if (performance.now() < alarmed) return;
  at("title").classList.remove("fault");
  write("title", [hello.title, hello.composer].filter(Boolean).join(", "));
}

function showTransport() {
  const { words, reason } = goNow(state);
  const ready = state.go === "ready" || state.phase === "waiting" || state.panic > 0;
  at("go").dataset.go = ready ? "ready" : state.go;
  at("go").setAttribute("aria-disabled", String(!ready));
  write("goWords", ready ? words : `${words} ✕`);
  if (performance.now() > refused) {
    at("reason").classList.remove("refused");
    write("reason", reason);
  }
  at("hold").setAttribute("aria-pressed", String(state.held));
  write("holdWords", state.held ? "Held: go on" : "Hold");
  at("pause").setAttribute("aria-pressed", String(state.paused));
  write("pauseWords", state.paused ? "Agent rests: go on" : "Rest agent");
  at("panic").dataset.panic = state.panic;
  panic.atOnce = state.panic === 1;
  write("panicWords", ["Panic: keep pressed", "Fading: press to mute", "Muted"][state.panic] ?? "Panic");
}

const panic = new Deliberate(at("panic"), () => command("panic"));
const reward = new Reward({
  fader: at("fader"), knob: at("knob"), value: at("faderValue"),
  send: (value) => stage.send({ type: "fader", value }),
});

const acts = {
  go: () => command("go"),
  hold: () => command("hold", state?.held ? 0 : 1),
  back: () => command("back"),
  repeat: () => command("repeat"),
  jump: () => command("jump", at("scenes").value),
  like: () => command("like"),
  dislike: () => command("dislike"),
  explore: () => command("explore"),
  undo: () => command("undo"),
  rest: () => command("rest"),
  pause: () => command("pause", state?.paused ? 0 : 1),
};

for (const button of document.querySelectorAll("button[data-command]")) {
  button.addEventListener("click", acts[button.dataset.command]);
}
at("jump").addEventListener("click", acts.jump);
at("scenes").addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); acts.jump(); at("scenes").blur(); }
});

const keys = [
  { key: "ArrowUp", name: "↑", words: "yes, as long as held", down: () => reward.press(1), up: () => reward.lift(1) },
  { key: "ArrowDown", name: "↓", words: "no, as long as held", down: () => reward.press(-1), up: () => reward.lift(-1) },
  { key: "ArrowRight", down: () => reward.press(1), up: () => reward.lift(1) },
  { key: "ArrowLeft", down: () => reward.press(-1), up: () => reward.lift(-1) },
  { key: "Enter", name: "Enter", words: "go", down: acts.go },
  { key: "h", name: "H", words: "hold, go on", down: acts.hold },
  { key: "b", name: "B", words: "back", down: acts.back },
  { key: "r", name: "R", words: "repeat", down: acts.repeat },
  { key: "j", name: "J", words: "jump: choose, then Enter", down: () => at("scenes").focus() },
  { key: "Escape", name: "Esc", words: "panic, kept pressed", always: true, down: () => panic.press(), up: () => panic.lift() },
  { key: "l", name: "L", words: "like this zone", down: acts.like },
  { key: "d", name: "D", words: "dislike it", down: acts.dislike },
  { key: "e", name: "E", words: "explore elsewhere", down: acts.explore },
  { key: "u", name: "U", words: "undo a lesson", down: acts.undo },
  { key: "p", name: "P", words: "agent rests, goes on", down: acts.pause },
  { key: "t", name: "T", words: "take rest pose", down: acts.rest },
];
listen(keys);
writeLegend(at("keys"), keys);

// Arms, reward, agent, machine.

function remember({ t, reward: value, action }) {
  history.add(t / 1e9, value ?? 0);
  if (action && action.t !== actions.at(-1)?.t) actions.push(action);
  if (actions.length > LAST_ACTIONS) actions.shift();
}

function showArms() {
  for (const arm of state.arms ?? []) {
    arms[arm.side]?.show({
      angle: arm.angle, heard: arm.heard, words: arm.heard ? `${signed(arm.angle, 1)}°` : "–",
      condition: condition(arm), battery: arm.present ? battery(arm.battery) : { words: "", wrong: false },
    });
  }
}

function axisRow() {
  const row = document.createElement("tr");
  row.innerHTML = '<th scope="row"></th><td></td><td></td><td class="scale"><div><i></i></div></td><td class="acted"></td>';
  return row;
}

function showAgent() {
  const body = at("axes");
  const count = state.position?.length ?? 0;
  while (body.children.length < count) body.append(axisRow());
  while (body.children.length > count) body.lastChild.remove();
  [...body.children].forEach((row, index) => showAxis(row, index));
  write("space", state.space ?? "");
  write("period", state.period ? `${(state.period / 1e6).toFixed(1)} ms` : "–");
  write("credited", `${state.credited} actions`);
  const drawn = actions.filter(({ explored }) => explored).length;
  write("explored", actions.length ? `${drawn} of ${actions.length}` : "–");
  write("unrest", Number.isFinite(state.unrest) ? state.unrest.toFixed(2) : "–");
  drawVisits(at("visits"), state.visits);
}

function showAxis(row, index) {
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

function showMachine() {
  const figure = (id, text, wrong) => { write(id, text); at(id).classList.toggle("wrong", wrong); };
  const share = (value) => (Number.isFinite(value) ? `${Math.round(value * 100)} %` : "–");
  figure("peak", Number.isFinite(state.peak) && state.peak > -120 ? `${state.peak.toFixed(1)} dBFS` : "silent", state.peak !== null && state.peak > -0.5);
  figure("load", share(state.load) + (state.load > 0.7 ? " ⚠" : ""), state.load > 0.7);
  figure("worst", share(state.worst) + (state.worst > 1 ? " ⚠" : ""), state.worst > 1);
  figure("late", `${state.late}` + (state.late ? " ⚠" : ""), state.late > 0);
  figure("underruns", `${state.underruns}` + (state.underruns ? " ⚠" : ""), state.underruns > 0);
  write("take", state.take ?? "not kept");
  write("reward", signed(state.reward));
}

/** A line of what happened, of an event or a fault. */
function tell({ type, event, t, detail }) {
  if (type === "fault") return note(t, detail, true);
  const words = sentence(event);
  if (words) note(event.t, words, event.event === "fault" || event.event === "refused");
}

function note(time, words, fault) {
  const line = document.createElement("li");
  const when = document.createElement("time");
  const what = document.createElement("span");
  when.textContent = clock(time);
  what.textContent = fault ? `⚠ ${words}` : words;
  if (fault) what.className = "fault";
  line.append(when, what);
  const log = at("log");
  log.prepend(line);
  while (log.children.length > LINES) log.lastChild.remove();
}

// Drawn as often as there is something new, and not while nobody looks.
let dirty = false;
function show() {
  requestAnimationFrame(show);
  if (!dirty || !hello || !state || since !== null) return;
  dirty = false;
  showTitle();
  showScene();
  showPlayhead();
  showTransport();
  showArms();
  showAgent();
  showMachine();
  history.draw();
}
keepLit((isLit) => {
  write("screen", isLit ? "stays lit" : "may go dark: never let it lock itself ⚠");
  at("screen").classList.toggle("wrong", !isLit);
});
requestAnimationFrame(show);
