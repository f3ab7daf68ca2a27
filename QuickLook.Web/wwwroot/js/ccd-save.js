// What is on the screen as files: the picture with its overlays and a caption, and the cuts as a table.
import { limitsOf, text } from "./ccd-state.js";

const FONT_PX = 13;
const LINE_PX = 18;
const EDGE_PX = 10;

// Of a file: exposure, camera, kind.
const nameOf = (image) => `${image.exposure}-${image.camera}-${image.kind}`;

const offer = (name, blob) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// What the picture is of and how it was painted.
export const captionOf = ({ image, state, place }) => {
  const [low, high] = limitsOf(state, image).map(text);
  const choice = state.limits === "manual" ? "by hand" : state.limits;
  const [first, last] = [place.toImage(0, place.height), place.toImage(place.width, 0)];
  const within = (from, to, size) => `${Math.max(0, Math.round(from))} to ${Math.min(size - 1, Math.round(to))}`;
  return [
    `Exposure ${image.exposure}`,
    `camera ${image.camera}`,
    `${image.kind} image`,
    `${state.stretch} from ${low} to ${high} ${image.unit} (${choice})`,
    `colours ${state.map}`,
    `columns ${within(first.x, last.x, image.width)}`,
    `rows ${within(first.y, last.y, image.height)}`,
    `process ${image.process}`,
  ];
};

// Parts of a sentence in lines that are not wider than there is room.
const inLines = (context, parts, width) => {
  const lines = [];
  for (const part of parts) {
    const longer = lines.length ? `${lines[lines.length - 1]}, ${part}` : part;
    if (lines.length && context.measureText(longer).width <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(part);
    }
  }
  return lines;
};

export const savePicture = async (view) => {
  const { picture, overlay, place, image } = view;
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = `${FONT_PX}px Roboto Flex, sans-serif`;
  context.font = font;
  const lines = inLines(context, captionOf(view), place.width - 2 * EDGE_PX);
  canvas.width = picture.width;
  canvas.height = picture.height + Math.ceil((lines.length * LINE_PX + 2 * EDGE_PX - 4) * place.dpr);
  context.fillStyle = token("--surface-panel");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = token("--surface-sunken");
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(picture, 0, 0);
  context.drawImage(overlay, 0, 0);
  context.scale(place.dpr, place.dpr);
  context.font = font;
  context.fillStyle = token("--text");
  context.textBaseline = "top";
  lines.forEach((line, at) => context.fillText(line, EDGE_PX, place.height + EDGE_PX + at * LINE_PX));
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (blob) {
    offer(`${nameOf(image)}.png`, blob);
  }
};

// Every pixel of the row and the column, whatever part of them is on the screen; empty where there is no value.
export const saveCuts = ({ image, state, cuts }) => {
  const { row, column } = cuts.lines;
  if (!state.cut || !row || !column) {
    return;
  }
  const number = (value) => (Number.isFinite(value) ? String(value) : "");
  const rows = [`cut,column,row,value (${image.unit})`];
  row.forEach((value, at) => rows.push(`row,${at},${state.cut.y},${number(value)}`));
  column.forEach((value, at) => rows.push(`column,${state.cut.x},${at},${number(value)}`));
  offer(`${nameOf(image)}-cuts.csv`, new Blob([rows.map((line) => `${line}\r\n`).join("")], { type: "text/csv" }));
};
