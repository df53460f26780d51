// Frames in time before fine pixels: where the machine is slow the picture is drawn coarser, and finer again where it
// is not. The threads are soft, so that half a screen's resolution is seen by nobody in a hall.

const STEPS = [1, 0.75, 0.5, 0.375, 0.25];
const WINDOW = 60; // frames
const LATE = 1.5; // frames' length
const TOO_MANY = 3; // late ones of a window
const PATIENCE = 20; // good windows before it is tried finer, twice as many after each time that was too fine

export class Pacing {
  constructor(picture) {
    this.picture = picture;
    this.step = 0;
    this.patience = PATIENCE;
    this.period = 1000 / 60;
    this.begin();
    this.good = 0;
    this.frames = 0;
    this.late = 0;
  }

  begin() { this.gaps = []; }

  frame(now) {
    const gap = now - this.before;
    this.before = now;
    if (!(gap < 1000)) return; // the first, or a page that was hidden
    this.frames++;
    if (gap > LATE * this.period) this.late++;
    this.gaps.push(gap);
    if (this.gaps.length === WINDOW) this.judge();
  }

  judge() {
    const late = this.gaps.filter((gap) => gap > LATE * this.period).length;
    this.begin();
    if (late >= TOO_MANY && this.step < STEPS.length - 1) {
      if (this.good < PATIENCE) this.patience = Math.min(this.patience * 2, 600);
      this.step++;
      this.good = 0;
    } else if (late === 0 && ++this.good >= this.patience && this.step > 0) {
      this.step--;
      this.good = 0;
    }
    this.picture.scale = STEPS[this.step];
  }
}
