// What a viewer shows, to and from the address; and colours by value.
const STRETCHES = ["linear", "log", "asinh"];
const MAPS = ["grey", "inverted", "viridis", "diverging"];
export const OVERLAYS = ["amps", "traces", "saturated", "cosmic", "bad"];
const KEYS = ["stretch", "limits", "low", "high", "map", "show", "x", "y", "zoom", "fiber", "amp", "cut", "shown"];

const number = (text) => {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};

const oneOf = (text, choices) => (choices.includes(text) ? text : choices[0]);

export const read = (search, image) => {
  const query = new URLSearchParams(search);
  const [low, high] = [number(query.get("low")), number(query.get("high"))];
  const isManual = query.get("limits") === "manual" && low !== null && high !== null && low < high;
  const [x, y, zoom] = ["x", "y", "zoom"].map((key) => number(query.get(key)));
  const cut = (query.get("cut") ?? "").split(",").map(number);
  const isCut = cut.length === 2 && cut.every((at, i) => Number.isInteger(at) && at >= 0 && at < (i ? image.height : image.width));
  const fiber = number(query.get("fiber"));
  return {
    stretch: oneOf(query.get("stretch"), STRETCHES),
    limits: isManual ? "manual" : oneOf(query.get("limits"), Object.keys(image.limits)),
    low: isManual ? low : null,
    high: isManual ? high : null,
    map: oneOf(query.get("map"), image.kind === "raw" ? MAPS.slice(0, 3) : MAPS),
    show: new Set(query.has("show") ? query.get("show").split(",").filter((name) => OVERLAYS.includes(name)) : ["amps"]),
    x,
    y,
    zoom: zoom !== null && zoom > 0 ? zoom : null,
    fiber: Number.isInteger(fiber) && fiber >= image.firstFiber && fiber < image.firstFiber + 500 ? fiber : null,
    amp: image.amps.find((amp) => amp.letter === query.get("amp") || amp.digit === query.get("amp"))?.letter ?? null,
    cut: isCut ? { x: cut[0], y: cut[1] } : null,
    isOther: query.get("shown") === "other", // of two that are compared
  };
};

// The address of a state: what is as it would be anyway is left out.
export const write = (search, state, image) => {
  const query = new URLSearchParams(search);
  for (const key of KEYS) {
    query.delete(key);
  }
  const set = (key, value, usual) => value !== null && value !== usual && query.set(key, value);
  set("stretch", state.stretch, STRETCHES[0]);
  set("limits", state.limits, Object.keys(image.limits)[0]);
  if (state.limits === "manual") {
    set("low", state.low);
    set("high", state.high);
  }
  set("map", state.map, MAPS[0]);
  set("show", [...state.show].sort((a, b) => OVERLAYS.indexOf(a) - OVERLAYS.indexOf(b)).join(","), "amps");
  if (state.zoom !== null) {
    set("x", state.x);
    set("y", state.y);
    set("zoom", state.zoom);
  }
  set("fiber", state.fiber);
  set("cut", state.cut && `${state.cut.x},${state.cut.y}`);
  set("shown", state.isOther ? "other" : null);
  return query.toString().replaceAll("%2C", ",");
};

export const limitsOf = (state, image) => {
  const [low, high] = state.limits === "manual" ? [state.low, state.high] : image.limits[state.limits];
  const reach = Math.max(Math.abs(low), Math.abs(high));
  return state.map === "diverging" ? [-reach, reach] : [low, high];
};

// The value that has this part of the colours below it: the inverse of the server's stretch.
export const valueAt = (part, state, [low, high]) => {
  const back = (t) =>
    state.stretch === "log" ? (1001 ** t - 1) / 1000 : state.stretch === "asinh" ? Math.sinh(t * Math.asinh(10)) / 10 : t;
  const off = 2 * part - 1;
  const place = state.map === "diverging" ? 0.5 + 0.5 * Math.sign(off) * back(Math.abs(off)) : back(part);
  return low + place * (high - low);
};

export const text = (value) => {
  if (!Number.isFinite(value)) {
    return "no value";
  }
  const size = Math.abs(value);
  return Number.isInteger(value) && size < 1e9 ? String(value) : size >= 1e6 || (size > 0 && size < 0.01) ? value.toExponential(3) : value.toFixed(size >= 1000 ? 1 : 2);
};
