// The picture of the score's form, with a playhead on it.

import { at } from "./page.js";

const PICTURE = { width: 1200, left: 128, right: 32, head: 68 }; // of the timeline's picture; below its head are lanes
const LOOKING = 10000; // ms in which the picture stays where it was moved to

export class Form {
  constructor() {
    this.roll = at("form").firstElementChild;
    this.looked = -LOOKING; // when it was last moved by hand
    at("timeline").addEventListener("load", ({ target }) => {
      at("playhead").style.top = `${(100 * PICTURE.head) / target.naturalHeight}%`;
    });
    for (const kind of ["pointerdown", "touchmove", "wheel"]) {
      this.roll.addEventListener(kind, () => { this.looked = performance.now(); }, { passive: true });
    }
  }

  /** Only a picture of this run is right. */
  load(run) {
    const query = new URLSearchParams(location.search);
    query.set("run", run);
    at("timeline").src = `timeline.svg?${query}`;
  }

  /** The playhead at a score time in ns, of a scene of the score that was announced. */
  show(time, scene, duration) {
    const playhead = at("playhead");
    playhead.hidden = !duration || !scene;
    if (playhead.hidden) return;
    const score = Math.min(Math.max(time, scene.start), scene.end);
    const along = (PICTURE.left + ((PICTURE.width - PICTURE.left - PICTURE.right) * score) / duration) / PICTURE.width;
    playhead.style.left = `${100 * along}%`;
    this.follow(along);
  }

  /** Where the picture is wider than the page, the playhead stays in it, but for whom is looking elsewhere. */
  follow(along) {
    const { roll } = this;
    if (roll.scrollWidth <= roll.clientWidth || performance.now() < this.looked + LOOKING) return;
    const aim = Math.round(roll.scrollWidth * along - roll.clientWidth / 3);
    if (Math.abs(roll.scrollLeft - aim) > 8) roll.scrollLeft = aim;
  }
}
