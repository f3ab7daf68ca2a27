// Paints an image from its tiles: coarse ones until the sharp ones are there, then the marks.
import { store, levelSizes, TILE } from "./ccd-tiles.js";
import { limitsOf } from "./ccd-state.js";

const MARKS = ["saturated", "cosmic", "bad"];

// How the tiles of an image are painted, as the end of their address.
const styleOf = (state, image) => {
  const [low, high] = limitsOf(state, image);
  return `stretch=${state.stretch}&low=${low}&high=${high}&map=${state.map}&v=${image.stamp}`;
};

const marksOf = (state, image) => {
  const shown = MARKS.filter((mark) => state.show.has(mark) && (image.kind !== "raw" || mark === "saturated"));
  return shown.length ? `show=${shown.join(",")}&v=${image.stamp}` : null;
};

const address = ({ level, x, y }, root, style) => `${root}/${level}/${x}/${y}.png?${style}`;

const put = (context, place, { level, x, y }, bitmap) => {
  if (!bitmap) {
    return;
  }
  const size = 2 ** level;
  const [left, bottom] = [x * TILE * size - 0.5, y * TILE * size - 0.5];
  const [a, b] = [place.toScreen(left, bottom + bitmap.height * size), place.toScreen(left + bitmap.width * size, bottom)];
  const [x0, y0, x1, y1] = [a.x, a.y, b.x, b.y].map((at) => Math.round(at * place.dpr));
  context.imageSmoothingEnabled = place.zoom * place.dpr * size < 0.99;
  context.drawImage(bitmap, x0, y0, x1 - x0, y1 - y0);
};

export class Painter {
  #canvas;
  #style = null;
  #before = null;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  // Forgets how the image was painted before: another one comes.
  renew() {
    this.#before = null;
  }

  // True when every tile is there and sharp; what is missing is asked for, and then what the other image will need, which is shown in turn with this one.
  paint(place, image, state, other) {
    const context = this.#canvas.getContext("2d");
    const { dpr } = place;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.save();
    const [corner, far] = [place.toScreen(-0.5, image.height - 0.5), place.toScreen(image.width - 0.5, -0.5)];
    context.beginPath();
    context.rect(corner.x * dpr, corner.y * dpr, (far.x - corner.x) * dpr, (far.y - corner.y) * dpr);
    context.clip();

    const style = styleOf(state, image);
    if (this.#style !== style) {
      [this.#before, this.#style] = [this.#style, style];
    }
    const sizes = levelSizes(image.width, image.height, image.levels);
    const level = place.level(image.levels);
    const coarsest = image.levels - 1;
    const here = place.visible(level, sizes[level]);
    const whole = place.visible(coarsest, sizes[coarsest]);
    // From the coarsest to the right one, each over the one before: there is always a picture, and it only gets sharper. What was there before a change of colours stays until
    // the new tile comes.
    const isComplete = here.every((tile) => store.has(address(tile, image.root, style)));
    const styles = isComplete || !this.#before || !this.#before.endsWith(`v=${image.stamp}`) ? [style] : [this.#before, style];
    for (const one of styles) {
      for (let at = isComplete ? level : coarsest; at >= level; at--) {
        const tiles = at === level ? here : at === coarsest ? whole : place.visible(at, sizes[at]);
        tiles.forEach((tile) => put(context, place, tile, store.get(address(tile, image.root, one))));
      }
    }
    if (isComplete) {
      this.#before = null;
    }
    const marks = marksOf(state, image);
    const markTiles = marks ? here.map((tile) => [tile, address(tile, `${image.root}/marks`, marks)]) : [];
    markTiles.forEach(([tile, url]) => put(context, place, tile, store.get(url)));
    context.restore();

    const wanted = [...[...whole, ...here].map((tile) => address(tile, image.root, style)), ...markTiles.map(([, url]) => url)];
    const later = other ? [...whole, ...here].map((tile) => address(tile, other.root, styleOf(state, other))) : [];
    store.want([...wanted, ...later]);
    return wanted.every((url) => store.has(url));
  }
}
