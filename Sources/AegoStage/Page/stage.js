// The connection to the running program, shared by both pages: messages in, commands out, and whose time it is.

const VERSION = 1, SEVERAL = 2; // first byte of a hop's message, and of one of several
const HEADER = 32; // bytes before the bands
const HEAD = 4; // bytes before several hops
const FLAGS = { playing: 1, ending: 2, held: 4, panic: 8, waiting: 16, over: 32 };

/** One hop as it came: performance time in s, angles in degrees, `bands` bytes (0 is -90 dB, 255 is 0 dB). */
export function hop(buffer, offset = 0) {
  const view = new DataView(buffer, offset);
  if (view.byteLength < HEADER || view.getUint8(0) !== VERSION) return null;
  const count = view.getUint16(2, true);
  if (view.byteLength < HEADER + count) return null;
  const flags = view.getUint8(1);
  const is = Object.fromEntries(Object.entries(FLAGS).map(([name, bit]) => [name, (flags & bit) !== 0]));
  return {
    is,
    hop: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    gain: view.getFloat32(16, true),
    reward: view.getFloat32(20, true),
    left: view.getFloat32(24, true),
    right: view.getFloat32(28, true),
    bands: new Uint8Array(buffer, offset + HEADER, count),
  };
}

/** The hops of a message of several; null where it is none. */
function several(buffer) {
  if (buffer.byteLength < HEAD || new DataView(buffer).getUint8(0) !== SEVERAL) return null;
  const hops = [];
  let next = HEAD;
  for (let heard; (heard = hop(buffer, next)); next += HEADER + heard.bands.length) hops.push(heard);
  return hops;
}

/**
 * Keeps one WebSocket open. `on` has any of hello, past, hop, earlier, state, event, fault, open, lost, shutOut;
 * a program that was started again says hello with another `run`.
 */
export function connect(on) {
  const address = new URL("live", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const token = new URLSearchParams(location.search).get("token");
  address.search = token ? new URLSearchParams({ token }).toString() : "";

  let socket = null;
  let wait = 0.1; // s to the next attempt
  const tell = (what, ...values) => on[what]?.(...values);

  function open() {
    socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    let isOpen = false;
    socket.onopen = () => { isOpen = true; wait = 0.1; tell("open"); };
    socket.onmessage = ({ data }) => receive(data);
    socket.onclose = () => {
      tell("lost");
      if (!isOpen) askWhy();
      setTimeout(open, wait * 1000);
      wait = Math.min(wait * 1.7, 2);
    };
  }

  /** A browser does not say why a WebSocket was refused; a program that asks for another token says it to a request. */
  async function askWhy() {
    try {
      const { status } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      if (status === 403) tell("shutOut");
    } catch { /* nobody is there */ }
  }

  function receive(data) {
    if (data instanceof ArrayBuffer) {
      const heard = hop(data), earlier = several(data);
      if (heard) tell("hop", heard);
      if (earlier) tell("earlier", earlier);
      return;
    }
    let message;
    try { message = JSON.parse(data); } catch { return; }
    tell(message.type, message);
  }

  open();
  return {
    /** False where nobody is there to receive it: nothing is kept for later. */
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}

/**
 * Which performance time is shown now. Hops arrive in bursts and late, never early: the least delay seen is the truth,
 * and forgotten slowly, since two clocks never agree. What is shown runs evenly, and is pulled towards that truth by
 * a few per cent at most, so that the eye sees no jerk.
 */
export class PerformanceClock {
  constructor() { this.reset(); }

  reset() {
    this.offset = Infinity; // local time less performance time, s
    this.shown = null;
    this.last = 0;
    this.late = 0; // s, since when all hops have been far from what was expected
  }

  heard(time, now) {
    const sample = now - time;
    const forgotten = this.offset + 0.0005 * Math.max(0, now - this.arrived);
    const far = sample - forgotten > 0.5;
    this.late = far ? this.late + Math.min(now - this.arrived, 0.1) : 0;
    this.offset = !Number.isFinite(this.offset) || sample < forgotten || this.late > 1 ? sample : forgotten;
    this.arrived = now;
  }

  /** Performance time to be shown at `now`, `delay` s after it was sent. */
  at(now, delay) {
    if (!Number.isFinite(this.offset)) return null;
    const due = now - this.offset - delay;
    const passed = Math.max(0, now - this.last);
    const error = this.shown === null ? Infinity : due - (this.shown + passed);
    this.shown = Math.abs(error) > 0.25
      ? due
      : this.shown + passed + Math.sign(error) * Math.min(Math.abs(error), 0.04 * passed);
    this.last = now;
    return this.shown;
  }
}
