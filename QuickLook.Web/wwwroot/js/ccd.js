// The CCD viewer: moves, zooms and paints an image from the server's tiles, reads pixels out, draws overlays and cuts, and keeps all of that in the address. The page's
// component only says which image (data-ccd-view); nothing here asks the circuit for anything.
import { store } from "./ccd-tiles.js";
import { Pixels, Traces } from "./ccd-pixels.js";
import { read, write } from "./ccd-state.js";
import { syncControls, changeState } from "./ccd-controls.js";
import { paintOverlay } from "./ccd-overlay.js";
import { Cuts } from "./ccd-cuts.js";
import { Painter } from "./ccd-paint.js";
import { Place } from "./ccd-place.js";
import { ReadOut } from "./ccd-readout.js";
import { savePicture, saveCuts } from "./ccd-save.js";
import { fromCcd, toCcd, inKind, rowsOfLight } from "./ccd-sections.js";
import { listen } from "./ccd-input.js";

const FIBER_ZOOM = 6;
const NEAR_FIBER = 4; // pixels across, half of the way to the next one
const ADDRESS_MS = 250;
const PER_PETAL = 500;

class CcdView {
  constructor(element) {
    this.element = element;
    this.picture = element.querySelector("[data-ccd-picture]");
    this.overlay = element.querySelector("[data-ccd-overlay]");
    this.page = element.closest(".ccd-page");
    this.place = new Place();
    this.painter = new Painter(this.picture);
    this.cuts = new Cuts(this);
    this.readOut = new ReadOut(this);
    this.ends = [store.listen((trouble) => this.#arrived(trouble)), () => this.readOut.end()];
    listen(this);
    const resize = new ResizeObserver(() => this.#resized());
    resize.observe(element);
    this.ends.push(() => resize.disconnect());
    this.describe();
  }

  end() {
    clearTimeout(this.addressTimer);
    this.ends.forEach((end) => end());
  }

  // A new image, or the same one again; and perhaps another one that is shown in turn with it.
  describe() {
    const { ccdView, ccdAgainst = "" } = this.element.dataset;
    const isNew = ccdView !== this.words;
    if (isNew) {
      [this.words, this.againstWords] = [ccdView, ""];
      [this.first, this.other] = [JSON.parse(ccdView), null];
      this.state = read(location.search, this.first);
      this.goal = this.state.zoom !== null ? "set" : this.state.amp ? "amp" : this.state.fiber !== null ? "fiber" : "fit";
      [this.pointer, this.isAimed, this.isHeld] = [null, false, false];
      this.painter.renew();
      this.#trouble(null);
    }
    if (ccdAgainst !== this.againstWords) {
      this.againstWords = ccdAgainst;
      // Both are painted within the limits of the first: what is brighter is seen to be.
      this.other = ccdAgainst ? { ...JSON.parse(ccdAgainst), limits: this.first.limits } : null;
      // The address may have come to want it since.
      this.state.isOther = this.other !== null && new URLSearchParams(location.search).get("shown") === "other";
    }
    this.#show();
    if (isNew) {
      syncControls(this.page, this.state, this.first);
      this.#resized();
    }
  }

  // One of the two images at the same place.
  #show() {
    const image = this.state.isOther && this.other ? this.other : this.first;
    this.#sayWhich();
    if (this.image === image) {
      this.draw();
      return;
    }
    this.image = image;
    this.place.image = image;
    this.pixels = new Pixels(image);
    this.traces = undefined; // not known yet; null when there are none
    this.cuts.fetch();
    this.readOut.show();
    this.#showChosen();
    this.draw();
    Traces.fetch(image.traces).then((traces) => {
      if (this.image === image) {
        this.traces = traces;
        this.#settle();
        this.#showChosen();
        this.readOut.show();
        this.draw();
      }
    });
  }

  #showOther(isOther) {
    this.state.isOther = isOther;
    this.#show();
    this.#write();
  }

  #sayWhich() {
    const isOther = this.state.isOther && this.other !== null;
    for (const button of this.page.querySelectorAll("[data-ccd-act=this], [data-ccd-act=other]")) {
      const isShown = (button.dataset.ccdAct === "other") === isOther;
      button.setAttribute("aria-pressed", String(isShown));
      isShown ? button.removeAttribute("data-key") : button.setAttribute("data-key", "c");
    }
    const line = this.element.querySelector("[data-ccd-shown]");
    const words = !this.other ? "" : isOther ? `${this.other.exposure}, for comparison` : this.first.exposure;
    if (line.textContent !== words) {
      line.textContent = words;
    }
  }

  // ---- where ----

  // The goal is where the address wants to be; there is none once somebody has moved.
  get isFitted() {
    return this.goal !== null;
  }

