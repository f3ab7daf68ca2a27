// The CCD viewer: moves, zooms and paints an image from the server's tiles, reads pixels out, draws overlays and cuts, and keeps all of that in the address. The page's
// component only says which image (data-ccd-view); nothing here asks the circuit for anything.
import { store, levelSizes, TILE } from "./ccd-tiles.js";
import { Pixels, Traces } from "./ccd-pixels.js";
import { read, write, limitsOf, text } from "./ccd-state.js";
import { syncControls, changeState } from "./ccd-controls.js";
import { paintOverlay, tokens } from "./ccd-overlay.js";
import { drawCut } from "./ccd-cuts.js";
import { listen } from "./ccd-input.js";

const MOST_ZOOM = 64;
const FIBER_ZOOM = 6;
const NEAR_FIBER = 4; // pixels across, half of the way to the next one
const ADDRESS_MS = 250;
const REST_MS = 40;
const PER_PETAL = 500;
const MARKS = ["saturated", "cosmic", "bad"];

const inside = ([x, y, w, h], px, py) => px >= x && px < x + w && py >= y && py < y + h;

class CcdView {
  constructor(element) {
    this.element = element;
    this.picture = element.querySelector("[data-ccd-picture]");
    this.overlay = element.querySelector("[data-ccd-overlay]");
    this.page = element.closest(".ccd-page");
    this.cutLines = { row: null, column: null };
    this.ends = [store.listen((trouble) => this.#arrived(trouble))];
    listen(this, {
      move: (x, y, zoom) => this.#move(x, y, zoom),
      choose: (px, py) => this.#choose(px, py),
      readOut: () => this.#readOut(),
    });
    const resize = new ResizeObserver(() => this.#resized());
    resize.observe(element);
    this.ends.push(() => resize.disconnect());
    this.describe();
  }

  end() {
    clearTimeout(this.addressTimer);
    clearTimeout(this.restTimer);
    this.ends.forEach((end) => end());
  }

  // A new image, or the same one again.
  describe() {
    const words = this.element.dataset.ccdView;
    if (words === this.words) {
      return;
    }
    this.words = words;
    const image = JSON.parse(words);
    this.image = image;
    this.sizes = levelSizes(image.width, image.height, image.levels);
    this.pixels = new Pixels(image);
    this.traces = undefined; // not known yet; null when there are none
    this.before = null;
    this.pointer = null;
    this.cutLines = { row: null, column: null };
    this.state = read(location.search, image);
    this.goal = this.state.zoom !== null ? "set" : this.state.amp ? "amp" : this.state.fiber !== null ? "fiber" : "fit";
    this.#trouble(null);
    syncControls(this.page, this.state, this.image);
    this.#resized();
    this.#fetchCuts();
    this.#readOut();
    Traces.fetch(image.traces).then((traces) => {
      if (this.image === image) {
        this.traces = traces;
        this.#place();
        this.#showChosen();
        this.#readOut();
        this.draw();
      }
    });
  }

  // ---- where ----

  // Zoom in points of the screen per pixel of the image; centre in pixels, whose centres are at whole numbers. The goal is where the address wants to be; there is none
  // once somebody has moved.
  get isFitted() {
    return this.goal !== null;
  }

  #place() {
    const { image, state } = this;
    if (!this.goal || !this.width) {
      return;
    }
    const amp = this.goal === "amp" && image.amps.find((one) => one.letter === state.amp);
    const fiber = this.goal === "fiber" && this.#middleOf(state.fiber);
    if (this.goal === "set") {
      this.#arrive(state.x ?? (image.width - 1) / 2, state.y ?? (image.height - 1) / 2, state.zoom);
    } else if (amp) {
      const [x, y, w, h] = amp.light;
      this.#arrive(x + (w - 1) / 2, y + (h - 1) / 2, Math.min(this.width / w, this.height / h) * 0.98);
    } else if (fiber) {
      this.#arrive(fiber.x, fiber.y, FIBER_ZOOM);
    } else {
      this.#look((image.width - 1) / 2, (image.height - 1) / 2, this.#fitZoom());
    }
  }

  #arrive(x, y, zoom) {
    this.goal = null;
    this.#look(x, y, zoom);
    this.#write();
  }

  #middleOf(fiber) {
    const row = this.#rowsOfLight() / 2 + 0.5;
    const x = this.traces ? this.traces.xAt(fiber - this.image.firstFiber, row) : NaN;
    return Number.isFinite(x) ? this.#fromCcd(x, row) : null;
  }

