// Keys are declared where they act: data-key="g m" on a link, a button or a field. One or two strokes; the help lists them.
const CHORD_MS = 1200;
let first = "";
let firstAt = 0;

const editing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog[open], .rz-dialog");

const act = (keys) => {
  const target = document.querySelector(`[data-key="${CSS.escape(keys)}"]:not(:disabled)`);
  if (!target) {
    return false;
  }
  target.matches("input, select") ? target.focus() : target.click();
  return true;
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
  const chord = first && performance.now() - firstAt < CHORD_MS ? `${first} ${event.key}` : null;
  first = "";
  if ((chord && act(chord)) || act(event.key)) {
    event.preventDefault();
  } else if (/^[a-z]$/.test(event.key)) {
    first = event.key;
    firstAt = performance.now();
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