  #settle() {
    const { image, state, place } = this;
    if (!this.goal || !place.width) {
      return;
    }
    const [middle, centre] = [(image.width - 1) / 2, (image.height - 1) / 2];
    const amp = this.goal === "amp" && image.amps.find((one) => one.letter === state.amp);
    const fiber = this.goal === "fiber" && this.#middleOf(state.fiber);
    if (this.goal === "set") {
      this.#arrive(state.x ?? middle, state.y ?? centre, state.zoom);
    } else if (amp) {
      const [x, y, w, h] = amp.light;
      this.#arrive(x + (w - 1) / 2, y + (h - 1) / 2, place.zoomOf(w, h));
    } else if (fiber) {
      this.#arrive(fiber.x, fiber.y, FIBER_ZOOM);
    } else {
      place.look(middle, centre, place.fitZoom);
    }
  }

  #arrive(x, y, zoom) {
    this.goal = null;
    this.place.look(x, y, zoom);
    this.#write();
  }

  #middleOf(fiber) {
    const row = rowsOfLight(this.image) / 2 + 0.5;
    const x = this.traces ? this.traces.xAt(fiber - this.image.firstFiber, row) : NaN;
    return Number.isFinite(x) ? fromCcd(this.image, x, row) : null;
  }

  move(x, y, zoom) {
    this.#arrive(x, y, zoom);
    this.draw();
    this.readOut.show();
  }

  zoomBy(factor, px = this.place.width / 2, py = this.place.height / 2) {
    const zoom = this.place.bounded(this.place.zoom * factor);
    const middle = this.place.middleFor(this.place.toImage(px, py), px, py, zoom);
    this.move(middle.x, middle.y, zoom);
  }

  fit() {
    this.goal = "fit";
    this.#settle();
    this.#write();
    this.draw();
    this.readOut.show();
  }

  #resized() {
    const [width, height, dpr] = [this.element.clientWidth, this.element.clientHeight, devicePixelRatio];
    if (!width || !height) {
      return;
    }
    this.place.resize(width, height, dpr);
    for (const canvas of [this.picture, this.overlay]) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(height * dpr);
    }
    this.#settle();
    this.#paint();
    this.readOut.show();
  }

  // ---- the address ----

  #write() {
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => this.#writeNow(), ADDRESS_MS);
  }

  #writeNow() {
    const { first: image, state, place } = this;
    const query = new URLSearchParams(location.search);
    const isHere = location.pathname === `/ccd/${image.process}` && (query.get("camera") ?? image.camera) === image.camera && (query.get("kind") ?? "raw") === image.kind;
    if (!isHere || !this.element.isConnected) {
      return;
    }
    if (this.isFitted) {
      state.zoom = null;
    } else {
      const digits = place.zoom >= 4 ? 1 : 0;
      [state.x, state.y, state.zoom] = [Number(place.x.toFixed(digits)), Number(place.y.toFixed(digits)), Number(place.zoom.toPrecision(4))];
    }
    const search = write(location.search, state, image);
    history.replaceState(history.state, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
  }

  // A link to another image takes along what is meant for it as well.
  carry(link) {
    const { image, state, place } = this;
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
    // Kept here as well: the address may be written once more before the other image is there.
    taken.isOther = state.isOther = target.searchParams.has("against") && (state.isOther || target.searchParams.get("shown") === "other");
    taken.zoom = this.isFitted ? null : Number(place.zoom.toPrecision(4));
    const at = kind === image.kind ? place : inKind(image, kind, place.x, place.y);
    [taken.x, taken.y] = [Math.round(at.x), Math.round(at.y)];
    target.search = write(target.search, taken, image);
    link.setAttribute("href", target.pathname.slice(1) + target.search);
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

  #paint() {
    this.isAsked = false;
    const { place } = this;
    if (!place.isKnown) {
      return;
    }
    const isReady = this.painter.paint(place, this.image, this.state, this.image === this.first ? this.other : this.first);
    if (isReady) {
      this.#trouble(null);
    }
    this.element.dataset.ccdReady = String(isReady);
    this.element.querySelector("[data-ccd-zoom]").textContent = place.zoom >= 1 ? `${Number(place.zoom.toPrecision(3))}×` : `1/${Number((1 / place.zoom).toPrecision(3))}`;
    paintOverlay(this);
    this.cuts.paint();
  }

  // ---- pixels and fibers ----

  // A point of an event on the picture.
  pointOf(event) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  // The pointer is here, or nowhere; held when a finger rests there to read out.
  point(at, { isHeld = false } = {}) {
    const wasMarked = this.isHeld || this.isAimed;
    [this.pointer, this.isHeld, this.isAimed] = [at, isHeld, false];
    this.readOut.show();
    if (isHeld || wasMarked) {
      this.draw();
    }
  }

  // The middle of the view is what counts now.
  aim() {
    [this.pointer, this.isHeld, this.isAimed] = [null, false, true];
  }

  // What is read out: what is aimed at, what is under the pointer, or else what was clicked on last.
  pixelUnder() {
    const at = this.isAimed ? { x: this.place.width / 2, y: this.place.height / 2 } : this.pointer;
    return at ? this.place.pixelAt(at.x, at.y) : this.state.cut;
  }

  fiberAt(x, y) {
    const at = toCcd(this.image, x, y);
    return at && this.traces ? this.traces.nearest(at.x, at.y, NEAR_FIBER) : null;
  }

  choose(px, py) {
    const at = this.place.pixelAt(px, py);
    if (!at) {
      return;
    }
    this.state.cut = at;
    const fiber = this.fiberAt(at.x, at.y);
    this.#chooseFiber(fiber ? fiber.fiber + this.image.firstFiber : null);
    this.cuts.fetch();
    this.readOut.show();
  }

  #chooseFiber(fiber) {
    this.state.fiber = fiber;
    this.#showChosen();
    this.#write();
    this.draw();
  }

  #showChosen() {
    const { fiber } = this.state;
    const chosen = this.page.querySelector("[data-ccd-chosen]");
    if (chosen) {
      chosen.hidden = fiber === null;
      this.readOut.say("chosen", fiber === null ? "" : String(fiber));
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
      one: () => this.move(this.place.x, this.place.y, 1 / this.place.dpr),
      this: () => this.#showOther(false),
      other: () => this.#showOther(true),
      picture: () => savePicture(this),
      cuts: () => saveCuts(this),
      nofiber: () => this.#chooseFiber(null),
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

new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-ccd-view", "data-ccd-against"] });
refresh();
