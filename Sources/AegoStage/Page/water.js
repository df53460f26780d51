// The picture: lights along a shore at night and their reflections. What sounds now stands on the waterline, a point
// of light for each partial; what has sounded sinks from there, slower the deeper, spreads, and is swallowed. Strong
// partials reach far down, weak ones not. Where the sound moves, the water does.

import { Depth, LEVELS, ROWS, SOFTNESS } from "./depth.js";
import { WIDTH } from "./threads.js";

const SHADES = {
  white: { near: [1, 1, 1], far: [0.9, 0.95, 1] },
  warm: { near: [1, 0.9, 0.76], far: [1, 0.7, 0.45] },
  cold: { near: [0.86, 0.94, 1], far: [0.5, 0.7, 1] },
};

const CORNERS = `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`;

const WATER = `#version 300 es
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray past;  // light by frequency, row of hops, level
uniform vec2 size;            // pixels
uniform float now;            // hops; the rows before it in their rings
uniform float glow;           // of the whole picture
uniform float sway;           // 0 still, 1 moved
uniform float seconds;
uniform vec3 near, far;       // colours on the waterline and in the deep
uniform float grain;
out vec4 colour;

const float WATERLINE = 0.57;     // of the height, from below
const float FIRST = 2.4, GROWTH = 3.0;  // s and 1: age at depth d is FIRST * (exp(GROWTH * d) - 1)
const float HOPS = 93.75;
const float ROWS = ${ROWS}.0;

float rowsOf(float x, float age, float level) {
  float length = exp2(level);
  return texture(past, vec3(x, (now - age + 0.5) / (length * ROWS), level)).r;
}

float lightAt(float x, float age) {
  float level = clamp(log2(max(age, 1.0) / ${SOFTNESS}.0), 0.0, ${LEVELS - 1}.0);
  float upper = min(floor(level), ${LEVELS - 2}.0);
  return mix(rowsOf(x, age, upper), rowsOf(x, age, upper + 1.0), level - upper);
}

void main() {
  vec2 at = gl_FragCoord.xy / size;
  float below = (WATERLINE - at.y) / WATERLINE;
  bool sky = below < 0.0;
  float depth = sky ? -below * 1.0 : below;
  float age = FIRST * HOPS * (exp(GROWTH * depth) - 1.0);

  float lean = sin(depth * 9.0 - seconds * 0.31 + at.x * 5.0) + 0.6 * sin(depth * 17.0 - seconds * 0.47 - at.x * 3.0);
  float x = at.x + (sky ? 0.0 : sway * 0.010 * depth * lean);

  float light = lightAt(x, age);
  // Water takes a share of the light with each metre; the air above shows little of it.
  float swallowed = sky ? 0.55 * exp(-depth * 30.0) : exp(-depth * 2.3) * (1.0 - depth * depth);
  float shore = exp(-abs(at.y - WATERLINE) * 190.0);
  light *= swallowed + 0.9 * shore;
  light *= glow;

  // Linear light to the screen's: bright lights bend over instead of clipping.
  light = 1.0 - exp(-2.2 * light);
  vec3 shown = pow(light * mix(near, far, sky ? 0.0 : min(1.0, depth * 1.4)), vec3(1.0 / 2.2));
  float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)) + grain));
  colour = vec4(shown + (noise - 0.5) / 255.0 * step(1e-6, light), 1.0);
}`;

function compile(gl, kind, source) {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
  return shader;
}

export class Water {
  constructor(canvas) {
    this.canvas = canvas;
    this.scale = 1; // pixels of the picture to one of the screen's, across
    canvas.addEventListener("webglcontextlost", (event) => { event.preventDefault(); this.gl = null; });
    canvas.addEventListener("webglcontextrestored", () => this.prepare());
    this.shades = SHADES.white;
    this.prepare();
  }

  prepare() {
    const gl = this.canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, powerPreference: "high-performance" });
    if (!gl) return;
    const program = gl.createProgram();
    gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, CORNERS));
    gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, WATER));
    gl.bindAttribLocation(program, 0, "corner");
    gl.linkProgram(program);
    gl.useProgram(program);

    // One triangle that covers the screen.
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);

    gl.bindTexture(gl.TEXTURE_2D_ARRAY, gl.createTexture());
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R16F, WIDTH, ROWS, LEVELS);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.REPEAT],
    ]) gl.texParameteri(gl.TEXTURE_2D_ARRAY, name, value);

    this.uniform = (name) => gl.getUniformLocation(program, name);
    this.at = Object.fromEntries(
      ["size", "now", "glow", "sway", "seconds", "near", "far", "grain"].map((name) => [name, this.uniform(name)]));
    this.gl = gl;
    this.past = new Depth((level, row, light) => this.gl?.texSubImage3D(
      gl.TEXTURE_2D_ARRAY, 0, 0, row, level, WIDTH, 1, 1, gl.RED, gl.FLOAT, light));
  }

  set palette(name) { this.shades = SHADES[name] ?? SHADES.white; }

  fit() {
    const width = Math.max(1, Math.round(this.canvas.clientWidth * this.scale));
    const height = Math.max(1, Math.round(this.canvas.clientHeight * this.scale));
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
  }

  /** `hop` may lie between two hops. */
  draw({ hop, glow, sway, seconds, frame }) {
    const { gl, at } = this;
    if (!gl) return;
    this.fit();
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.uniform2f(at.size, this.canvas.width, this.canvas.height);
    // Whole rings are taken off, so that a 32-bit float keeps the fraction however long the piece is.
    gl.uniform1f(at.now, hop % (ROWS * 2 ** (LEVELS - 1)));
    gl.uniform1f(at.glow, glow);
    gl.uniform1f(at.sway, sway);
    gl.uniform1f(at.seconds, seconds);
    gl.uniform3fv(at.near, this.shades.near);
    gl.uniform3fv(at.far, this.shades.far);
    gl.uniform1f(at.grain, (frame % 64) / 64);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}
