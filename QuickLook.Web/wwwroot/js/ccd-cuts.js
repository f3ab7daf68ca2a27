// Cuts along the row and the column of a pixel, for the part of the image that is on the screen. Where a point of the screen stands for several pixels, the least and
// the most of them are drawn, so that no spike is lost.
import { tokens } from "./ccd-overlay.js";
import { text } from "./ccd-state.js";

const MARGIN = { left: 56, right: 8, top: 6, bottom: 18 };

const drawn = (canvas) => {
  const [width, height, dpr] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
  if (canvas.width !== Math.round(width * dpr) || canvas.height !== Math.round(height * dpr)) {
    canvas.width = Math.round(width * dpr);
    canvas.height = Math.round(height * dpr);
  }
  const context = canvas.getContext("2d");
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
};

// Least and most of the pixels from..to that are numbers.
const extremes = (values, from, to) => {
  let [least, most] = [Infinity, -Infinity];
  for (let i = Math.max(0, from); i < Math.min(values.length, to); i++) {
    if (Number.isFinite(values[i])) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
  }
  return [least, most];
};

const drawCut = (canvas, values, first, last, marked, colours) => {
  const { context, width, height } = drawn(canvas);
  const [from, to] = [Math.max(0, Math.floor(first)), values ? Math.min(values.length, Math.ceil(last)) : 0];
  if (!values || to <= from || width < 20) {
    return;
  }
  let [low, high] = extremes(values, from, to);
  if (low > high) {
    return;
  }
  if (low === high) {
    [low, high] = [low - 0.5, high + 0.5];
  }
  const x = (at) => MARGIN.left + ((at - from) / (to - from)) * width;
  const y = (value) => MARGIN.top + (1 - (value - low) / (high - low)) * height;
  context.font = "11px Roboto Flex, sans-serif";
  context.lineWidth = 1;
  context.strokeStyle = colours.grid;
  context.fillStyle = colours.axis;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const part of [0, 0.5, 1]) {
    const value = low + part * (high - low);
    context.beginPath();
    context.moveTo(MARGIN.left, Math.round(y(value)) + 0.5);
    context.lineTo(MARGIN.left + width, Math.round(y(value)) + 0.5);
    context.stroke();
    context.fillText(text(high - low > 20 ? Math.round(value) : value), MARGIN.left - 6, y(value));
  }
  context.textBaseline = "top";
  for (const [at, align] of [[from, "left"], [(from + to - 1) / 2, "center"], [to - 1, "right"]]) {
    context.textAlign = align;
    context.fillText(String(Math.round(at)), align === "left" ? MARGIN.left : align === "right" ? MARGIN.left + width : x(at + 0.5), MARGIN.top + height + 4);
  }
  context.strokeStyle = colours.marked;
  context.beginPath();
  context.moveTo(Math.round(x(marked + 0.5)) + 0.5, MARGIN.top);
  context.lineTo(Math.round(x(marked + 0.5)) + 0.5, MARGIN.top + height);
  context.stroke();
  context.strokeStyle = colours.line;
  context.lineWidth = 1.25;
  context.beginPath();
  let isDown = false;
  const point = (px, value) => {
    isDown ? context.lineTo(px, y(value)) : context.moveTo(px, y(value));
    isDown = true;
  };
  const perPoint = (to - from) / width;
  if (perPoint <= 1) {
    // A step per pixel of the image.
    for (let i = from; i < to; i++) {
      if (Number.isFinite(values[i])) {
        point(x(i), values[i]);
        point(x(i + 1), values[i]);
      } else {
        isDown = false;
      }
    }
  } else {
    for (let px = 0; px < width; px++) {
      const [least, most] = extremes(values, from + Math.floor(px * perPoint), from + Math.max(Math.floor((px + 1) * perPoint), Math.floor(px * perPoint) + 1));
      if (least <= most) {
        point(MARGIN.left + px, most);
        point(MARGIN.left + px, least);
      } else {
        isDown = false;
      }
    }
  }
  context.stroke();
};

// The cuts of a view through the pixel that was clicked on last.
export class Cuts {
  #view;
  lines = { row: null, column: null };

  constructor(view) {
    this.#view = view;
  }

  async fetch() {
    const { image, pixels, state } = this.#view;
    const { cut } = state;
    this.lines = { row: null, column: null };
    this.#titles();
    if (!cut) {
      this.paint();
      return;
    }
    const [row, column] = await Promise.all([pixels.line(true, cut.y), pixels.line(false, cut.x)]);
    if (this.#view.state.cut === cut && this.#view.image === image) {
      this.lines = { row, column };
      this.#titles();
      this.paint();
    }
  }

  paint() {
    const { page, place, state } = this.#view;
    const canvas = (which) => page.querySelector(`canvas[data-ccd-cut="${which}"]`);
    if (!canvas("row") || !place.isKnown) {
      return;
    }
    const [first, last] = [place.toImage(0, place.height), place.toImage(place.width, 0)];
    const colours = tokens();
    drawCut(canvas("row"), this.lines.row, first.x, last.x, state.cut?.x ?? -1, colours);
    drawCut(canvas("column"), this.lines.column, first.y, last.y, state.cut?.y ?? -1, colours);
  }

  #titles() {
    const { image, page, state } = this.#view;
    const { cut } = state;
    const title = (which) => page.querySelector(`[data-ccd-cut-title="${which}"]`);
    const value = this.lines.row ? `, ${text(this.lines.row[cut.x])} ${image.unit} at the marked pixel` : "";
    title("row").textContent = cut ? `Row ${cut.y} by column, ${image.unit}${value}` : "Click on a pixel for the cuts along its row and column";
    page.querySelector("[data-ccd-act=cuts]").hidden = !this.lines.row || !this.lines.column;
    title("column").textContent = cut ? `Column ${cut.x} by row, ${image.unit}` : "";
  }
}
