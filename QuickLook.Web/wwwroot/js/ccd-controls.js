// The controls beside a picture: set from the state, and the state from them.
import { limitsOf, valueAt, text } from "./ccd-state.js";

export const syncControls = (page, state, image) => {
  const controls = page.querySelector("[data-ccd-controls]");
  const [low, high] = limitsOf(state, image);
  for (const input of controls.querySelectorAll("[data-ccd]")) {
    const key = input.dataset.ccd;
    if (key === "stretch") {
      input.checked = input.value === state.stretch;
    } else if (key === "low" || key === "high") {
      const value = key === "low" ? low : high;
      if (document.activeElement !== input) {
        input.value = String(Number(value.toPrecision(5)));
      }
      input.removeAttribute("aria-invalid");
    } else {
      input.value = state[key];
    }
  }
  for (const box of controls.querySelectorAll("[data-ccd-show]")) {
    box.checked = state.show.has(box.dataset.ccdShow);
  }
  controls.querySelector("[data-ccd-bar]").src = `/tiles/colours/${state.map}.png`;
  const words = (part) => {
    const value = valueAt(part, state, [low, high]);
    return high - low > 20 && high - low < 1e7 ? String(Math.round(value)) : text(value);
  };
  const parts = [low, high].some((end) => Math.abs(end) >= 1e5) ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  controls.querySelector("[data-ccd-ticks]").replaceChildren(
    ...parts.map((part) => {
      const item = document.createElement("li");
      item.textContent = words(part);
      return item;
    }),
  );
};

// A control was changed; false when what it says cannot be meant.
export const changeState = (input, state, image) => {
  const [low, high] = limitsOf(state, image);
  if (input.dataset.ccdShow) {
    input.checked ? state.show.add(input.dataset.ccdShow) : state.show.delete(input.dataset.ccdShow);
  } else if (input.dataset.ccd === "low" || input.dataset.ccd === "high") {
    const value = Number(input.value.replace(",", "."));
    const pair = input.dataset.ccd === "low" ? [value, high] : [low, value];
    if (input.value.trim() === "" || !(pair[0] < pair[1]) || pair.some((end) => Math.abs(end) > 1e30)) {
      input.setAttribute("aria-invalid", "true");
      return false;
    }
    [state.limits, state.low, state.high] = ["manual", ...pair];
  } else if (input.dataset.ccd === "limits" && input.value === "manual") {
    [state.limits, state.low, state.high] = ["manual", low, high];
  } else {
    state[input.dataset.ccd] = input.value;
  }
  return true;
};
