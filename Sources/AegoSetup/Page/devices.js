// The sound device. It is no matter of the score: the page shows the command that plays on it.

export class Devices {
  /** `changed` is told of another device, `test` has it heard. */
  constructor(at, link, { changed, test }) {
    Object.assign(this, { at, link, score: "SCORE" });
    at("survey").addEventListener("click", () => {
      at("deviceWords").textContent = "looking …";
      link.send({ type: "devices" });
    });
    at("device").addEventListener("toggle", () => { if (at("device").open && !this.known) at("survey").click(); });
    at("devices").addEventListener("change", () => { this.tell(); changed(); });
    at("test").addEventListener("click", test);
    at("copy").addEventListener("click", () => this.copy());
    this.tell();
  }

  name(score) {
    this.score = score;
    this.tell();
  }

  show({ devices }) {
    this.known = devices;
    const chosen = this.at("devices").value;
    const options = devices.map(({ name, summary, plays, words }) =>
      new Option(`${plays ? "✓" : "✕"} ${name}${summary ? ` · ${summary}` : ""}`, name, false, name === chosen));
    this.at("devices").replaceChildren(new Option("the system's own", ""), ...options);
    const count = devices.filter(({ plays }) => plays).length;
    this.at("deviceWords").textContent = `${count} of ${devices.length} can play`;
    this.tell();
  }

  tell() {
    const device = this.at("devices").value;
    const quoted = (word) => (/^[\w./:=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
    this.at("command").textContent = `aego play ${quoted(this.score)}${device ? ` --device ${quoted(device)}` : ""}`;
    const known = this.known?.find(({ name }) => name === device);
    if (known) this.at("deviceWords").textContent = known.words;
  }

  async copy() {
    const range = document.createRange();
    range.selectNodeContents(this.at("command"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try {
      // By the network there is no clipboard without encryption; then the marked text is copied the old way.
      if (navigator.clipboard) await navigator.clipboard.writeText(this.at("command").textContent);
      else document.execCommand("copy");
      this.at("deviceWords").textContent = "copied";
    } catch {
      this.at("deviceWords").textContent = "marked: copy it";
    }
  }
}
