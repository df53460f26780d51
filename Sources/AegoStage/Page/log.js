// What happened, newest first; a fault also stands on top, in the title's place, so that nothing moves: bright as long as
// it is news, then for some minutes with its time.

import { at, write } from "./page.js";
import { clock, isTrouble, sentence } from "./words.js";

const LINES = 60;
const ALARM = 12000; // ms
const REMEMBERED = 180000; // ms

export class Log {
  constructor() { this.alarm = null; } // what stands on top, and since when

  clear() {
    this.alarm = null;
    at("log").replaceChildren();
  }

  /** An event or a fault that happened just now. */
  hear(message) {
    this.tell(message);
    const { type, event } = message;
    if (type === "fault") this.raise(message.t, message.detail, true);
    else if (event.event === "fault") this.raise(event.t, sentence(event), isTrouble(event));
  }

  /** A line of an event or of a fault. */
  tell({ type, event, t, detail }) {
    if (type === "fault") return this.note(t, detail, true);
    const words = sentence(event);
    if (words) this.note(event.t, words, isTrouble(event));
  }

  note(time, words, fault) {
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

  raise(time, words, isTrouble) {
    if (words) this.alarm = { since: performance.now(), time, words, isTrouble };
  }

  /** The last fault, or the piece's name where none stands. */
  show({ title, composer }) {
    const age = this.alarm ? performance.now() - this.alarm.since : Infinity;
    const isNews = age < ALARM;
    const { time, words, isTrouble: isWrong } = this.alarm ?? {};
    at("title").classList.toggle("fault", isNews && isWrong);
    if (isNews) write("title", isWrong ? `⚠ ${words}` : words);
    else if (age < REMEMBERED && isWrong) write("title", `${clock(time)} ⚠ ${words}`);
    else write("title", [title, composer].filter(Boolean).join(", "));
  }
}