  #fitZoom() {
    return Math.min(this.width / this.image.width, this.height / this.image.height) * 0.98;
  }

  #rowsOfLight() {
    return Math.max(...this.image.amps.map((amp) => amp.ccd[1] + amp.ccd[3]));
  }

  #look(x, y, zoom) {
    const { image } = this;
    this.zoom = Math.min(MOST_ZOOM, Math.max(this.#fitZoom() / 2, zoom));
    this.x = Math.min(image.width - 0.5, Math.max(-0.5, x));
    this.y = Math.min(image.height - 0.5, Math.max(-0.5, y));
  }

  // From the screen to the image and back; y goes up.
  toImage(px, py) {
    return { x: this.x + (px - this.width / 2) / this.zoom, y: this.y - (py - this.height / 2) / this.zoom };
  }

  toScreen(x, y) {
    return { x: (x - this.x) * this.zoom + this.width / 2, y: (this.y - y) * this.zoom + this.height / 2 };
  }

  #move(x, y, zoom) {
    this.goal = null;
    this.#look(x, y, zoom);
    this.#write();
    this.draw();
  }

  zoomBy(factor, px = this.width / 2, py = this.height / 2) {
    const at = this.toImage(px, py);
    const zoom = Math.min(MOST_ZOOM, Math.max(this.#fitZoom() / 2, this.zoom * factor));
    this.#move(at.x - (px - this.width / 2) / zoom, at.y + (py - this.height / 2) / zoom, zoom);
  }

  fit() {
    this.goal = "fit";
    this.#place();
    this.#write();
    this.draw();
  }

  #resized() {
    const [width, height, dpr] = [this.element.clientWidth, this.element.clientHeight, devicePixelRatio];
    if (!width || !height) {
      return;
    }
    [this.width, this.height, this.dpr] = [width, height, dpr];
    for (const canvas of [this.picture, this.overlay]) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(height * dpr);
    }
    this.#place();
    this.#paint();
    this.#readOut();
  }

  // Trimmed to shown pixels and back: the same in a preprocessed image; in a raw one each amplifier has its place.
  #fromCcd(x, y) {
    const amp = this.image.amps.find(({ ccd }) => inside(ccd, Math.round(x), Math.round(y)));
    return amp ? { x: x - amp.ccd[0] + amp.light[0], y: y - amp.ccd[1] + amp.light[1] } : null;
  }

  #toCcd(x, y) {
    const amp = this.image.amps.find(({ light }) => inside(light, Math.round(x), Math.round(y)));
    return amp ? { x: x - amp.light[0] + amp.ccd[0], y: y - amp.light[1] + amp.ccd[1] } : null;
  }

  // ---- the address ----

  #write() {
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => this.#writeNow(), ADDRESS_MS);
  }

  #writeNow() {
    const { image, state } = this;
    const query = new URLSearchParams(location.search);
    const isHere = location.pathname === `/ccd/${image.process}` && (query.get("camera") ?? image.camera) === image.camera && (query.get("kind") ?? "raw") === image.kind;
    if (!isHere || !this.element.isConnected) {
      return;
    }
    if (this.isFitted) {
      state.zoom = null;
    } else {
      const digits = this.zoom >= 4 ? 1 : 0;
      [state.x, state.y, state.zoom] = [Number(this.x.toFixed(digits)), Number(this.y.toFixed(digits)), Number(this.zoom.toPrecision(4))];
    }
    const search = write(location.search, state, image);
    history.replaceState(history.state, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
  }

  // A link to another image takes along what is meant for it as well.
  carry(link) {
    const { image, state } = this;
    const target = new URL(link.getAttribute("href"), document.baseURI);
    const camera = target.searchParams.get("camera") ?? image.camera;
    const kind = target.searchParams.get("kind") ?? "raw";
    const taken = { ...state, show: new Set(state.show), amp: null };
    if (kind !== image.kind) {
      [taken.limits, taken.low, taken.high] = [state.limits === "manual" ? "zscale" : state.limits, null, null];
      taken.map = kind === "raw" && state.map === "diverging" ? "grey" : state.map;
      taken.cut = null;
    }
    if (state.fiber !== null) {
      taken.fiber = (state.fiber % PER_PETAL) + Number(camera[1]) * PER_PETAL;
    }
    taken.zoom = this.isFitted ? null : Number(this.zoom.toPrecision(4));
    const at = kind === image.kind ? this : this.#otherKind(kind, this.x, this.y);
    [taken.x, taken.y] = [Math.round(at.x), Math.round(at.y)];
    target.search = write(target.search, taken, image);
    link.setAttribute("href", target.pathname.slice(1) + target.search);
  }

  #otherKind(kind, x, y) {
    const [from, to] = kind === "raw" ? ["light", "data"] : ["light", "ccd"];
    const amp = this.image.amps.find((one) => inside(one[from], Math.round(x), Math.round(y))) ?? this.image.amps[0];
    return { x: x - amp[from][0] + amp[to][0], y: y - amp[from][1] + amp[to][1] };
  }

  // ---- painting ----

  draw() {
    if (!this.isAsked) {
      this.isAsked = true;
      requestAnimationFrame(() => this.element.isConnected && this.#paint());
    }
  }

  #arrived(trouble) {
    if (trouble !== null) {
      this.#trouble(trouble);
    }
    this.draw();
  }

  #trouble(words) {
    const line = this.element.querySelector("[data-ccd-trouble]");
    line.hidden = !words;
    line.textContent = words ?? "";
  }

  // How tiles are painted, as the end of their address.
  #style() {
    const [low, high] = limitsOf(this.state, this.image);
    return `stretch=${this.state.stretch}&low=${low}&high=${high}&map=${this.state.map}&v=${this.image.stamp}`;
  }

  #level() {
    const exact = Math.log2(1 / (this.zoom * this.dpr));
    return Math.min(this.image.levels - 1, Math.max(0, Math.round(exact - 0.2)));
  }

  // Tiles of a level that are on the screen, those in the middle first.
  #visible(level) {
    const span = TILE * 2 ** level;
    const [first, last] = [this.toImage(0, this.height), this.toImage(this.width, 0)];
    const { width, height } = this.sizes[level];
    const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
    const tiles = [];
    for (let y = Math.max(0, Math.floor((first.y + 0.5) / span)); y <= Math.min(rows - 1, Math.floor((last.y + 0.5) / span)); y++) {
      for (let x = Math.max(0, Math.floor((first.x + 0.5) / span)); x <= Math.min(columns - 1, Math.floor((last.x + 0.5) / span)); x++) {
        tiles.push({ level, x, y, off: Math.hypot((x + 0.5) * span - this.x, (y + 0.5) * span - this.y) });
      }
    }
    return tiles.sort((a, b) => a.off - b.off);
  }

  #address({ level, x, y }, style, root = this.image.root) {
    return `${root}/${level}/${x}/${y}.png?${style}`;
  }

  #paint() {
    this.isAsked = false;
    if (!this.width || this.zoom === undefined) {
      return;
    }
    const { image, dpr } = this;
    const context = this.picture.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.picture.width, this.picture.height);
    context.save();
    const [corner, far] = [this.toScreen(-0.5, image.height - 0.5), this.toScreen(image.width - 0.5, -0.5)];
    context.beginPath();
    context.rect(corner.x * dpr, corner.y * dpr, (far.x - corner.x) * dpr, (far.y - corner.y) * dpr);
    context.clip();

    const style = this.#style();
    if (this.style !== style) {
      [this.before, this.style] = [this.style, style];
    }
    const level = this.#level();
    const coarsest = image.levels - 1;
    const here = this.#visible(level);
    const whole = this.#visible(coarsest);
    // From the coarsest to the right one, each over the one before: there is always a picture, and it only gets sharper. What was there before a change of colours stays until
    // the new tile comes.
    const isComplete = here.every((tile) => store.has(this.#address(tile, style)));
    const styles = isComplete || !this.before || !this.before.endsWith(`v=${image.stamp}`) ? [style] : [this.before, style];
    for (const one of styles) {
      for (let at = isComplete ? level : coarsest; at >= level; at--) {
        const tiles = at === level ? here : at === coarsest ? whole : this.#visible(at);
        tiles.forEach((tile) => this.#put(context, tile, store.get(this.#address(tile, one))));
      }
    }
    if (isComplete) {
      this.before = null;
    }
    const shown = MARKS.filter((mark) => this.state.show.has(mark) && (image.kind !== "raw" || mark === "saturated"));
    const marks = shown.length ? `show=${shown.join(",")}&v=${image.stamp}` : null;
    if (marks) {
      here.forEach((tile) => this.#put(context, tile, store.get(this.#address(tile, marks, `${image.root}/marks`))));
    }
    context.restore();

    const wanted = [...whole, ...here].map((tile) => this.#address(tile, style));
    if (marks) {
      wanted.push(...here.map((tile) => this.#address(tile, marks, `${image.root}/marks`)));
    }
    store.want(wanted);
    const isReady = wanted.every((url) => store.has(url));
    if (isReady) {
      this.#trouble(null);
    }
    this.element.dataset.ccdReady = String(isReady);
    this.element.querySelector("[data-ccd-zoom]").textContent = this.zoom >= 1 ? `${Number(this.zoom.toPrecision(3))}×` : `1/${Number((1 / this.zoom).toPrecision(3))}`;
    paintOverlay(this);
    this.#paintCuts();
  }

  #put(context, { level, x, y }, bitmap) {
    if (!bitmap) {
      return;
    }
    const size = 2 ** level;
    const [left, bottom] = [x * TILE * size - 0.5, y * TILE * size - 0.5];
    const [a, b] = [this.toScreen(left, bottom + bitmap.height * size), this.toScreen(left + bitmap.width * size, bottom)];
    const [x0, y0, x1, y1] = [a.x, a.y, b.x, b.y].map((at) => Math.round(at * this.dpr));
    context.imageSmoothingEnabled = this.zoom * this.dpr * size < 0.99;
    context.drawImage(bitmap, x0, y0, x1 - x0, y1 - y0);
  }

  // ---- cuts ----

  async #fetchCuts() {
    const { cut } = this.state;
    const { image } = this;
    this.cutLines = { row: null, column: null };
    this.#titles();
    if (!cut) {
      this.#paintCuts();
      return;
    }
    const [row, column] = await Promise.all([this.pixels.line(true, cut.y), this.pixels.line(false, cut.x)]);
    if (this.state.cut === cut && this.image === image) {
      this.cutLines = { row, column };
      this.#titles();
      this.#paintCuts();
    }
  }

  #titles() {
    const { cut } = this.state;
    const title = (which) => this.page.querySelector(`[data-ccd-cut-title="${which}"]`);
    const value = this.cutLines.row ? `, ${text(this.cutLines.row[cut.x])} ${this.image.unit} at the marked pixel` : "";
    title("row").textContent = cut ? `Row ${cut.y} by column, ${this.image.unit}${value}` : "Click on a pixel for the cuts along its row and column";
    title("column").textContent = cut ? `Column ${cut.x} by row, ${this.image.unit}` : "";
  }

  #paintCuts() {
    const { cut } = this.state;
    const canvas = (which) => this.page.querySelector(`canvas[data-ccd-cut="${which}"]`);
    if (!canvas("row") || this.zoom === undefined) {
      return;
    }
    const [first, last] = [this.toImage(0, this.height), this.toImage(this.width, 0)];
    const colours = tokens();
    drawCut(canvas("row"), this.cutLines.row, first.x, last.x, cut?.x ?? -1, colours);
    drawCut(canvas("column"), this.cutLines.column, first.y, last.y, cut?.y ?? -1, colours);
  }

  // ---- read-out ----

  #say(name, words) {
    const place = this.page.querySelector(`[data-r="${name}"]`);
    if (place && place.textContent !== words) {
      place.textContent = words;
    }
  }

  #areaAt(x, y) {
    for (const amp of this.image.amps) {
      const name = `${amp.letter} (${amp.digit})`;
      for (const [section, what] of [[amp.light, ""], [amp.overscan, " overscan"], [amp.prescan, " prescan"], [amp.rowOverscan, " row overscan"]]) {
        if (section && inside(section, x, y)) {
          return name + what;
        }
      }
    }
    return "none";
  }

  #pixelUnder() {
    if (!this.pointer) {
      return this.state.cut; // what was clicked on last
    }
    const at = this.toImage(this.pointer.x, this.pointer.y);
    const [x, y] = [Math.round(at.x), Math.round(at.y)];
    return x >= 0 && y >= 0 && x < this.image.width && y < this.image.height ? { x, y } : null;
  }

  fiberAt(x, y) {
    const at = this.#toCcd(x, y);
    return at && this.traces ? this.traces.nearest(at.x, at.y, NEAR_FIBER) : null;
  }

  #readOut() {
    const at = this.#pixelUnder();
    this.#say("unit", this.image.unit);
    if (!at) {
      for (const name of ["row", "column", "value", "area", "fiber", "wave"]) {
        this.#say(name, "–");
      }
      this.#say("mark", "");
      return;
    }
    this.#say("row", String(at.y));
    this.#say("column", String(at.x));
    this.#say("area", this.#areaAt(at.x, at.y));
    const fiber = this.fiberAt(at.x, at.y);
    this.#say("fiber", fiber ? String(fiber.fiber + this.image.firstFiber) : this.traces ? "between" : this.traces === null ? "no traces" : "…");
    this.#say("wave", fiber && Number.isFinite(fiber.wavelength) ? `${fiber.wavelength.toFixed(2)} Å` : "–");
    if (this.pixels.isHere(at.x, at.y)) {
      this.#readValue(at);
    } else {
      this.#say("value", "…");
      this.#say("mark", "");
      clearTimeout(this.restTimer);
      this.restTimer = setTimeout(() => this.#readValue(at), REST_MS);
    }
  }

  async #readValue(at) {
    const { pixels } = this;
    const found = await pixels.at(at.x, at.y);
    const now = this.#pixelUnder();
    if (this.pixels === pixels && now && now.x === at.x && now.y === at.y) {
      this.#say("value", found ? text(found.value) : "–");
      const marks = Object.entries(this.image.marks).filter(([bit]) => found && found.marks & Number(bit));
      this.#say("mark", marks.map(([, name]) => name).join(", "));
    }
  }

  // ---- choosing ----

  #choose(px, py) {
    const at = this.toImage(px, py);
    const [x, y] = [Math.round(at.x), Math.round(at.y)];
    if (x < 0 || y < 0 || x >= this.image.width || y >= this.image.height) {
      return;
    }
    this.state.cut = { x, y };
    const fiber = this.fiberAt(x, y);
    this.state.fiber = fiber ? fiber.fiber + this.image.firstFiber : null;
    this.#showChosen();
    this.#fetchCuts();
    this.#write();
    this.draw();
  }

  #showChosen() {
    const { fiber } = this.state;
    const chosen = this.page.querySelector("[data-ccd-chosen]");
    if (chosen) {
      chosen.hidden = fiber === null;
      this.#say("chosen", fiber === null ? "" : String(fiber));
      chosen.querySelector("[data-ccd-spectrum]").href = `spectra/${this.image.process}?fiber=${fiber ?? 0}`;
    }
  }

  // ---- controls ----

  change(input) {
    if (changeState(input, this.state, this.image)) {
      syncControls(this.page, this.state, this.image);
      this.#write();
      this.draw();
    }
  }

  act(name) {
    const acts = {
      in: () => this.zoomBy(1.5),
      out: () => this.zoomBy(1 / 1.5),
      fit: () => this.fit(),
      one: () => this.#move(this.x, this.y, 1 / this.dpr),
      nofiber: () => {
        this.state.fiber = null;
        this.#showChosen();
        this.#write();
        this.draw();
      },
    };
    acts[name]?.();
  }
}

// The one viewer of the page, if there is one.
let view = null;

const refresh = () => {
  const element = document.querySelector("[data-ccd-view]");
  if (view && view.element !== element) {
    view.end();
    view = null;
  }
  if (element && !view) {
    view = new CcdView(element);
  } else {
    view?.describe();
  }
};

new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-ccd-view"] });
refresh();
