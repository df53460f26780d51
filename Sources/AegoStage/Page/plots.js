// Small drawings of the console. Each has its say in numbers beside it or in its label.

const INK = "#cfd3d7", LINE = "#34383d";

function sheet(canvas) {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const width = Math.round(canvas.clientWidth * ratio), height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, width, height);
  return { pen, width, height, ratio };
}

/** Rewards over the last minute, above and below the line of no answer. */
export class History {
  constructor(canvas, seconds = 60) {
    this.canvas = canvas;
    this.seconds = seconds;
    this.values = [];
  }

  clear() { this.values = []; }

  add(time, value) {
    if (this.values.length && time <= this.values.at(-1).time) return; // told already
    this.values.push({ time, value });
    while (this.values[0].time < time - this.seconds) this.values.shift();
  }

  draw() {
    const { pen, width, height, ratio } = sheet(this.canvas);
    const middle = height / 2, reach = height / 2 - 4 * ratio;
    pen.strokeStyle = LINE;
    pen.lineWidth = ratio;
    pen.beginPath();
    pen.moveTo(0, middle);
    pen.lineTo(width, middle);
    for (let second = 10; second < this.seconds; second += 10) {
      const x = width * (1 - second / this.seconds);
      pen.moveTo(x, middle - 5 * ratio);
      pen.lineTo(x, middle + 5 * ratio);
    }
    pen.stroke();
    if (!this.values.length) return;
    const newest = this.values.at(-1).time;
    const place = ({ time, value }) => [width * (1 - (newest - time) / this.seconds), middle - value * reach];
    pen.beginPath();
    pen.moveTo(place(this.values[0])[0], middle);
    for (const each of this.values) pen.lineTo(...place(each));
    pen.lineTo(width, middle);
    pen.fillStyle = "#5a626a";
    pen.fill();
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5 * ratio;
    pen.beginPath();
    this.values.forEach((each, index) => (index ? pen.lineTo(...place(each)) : pen.moveTo(...place(each))));
    pen.stroke();
    this.canvas.setAttribute("aria-label", `reward of the last minute, now ${this.values.at(-1).value.toFixed(2)}`);
  }
}

/** How often, as a row of columns. */
export function drawVisits(canvas, visits) {
  const { pen, width, height, ratio } = sheet(canvas);
  if (!visits?.length) return;
  const most = Math.max(1, ...visits);
  const step = width / visits.length;
  pen.fillStyle = INK;
  visits.forEach((count, index) => {
    const tall = Math.max(ratio, (count / most) * (height - 2 * ratio));
    pen.fillRect(index * step + ratio, height - tall, Math.max(ratio, step - 2 * ratio), tall);
  });
  canvas.setAttribute("aria-label", `visits: ${visits.join(", ")}`);
}

const SVG = "http://www.w3.org/2000/svg";

function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** A forearm seen along its axis: a line that turns as the hand does, the thumb's side marked. */
export class Arm {
  constructor(side, parent) {
    this.root = document.createElement("div");
    this.root.className = "arm silent";
    const picture = draw("svg", { viewBox: "-60 -50 120 100", "aria-hidden": "true" }, this.root);
    draw("circle", { class: "ring", r: 42 }, picture);
    draw("path", { class: "rest", d: "M-42 0H-48M42 0H48" }, picture);
    this.hand = draw("g", {}, picture);
    draw("path", { class: "hand", d: "M-36 0H36" }, this.hand);
    draw("circle", { class: "thumb", cx: side === "left" ? 36 : -36, cy: 0, r: 5.5 }, this.hand);
    const paragraph = (kind) => {
      const element = document.createElement("p");
      element.className = kind;
      this.root.append(element);
      return element;
    };
    this.angle = paragraph("angle");
    this.condition = paragraph("condition");
    this.battery = paragraph("condition");
    this.side = side;
    parent.append(this.root);
  }

  show({ angle, heard, words, condition, battery }) {
    this.root.classList.toggle("silent", !heard);
    this.hand.setAttribute("transform", `rotate(${Number.isFinite(angle) ? (this.side === "left" ? angle : -angle) : 0})`);
    this.angle.textContent = `${this.side} ${words}`;
    for (const [element, told] of [[this.condition, condition], [this.battery, battery]]) {
      element.textContent = told.words;
      element.classList.toggle("wrong", told.wrong);
    }
  }
}
