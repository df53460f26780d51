// The score's text with its line numbers and marks. Places count lines and characters from 1, as the program does.

export class Editor {
  constructor({ text, gutter, marks }) {
    Object.assign(this, { text, gutter, marks, problems: [], chosen: 0, lines: 0 });
    text.addEventListener("scroll", () => this.follow());
    text.addEventListener("input", () => { this.forget(); this.number(); this.oninput?.(); });
    for (const event of ["keyup", "click"]) text.addEventListener(event, () => this.oncaret?.(this.line));
    text.addEventListener("keydown", (event) => this.indent(event));
    this.number();
  }

  get value() { return this.text.value; }

  /** Another score: nothing of the one before is kept. */
  set value(value) {
    this.text.value = value;
    this.text.setSelectionRange(0, 0);
    this.text.scrollTop = this.text.scrollLeft = 0;
    this.forget();
    this.number();
    this.follow();
  }

  /** The caret's line. */
  get line() { return this.text.value.slice(0, this.text.selectionStart).split("\n").length; }

  /** Puts a changed text in place of what differs, so that it can be undone and the caret stays. */
  change(value) {
    const old = this.text.value;
    if (old === value) return;
    let start = 0;
    while (start < old.length && start < value.length && old[start] === value[start]) start++;
    let end = 0;
    while (end < old.length - start && end < value.length - start && old.at(-1 - end) === value.at(-1 - end)) end++;
    this.insert(value.slice(start, value.length - end), start, old.length - end);
  }

  /** What stands from a place to another becomes another text. */
  replace(from, to, word) { this.insert(word, this.index(from), this.index(to)); }

  insert(word, start, end) {
    const { activeElement } = document;
    const top = this.text.scrollTop;
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(start, end);
    // Deprecated, and the one way that keeps what can be undone.
    const command = word === "" ? "delete" : "insertText";
    if (!document.execCommand(command, false, word)) {
      this.text.setRangeText(word, start, end, "end");
      this.text.dispatchEvent(new Event("input"));
    }
    this.text.scrollTop = top;
    if (activeElement && activeElement !== this.text) activeElement.focus({ preventScroll: true });
  }

  /** A place's index in the text: characters beyond the basic plane are two of its units. */
  index({ line, column }) {
    const lines = this.text.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    return before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  }

  /** Shows a place and puts the caret there. */
  go(place) {
    const index = this.index(place);
    this.text.focus();
    this.text.setSelectionRange(index, index);
    this.show(place.line);
    this.oncaret?.(place.line);
  }

  show(line) {
    const { row } = this;
    const top = (line - 1) * row;
    const { scrollTop, clientHeight } = this.text;
    if (top < scrollTop || top > scrollTop + clientHeight - 3 * row) this.text.scrollTop = Math.max(0, top - clientHeight / 3);
  }

  /** Marks a line, such as where a level begins; 0 for none. */
  choose(line) {
    this.chosen = line;
    this.draw();
  }

  mark(problems) {
    this.problems = problems;
    this.number(true);
    this.draw();
  }

  /** Marks stand where they stood in another text: they go as soon as that has changed. */
  forget() {
    if (!this.problems.length && !this.chosen) return;
    this.problems = [];
    this.chosen = 0;
    this.number(true);
    this.draw();
  }

  number(anew = false) {
    const lines = this.text.value.split("\n").length;
    if (lines === this.lines && !anew) return;
    this.lines = lines;
    const worst = new Map();
    for (const { line, severity } of this.problems) if (worst.get(line) !== "error") worst.set(line, severity);
    this.gutter.replaceChildren(...Array.from({ length: lines }, (_, index) => {
      const severity = worst.get(index + 1);
      const number = document.createElement("span");
      number.textContent = `${severity === "error" ? "✕ " : severity ? "! " : ""}${index + 1}\n`;
      if (severity) number.className = severity;
      return number;
    }));
  }

  get row() { return parseFloat(getComputedStyle(this.text).lineHeight); }

  draw() {
    const { row } = this;
    const style = getComputedStyle(this.text);
    const [top, left] = [parseFloat(style.paddingTop), parseFloat(style.paddingLeft)];
    const piece = (kind, line) => {
      const mark = document.createElement("div");
      mark.className = kind;
      mark.style.top = `${top + (line - 1) * row}px`;
      return mark;
    };
    const all = this.chosen ? [piece("band chosen", this.chosen)] : [];
    for (const { line, column, endLine, endColumn, severity } of this.problems) {
      all.push(piece(`band ${severity}`, line));
      const under = piece(`under ${severity}`, line);
      const width = endLine === line ? Math.max(1, endColumn - column) : 1;
      under.style.left = `calc(${left}px + ${column - 1}ch)`;
      under.style.width = `${width}ch`;
      all.push(under);
    }
    this.marks.replaceChildren(...all);
    this.follow();
  }

  follow() {
    const { scrollTop, scrollLeft } = this.text;
    this.gutter.scrollTop = scrollTop;
    this.marks.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
  }

  /** Enter keeps the indentation. Tab is left to the browser, so that no keyboard is trapped here. */
  indent(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const line = this.text.value.slice(0, this.text.selectionStart).split("\n").at(-1);
    const blank = /^ */.exec(line)[0];
    if (!blank) return;
    event.preventDefault();
    document.execCommand("insertText", false, `\n${blank}`);
  }
}
