// The line under a picture: what is at a pixel.
import { areaAt } from "./ccd-sections.js";
import { text } from "./ccd-state.js";

const REST_MS = 40;
const SPEAK_MS = 300; // after the last key

export class ReadOut {
  #view;
  #timer;
  #speech;

  constructor(view) {
    this.#view = view;
  }

  end() {
    clearTimeout(this.#timer);
    clearTimeout(this.#speech);
  }

  say(name, words) {
    const place = this.#view.page.querySelector(`[data-r="${name}"]`);
    if (place && place.textContent !== words) {
      place.textContent = words;
    }
  }

  show() {
    const view = this.#view;
    const { image, pixels, traces } = view;
    const at = view.pixelUnder();
    this.say("unit", image.unit);
    if (!at) {
      for (const name of ["row", "column", "value", "area", "fiber", "wave"]) {
        this.say(name, "–");
      }
      this.say("mark", "");
      return;
    }
    this.say("row", String(at.y));
    this.say("column", String(at.x));
    this.say("area", areaAt(image, at.x, at.y));
    const fiber = view.fiberAt(at.x, at.y);
    this.say("fiber", fiber ? String(fiber.fiber + image.firstFiber) : traces ? "between" : traces === null ? "no traces" : "…");
    this.say("wave", fiber && Number.isFinite(fiber.wavelength) ? `${fiber.wavelength.toFixed(2)} Å` : "–");
    if (pixels.isHere(at.x, at.y)) {
      this.#value(at);
    } else {
      this.say("value", "…");
      this.say("mark", "");
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#value(at), REST_MS);
    }
  }

  async #value(at) {
    const { pixels, image } = this.#view;
    const found = await pixels.at(at.x, at.y);
    const now = this.#view.pixelUnder();
    if (this.#view.pixels === pixels && now && now.x === at.x && now.y === at.y) {
      this.say("value", found ? text(found.value) : "–");
      const marks = Object.entries(image.marks).filter(([bit]) => found && found.marks & Number(bit));
      this.say("mark", marks.map(([, name]) => name).join(", "));
      if (this.#view.isAimed) {
        this.#speak();
      }
    }
  }

  // For those who do not see the line: once keys have come to rest, in one sentence.
  #speak() {
    const said = (name) => this.#view.page.querySelector(`[data-r="${name}"]`).textContent;
    clearTimeout(this.#speech);
    this.#speech = setTimeout(() => {
      const fiber = /^\d+$/.test(said("fiber")) ? `fiber ${said("fiber")} at ${said("wave")}` : "no fiber";
      const parts = [`row ${said("row")}, column ${said("column")}: ${said("value")} ${said("unit")}`, `amplifier ${said("area")}`, fiber, said("mark")];
      this.#view.page.querySelector("[data-ccd-spoken]").textContent = parts.filter(Boolean).join(", ");
    }, SPEAK_MS);
  }
}
