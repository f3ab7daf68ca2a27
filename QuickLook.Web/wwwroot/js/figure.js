// Draws figures that the server describes (FigureWire) with Plotly, in the colours of the theme. Numbers come as one block of bytes.
import { ring, selects } from "./figure-marks.js";
import { dateText, mjdOf, unpack } from "./figure-wire.js";

const root = document.documentElement;
const drawn = new Map(); // element -> what was drawn in it
let library;

const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

// Even steps of lightness, from dark to light (five of the published colours of viridis).
const SEQUENTIAL = ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"];

// The library writes a style sheet for its geographic maps unless an element with this id is there; the content policy forbids it, and nobody draws such maps.
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

// The library is large: it is fetched once, when the first figure is drawn.
const load = (address) =>
  (library ??= new Promise((resolve, reject) => {
    const instead = document.createElement("template");
    instead.id = MAP_STYLES;
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => {
      library = undefined;
      reject(new Error("the plot library could not be fetched; is the connection to the service up?"));
    };
    document.head.append(instead, script);
  }));

// A colour of the theme, a sixth as strong.
const faint = (colour) => (/^#[0-9a-f]{6}$/i.test(colour) ? `${colour}2b` : colour);

const escaped = (text) => text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);

const stops = (colour) => {
  const names = colour.kind === "diverging" ? [0, 1, 2, 3, 4].map((at) => token(`--div-${at}`)) : SEQUENTIAL;
  return names.map((name, at) => [at / (names.length - 1), name]);
};

const worded = (tip, value) => {
  if (tip.words) {
    return escaped(tip.words[value] ?? "");
  }
  if (tip.places) {
    return value < 0 ? "–" : String(value).padStart(tip.places, "0");
  }
  return Number.isFinite(value) ? value.toFixed(tip.digits) : "–";
};

// Lines of the tooltip: Plotly fills the places from an array per point.
const tooltip = (trace, figure, opens) => {
  const fields = [...trace.tips];
  if (trace.mjd) {
    fields.push({ name: "MJD", digits: 5, values: trace.mjd });
  }
  const rows = Array.from(trace.x, (_, at) => fields.map((tip) => worded(tip, tip.values[at])));
  const head = trace.fibers ? "<b>fiber %{meta}</b>" : `<b>${escaped(trace.name)}</b>`;
  const lines = fields.map((tip, at) => `${escaped(tip.name)} %{customdata[${at}]}${tip.unit ? ` ${escaped(tip.unit)}` : ""}`);
  if (trace.mjd) {
    lines.unshift(`${escaped(figure.y.label)} %{y:.5~g}`);
    lines.splice(-1, 0, "%{x|%Y-%m-%d %H:%M:%S} UTC");
  }
  const places = fields.length > 0 ? [] : [`${escaped(figure.x.label)} %{x}`, `${escaped(figure.y.label)} %{y}`];
  if (!opens || !trace.processes) {
    return { rows, template: [head, ...lines, ...places].join("<br>") + "<extra></extra>" };
  }
  rows.forEach((row, at) => row.push(trace.processes[at] > 0 ? "<br><i>click: open its QA</i>" : ""));
  return { rows, template: `${[head, ...lines, ...places].join("<br>")}%{customdata[${fields.length}]}<extra></extra>` };
};

// The bar of colours stands beside large figures and lies above small ones, where every column of pixels counts.
const barOf = (colour, figure) => {
  const font = { size: 11, color: token("--plot-axis") };
  const common = { thickness: 9, outlinewidth: 0, tickfont: font, ticklen: 3, tickcolor: font.color };
  return figure.size === "normal"
    ? { ...common, orientation: "h", x: 0.5, xanchor: "center", y: 1.02, yanchor: "bottom", len: 1, ypad: 2, nticks: 6, title: { text: colour.title, side: "top", font } }
    : { ...common, len: 0.92, xpad: 6, title: { text: colour.title, side: "right", font } };
};

