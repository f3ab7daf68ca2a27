// Logs follow their tail until somebody scrolls away from it, and again when somebody scrolls back. data-follow="true|false" says which.
const NEAR_PX = 24;
const attached = new WeakSet();

const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_PX;
const follows = (log) => log.dataset.follow === "true";
const toEnd = (log) => {
  log.scrollTop = log.scrollHeight;
};

// The reader scrolled: say so through the same button that a person would press.
const tell = (log, value) => {
  log.dataset.follow = String(value);
  log.closest(".log-box").querySelector("[data-follow-toggle]").click();
};

const attach = (log) => {
  attached.add(log);
  let lastTop = log.scrollTop;
  log.addEventListener(
    "scroll",
    () => {
      const up = log.scrollTop < lastTop - 1;
      lastTop = log.scrollTop;
      if (follows(log) && up && !atEnd(log)) {
        tell(log, false);
      } else if (!follows(log) && !up && atEnd(log)) {
        tell(log, true);
      }
    },
    { passive: true },
  );
  new ResizeObserver(() => follows(log) && toEnd(log)).observe(log);
};

const refresh = () => {
  for (const log of document.querySelectorAll("[data-follow]")) {
    if (!attached.has(log)) {
      attach(log);
    }
    if (follows(log)) {
      toEnd(log);
    }
  }
};

new MutationObserver(refresh).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["data-follow"],
});
refresh();
