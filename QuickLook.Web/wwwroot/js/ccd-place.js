// Where a view of an image stands: its size on the screen, the zoom in points of the screen per pixel of the image, and the pixel in its middle. The centres of pixels are at whole
// numbers; y goes up.
import { TILE } from "./ccd-tiles.js";

const MOST_ZOOM = 64;

export class Place {
  #image;

  // Another image under the same window; nothing is moved.
  set image(image) {
    this.#image = image;
  }

  resize(width, height, dpr) {
    [this.width, this.height, this.dpr] = [width, height, dpr];
  }

  get isKnown() {
    return Boolean(this.width) && this.zoom !== undefined;
  }

  // What shows the whole image.
  get fitZoom() {
    return this.zoomOf(this.#image.width, this.#image.height);
  }

  // What shows a part of so many pixels.
  zoomOf(width, height) {
    return Math.min(this.width / width, this.height / height) * 0.98;
  }

  bounded(zoom) {
    return Math.min(MOST_ZOOM, Math.max(this.fitZoom / 2, zoom));
  }

  look(x, y, zoom) {
    this.zoom = this.bounded(zoom);
    this.x = Math.min(this.#image.width - 0.5, Math.max(-0.5, x));
    this.y = Math.min(this.#image.height - 0.5, Math.max(-0.5, y));
  }

  // From the screen to the image and back.
  toImage(px, py) {
    return { x: this.x + (px - this.width / 2) / this.zoom, y: this.y - (py - this.height / 2) / this.zoom };
  }

  toScreen(x, y) {
    return { x: (x - this.x) * this.zoom + this.width / 2, y: (this.y - y) * this.zoom + this.height / 2 };
  }

  // The pixel at a point of the screen; null beside the image.
  pixelAt(px, py) {
    const at = this.toImage(px, py);
    const [x, y] = [Math.round(at.x), Math.round(at.y)];
    return x >= 0 && y >= 0 && x < this.#image.width && y < this.#image.height ? { x, y } : null;
  }

  // Where the middle has to be so that a pixel comes to a point of the screen at a zoom.
  middleFor(at, px, py, zoom) {
    return { x: at.x - (px - this.width / 2) / zoom, y: at.y + (py - this.height / 2) / zoom };
  }

  // Tiles of a level that are on the screen, those in the middle first.
  visible(level, { width, height }) {
    const span = TILE * 2 ** level;
    const [first, last] = [this.toImage(0, this.height), this.toImage(this.width, 0)];
    const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
    const tiles = [];
    for (let y = Math.max(0, Math.floor((first.y + 0.5) / span)); y <= Math.min(rows - 1, Math.floor((last.y + 0.5) / span)); y++) {
      for (let x = Math.max(0, Math.floor((first.x + 0.5) / span)); x <= Math.min(columns - 1, Math.floor((last.x + 0.5) / span)); x++) {
        tiles.push({ level, x, y, off: Math.hypot((x + 0.5) * span - this.x, (y + 0.5) * span - this.y) });
      }
    }
    return tiles.sort((a, b) => a.off - b.off);
  }

  // The level whose pixels are about as large as those of the screen.
  level(levels) {
    const exact = Math.log2(1 / (this.zoom * this.dpr));
    return Math.min(levels - 1, Math.max(0, Math.round(exact - 0.2)));
  }
}
