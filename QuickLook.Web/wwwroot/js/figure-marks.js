// What lies over a drawing without drawing anew: the chosen fiber and the selected ones.
const root = document.documentElement;
const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

const hasFibers = (figure) => figure.traces.some((trace) => trace.fibers);
export const selects = (state) => state.tells.selection && hasFibers(state.figure);

// Marks of selected fibers lie over the drawing, on one canvas however many there are.
const markSelected = (element, state) => {
  state.canvas?.remove();
  state.canvas = undefined;
  if (!state.selection?.size || !element._fullLayout || !hasFibers(state.figure)) {
    return;
  }
  const canvas = document.createElement("canvas");
  canvas.className = "selected";
  const scale = devicePixelRatio;
  [canvas.width, canvas.height] = [element.clientWidth * scale, element.clientHeight * scale];
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const { xaxis, yaxis } = element._fullLayout;
  pen.beginPath();
  pen.rect(xaxis._offset, yaxis._offset, xaxis._length, yaxis._length);
  pen.clip();
  pen.beginPath();
  let count = 0;
  for (const trace of state.figure.traces) {
    for (let at = 0; at < (trace.fibers?.length ?? 0); at++) {
      if (!state.selection.has(trace.fibers[at]) || !Number.isFinite(trace.y[at]) || !Number.isFinite(trace.x[at])) {
        continue;
      }
      const x = xaxis._offset + xaxis.d2p(trace.x[at]);
      const y = yaxis._offset + yaxis.d2p(trace.y[at]);
      pen.moveTo(x + 5, y);
      pen.arc(x, y, 5, 0, 2 * Math.PI);
      count++;
    }
  }
  // Ink on a rim of the ground: seen on every colour.
  pen.lineWidth = 3.5;
  pen.strokeStyle = token("--surface-panel");
  pen.stroke();
  pen.lineWidth = 1.6;
  pen.strokeStyle = token("--accent");
  pen.stroke();
  canvas.dataset.count = count;
  element.append(canvas);
  state.canvas = canvas;
};

// The chosen fiber has a ring over the drawing, so that choosing costs no drawing.
export const ring = (element, state) => {
  if (!state) {
    return;
  }
  markSelected(element, state);
  const rings = state.rings ?? [];
  rings.forEach((one) => one.remove());
  state.rings = [];
  if (state.fiber === null || state.fiber === undefined || !element._fullLayout) {
    return;
  }
  const { xaxis, yaxis } = element._fullLayout;
  for (const trace of state.figure.traces) {
    const at = trace.fibers ? trace.fibers.indexOf(state.fiber) : -1;
    if (at < 0 || !Number.isFinite(trace.y[at])) {
      continue;
    }
    const x = xaxis._offset + xaxis.d2p(trace.x[at]);
    const y = yaxis._offset + yaxis.d2p(trace.y[at]);
    if (x < xaxis._offset || x > xaxis._offset + xaxis._length || y < yaxis._offset || y > yaxis._offset + yaxis._length) {
      continue;
    }
    const mark = document.createElement("i");
    mark.className = "ring";
    mark.style.left = `${x}px`;
    mark.style.top = `${y}px`;
    element.append(mark);
    state.rings.push(mark);
  }
};
