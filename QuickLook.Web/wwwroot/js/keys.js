// Keys are declared where they act: data-key="g m" on a link, a button or a field. One or two strokes; the help lists them.
const CHORD_MS = 1200;
let first = "";
let firstAt = 0;

// Until a page is live, nobody hears a click on what the server answers: keys are kept until it is, the last ones, unless they have become old.
const KEPT_MS = 5000;
const MOST_KEPT = 8;
let kept = [];

const isLive = () => {
  const beat = document.getElementById("heartbeat");
  return beat ? Number(beat.dataset.frame) > 0 : document.readyState !== "loading";
};

const editing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog[open], .rz-dialog");

// What acted; null when nothing did.
const act = (keys) => {
  const target = document.querySelector(`[data-key="${CSS.escape(keys)}"]:not(:disabled)`);
  if (!target || !(target.matches("a, input, select, [data-action]") || isLive())) {
    return null;
  }
  target.matches("input, select") ? target.focus() : target.click();
  return target;
};

const press = (key, at) => {
  const chord = first && at - firstAt < CHORD_MS ? `${first} ${key}` : null;
  first = "";
  const acted = (chord && act(chord)) || act(key);
  if (!acted && /^[a-z]$/.test(key)) {
    first = key;
    firstAt = at;
  }
  return acted;
};

const waiting = new MutationObserver(() => {
  if (isLive()) {
    waiting.disconnect();
    const oldest = performance.now() - KEPT_MS;
    const due = kept.filter((stroke) => stroke.at >= oldest);
    kept = [];
    due.forEach((stroke) => press(stroke.key, stroke.at));
  }
});

const keep = (key, at) => {
  kept = [...kept, { key, at }].slice(-MOST_KEPT);
  waiting.observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["data-frame"] });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
    return;
  }
  if (event.key === "Escape" && event.target.matches?.("[data-key]")) {
    event.target.blur();
    return;
  }
  if (editing(event.target)) {
    return;
  }
  const at = performance.now();
  const acted = press(event.key, at);
  if (acted) {
    event.preventDefault();
    // A link leads elsewhere: what was pressed before it was meant for here.
    kept = acted.matches("a") ? [] : kept;
  } else if (!isLive() && !event.repeat && event.key !== "Shift") {
    keep(event.key, at);
  }
});

// A petal wheel is one tab stop: the arrows go round it, clockwise with right and down.
const STEP = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const CLOCKWISE = ["4", "3", "2", "1", "0", "9", "8", "7", "6", "5"];

document.addEventListener("keydown", (event) => {
  const petal = event.target.closest?.(".wheel [data-petal]");
  const step = STEP[event.key];
  if (!petal || !step) {
    return;
  }
  const index = CLOCKWISE.indexOf(petal.dataset.petal);
  const next = CLOCKWISE[(index + step + CLOCKWISE.length) % CLOCKWISE.length];
  const wheel = petal.closest(".wheel");
  for (const other of wheel.querySelectorAll("[data-petal]")) {
    other.setAttribute("tabindex", other.dataset.petal === next ? "0" : "-1");
  }
  wheel.querySelector(`[data-petal="${next}"]`).focus();
  event.preventDefault();
});
