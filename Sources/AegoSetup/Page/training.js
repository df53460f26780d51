// A space made of a folder of sounds.

export class Training {
  constructor(at, link, edit, score) {
    Object.assign(this, { at, link, edit, score });
    at("training").addEventListener("toggle", () => { if (at("training").open) link.send({ type: "folders" }); });
    at("folders").addEventListener("change", () => this.suggest());
    at("train").addEventListener("click", () => this.begin());
    at("finish").addEventListener("click", () => link.send({ type: "finish" }));
    at("cancel").addEventListener("click", () => link.send({ type: "cancel" }));
    at("adopt").addEventListener("click", () => this.adopt());
  }

  list({ folders }) {
    const chosen = this.at("folders").value;
    this.at("folders").replaceChildren(...folders.map(({ name, sounds }) =>
      new Option(`${name} · ${sounds} ${sounds === 1 ? "sound" : "sounds"}`, name, false, name === chosen)));
    if (!folders.length) this.say("No folder with sounds lies below the one that is open.");
    this.suggest();
  }

  /** The folder's own name, as a file's. */
  suggest() {
    const name = this.at("folders").value.split("/").at(-1) ?? "";
    this.at("spaceName").placeholder = name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "mine";
  }

  begin() {
    this.at("adopt").hidden = true;
    this.link.send({
      type: "train", folder: this.at("folders").value, name: this.score(),
      space: this.at("spaceName").value.trim() || this.at("spaceName").placeholder,
      dimensions: [Number(this.at("axisCount").value)],
    });
  }

  show({ phase, part, words, space, file }) {
    const goesOn = ["reading", "training", "ending"].includes(phase);
    Object.assign(this, { space, file, goesOn });
    this.at("train").disabled = goesOn;
    this.at("finish").disabled = phase !== "training";
    this.at("cancel").disabled = !goesOn;
    this.at("progress").hidden = !goesOn;
    if (phase === "reading") this.at("progress").removeAttribute("value");
    else this.at("progress").value = part;
    this.at("adopt").hidden = phase !== "done";
    this.say(words, phase === "failed");
  }

  /** A program that is started anew trains nothing, and one that goes on says so. */
  lost() { if (this.goesOn) this.show({ phase: "lost", part: 0, words: "", space: "", file: "" }); }

  async adopt() {
    await this.edit(["spaces", this.space], { value: this.file });
    this.at("adopt").hidden = true;
  }

  say(words, wrong = false) {
    this.at("trainingWords").textContent = words;
    this.at("trainingWords").classList.toggle("wrong", wrong);
  }
}
