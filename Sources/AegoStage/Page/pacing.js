// Frames in time before fine pixels: where the machine is slow the picture is drawn coarser, and finer again where it
// is not. Threads hang straight down and are soft that way, so that rows are given up before columns.

const STEPS = [[1, 1], [1, 0.5], [0.75, 0.33], [0.5, 0.25], [0.5, 0.125], [0.375, 0.09]]
  .map(([across, down]) => ({ across, down }));
const WITHOUT_GRAPHICS = 3; // a step that is begun with there, and not gone above
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
    this.good = 0;
    this.patience = PATIENCE;
    this.open = 0; // ms
    this.period = 1000 / 60;
    this.begin();
    this.move(this.finest);
  }

  begin() { Object.assign(this, { passed: 0, frames: 0, late: 0 }); }

  frame(now) {
    const gap = now - this.before;
    this.before = now;
    if (!(gap < 2000)) return; // the first, or a page that was hidden
    this.open += gap;
    if (this.open < LOADING) return;
    this.passed += gap;
    this.frames++;
    if (gap > LATE * this.period) this.late++;
    if (this.passed >= WINDOW) this.judge();
  }

  judge() {
    const late = this.late / this.frames;
    this.begin();
    if (late > TOO_MANY && this.step < STEPS.length - 1) {
      if (this.tried) this.patience = Math.min(this.patience * 2, 1000);
      this.move(late > HOPELESS ? 2 : 1);
      this.tried = false;
    } else if (late === 0 && ++this.good >= this.patience && this.step > this.finest) {
      this.move(-1);
      this.tried = true;
    }
  }

  move(steps) {
    this.step = Math.min(this.step + steps, STEPS.length - 1);
    this.good = 0;
    this.water.scale = STEPS[this.step];
  }
}
