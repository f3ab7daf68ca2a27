// What pointers, keys and the controls of the page do to the view of an image.
import { listenToPointers } from "./ccd-gestures.js";

export const listen = (view) => {
  const { element } = view;
  const on = (target, type, listener, options) => {
    target.addEventListener(type, listener, options);
    view.ends.push(() => target.removeEventListener(type, listener, options));
  };
  listenToPointers(view, on);
  // Whoever moves by keys aims at the middle of the view: that pixel is read out, and spoken.
  on(element, "keydown", (event) => {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { place } = view;
    const step = (event.shiftKey ? 240 : 60) / place.zoom;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      view.aim();
      view.move(place.x + move[0], place.y + move[1], place.zoom);
    } else if (event.key === "=") {
      view.zoomBy(1.5);
    } else if (event.key === "Enter") {
      event.preventDefault();
      view.aim();
      view.choose(place.width / 2, place.height / 2);
    }
  });
  on(element, "blur", () => view.isAimed && view.point(null));
  on(view.page, "change", (event) => event.target.matches("[data-ccd], [data-ccd-show]") && view.change(event.target));
  on(view.page, "click", (event) => {
    const button = event.target.closest("[data-ccd-act]");
    if (button) {
      view.act(button.dataset.ccdAct);
    }
  });
  // Before the router reads where a link leads.
  on(view.page, "click", (event) => event.target.closest("a[data-ccd-link]") && view.carry(event.target.closest("a[data-ccd-link]")), { capture: true });
  const theme = new MutationObserver(() => view.draw());
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  view.ends.push(() => theme.disconnect());
};
