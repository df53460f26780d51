// Yes and no without sensors: a fader that springs back when it is let go, and two keys that grow as long as they are
// held.

const GROW = 0.9; // s from nothing to a full yes
const RETURN = 0.3; // s back
const EVERY = 33; // ms between two messages
const ECHO = 400; // ms until what this page has done has come back to it

export class Reward {
  /** `send` takes -1 to 1 while it is held, and null when nobody holds it any more. */
  constructor({ fader, knob, value, elsewhere, send }) {
    Object.assign(this, { fader, knob, value, elsewhere, send });
    this.level = 0;
    this.pointer = null;
    this.direction = 0; // of the keys
    this.timer = null;
    this.keys = new Set();
    this.others = null; // the level at which another page or program holds it
    this.sent = -ECHO; // when this page had it last
    fader.addEventListener("pointerdown", (event) => this.take(event));
    fader.addEventListener("pointermove", (event) => { if (event.pointerId === this.pointer) this.follow(event); });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      fader.addEventListener(end, (event) => { if (event.pointerId === this.pointer) this.letGo(); });
    }
    fader.addEventListener("contextmenu", (event) => event.preventDefault());
    addEventListener("blur", () => this.release());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.release(); });
    this.show();
  }

  take(event) {
    if (this.pointer !== null) return;
    this.pointer = event.pointerId;
    this.fader.setPointerCapture(event.pointerId);
    this.follow(event);
    this.run();
  }

  follow(event) {
    const { left, width } = this.fader.getBoundingClientRect();
    const along = ((event.clientX - left) / width) * 2 - 1;
    this.level = Math.min(Math.max(along * 1.12, -1), 1); // the ends are reached before the edge
    this.show();
  }

  letGo() { this.pointer = null; }

  press(direction) { this.keys.add(direction); this.steer(); this.run(); }
  lift(direction) { this.keys.delete(direction); this.steer(); }
  steer() { this.direction = [...this.keys].reduce((sum, each) => sum + each, 0); }
  release() { this.keys.clear(); this.steer(); this.letGo(); }

  /** The level that is in force, null for none; whatever this page does not hold, another does. */
  hear(level) {
    const isOwn = this.timer !== null || performance.now() < this.sent + ECHO;
    const others = isOwn ? null : level;
    if (others === this.others) return;
    this.others = others;
    this.show();
  }

  run() {
    if (this.timer !== null) return;
    this.before = performance.now();
    this.others = null;
    this.timer = setInterval(() => this.tick(), EVERY);
    this.tick();
  }

  tick() {
    const now = performance.now();
    const passed = (now - this.before) / 1000;
    this.before = this.sent = now;
    if (this.pointer === null) {
      const aim = this.direction;
      const most = passed / (aim === 0 ? RETURN : GROW);
      this.level += Math.min(Math.max(aim - this.level, -most), most);
    }
    const held = this.pointer !== null || this.direction !== 0;
    if (!held && Math.abs(this.level) < 1e-6) {
      clearInterval(this.timer);
      this.timer = null;
      this.level = 0;
      this.send(null);
    } else {
      this.send(Number(this.level.toFixed(3)));
    }
    this.show();
  }

  show() {
    const level = this.others ?? this.level;
    this.knob.style.left = `${50 + 44 * level}%`;
    this.fader.classList.toggle("held", this.pointer !== null || this.direction !== 0);
    this.fader.classList.toggle("elsewhere", this.others !== null);
    this.elsewhere.hidden = this.others === null;
    const words = (level < 0 ? "−" : level > 0 ? "+" : "") + Math.abs(level).toFixed(2);
    this.value.textContent = words;
    this.fader.setAttribute("aria-valuenow", level.toFixed(2));
    const said = level === 0 ? "no answer" : `${level > 0 ? "yes" : "no"} ${words}`;
    this.fader.setAttribute("aria-valuetext", this.others === null ? said : `${said}, held elsewhere`);
  }
}
