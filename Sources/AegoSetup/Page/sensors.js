// The performer's modules: what arrives, which arm wears which, and what of it the score says.

const SOURCES = ["riot", "comote", "zigsim", "ngimu", "none"];
const DEFAULTS = {
  left: { source: "riot", id: "0", invert: "true" }, right: { source: "riot", id: "1", invert: "false" },
};

/** A text as a value in YAML. */
const word = (text) => (/^[A-Za-z0-9][\w.-]*$/.test(text) ? text : JSON.stringify(text));

export class Sensors {
  constructor(at, link, edit) {
    Object.assign(this, { at, link, edit, hears: false, asks: false, hasAsked: false, arms: { ...DEFAULTS } });
    at("sense").addEventListener("click", () => (this.hears ? link.send({ type: "deaf" }) : this.begin()));
    at("calibrate").addEventListener("click", () => this.calibrate());
    at("restPose").addEventListener("click", () => link.send({ type: "restPose" }));
    for (const side of ["left", "right"]) {
      at(`${side}Source`).replaceChildren(...SOURCES.map((name) => new Option(name, name)));
      for (const part of ["Source", "ID", "Invert"]) at(side + part).addEventListener("change", () => this.write(side));
    }
    for (const key of ["rest", "deadzone"]) {
      at(key).addEventListener("change", () => this.set(["sensors", "reward", key], at(key).value.trim()));
    }
    at("udp").addEventListener("change", () => this.set(["sensors", "port"], at("udp").value.trim()));
    at("hearing").addEventListener("change", () => this.set(["sensors", "listen"], at("hearing").value));
  }

  begin() { this.link.send({ type: "sense", text: this.at("text").value }); }

  calibrate() {
    this.tell([]);
    if (this.asks) { this.link.send({ type: "abandon" }); return; }
    this.begin(); // what is heard so far may be by another page's text
    this.link.send({ type: "calibrate" });
    this.hasAsked = true;
  }

  async set(path, value) {
    await this.edit(path, { value: value || null });
    if (this.hears) this.begin();
  }

  /** What the score says. */
  read({ sensors }) {
    for (const side of ["left", "right"]) {
      const arm = sensors?.[side] ?? DEFAULTS[side];
      this.arms[side] = arm;
      const isNone = arm === "none", isCustom = typeof arm.source === "object" && arm.source !== null;
      const source = this.at(`${side}Source`);
      source.value = isNone ? "none" : isCustom ? "" : arm.source ?? "riot";
      source.disabled = isCustom;
      // What is not written counts as the language has it, and that differs from arm to arm.
      const id = arm.id ?? ((arm.source ?? "riot") === "riot" ? DEFAULTS[side].id : "");
      this.at(`${side}ID`).value = isNone || isCustom ? "" : id;
      this.at(`${side}Invert`).checked = /^(true|yes|on)$/i.test(arm.invert ?? DEFAULTS[side].invert);
      for (const part of ["ID", "Invert"]) this.at(side + part).disabled = isNone || isCustom;
      if (!isNone && arm.source === "ngimu") this.at(`${side}ID`).disabled = true;
    }
    const fields = { rest: sensors?.reward?.rest, deadzone: sensors?.reward?.deadzone, udp: sensors?.port };
    for (const [id, value] of Object.entries(fields)) {
      if (this.at(id) !== document.activeElement) this.at(id).value = value ?? "";
    }
    const listen = sensors?.listen ?? "127.0.0.1", hearing = this.at("hearing");
    if (![...hearing.options].some(({ value }) => value === listen)) hearing.append(new Option(listen, listen));
    hearing.value = listen;
  }

  async write(side) {
    const source = this.at(`${side}Source`).value;
    const id = this.at(`${side}ID`).value.trim();
    const parts = [`source: ${source}`];
    if (source !== "ngimu" && id) parts.push(`id: ${word(id)}`);
    parts.push(`invert: ${this.at(`${side}Invert`).checked}`);
    if (this.arms[side]?.axis) parts.push(`axis: ${word(this.arms[side].axis)}`);
    await this.edit(["sensors", side], { value: source === "none" ? "none" : `{${parts.join(", ")}}` });
    if (this.hears) this.begin();
  }

  /** What the program hears. */
  show({ hears, words, modules = [], reward, step, found, useless = [] }) {
    this.hears = hears;
    const button = this.at("sense");
    button.setAttribute("aria-pressed", String(hears));
    button.lastElementChild.textContent = hears ? "Stop hearing" : "Hear sensors";
    for (const id of ["calibrate", "restPose"]) this.at(id).disabled = !hears;
    this.asks = Boolean(hears && step);
    this.at("calibrate").setAttribute("aria-pressed", String(this.asks));
    this.at("calibrate").lastElementChild.textContent = this.asks ? "Stop calibrating" : "Calibrate";
    this.showModules(hears ? modules : []);
    this.showReward(hears ? reward : NaN);
    if (!hears) { this.say(""); return; }
    this.at("sensorWords").classList.toggle("asked", this.asks);
    const silent = modules.length ? "" : " Nothing is heard yet.";
    this.say(step ?? `${words.split("\n")[0]}.${silent}${useless.length ? ` Of no use: ${useless[0]}` : ""}`);
    if (found) this.adopt(found);
  }

  showReward(reward) {
    this.at("reward").textContent = Number.isFinite(reward) ? reward.toFixed(2) : "–";
    const reach = Math.min(Math.max(reward || 0, -1), 1) * 50;
    this.at("rewardBar").style.left = `${50 + Math.min(0, reach)}%`;
    this.at("rewardBar").style.width = `${Math.abs(reach)}%`;
  }

  showModules(modules) {
    this.at("modules").hidden = modules.length === 0;
    this.at("modules").tBodies[0].replaceChildren(...modules.map((module) => {
      const row = document.createElement("tr");
      const charge = module.battery === null ? "–" : module.battery > 1 ? `${module.battery.toFixed(2)} V` : `${Math.round(module.battery * 100)} %`;
      const angle = module.silent ? "silent" : module.rested ? `${Math.round(module.angle)}°` : "no rest yet";
      const cells = [`${module.source} ${module.id}`, module.arms.join(" ") || "none", module.silent ? "–" : `${module.rate.toFixed(0)}/s`, charge, angle];
      row.className = module.silent ? "silent" : "";
      row.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
      return row;
    }));
  }

  /** A calibration's end: what it has found goes into the score. */
  async adopt({ axis, left, right, words }) {
    this.tell(words, !axis);
    // Other pages are told as well; their texts are their own.
    if (!axis || !this.hasAsked) return;
    this.hasAsked = false;
    for (const [side, value] of [["left", left], ["right", right]]) {
      if (value === null) continue;
      // Where a module's numbers stand is the score's own; a turn shows which way it counts.
      if (value.includes("address:")) await this.edit(["sensors", side, "invert"], { value: String(value.includes("invert: true")) });
      else await this.edit(["sensors", side], { value });
    }
    await this.edit(["sensors", "reward", "axis"], { value: axis });
    this.tell([...words, "This stands in the score's text now: save it."]);
    this.begin();
  }

  /** What a calibration has found stays until the next one. */
  tell(lines, wrong = false) {
    const list = this.at("calibrated");
    list.hidden = lines.length === 0;
    list.classList.toggle("wrong", wrong);
    list.replaceChildren(...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  }

  say(words, wrong = false) {
    this.at("sensorWords").textContent = words;
    this.at("sensorWords").classList.toggle("wrong", wrong);
  }
}
