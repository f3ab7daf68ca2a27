// Sections of a CCD: which amplifier has a pixel, and where the pixel is in the raw and in the trimmed image.
export const inside = ([x, y, w, h], px, py) => px >= x && px < x + w && py >= y && py < y + h;

const find = (image, section, x, y) => image.amps.find((amp) => inside(amp[section], Math.round(x), Math.round(y)));

const moved = (amp, from, to, x, y) => ({ x: x - amp[from][0] + amp[to][0], y: y - amp[from][1] + amp[to][1] });

// Trimmed to shown pixels and back: the same in a preprocessed image; in a raw one each amplifier has its place.
export const fromCcd = (image, x, y) => {
  const amp = find(image, "ccd", x, y);
  return amp ? moved(amp, "ccd", "light", x, y) : null;
};

export const toCcd = (image, x, y) => {
  const amp = find(image, "light", x, y);
  return amp ? moved(amp, "light", "ccd", x, y) : null;
};

// The same place in an image of the other kind.
export const inKind = (image, kind, x, y) => moved(find(image, "light", x, y) ?? image.amps[0], "light", kind === "raw" ? "data" : "ccd", x, y);

// Rows that see light.
export const rowsOfLight = (image) => Math.max(...image.amps.map((amp) => amp.ccd[1] + amp.ccd[3]));

// The amplifier of a pixel and which part of its readout, in words.
export const areaAt = (image, x, y) => {
  for (const amp of image.amps) {
    const name = `${amp.letter} (${amp.digit})`;
    for (const [section, what] of [[amp.light, ""], [amp.overscan, " overscan"], [amp.prescan, " prescan"], [amp.rowOverscan, " row overscan"]]) {
      if (section && inside(section, x, y)) {
        return name + what;
      }
    }
  }
  return "none";
};
