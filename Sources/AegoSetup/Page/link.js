// The connection to the program: questions with their answers, and what it tells of itself.

const PATIENCE = 60000; // ms until an answer is no longer waited for

/** `on` has a function for each type of message that is no answer, and `open`, `lost`. */
export function connect(on) {
  const address = new URL("live", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const token = new URLSearchParams(location.search).get("token");
  address.search = token ? new URLSearchParams({ token }).toString() : "";

  const waiting = new Map(); // id -> what takes the answer
  let socket = null, next = 1, wait = 0.1;

  function open() {
    socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => { wait = 0.1; on.open?.(); };
    socket.onmessage = ({ data }) => receive(data);
    socket.onclose = () => {
      for (const { reject } of waiting.values()) reject(new Error("no connection to the program"));
      waiting.clear();
      on.lost?.();
      setTimeout(open, wait * 1000);
      wait = Math.min(wait * 1.7, 2);
    };
  }

  function receive(data) {
    if (data instanceof ArrayBuffer) { on.frame?.(data); return; }
    let message;
    try { message = JSON.parse(data); } catch { return; }
    const asked = waiting.get(message.id);
    if (!asked) { on[message.type]?.(message); return; }
    waiting.delete(message.id);
    clearTimeout(asked.timer);
    if (message.type === "refused") asked.reject(new Error(message.words));
    else asked.resolve(message);
  }

  open();
  return {
    /** Sends what has no answer; false where nobody is there. */
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    /** A promise of the answer. */
    ask(message) {
      return new Promise((resolve, reject) => {
        const id = next++;
        if (!this.send({ ...message, id })) { reject(new Error("no connection to the program")); return; }
        const timer = setTimeout(() => { waiting.delete(id); reject(new Error("the program does not answer")); }, PATIENCE);
        waiting.set(id, { resolve, reject, timer });
      });
    },
  };
}