const SHAPES = { square: "square", diamond: "diamond", triangle: "triangle-up", octagon: "octagon" };

const markerOf = (trace, shade, colour, size) => ({
  ...shade, size, symbol: `${SHAPES[trace.shape] ?? "circle"}${trace.hollow ? "-open" : ""}`,
  line: { width: trace.hollow ? (trace.shape ? 1.8 : 1.2) : 0, ...(trace.hollow ? {} : { color: colour }) },
});

const traceOf = (trace, figure, opens) => {
  const colour = token(trace.tint);
  const count = trace.x.length;
  const common = { name: trace.name, x: figure.x.isDate ? Array.from(trace.x, dateText) : trace.x, y: trace.y, hoverlabel: { align: "left" }, unselected: { marker: { opacity: 1 } } };
  if (trace.kind === "area" || (trace.tint === "--plot-faint" && trace.tips.length === 0)) {
    common.hoverinfo = "skip";
  } else {
    const tip = tooltip(trace, figure, opens);
    common.customdata = tip.rows;
    common.hovertemplate = trace.fibers ? tip.template.replace("%{meta}", "%{text}") : tip.template;
    if (trace.fibers) {
      common.text = Array.from(trace.fibers, String);
      common.textposition = "none";
    }
  }
  const shade = trace.colour
    ? {
        color: trace.colour.values,
        colorscale: stops(trace.colour),
        cmin: trace.colour.low,
        cmax: trace.colour.high,
        showscale: true,
        colorbar: barOf(trace.colour, figure),
      }
    : { color: colour };
  if (trace.kind === "bars") {
    return { ...common, type: "bar", marker: { ...shade, line: { width: 0 } }, ...(trace.barWidth ? { width: trace.barWidth } : {}) };
  }
  if (trace.kind === "points") {
    const size = trace.size || (count > 1500 ? 4.5 : count > 250 ? 6.5 : 8);
    return { ...common, type: "scatter", mode: "markers", cliponaxis: true, marker: markerOf(trace, shade, colour, size) };
  }
  if (trace.kind === "area") {
    return { ...common, type: "scatter", mode: "lines", connectgaps: false, fill: "toself", fillcolor: faint(colour), line: { width: 0, color: colour } };
  }
  const markers = trace.kind === "linePoints" ? { mode: "lines+markers", marker: markerOf(trace, shade, colour, trace.size || (count > 400 ? 4 : 5.5)) } : {};
  return {
    ...common, type: "scatter", mode: "lines", connectgaps: false, ...markers,
    line: { color: colour, width: trace.kind === "linePoints" ? 1.2 : trace.size || 1.4, dash: trace.dash.toLowerCase(), shape: trace.kind === "steps" ? "hvh" : "linear", simplify: true },
  };
};

