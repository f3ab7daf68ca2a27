// Values, marks and traces under the pointer, fetched in blocks.
const BLOCK = 128;
const MOST_BLOCKS = 96;

// An answer of /values: 32-bit floats, then a byte of marks each.
const unpack = (buffer) => {
  const count = buffer.byteLength / 5;
  return { values: new Float32Array(buffer, 0, count), marks: new Uint8Array(buffer, 4 * count, count) };
};

export class Pixels {
  #image;
  #blocks = new Map();
  #asked = new Map();

  constructor(image) {
    this.#image = image;
  }

  // Value and marks of a pixel, if they are here; otherwise their block is fetched.
  async at(x, y) {
    const [column, row] = [Math.floor(x / BLOCK), Math.floor(y / BLOCK)];
    const key = `${column},${row}`;
    let block = this.#blocks.get(key);
    if (!block) {
      block = await (this.#asked.get(key) ?? this.#ask(key, column * BLOCK, row * BLOCK));
    }
    if (!block) {
      return null;
    }
    const index = (y - row * BLOCK) * block.width + (x - column * BLOCK);
    return { value: block.values[index], marks: block.marks[index] };
  }

  isHere(x, y) {
    return this.#blocks.has(`${Math.floor(x / BLOCK)},${Math.floor(y / BLOCK)}`);
  }

  // All values of a row or a column.
  async line(isRow, at) {
    const { width, height } = this.#image;
    const block = await this.#fetch(isRow ? 0 : at, isRow ? at : 0, isRow ? width : 1, isRow ? 1 : height);
    return block?.values ?? null;
  }

  #ask(key, x, y) {
    const asking = this.#fetch(x, y, Math.min(BLOCK, this.#image.width - x), Math.min(BLOCK, this.#image.height - y)).then((block) => {
      this.#asked.delete(key);
      if (block) {
        this.#blocks.set(key, block);
        if (this.#blocks.size > MOST_BLOCKS) {
          this.#blocks.delete(this.#blocks.keys().next().value);
        }
      }
      return block;
    });
    this.#asked.set(key, asking);
    return asking;
  }

  async #fetch(x, y, w, h) {
    try {
      const answer = await fetch(`${this.#image.root}/values?x=${x}&y=${y}&w=${w}&h=${h}&v=${this.#image.stamp}`);
      return answer.ok ? { width: w, ...unpack(await answer.arrayBuffer()) } : null;
    } catch {
      return null; // the service is away: there is no value to show, and the page says so elsewhere
    }
  }
}

// Traces: x and wavelength of each fiber every so many rows of the trimmed image.
export class Traces {
  #view;

  constructor(buffer) {
    const head = new Int32Array(buffer, 0, 3);
    [this.fibers, this.points, this.step] = head;
    this.#view = new Float32Array(buffer, 12);
  }

  static async fetch(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? new Traces(await answer.arrayBuffer()) : null;
    } catch {
      return null; // without traces there is no fiber under the pointer
    }
  }

  xOf(fiber, point) {
    return this.#view[2 * (fiber * this.points + point)];
  }

  #between(fiber, y, offset) {
    const place = Math.min(Math.max(y / this.step, 0), this.points - 1);
    const point = Math.min(Math.floor(place), this.points - 2);
    const at = 2 * (fiber * this.points + point) + offset;
    return this.#view[at] + (place - point) * (this.#view[at + 2] - this.#view[at]);
  }

  xAt(fiber, y) {
    return this.#between(fiber, y, 0);
  }

  wavelengthAt(fiber, y) {
    return this.#between(fiber, y, 1);
  }

  // The fiber whose trace is next to a place of the trimmed image, when it is near.
  nearest(x, y, within) {
    let [best, off] = [-1, within];
    for (let fiber = 0; fiber < this.fibers; fiber++) {
      const away = Math.abs(this.xAt(fiber, y) - x);
      if (away < off) {
        [best, off] = [fiber, away];
      }
    }
    return best < 0 ? null : { fiber: best, wavelength: this.wavelengthAt(best, y) };
  }
}
