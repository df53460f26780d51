// Frames in time before fine pixels: where the machine is slow the picture is drawn coarser, and finer again where it
// is not. Threads hang straight down and are soft that way, so that rows are given up before columns. Where nothing
// else helps, every second frame is left out: an even thirty a second is calmer than an uneven sixty.

const STEPS = [[1, 1], [1, 0.5], [0.75, 0.33], [0.5, 0.25], [0.5, 0.125], [0.375, 0.09]]
  .map(([across, down]) => ({ across, down }));
const WITHOUT_GRAPHICS = 3; // a step that is begun with there, and not gone above
const PERIOD = 1000 / 60; // ms
const WINDOW = 750; // ms
const LOADING = 3000; // ms in which a browser has other things to do, and nothing is judged
const LATE = 1.5; // periods after the frame before
const TOO_MANY = 0.05; // of a window's frames
const HOPELESS = 0.4; // of them: two steps at once
const PATIENCE = 30; // good windows before it is tried finer; twice as many after each time that was too fine

export class Pacing {
  constructor(water, graphics) {
    this.water = water;
    this.finest = graphics ? 0 : WITHOUT_GRAPHICS;
    this.step = 0;
    this.every = 1; // of how many frames of a sixtieth one is drawn
    this.patience = PATIENCE;
    this.open = 0; // ms
    this.begin();
    this.move(this.finest);
  }

  begin() { Object.assign(this, { passed: 0, frames: 0, late: 0 }); }

  /** Whether the frame at a time in ms is to be drawn. */
  frame(now) {
    const gap = now - this.before;
    if (this.every === 2 && gap < LATE * PERIOD) return false;
    this.before = now;
    if (!(gap < 2000)) return true; // the first, or a page that was hidden
    this.open += gap;
    if (this.open < LOADING) return true;
    this.passed += gap;
    this.frames++;
    if (gap > (this.every + LATE - 1) * PERIOD) this.late++;
    if (this.passed >= WINDOW) this.judge();
    return true;
  }

  judge() {
    const late = this.late / this.frames;
    this.begin();
    if (late > TOO_MANY) this.coarser(late > HOPELESS);
    else if (late === 0 && ++this.good >= this.patience) this.finer();
  }

  coarser(hopeless) {
    const last = this.step === STEPS.length - 1;
    if (last && (this.every === 2 || !hopeless)) return;
    if (this.tried) this.patience = Math.min(this.patience * 2, 1000);
    this.tried = false;
    if (last) this.leaveOut(2); else this.move(hopeless ? 2 : 1);
  }

  finer() {
    if (this.every === 1 && this.step === this.finest) return;
    this.tried = true;
    if (this.step === this.finest) this.leaveOut(1); else this.move(-1);
  }

  leaveOut(every) {
    this.every = every;
    this.good = 0;
  }

  move(steps) {
    this.step = Math.min(this.step + steps, STEPS.length - 1);
    this.good = 0;
    this.water.scale = STEPS[this.step];
  }
}
