// Tooltips: the text of data-tip (see StatusTip), shown for the pointer and for the keyboard's focus. No round trip to the server.
const GAP = 14;
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "tooltip");
document.body.append(tip);
let owner = null;

// A test that is not judged, or that has nothing to say, has no verdict to show: it stands blank.
const glyph = (word) => {
  const key = word.replaceAll(" ", "");
  const known = document.getElementById(`g-${key}`) ? key : word === "none" || word.startsWith("not ") ? "absent" : "notcomputed";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "g");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#g-${known}`);
  svg.append(use);
  return svg;
};

const span = (className, text) => {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
};

const fill = (text) => {
  const [title, ...lines] = text.split("\n");
  tip.replaceChildren(span("title", title));
  for (const line of lines) {
    const [name, word, value, remark] = line.split("\t");
    if (!name) {
      tip.append(span("remark", remark ?? ""));
      continue;
    }
    const status = span("status", "");
    if (word) {
      status.append(glyph(word), word);
    }
    tip.append(span("name", name), status, span("value", value ?? ""), span("limits", remark ?? ""));
  }
};

const place = (x, y) => {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = x + GAP + width > innerWidth ? x - GAP - width : x + GAP;
  const top = y + GAP + height > innerHeight ? y - GAP - height : y + GAP;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
};

const show = (element, x, y) => {
  if (owner !== element || tip.dataset.text !== element.dataset.tip) {
    owner = element;
    tip.dataset.text = element.dataset.tip;
    fill(element.dataset.tip);
    tip.classList.add("on");
  }
  place(x, y);
};

const hide = () => {
  owner = null;
  tip.classList.remove("on");
};

// A log line that is cut off says itself in full.
const cutOff = (target) => {
  const message = target.closest?.(".log .m");
  if (!message || message.scrollWidth <= message.clientWidth) {
    return null;
  }
  message.dataset.tip = message.textContent;
  return message;
};

document.addEventListener("pointermove", (event) => {
  const element = event.target.closest?.("[data-tip]") ?? cutOff(event.target);
  element ? show(element, event.clientX, event.clientY) : owner && hide();
});
document.addEventListener("pointerleave", hide);
document.addEventListener("focusin", (event) => {
  const element = event.target.closest?.("[data-tip]");
  if (element?.matches(":focus-visible")) {
    const box = element.getBoundingClientRect();
    show(element, box.right, box.top + box.height / 2);
  }
});
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("click", hide);
