// The composer's page. The score's text is all that it holds; every control reads it and writes into it.
import { Audition } from "./audition.js";
import { Devices } from "./devices.js";
import { question } from "./dialog.js";
import { Editor } from "./editor.js";
import { Levels } from "./levels.js";
import { connect } from "./link.js";
import { showProblems } from "./problems.js";
import { Sensors } from "./sensors.js";
import { Training } from "./training.js";

const GONE = "✕ the file is gone: Save writes it again";
const PAUSE = 250; // ms without a key until the text is checked
const LOOK = 1000; // ms between two looks at the file

const at = (id) => document.getElementById(id);
const file = { name: null, stamp: null, text: "", isGone: false }; // as it was read or written last

let problems = 0; // of the text, as far as it was checked
let scores = [];
let isNamed = false; // whether the program was told which score to open

let root = ""; // the folder's path
const link = connect({
  open() {
    at("lost").hidden = true;
    link.send({ type: "list" });
    if (file.name) check();
  },
  lost() { at("lost").hidden = false; audition.lost(); training.lost(); },
  hello({ folder, path, open: name }) {
    root = path;
    at("folder").textContent = folder;
    isNamed = Boolean(name);
    if (name && file.name === null) open(name);
  },
  scores({ names }) {
    scores = names.map(({ name }) => name);
    listScores();
    if (file.name !== null || isNamed) return;
    if (scores.length) open(scores[0]);
    else note("No score lies in this folder yet: write one here and save it, or let aego new TITLE write one.");
  },
  refused({ of, words }) { (refusals[of] ?? ((text) => note(text, true)))(words); },
  frame: (buffer) => audition.frame(buffer),
  audition: (message) => audition.show(message),
  sensors: (message) => sensors.show(message),
  devices: (message) => devices.show(message),
  training: (message) => training.show(message),
  folders: (message) => training.list(message),
});

const editor = new Editor({ text: at("text"), gutter: at("gutter"), marks: at("marks") });
editor.oninput = () => { tellState(); later(); };
editor.oncaret = (line) => levels.follow(line);

const levels = new Levels(at, {
  edit,
  choose(level, isAsked) {
    if (isAsked) { editor.choose(level.line); editor.show(level.line); }
    audition.follow(levels);
  },
});
const audition = new Audition(at, link);
const devices = new Devices(at, link, { changed: () => audition.restart(), test: () => audition.start() });
const sensors = new Sensors(at, link, edit);
const training = new Training(at, link, edit, () => file.name);
const refusals = {
  listen: (words) => audition.refuse(words), sound: (words) => audition.refuse(words),
  sense: (words) => sensors.say(words, true),
  train: (words) => training.say(words, true),
};

// The file.

function listScores() {
  const names = scores.includes(file.name) || file.name === null ? scores : [file.name, ...scores];
  at("scores").replaceChildren(...names.map((name) => new Option(name, name)));
  if (file.name) at("scores").value = file.name;
}

function tellState(words) {
  const unsaved = editor.value !== file.text || file.isGone || words?.startsWith("✕");
  const but = problems === 0 ? "" : `, but it cannot be played: ${problems === 1 ? "a problem" : `${problems} problems`}`;
  at("state").dataset.state = unsaved || but ? "unsaved" : "saved";
  const other = file.isGone ? GONE : "● not saved";
  at("state").textContent = unsaved ? words ?? other : (words ?? "✓ saved") + but;
  document.title = `${unsaved ? "● " : ""}${file.name ?? "ægo"}: setup`;
}

/** Reads a score; where it is `again`, not over what was typed meanwhile. */
async function open(name, again = false) {
  try {
    const opened = await link.ask({ type: "open", name });
    if (again && (file.name !== name || editor.value !== file.text)) return;
    Object.assign(file, { name, stamp: opened.stamp, text: opened.text, isGone: false });
    editor.value = opened.text;
    at("picture").hidden = true;
    levels.path = null;
    tellState();
    listScores();
    devices.name(`${root}/${name}`);
    await check();
  } catch (error) {
    note(error.message, true);
    listScores();
  }
}

at("scores").addEventListener("change", async () => {
  const name = at("scores").value;
  at("scores").value = file.name;
  if (editor.value !== file.text) {
    const choice = await question(`${file.name} is not saved.`, { save: "Save it", leave: "Leave it unsaved", stay: "Stay here" });
    if (choice === "save" && !(await save())) return;
    if (choice !== "save" && choice !== "leave") return;
  }
  open(name);
});

