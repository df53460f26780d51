// What has come and is not yet to be seen: all that is told of a hop, its light as well as its text, is as late as its
// sound.

const MOST = 1000; // that wait; of a page that nobody looks at the oldest are done at once

export class Queue {
  constructor() { this.clear(); }

  clear() { this.waiting = []; }

  /** Keeps something to be done until a performance time in s. */
  add(time, act) {
    this.waiting.push({ time, act });
    if (this.waiting.length > MOST) this.waiting.shift().act();
  }

  /** Does what is due at a performance time in s, in the order in which it came. */
  release(time) {
    while (this.waiting.length > 0 && this.waiting[0].time <= time) this.waiting.shift().act();
  }
}
