// Keeps the screen from going dark while a page is looked at. Browsers let only pages of this machine do that, or
// encrypted ones; a phone's owner has to.

/** `tell` is told whether the screen stays lit, whenever that may have changed. */
export function keepLit(tell = () => {}) {
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => tell(false));
      tell(true);
    } catch {
      tell(false); // no such thing here, or the battery is low
    }
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