/** Writes the text; where the file was changed by others, both ways out are offered. */
async function save(name = file.name, stamp = file.stamp, overwrite = false) {
  if (name === null) return saveAs();
  const text = editor.value;
  try {
    const saved = await link.ask({ type: "save", name, text, stamp, overwrite });
    if (saved.type === "changed") return differ(name);
    Object.assign(file, { name, stamp: saved.stamp, text, isGone: false });
    if (editor.value === text) await check();
    tellState(editor.value === text ? `✓ saved as ${name}` : undefined);
    link.send({ type: "list" });
    devices.name(`${root}/${name}`);
    return true;
  } catch (error) {
    tellState(`✕ ${error.message}`);
    return false;
  }
}

async function differ(name) {
  const isOwn = name === file.name;
  const words = isOwn
    ? `${name} was changed by another program since it was read here.`
    : `${name} is there already.`;
  const choices = isOwn
    ? { mine: "Write mine over it", theirs: "Read theirs, mine is lost", stay: "Neither" }
    : { mine: "Write over it", stay: "Neither" };
  const choice = await question(words, choices);
  if (choice === "mine") return save(name, null, true);
  if (choice === "theirs") await open(name);
  return false;
}

async function saveAs() {
  const { choice, text } = await question(
    "Save as: a name, in the folder that is open or in Scores/ there.", { save: "Save", stay: "Cancel" }, file.name ?? "piece.yaml");
  if (choice !== "save" || !text) return false;
  const name = /\.ya?ml$/i.test(text) ? text : `${text}.yaml`;
  return save(name, name === file.name ? file.stamp : null);
}

/** Another program may change the file: where nothing is lost by it, that is read at once; else saving asks. */
async function look() {
  const { name, stamp } = file;
  if (name === null || stamp === null || document.hidden) return;
  let looked;
  try { looked = await link.ask({ type: "look", name }); } catch { return; }
  if (file.name !== name || file.stamp !== stamp) return;
  const isGone = looked.stamp === null;
  if (isGone !== file.isGone) {
    file.isGone = isGone;
    link.send({ type: "list" });
    tellState();
  }
  if (isGone || looked.stamp === stamp) return;
  if (editor.value !== file.text) return tellState("● not saved; another program has changed the file");
  await open(name, true);
  if (file.stamp !== stamp) note("The file was changed by another program, and is read anew.");
}
setInterval(look, LOOK);
addEventListener("focus", look);

at("save").addEventListener("click", () => save());
at("saveAs").addEventListener("click", saveAs);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
});
addEventListener("beforeunload", (event) => { if (editor.value !== file.text) event.preventDefault(); });

// What is said of it.

let timer = 0;
function later() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  clearTimeout(timer);
  const text = editor.value;
  let checked;
  try { checked = await link.ask({ type: "check", name: file.name, text }); } catch (error) { note(error.message, true); return; }
  if (checked.type !== "checked" || editor.value !== text) return; // a newer one comes
  const before = problems;
  problems = checked.valid ? 0 : checked.count;
  if (problems !== before) tellState();
  editor.mark(checked.problems);
  showProblems(at("problems"), at("verdict"), checked, {
    go: (problem) => editor.go(problem),
    mend: (problem) => editor.replace(problem, { line: problem.endLine, column: problem.endColumn }, problem.mending),
  });
  const picture = at("picture");
  picture.classList.toggle("old", !checked.picture);
  if (checked.picture) {
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(checked.picture)}`;
    picture.alt = checked.summary;
    picture.hidden = false;
  }
  if (checked.outline) {
    audition.spaces(checked.outline.spaces, file.name);
    levels.show(checked.outline);
    sensors.read(checked.outline);
  }
}

function note(words, wrong = false) {
  at("valuesNote").textContent = words;
  at("valuesNote").classList.toggle("wrong", wrong);
}

// Controls write into the text, one after the other.

let turn = Promise.resolve();
function edit(path, change) {
  turn = turn.then(async () => {
    const text = editor.value;
    try {
      const edited = await link.ask({ type: "edit", text, path, ...change });
      if (editor.value !== text) { note("the text was changed meanwhile; once more, please", true); return; }
      note("");
      editor.change(edited.text);
    } catch (error) {
      note(error.message, true);
    }
    await check();
  });
  return turn;
}
