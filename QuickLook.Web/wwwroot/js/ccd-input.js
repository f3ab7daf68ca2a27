// What the pointer, the wheel, the keys and the controls of the page do to the view of an image.
const MOVED_PX = 4;

export const listen = (view) => {
  const { element } = view;
  const on = (target, type, listener, options) => {
    target.addEventListener(type, listener, options);
    view.ends.push(() => target.removeEventListener(type, listener, options));
  };
  const place = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  let drag = null;
  on(element, "pointerdown", (event) => {
    if (event.button === 0 && !event.target.closest(".ccd-zoom")) {
      const at = place(event);
      drag = { id: event.pointerId, from: at, last: at, hasMoved: false };
      element.setPointerCapture(event.pointerId);
    }
  });
  on(element, "pointermove", (event) => {
    view.pointer = place(event);
    if (drag?.id === event.pointerId) {
      drag.hasMoved ||= Math.hypot(view.pointer.x - drag.from.x, view.pointer.y - drag.from.y) > MOVED_PX;
      if (drag.hasMoved) {
        element.classList.add("dragged");
        view.move(view.place.x - (view.pointer.x - drag.last.x) / view.place.zoom, view.place.y + (view.pointer.y - drag.last.y) / view.place.zoom, view.place.zoom);
      }
      drag.last = view.pointer;
    }
    view.readOut.show();
  });
  const release = (event) => {
    if (drag?.id === event.pointerId) {
      if (!drag.hasMoved && event.type === "pointerup") {
        view.choose(drag.from.x, drag.from.y);
      }
      drag = null;
      element.classList.remove("dragged");
    }
  };
  on(element, "pointerup", release);
  on(element, "pointercancel", release);
  on(element, "pointerleave", () => {
    view.pointer = null;
    view.readOut.show();
  });
  on(element, "dblclick", (event) => {
    if (!event.target.closest(".ccd-zoom")) {
      const at = place(event);
      view.zoomBy(event.shiftKey ? 0.5 : 2, at.x, at.y);
    }
  });
  on(
    element,
    "wheel",
    (event) => {
      event.preventDefault();
      const at = place(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      view.zoomBy(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * lines)) * 0.002), at.x, at.y);
      view.readOut.show();
    },
    { passive: false },
  );
  on(element, "keydown", (event) => {
    const step = (event.shiftKey ? 240 : 60) / view.place.zoom;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move && event.target === element) {
      event.preventDefault();
      view.move(view.place.x + move[0], view.place.y + move[1], view.place.zoom);
    } else if (event.key === "=" && event.target === element) {
      view.zoomBy(1.5);
    }
  });
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