// Ends of an axis: those that were asked for, or the data with its limits and a margin.
const ends = (figure, name) => {
  const axis = figure[name];
  if (axis.range) {
    return axis.logarithmic ? axis.range.map((end) => Math.log10(Math.max(end, 1e-12))) : [...axis.range];
  }
  let low = Infinity;
  let high = -Infinity;
  const take = (value) => {
    if (Number.isFinite(value) && (!axis.logarithmic || value > 0)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  };
  for (const trace of figure.traces) {
    trace[name].forEach(take);
    if (trace.kind === "bars" && name === "y" && !axis.logarithmic) {
      take(0);
    }
    if (trace.kind === "bars" && name === "x" && trace.barWidth) {
      trace.x.forEach((value) => (take(value - trace.barWidth / 2), take(value + trace.barWidth / 2)));
    }
  }
  for (const band of figure.bands) {
    if (band.of === name) {
      take(band.low);
      take(band.high);
    }
  }
  for (const guide of figure.guides) {
    if (guide.of === name && guide.kind !== "mark") {
      take(guide.at);
    }
  }
  if (!Number.isFinite(low)) {
    return [0, 1];
  }
  if (axis.logarithmic) {
    [low, high] = [Math.log10(low), Math.log10(high)];
  }
  const margin = high > low ? (high - low) * 0.045 : Math.abs(high) * 0.1 || 1;
  const isBase = name === "y" && low === 0 && figure.traces.some((trace) => trace.kind === "bars");
  return [isBase ? 0 : low - margin, high + margin];
};

const axisOf = (figure, name) => {
  const axis = figure[name];
  const range = ends(figure, name).map((end) => (axis.isDate ? dateText(end) : end));
  return {
    title: { text: axis.label, font: { size: 11, color: token("--plot-axis") }, standoff: 6 },
    type: axis.logarithmic ? "log" : axis.isDate ? "date" : "linear",
    range: axis.reversed ? [...range].reverse() : range,
    gridcolor: token("--plot-grid"), linecolor: token("--border-strong"), zeroline: false, showline: true, ticks: "outside", ticklen: 3,
    tickcolor: token("--border-strong"), tickfont: { size: 11, color: token("--plot-axis") }, automargin: true, exponentformat: "power", minexponent: 6, separatethousands: true,
    spikecolor: token("--text-3"), spikethickness: 1, spikedash: "dot",
    ...(axis.words ? { tickvals: axis.words.map((word) => word.at), ticktext: axis.words.map((word) => word.word) } : {}),
  };
};

// Limits lie behind the data: normal flat between dashed lines, warning hatched on either side of it up to dash-dotted lines.
const shapesOf = (figure) => {
  const shapes = [];
  const place = (band, low, high) =>
    band.of === "x" ? { xref: "x", yref: "paper", x0: low, x1: high, y0: 0, y1: 1 } : { xref: "paper", yref: "y", x0: 0, x1: 1, y0: low, y1: high };
  for (const band of figure.bands) {
    const [low, high] = [band.low, band.high];
    const isNormal = band.kind === "normal";
    const inner = isNormal ? null : figure.bands.find((other) => other.kind === "normal" && other.of === band.of);
    const parts = inner ? [[low, inner.low], [inner.high, high]] : [[low, high]];
    for (const [from, to] of parts.filter(([from, to]) => to > from)) {
      shapes.push({ type: "rect", layer: "below", line: { width: 0 }, fillcolor: token(isNormal ? "--band-normal" : "--band-warning"), name: isNormal ? "normal" : "warning", ...place(band, from, to) });
    }
    for (const end of [low, high]) {
      shapes.push({ type: "line", layer: "below", line: { width: 1, dash: isNormal ? "dash" : "dashdot", color: token(isNormal ? "--band-normal-line" : "--band-warning-line") }, ...place(band, end, end) });
    }
  }
  for (const guide of figure.guides) {
    const style = { reference: [1, "solid", "--plot-axis"], value: [2, "solid", "--text"], mark: [1, "dot", "--text-3"] }[guide.kind];
    shapes.push({ type: "line", layer: guide.kind === "value" ? "above" : "below", opacity: guide.kind === "mark" ? 0.55 : 1, line: { width: style[0], dash: style[1], color: token(style[2]) }, ...place(guide, guide.at, guide.at) });
  }
  return shapes;
};

// Names of limits and lines: beside the figure for those across it, above it for upright ones; what would overlap is left out.
const namesOf = (figure, element) => {
  const wanted = { x: [], y: [] };
  for (const guide of figure.guides.filter((one) => one.label)) {
    wanted[guide.of].push({ at: guide.at, text: escaped(guide.label), rank: guide.kind === "value" ? 0 : guide.kind === "mark" ? 4 : 2 });
  }
  const shown = (value) => (Number.isInteger(value) ? String(value) : Math.abs(value) >= 0.1 && Math.abs(value) < 1e4 ? value.toFixed(2) : value.toPrecision(3));
  for (const band of figure.bands) {
    for (const end of [band.low, band.high]) {
      const isNormal = band.kind === "normal";
      const word = isNormal ? "normal" : end === (band.low) ? "alarm below" : "alarm above";
      wanted[band.of].push({ at: end, text: band.of === "x" ? shown(end) : `${word} ${shown(end)}`, rank: isNormal ? 3 : 1 });
    }
  }
  const names = [];
  for (const name of ["x", "y"]) {
    const axis = figure[name];
    const [low, high] = ends(figure, name);
    const room = name === "x" ? element.clientWidth - 120 : element.clientHeight - 70;
    const taken = [];
    for (const label of wanted[name].sort((one, other) => one.rank - other.rank)) {
      const value = axis.logarithmic ? Math.log10(label.at) : label.at;
      const at = ((value - low) / (high - low)) * room;
      const need = name === "x" ? Math.max(30, label.text.length * 6.2) : 13;
      if (!(at >= -1 && at <= room + 1) || taken.some(([other, width]) => Math.abs(other - at) < (need + width) / 2)) {
        continue;
      }
      taken.push([at, need]);
      names.push({
        text: label.text, showarrow: false, font: { size: 11, color: token(label.rank === 0 ? "--text" : "--plot-axis") },
        ...(name === "x"
          ? { xref: "x", x: value, yref: "paper", y: 1, yanchor: "bottom", xanchor: "center" }
          : { yref: "y", y: value, xref: "paper", x: 1, xanchor: "left", yanchor: "middle", xshift: 4 }),
      });
    }
  }
  return names;
};

const layoutOf = (figure, element) => {
  const names = namesOf(figure, element);
  const beside = Math.max(0, ...names.filter((name) => name.xref === "paper").map((name) => name.text.length * 6 + 10));
  const hasBar = figure.traces.some((trace) => trace.colour);
  const isBarAbove = hasBar && figure.size === "normal";
  const layout = {
    separators: ".\u2009", paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true, bargap: 0.12, barmode: "overlay", hovermode: "closest", hoverdistance: 12,
    font: { family: token("--font-ui"), size: 11, color: token("--plot-axis") },
    margin: { l: 46, r: hasBar && !isBarAbove ? 8 : Math.max(14, beside), t: isBarAbove ? 50 : names.some((name) => name.yref === "paper") ? 24 : 8, b: 38 },
    xaxis: axisOf(figure, "x"), yaxis: axisOf(figure, "y"),
    shapes: shapesOf(figure), annotations: names, dragmode: "zoom",
    hoverlabel: { bgcolor: token("--surface-raised"), bordercolor: token("--border-strong"), font: { family: token("--font-ui"), size: 12, color: token("--text") } },
    showlegend: false,
    modebar: { bgcolor: "rgba(0,0,0,0)", color: token("--text-3"), activecolor: token("--accent") },
  };
  if (figure.equalScale) {
    Object.assign(layout.yaxis, { scaleanchor: "x", scaleratio: 1, constrain: "domain", constraintoward: "top" });
    layout.xaxis.constrain = "domain";
  }
  return layout;
};

// The library would offer to send a figure to its maker's site: data of a night go nowhere.
const CONFIG = {
  displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: false, doubleClickDelay: 500, showTips: false, scrollZoom: false,
  modeBarButtonsToRemove: ["toImage", "autoScale2d", "zoomIn2d", "zoomOut2d", "hoverClosestCartesian", "hoverCompareCartesian"],
  modeBarButtonsToAdd: ["toggleSpikelines"],
};

// Hatching is a pattern of the page, which Plotly has no word for.
const hatch = (element) => {
  element.layout.shapes.forEach((shape, index) => {
    if (shape.name === "warning") {
      for (const path of element.querySelectorAll(`.shapelayer path[data-index="${index}"]`)) {
        path.style.fill = "url(#band-hatch)";
        path.style.fillOpacity = 1;
      }
    }
  });
};

const render = async (element) => {
  const state = drawn.get(element);
  const began = performance.now();
  const data = state.figure.traces.map((trace) => traceOf(trace, state.figure, state.tells.process));
  const config = { ...CONFIG, scrollZoom: state.figure.size === "large", modeBarButtonsToRemove: [...CONFIG.modeBarButtonsToRemove, ...(selects(state) ? [] : ["lasso2d", "select2d"])] };
  element.querySelector(".drawing")?.remove();
  await state.plotly.react(element, data, layoutOf(state.figure, element), config);
  hatch(element);
  ring(element, drawn.get(element));
  element.dataset.drawn = state.figure.key;
  element.dataset.drawnMs = Math.round(performance.now() - began);
};

const openable = (element, event) => {
  const state = drawn.get(element);
  const processes = state?.tells.process ? event.points.map((one) => state.figure.traces[one.curveNumber]?.processes?.[one.pointNumber]) : [];
  return processes.find((process) => process > 0);
};

// Keys that were held when a drag ended say what becomes of the fibers in it. The library tells of a selection without them, and later.
let held = { adds: false, removes: false };

addEventListener("pointerup", (event) => (held = { adds: event.shiftKey, removes: event.altKey }), { capture: true });

// A selection goes to the page, which hands it to every figure; the outline that the library leaves is taken away.
const select = (element, event) => {
  const state = drawn.get(element);
  if (!state || !selects(state) || !event?.points || !(event.range || event.lassoPoints)) {
    return;
  }
  const fibers = event.points.map((one) => state.figure.traces[one.curveNumber]?.fibers?.[one.pointNumber]).filter((fiber) => fiber !== undefined);
  state.page.invokeMethodAsync("SelectAsync", [...new Set(fibers)], held.adds, held.removes);
  state.plotly.relayout(element, { selections: [] });
};

// Also while the marks of a selection are still on their way here; the page knows whether there is one.
const deselect = (element) => {
  const state = drawn.get(element);
  if (state && selects(state)) {
    state.page.invokeMethodAsync("SelectAsync", [], false, false);
  }
};

const listen = (element) => {
  element.on("plotly_hover", (event) => element.classList.toggle("opens", openable(element, event) !== undefined));
  element.on("plotly_unhover", () => element.classList.remove("opens"));
  element.on("plotly_selected", (event) => select(element, event));
  element.on("plotly_doubleclick", () => deselect(element));
  element.on("plotly_deselect", () => deselect(element));
  element.on("plotly_click", (event) => {
    const state = drawn.get(element);
    const process = openable(element, event);
    if (process !== undefined) {
      state.page.invokeMethodAsync("OpenAsync", process);
      return;
    }
    const point = event.points.find((one) => state.figure.traces[one.curveNumber]?.fibers) ?? event.points[0];
    const fiber = state.figure.traces[point?.curveNumber]?.fibers?.[point.pointNumber];
    if (fiber !== undefined) {
      state.page.invokeMethodAsync("PickAsync", fiber, event.event.shiftKey || event.event.ctrlKey);
    }
  });
  element.on("plotly_afterplot", () => {
    hatch(element);
    ring(element, drawn.get(element));
  });
  element.on("plotly_relayouting", () => ring(element, drawn.get(element)));
  element.on("plotly_relayout", (change) => {
    const state = drawn.get(element);
    if (!state?.tells.zoom) {
      return;
    }
    if (change["xaxis.autorange"] || change["xaxis.range"] === null) {
      state.page.invokeMethodAsync("ZoomAsync", null, null);
    } else if (change["xaxis.range[0]"] !== undefined) {
      const read = (end) => (state.figure.x.isDate ? mjdOf(element._fullLayout.xaxis.d2l(end)) : end);
      const range = [read(change["xaxis.range[0]"]), read(change["xaxis.range[1]"])].sort((one, other) => one - other);
      state.page.invokeMethodAsync("ZoomAsync", range[0], range[1]);
    }
  });
};

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const state = drawn.get(target);
    if (state?.plotly && target._fullLayout && target.clientWidth > 0 && (state.width !== target.clientWidth || state.height !== target.clientHeight)) {
      [state.width, state.height] = [target.clientWidth, target.clientHeight];
      state.plotly.Plots.resize(target);
    }
  }
});

