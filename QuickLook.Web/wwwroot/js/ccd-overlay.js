// What is drawn over the picture of a CCD: amplifiers, traces, the marked pixel.
const EVERY_FIBER = 25;
const TOOLBAR = 44; // at the right edge of the view
const FINGER_PX = 36;

// Colours of the theme, by role.
export const tokens = () => {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    grid: token("--plot-grid"),
    axis: token("--plot-axis"),
    line: token("--accent"),
    marked: token("--st-warning-line"),
    chosen: token("--st-warning-line"),
    trace: token("--amp-d"),
    amps: { A: token("--amp-a"), B: token("--amp-b"), C: token("--amp-c"), D: token("--amp-d") },
    back: token("--surface-panel"),
    edge: token("--surface-page"),
    text: token("--text"),
  };
};

// An image has every grey: a line is seen on all of them when it has an edge of the page's colour, against which the theme's colours stand out.
const EDGE_PX = 2;
const stroke = (context, colours) => {
  const [colour, width, alpha] = [context.strokeStyle, context.lineWidth, context.globalAlpha];
  [context.strokeStyle, context.lineWidth, context.globalAlpha] = [colours.edge, width + EDGE_PX, alpha * 0.6];
  context.stroke();
  [context.strokeStyle, context.lineWidth, context.globalAlpha] = [colour, width, alpha];
  context.stroke();
};

const box = (context, place, colours, [x, y, w, h]) => {
  const [a, b] = [place.toScreen(x - 0.5, y + h - 0.5), place.toScreen(x + w - 0.5, y - 0.5)];
  context.beginPath();
  context.rect(Math.round(a.x) + 0.5, Math.round(a.y) + 0.5, Math.round(b.x - a.x) - 1, Math.round(b.y - a.y) - 1);
  stroke(context, colours);
  return { a, b };
};

const paintAmplifier = (context, place, amp, colours) => {
  const colour = colours.amps[amp.letter];
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([]);
  const { a, b } = box(context, place, colours, amp.light);
  context.setLineDash([3, 3]);
  context.lineWidth = 1;
  for (const section of [amp.overscan, amp.prescan, amp.rowOverscan]) {
    if (section) {
      box(context, place, colours, section);
    }
  }
  context.setLineDash([]);
  // The letter stands in the corner of the CCD, within what is on the screen.
  const isUpper = "CD".includes(amp.letter);
  const isRight = "BD".includes(amp.letter);
  const [left, right, top, bottom] = [Math.max(a.x, 0), Math.min(b.x, place.width - TOOLBAR), Math.max(a.y, 0), Math.min(b.y, place.height)];
  if (right - left < 60 || bottom - top < 34) {
    return;
  }
  const words = `${amp.letter} (${amp.digit})`;
  context.font = "650 13px Roboto Flex, sans-serif";
  const wide = context.measureText(words).width + 12;
  const [x, y] = [isRight ? right - wide - 6 : left + 6, isUpper ? top + 6 : bottom - 26];
  context.globalAlpha = 0.85;
  context.fillStyle = colours.back;
  context.beginPath();
  context.roundRect(x, y, wide, 20, 4);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(words, x + 6, y + 10.5);
};

const paintTrace = (context, view, fiber, colours, isChosen) => {
  const { traces } = view;
  context.strokeStyle = isChosen ? colours.chosen : colours.trace;
  context.lineWidth = isChosen ? 1.5 : 1;
  context.globalAlpha = isChosen ? 0.85 : 0.6;
  for (const { ccd, light } of view.image.amps) {
    // Within each amplifier for itself: in a raw image they lie apart.
    context.beginPath();
    let isDown = false;
    for (let y = ccd[1]; y <= ccd[1] + ccd[3]; y += Math.min(traces.step / 2, Math.max(1, ccd[1] + ccd[3] - y))) {
      const x = traces.xAt(fiber, y);
      if (!(x >= ccd[0] - 0.5 && x < ccd[0] + ccd[2] - 0.5)) {
        isDown = false;
        continue;
      }
      const at = view.place.toScreen(x - ccd[0] + light[0], Math.min(y, ccd[1] + ccd[3] - 0.5) - ccd[1] + light[1]);
      isDown ? context.lineTo(at.x, at.y) : context.moveTo(at.x, at.y);
      isDown = true;
    }
    stroke(context, colours);
  }
  context.globalAlpha = 1;
};

const paintCross = (context, at, [from, to], width, colours) => {
  context.strokeStyle = colours.marked;
  context.lineWidth = width;
  context.globalAlpha = 0.85;
  context.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(at.x + dx * from, at.y + dy * from);
    context.lineTo(at.x + dx * to, at.y + dy * to);
  }
  stroke(context, colours);
  context.globalAlpha = 1;
};

export const paintOverlay = (view) => {
  const { image, state, place } = view;
  const context = view.overlay.getContext("2d");
  context.setTransform(place.dpr, 0, 0, place.dpr, 0, 0);
  context.clearRect(0, 0, place.width, place.height);
  const colours = tokens();
  if (state.show.has("amps")) {
    image.amps.forEach((amp) => paintAmplifier(context, place, amp, colours));
  }
  if (view.traces && (state.show.has("traces") || state.fiber !== null)) {
    for (let fiber = 0; fiber < view.traces.fibers; fiber++) {
      const isChosen = fiber + image.firstFiber === state.fiber;
      if (isChosen || (state.show.has("traces") && fiber % EVERY_FIBER === 0)) {
        paintTrace(context, view, fiber, colours, isChosen);
      }
    }
  }
  if (state.cut) {
    paintCross(context, place.toScreen(state.cut.x, state.cut.y), [Math.max(6, place.zoom), 1e4], 1, colours);
  }
  if (view.isAimed) {
    paintCross(context, { x: place.width / 2, y: place.height / 2 }, [5, 18], 2, colours);
  }
  if (view.isHeld) {
    // Round the finger, which hides the pixel.
    context.strokeStyle = colours.line;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(view.pointer.x, view.pointer.y, FINGER_PX, 0, 2 * Math.PI);
    stroke(context, colours);
  }
};
