// Fingers, pens and the mouse on a picture. What is under a finger stays under it: one moves the image, two move and zoom it, a tap chooses the pixel, two taps zoom in, a long press
// reads out what is under the finger for as long as it is down, and moves nothing. The page itself neither scrolls nor zooms meanwhile (touch-action in the style).
const MOVED_PX = 4;
const FINGER_MOVED_PX = 10; // a fingertip is never still
const LONG_PRESS_MS = 500;
const SECOND_TAP_MS = 350;
const SECOND_TAP_PX = 30;
const LEAST_SPREAD_PX = 12;

const off = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

export const listenToPointers = (view, on) => {
  const { element } = view;
  const fingers = new Map(); // those that are down, in the order they came
  let grip = null; // the pixel that is held, and how far apart the fingers were
  let press = null; // one pointer that has not moved yet: a click, a tap or the beginning of a long press
  let lastTap = null;
  let lastType = "mouse";

  const pair = () => [...fingers.values()].slice(0, 2);
  const middle = () => {
    const [a, b = a] = pair();
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  const spread = () => {
    const [a, b] = pair();
    return b ? Math.max(LEAST_SPREAD_PX, off(a, b)) : null;
  };
  const take = () => {
    const at = fingers.size ? middle() : null;
    grip = at && { pixel: view.place.toImage(at.x, at.y), spread: spread(), zoom: view.place.zoom };
  };
  const settle = () => {
    clearTimeout(press?.timer);
    press = null;
  };
  const follow = () => {
    const at = middle();
    const { place } = view;
    const zoom = grip.spread ? place.bounded((grip.zoom * spread()) / grip.spread) : place.zoom;
    const centre = place.middleFor(grip.pixel, at.x, at.y, zoom);
    view.move(centre.x, centre.y, zoom);
  };

  on(element, "pointerdown", (event) => {
    if ((event.pointerType === "mouse" && event.button !== 0) || event.target.closest(".ccd-zoom")) {
      return;
    }
    lastType = event.pointerType;
    const at = view.pointOf(event);
    fingers.set(event.pointerId, at);
    element.setPointerCapture(event.pointerId);
    settle();
    take();
    if (event.pointerType !== "mouse") {
      view.point(null);
    }
    if (fingers.size === 1) {
      press = { at, isLong: false };
      if (event.pointerType !== "mouse") {
        press.timer = setTimeout(() => {
          press.isLong = true;
          view.point(at, { isHeld: true });
        }, LONG_PRESS_MS);
      }
    }
  });

  on(element, "pointermove", (event) => {
    const at = view.pointOf(event);
    const isMouse = event.pointerType === "mouse";
    if (fingers.has(event.pointerId)) {
      fingers.set(event.pointerId, at);
      if (press?.isLong) {
        view.point(at, { isHeld: true });
        return;
      }
      if (press && off(at, press.at) > (isMouse ? MOVED_PX : FINGER_MOVED_PX)) {
        settle();
        element.classList.add("dragged");
      }
      if (!press) {
        follow();
      }
    }
    if (isMouse) {
      view.point(at);
    }
  });

  const tap = (at, { pointerType: type, timeStamp: when }) => {
    const isSecond = type !== "mouse" && lastTap && when - lastTap.when < SECOND_TAP_MS && off(at, lastTap.at) < SECOND_TAP_PX;
    if (isSecond) {
      view.zoomBy(2, at.x, at.y);
    } else {
      view.choose(at.x, at.y);
    }
    lastTap = isSecond ? null : { at, when };
  };

  const release = (event) => {
    if (!fingers.delete(event.pointerId)) {
      return;
    }
    if (press && !press.isLong && event.type === "pointerup") {
      tap(press.at, event);
    }
    settle();
    take();
    if (!fingers.size) {
      element.classList.remove("dragged");
    }
  };
  on(element, "pointerup", release);
  on(element, "pointercancel", release);
  view.ends.push(settle);

  // A finger that is lifted leaves as well: what it has read out stays there to be looked at.
  on(element, "pointerleave", (event) => event.pointerType === "mouse" && view.point(null));
  on(element, "contextmenu", (event) => lastType !== "mouse" && event.preventDefault());
  on(element, "dblclick", (event) => {
    if (lastType === "mouse" && !event.target.closest(".ccd-zoom")) {
      const at = view.pointOf(event);
      view.zoomBy(event.shiftKey ? 0.5 : 2, at.x, at.y);
    }
  });
  on(
    element,
    "wheel",
    (event) => {
      event.preventDefault();
      const at = view.pointOf(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      view.zoomBy(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * lines)) * 0.002), at.x, at.y);
    },
    { passive: false },
  );
};