new MutationObserver(() => {
  for (const element of drawn.keys()) {
    if (element.isConnected && drawn.get(element).isHeard) {
      render(element);
    }
  }
}).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

// What is seen is drawn at once; the rest when it comes into view, or when there is nothing else to do.
const waiting = new Set();
let isResting = false;

const complete = async (element) => {
  waiting.delete(element);
  views.unobserve(element);
  const state = drawn.get(element);
  if (!state?.plotly || !element.isConnected) {
    return;
  }
  await render(element);
  if (!state.isHeard) {
    state.isHeard = true;
    listen(element);
    sizes.observe(element);
  }
};

const views = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting && waiting.has(entry.target)).forEach((entry) => complete(entry.target)),
  { rootMargin: "200px" },
);

const rest = () => {
  if (isResting || waiting.size === 0) {
    return;
  }
  isResting = true;
  requestIdleCallback(
    async () => {
      isResting = false;
      const [next] = waiting;
      if (next) {
        await complete(next);
        rest();
      }
    },
    { timeout: 2000 },
  );
};

const isSeen = (element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
};

// tells: what the page wants to be told of (zoom, process, selection).
export const draw = async (element, address, description, block, fiber, page, tells, selection) => {
  if (!element?.isConnected) {
    return;
  }
  drawn.set(element, { ...drawn.get(element), figure: unpack(description, block), fiber, page, tells, selection: new Set(selection), width: element.clientWidth, height: element.clientHeight });
  const plotly = await load(address);
  const state = drawn.get(element);
  if (!state || !element.isConnected) {
    return;
  }
  state.plotly = plotly;
  if (isSeen(element) || state.isHeard) {
    await complete(element);
  } else {
    waiting.add(element);
    views.observe(element);
    rest();
  }
};

