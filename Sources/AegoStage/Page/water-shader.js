// The picture drawn by a graphics processor (WebGL 2).

import { LEVELS, ROWS, SOFTNESS } from "./depth.js";
import { WIDTH } from "./threads.js";
import {
  AIR, airDecay, FAR, FIRST, GROWTH, LEAN, LINE, MURK, SHORE, STRENGTH, Water, WATERLINE, WAVES,
} from "./water.js";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i; // names of graphics that are none
const COLUMNS = 10, ROWS_BELOW = 64, ROWS_ABOVE = 32; // of the net that carries what changes slowly over the picture

const float = (number) => number.toFixed(6); // as the shading language writes it
const lean = WAVES.map(({ share, deep, pace, wide }) =>
  `${float(share)} * sin(depth * ${float(deep)} - seconds * ${float(pace)} + knot.x * ${float(wide)})`).join(" + ");

// What differs from place to place only slowly is reckoned at the net's knots.
const NET = `#version 300 es
precision highp float;
in vec2 knot;          // 0..1 across; -1 the picture's top, 0 the waterline, 1 the bottom
uniform float glow;    // of the whole picture
uniform float sway;    // 0 still, 1 moved
uniform float air;     // how fast light is lost above the water
uniform float seconds;
uniform vec3 near, far;  // colours on the waterline and in the deep
out vec3 place;        // across, age in hops, level
out vec3 light;        // what is left of it

void main() {
  bool sky = knot.y < 0.0;
  float depth = sky ? -knot.y * ${float((1 - WATERLINE) / WATERLINE)} : knot.y;
  float age = ${float(FIRST)} * (exp(${float(GROWTH)} * depth) - 1.0);
  float level = clamp(log2(max(age, 1.0) / ${SOFTNESS}.0), 0.0, ${LEVELS - 1}.0);
  float lean = ${lean};
  place = vec3(knot.x + (sky ? 0.0 : sway * ${float(LEAN)} * depth * lean), age, level);

  // Water takes a share of the light with each metre; the air above shows little of it.
  float left = sky ? ${float(AIR)} * exp(-depth * air) : exp(-depth * ${float(MURK)}) * (1.0 - depth * depth);
  float shore = ${float(SHORE)} * exp(-depth * ${float(LINE)});
  // Colours are given as they are on the screen, light is not: its root is taken after.
  vec3 tint = mix(near, far, sky ? 0.0 : min(1.0, depth / ${float(FAR)}));
  light = glow * (left + shore) * ${float(STRENGTH)} * tint * tint;

  float height = sky ? mix(${WATERLINE}, 1.0, -knot.y) : ${WATERLINE} * (1.0 - knot.y);
  gl_Position = vec4(knot.x * 2.0 - 1.0, height * 2.0 - 1.0, 0.0, 1.0);
}`;

const LIGHT = `#version 300 es
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray past;  // light by frequency, row of hops, level
uniform float now;            // hops; the rows before it in their rings
uniform float grain;
in vec3 place;
in vec3 light;
out vec4 colour;

void main() {
  float upper = min(floor(place.z), ${LEVELS - 2}.0);
  float turn = (now - place.y + 0.5) * exp2(-upper) / ${ROWS}.0;
  float root = mix(
    texture(past, vec3(place.x, turn, upper)).r,
    texture(past, vec3(place.x, 0.5 * turn, upper + 1.0)).r, place.z - upper);
  vec3 x = light * (root * root);
  // Linear light to the screen's: bright lights bend over instead of clipping.
  vec3 shown = sqrt(x * inversesqrt(1.0 + x * x));
  float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)) + grain));
  colour = vec4(shown + (noise - 0.5) / 255.0, 1.0);
}`;

/** Knots, and the triangles between them; closer together about the waterline, where the light changes most. */
function net() {
  const heights = [];
  for (let row = ROWS_ABOVE; row > 0; row--) heights.push(-((row / ROWS_ABOVE) ** 2.5));
  for (let row = 0; row <= ROWS_BELOW; row++) heights.push((row / ROWS_BELOW) ** 2);
  const knots = [], triangles = [];
  heights.forEach((height, row) => {
    for (let column = 0; column <= COLUMNS; column++) {
      knots.push(column / COLUMNS, height);
      if (row === 0 || column === 0) continue;
      const corner = row * (COLUMNS + 1) + column, above = corner - COLUMNS - 1;
      triangles.push(above - 1, above, corner - 1, above, corner, corner - 1);
    }
  });
  return { knots: new Float32Array(knots), triangles: new Uint16Array(triangles) };
}

function compile(gl, kind, source) {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
  return shader;
}

/** Whether the browser has a graphics processor for it. */
export function hasGraphics() {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return false;
  const named = gl.getExtension("WEBGL_debug_renderer_info"); // Chromium tells only there what draws
  const name = gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(name);
}

export class ShaderWater extends Water {
  constructor(canvas) {
    super(canvas);
    canvas.addEventListener("webglcontextlost", (event) => { event.preventDefault(); this.gl = null; });
    canvas.addEventListener("webglcontextrestored", () => this.prepare());
    this.prepare();
  }

  prepare() {
    const gl = this.canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, powerPreference: "high-performance" });
    const program = gl.createProgram();
    gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, NET));
    gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, LIGHT));
    gl.bindAttribLocation(program, 0, "knot");
    gl.linkProgram(program);
    gl.useProgram(program);

    const { knots, triangles } = net();
    this.count = triangles.length;
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, knots, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);

    gl.bindTexture(gl.TEXTURE_2D_ARRAY, gl.createTexture());
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R16F, WIDTH, ROWS, LEVELS); // bytes have steps that an eye sees
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.REPEAT],
    ]) gl.texParameteri(gl.TEXTURE_2D_ARRAY, name, value);

    this.at = Object.fromEntries(["now", "glow", "sway", "air", "seconds", "near", "far", "grain"].map(
      (name) => [name, gl.getUniformLocation(program, name)]));
    this.gl = gl;
  }

  keep(level, row, root) {
    const { gl } = this;
    if (!gl) return;
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, row, level, WIDTH, 1, 1, gl.RED, gl.FLOAT, root);
  }

  /** `hop` may lie between two hops. */
  draw({ hop, glow, sway, open, seconds, frame }) {
    const { gl, at } = this;
    if (!gl) return;
    this.fit();
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    // Whole rings are taken off, so that a 32-bit float keeps the fraction however long the piece is.
    gl.uniform1f(at.now, hop % (ROWS * 2 ** (LEVELS - 1)));
    gl.uniform1f(at.glow, glow);
    gl.uniform1f(at.sway, sway);
    gl.uniform1f(at.air, airDecay(open));
    gl.uniform1f(at.seconds, seconds);
    gl.uniform3fv(at.near, this.shades.near);
    gl.uniform3fv(at.far, this.shades.far);
    gl.uniform1f(at.grain, (frame % 64) / 64);
    gl.drawElements(gl.TRIANGLES, this.count, gl.UNSIGNED_SHORT, 0);
  }
}
