// Tiles of an image as bitmaps: fetched for what is visible only, a few at a time, kept while there is room. One store for the page, so that a
// viewer that is drawn anew finds what it had.
const AT_ONCE = 6;
const MOST_BITMAPS = 320; // a quarter of a megabyte each
const RETRY_MS = 3000;
export const TILE = 256;

// Sizes of the levels, as the server has them: half of the one before, rounded up.
export const levelSizes = (width, height, levels) => {
  const sizes = [{ width, height }];
  while (sizes.length < levels) {
    const { width: w, height: h } = sizes[sizes.length - 1];
    sizes.push({ width: Math.ceil(w / 2), height: Math.ceil(h / 2) });
  }
  return sizes;
};

class TileStore {
  #bitmaps = new Map();
  #active = new Map();
  #failed = new Map();
  #queue = [];
  #listeners = new Set();

  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  has(url) {
    return this.#bitmaps.has(url);
  }

  get(url) {
    const bitmap = this.#bitmaps.get(url);
    if (bitmap) {
      this.#bitmaps.delete(url);
      this.#bitmaps.set(url, bitmap);
    }
    return bitmap;
  }

  // The addresses that are wanted now, most urgent first; what is on its way and not among them is given up.
  want(urls) {
    const wanted = new Set(urls);
    for (const [url, request] of this.#active) {
      if (!wanted.has(url)) {
        request.abort();
        this.#active.delete(url);
      }
    }
    const now = performance.now();
    this.#queue = urls.filter(
      (url) => !this.#bitmaps.has(url) && !this.#active.has(url) && !(now - (this.#failed.get(url) ?? -Infinity) < RETRY_MS),
    );
    this.#next();
  }

  #next() {
    while (this.#active.size < AT_ONCE && this.#queue.length) {
      this.#fetch(this.#queue.shift());
    }
  }

  async #fetch(url) {
    const request = new AbortController();
    this.#active.set(url, request);
    let trouble = null;
    try {
      const answer = await fetch(url, { signal: request.signal });
      if (answer.ok) {
        this.#keep(url, await createImageBitmap(await answer.blob()));
      } else {
        trouble = await answer.text();
      }
    } catch (error) {
      if (request.signal.aborted) {
        return;
      }
      trouble = `The service does not answer (${error.message}).`;
    }
    if (trouble !== null) {
      this.#failed.set(url, performance.now());
    }
    if (this.#active.get(url) === request) {
      this.#active.delete(url);
    }
    for (const listener of this.#listeners) {
      listener(trouble);
    }
    this.#next();
  }

  #keep(url, bitmap) {
    this.#failed.delete(url);
    this.#bitmaps.set(url, bitmap);
    for (const [oldest, old] of this.#bitmaps) {
      if (this.#bitmaps.size <= MOST_BITMAPS) {
        break;
      }
      old.close();
      this.#bitmaps.delete(oldest);
    }
  }
}

export const store = new TileStore();
