// The console: what the performer glances at and the operator's desk. Nothing is decided here; the program decides,
// and what it refuses is told.

import { Agent } from "./agent.js";
import { Form } from "./form.js";
import { Deliberate, listen, writeLegend } from "./keys.js";
import { Latency } from "./latency.js";
import { Log } from "./log.js";
import { at, write } from "./page.js";
import { Arm, History } from "./plots.js";
import { Reward } from "./reward.js";
import { keepLit } from "./screen.js";
import { connect } from "./stage.js";
import { battery, clock, condition, goNow, left, phase, sentence, signed } from "./words.js";

const AHEAD = 15e9; // ns: so early the next scene's direction is shown
const LENGTHS = [100, 220]; // letters of a direction, above which it is written smaller
const LOST = {
  shutOut: "The program asks for another token: open the address that its terminal prints.",
  over: "The performance is over, and the program has ended.",
  away: "No connection to the program. What is shown is old; the piece may well be playing on. Trying again.",
};

let hello = null;
let state = null;
let since = null; // when the connection was lost
let isShutOut = false; // there is a program, which asks for another token
let refused = 0; // until when a refusal stays written
let chosen = null; // the scene that somebody has chosen to jump to

const history = new History(at("history"));
const [agent, form, log] = [new Agent(), new Form(), new Log()];
const latency = new Latency({ sound: "soundLatency", field: "latency", send });
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
    form.load(hello.run);
    tellLost();
  },
  state(message) { state = message; remember(message); dirty = true; },
  past(message) { recollect(message); dirty = true; },
  event(message) {
    log.hear(message);
    if (message.event.event === "refused") refuse(sentence(message.event));
  },
  fault: (message) => log.hear(message),
});

function send(message) {
  if (!stage.send(message)) refuse("Not sent: there is no connection to the program.");
}
const command = (name, value) => send(value === undefined ? { type: "command", name } : { type: "command", name, value });

function forget() {
  state = null;
  agent.forget();
  history.clear();
  log.clear();
  weak.clear();
}

/** What happened before this page was there. */
function recollect({ rewards, actions, told }) {
  history.clear();
  for (const [time, value] of rewards) history.add(time / 1e9, value ?? 0);
  agent.recollect(actions);
  log.clear();
  for (const each of told) log.tell(each);
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
  chosen = null;
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
  // Until somebody chooses, a jump in haste stays where the piece is.
  if (scene && chosen === null && document.activeElement !== at("scenes")) at("scenes").value = scene.scene;
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

// Transport.

function refuse(words) {
  refused = performance.now() + 3000;
  write("reason", words);
  at("reason").classList.add("refused");
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
  fader: at("fader"), knob: at("knob"), value: at("faderValue"), elsewhere: at("elsewhere"),
  send: (value) => stage.send({ type: "fader", value }),
});

const acts = {
  go: () => command("go"),
  hold: () => command("hold", state?.held ? 0 : 1),
  back: () => command("back"),
  repeat: () => command("repeat"),
  jump() { command("jump", at("scenes").value); chosen = null; },
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
at("scenes").addEventListener("change", () => { chosen = at("scenes").value; });
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
  { key: "Escape", name: "Esc", words: "panic, kept pressed ½ s", always: true, down: (event) => panic.press(event), up: (event) => panic.lift(event) },
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
  agent.remember(action);
}

const weak = new Set(); // the sides whose battery is low

function showArms() {
  for (const arm of state.arms ?? []) {
    const charge = arm.present ? battery(arm.battery) : { words: "", wrong: false };
    if (charge.wrong && !weak.has(arm.side)) {
      log.hear({ type: "fault", t: state.t, detail: `The ${arm.side} arm's battery is low: ${Math.round(arm.battery * 100)} %.` });
    }
    if (charge.wrong) weak.add(arm.side); else weak.delete(arm.side);
    arms[arm.side]?.show({
      angle: arm.angle, heard: arm.heard, words: arm.heard ? `${signed(arm.angle, 1)}°` : "–",
      condition: condition(arm), battery: charge,
    });
  }
}

function showMachine() {
  const figure = (id, text, wrong) => { write(id, text); at(id).classList.toggle("wrong", wrong); };
  const share = (value) => (Number.isFinite(value) ? `${Math.round(value * 100)} %` : "–");
  figure("peak", Number.isFinite(state.peak) && state.peak > -120 ? `${signed(state.peak, 1)} dBFS` : "silent", state.peak !== null && state.peak > -0.5);
  figure("load", share(state.load) + (state.load > 0.7 ? " ⚠" : ""), state.load > 0.7);
  figure("worst", share(state.worst) + (state.worst > 1 ? " ⚠" : ""), state.worst > 1);
  figure("late", `${state.late}` + (state.late ? " ⚠" : ""), state.late > 0);
  figure("underruns", `${state.underruns}` + (state.underruns ? " ⚠" : ""), state.underruns > 0);
  write("take", state.take ?? "not kept");
  write("reward", signed(state.reward));
}

// Drawn as often as there is something new, and not while nobody looks.
let dirty = false;
function show() {
  requestAnimationFrame(show);
  if (!dirty || !hello || !state || since !== null) return;
  dirty = false;
  log.show(hello);
  showScene();
  form.show(state.score, hello.scenes[state.scene], hello.duration);
  showTransport();
  reward.hear(state.fader ?? null);
  showArms();
  agent.show(state);
  showMachine();
  history.draw();
}
keepLit((isLit) => {
  write("screen", isLit ? "stays lit" : "may go dark: never let it lock itself ⚠");
  at("screen").classList.toggle("wrong", !isLit);
});
requestAnimationFrame(show);
