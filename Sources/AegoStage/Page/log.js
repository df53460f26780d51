// What happened, newest first; a fault also stands on top for a while, in the title's place, so that nothing moves.

import { at, write } from "./page.js";
import { clock, sentence } from "./words.js";

const LINES = 60;
const ALARM = 12000; // ms

export class Log {
  constructor() { this.alarmed = 0; } // until when a fault stands on top

  clear() { at("log").replaceChildren(); }

  /** An event or a fault that happened just now. */
  hear(message) {
    this.tell(message);
    if (message.type === "fault") this.alarm(message.detail);
    else if (message.event.event === "fault") this.alarm(sentence(message.event));
  }

  /** A line of an event or of a fault. */
  tell({ type, event, t, detail }) {
    if (type === "fault") return this.note(t, detail, true);
    const words = sentence(event);
    if (words) this.note(event.t, words, event.event === "fault" || event.event === "refused");
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

  alarm(words) {
    if (!words) return;
    this.alarmed = performance.now() + ALARM;
    write("title", `⚠ ${words}`);
    at("title").classList.add("fault");
  }

  /** The piece's name, where no fault stands. */
  show({ title, composer }) {
    if (performance.now() < this.alarmed) return;
    at("title").classList.remove("fault");
    write("title", [title, composer].filter(Boolean).join(", "));
  }
}
