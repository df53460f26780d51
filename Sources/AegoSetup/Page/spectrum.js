// The spectrum that sounds, as the projection gets it: bands evenly spaced in pitch, a byte each.

const LINES = [100, 1000, 10000]; // Hz
const [LOWEST, HIGHEST] = [40, 16000]; // Hz
const HEADER = 8; // bytes before the position

/** A frame as it came: peak in dBFS, the position, and the bands (0 is -90 dB, 255 is 0 dB); null where it is none. */
export function frame(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER || view.getUint8(0) !== 1) return null;
  const [axes, bands] = [view.getUint8(1), view.getUint16(2, true)];
  if (buffer.byteLength < HEADER + 4 * axes + bands) return null;
  return {
    peak: view.getFloat32(4, true),
    position: Array.from({ length: axes }, (_, axis) => view.getFloat32(HEADER + 4 * axis, true)),
    bands: new Uint8Array(buffer, HEADER + 4 * axes, bands),
  };
}

export function drawSpectrum(canvas, bands) {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const width = Math.round(canvas.clientWidth * ratio), height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, width, height);
  pen.font = `${11 * ratio}px system-ui, sans-serif`;
  pen.fillStyle = "#8f969e";
  for (const hertz of LINES) {
    const x = width * Math.log(hertz / LOWEST) / Math.log(HIGHEST / LOWEST);
    pen.fillRect(x, 0, ratio, height);
    pen.fillText(hertz < 1000 ? `${hertz}` : `${hertz / 1000}k`, x + 4 * ratio, 12 * ratio);
  }
  if (!bands) return;
  pen.fillStyle = "#cfd3d7";
  pen.beginPath();
  pen.moveTo(0, height);
  bands.forEach((level, band) => pen.lineTo(((band + 0.5) * width) / bands.length, height * (1 - level / 255)));
  pen.lineTo(width, height);
  pen.fill();
}