export const mark = (element, fiber, selection) => {
  const state = drawn.get(element);
  if (state) {
    state.fiber = fiber;
    state.selection = new Set(selection);
    ring(element, drawn.get(element));
  }
};

export const clear = (element) => {
  const state = drawn.get(element);
  if (element && state) {
    sizes.unobserve(element);
    views.unobserve(element);
    waiting.delete(element);
    state.plotly?.purge(element);
    drawn.delete(element);
  }
};

export const save = (name, type, bytes) => {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

// A drawing of our own becomes a picture with the colours that it has on the page.
const pictureOf = async (svg) => {
  const copy = svg.cloneNode(true);
  const [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((node, at) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "opacity"]) {
      to[at].style.setProperty(name, style.getPropertyValue(name));
    }
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const pen = canvas.getContext("2d");
  pen.fillStyle = token("--surface-panel");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
};

export const picture = async (element, name, title) => {
  const state = drawn.get(element);
  if (waiting.has(element)) {
    await complete(element);
  }
  const address = state
    ? await state.plotly.toImage(
        {
          data: element.data,
          layout: {
            ...element.layout,
            title: { text: escaped(title), font: { size: 15, color: token("--text") }, x: 0.02, xanchor: "left" },
            margin: { ...element.layout.margin, t: (element.layout.margin?.t ?? 8) + 34 },
            paper_bgcolor: token("--surface-panel"),
          },
          config: {},
        },
        { format: "png", width: Math.max(640, element.clientWidth), height: Math.max(360, element.clientHeight + 34), scale: 2 },
      )
    : await pictureOf(element.querySelector("svg"));
  save(`${name}.png`, "image/png", Uint8Array.from(atob(address.split(",")[1]), (letter) => letter.charCodeAt(0)));
};
