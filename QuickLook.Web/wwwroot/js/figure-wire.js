// Figures as they travel: a description, and all numbers as one block of bytes.
const ARRAYS = { f4: [Float32Array, 4], f8: [Float64Array, 8], i2: [Int16Array, 2], i4: [Int32Array, 4] };

const numbers = (block, place) => {
  const [Kind, size] = ARRAYS[place.type];
  const at = place.at;
  return new Kind(block.slice(at, at + place.count * size).buffer);
};

// Dates travel as MJD and are counted here in milliseconds from 1970. The library takes numbers for the browser's own time zone, so it gets words.
const MJD_OF_1970 = 40587;
const DAY_MS = 86_400_000;
const LAST_MS = 8.64e15;
export const dateText = (ms) => (Math.abs(ms) < LAST_MS ? new Date(ms).toISOString().replace("T", " ").slice(0, 23) : null);
export const mjdOf = (ms) => ms / DAY_MS + MJD_OF_1970;
const momentOf = (mjd) => Math.round((mjd - MJD_OF_1970) * DAY_MS);

export const unpack = (description, block) => {
  const figure = JSON.parse(description);
  if (figure.x.isDate && figure.x.range) {
    figure.x.range = figure.x.range.map(momentOf);
  }
  for (const trace of figure.traces) {
    trace.x = numbers(block, trace.x);
    trace.y = numbers(block, trace.y);
    if (figure.x.isDate) {
      trace.mjd = trace.x;
      trace.x = Float64Array.from(trace.mjd, momentOf);
    }
    trace.fibers &&= numbers(block, trace.fibers);
    trace.processes &&= numbers(block, trace.processes);
    if (trace.colour) {
      trace.colour.values = numbers(block, trace.colour.values);
    }
    for (const tip of trace.tips) {
      tip.values = numbers(block, tip.values);
    }
  }
  return figure;
};
