// Everything on a page that changes with time alone ticks here; the server sends instants, never ticks.
//   data-clock="ZONE"   the time of day in a zone           data-since="MS"   a duration that grows
//   data-until="MS"     a duration that shrinks              data-now="MS"     --now: seconds since an instant (timeline)
//   data-age            age of what the page shows
// #heartbeat carries the server's clock at least once a second; when it stops, the page is stale.
const STALE_AFTER_MS = 4000;
const root = document.documentElement;
let serverAheadMs = null; // server clock minus browser clock
let beatAt = performance.now();
let beat = "";

const readBeat = () => {
  const element = document.getElementById("heartbeat");
  if (!element || element.dataset.beat === beat) {
    return;
  }
  const first = beat === "";
  beat = element.dataset.beat;
  beatAt = performance.now();
  const ahead = Number(beat) - Date.now();
  // Messages arrive late, never early: the largest difference is the truest. It is taken anew when the clocks drift apart.
  if (first || serverAheadMs === null || ahead > serverAheadMs || serverAheadMs - ahead > 2000) {
    serverAheadMs = ahead;
  }
};

const serverNow = () => Date.now() + (serverAheadMs ?? 0);

const clock = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

const zones = new Map();
const timeOfDay = (zone) => {
  if (!zones.has(zone)) {
    const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
    zones.set(zone, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }));
  }
  return zones.get(zone).format(serverNow());
};

const set = (element, text) => {
  if (element.textContent !== text) {
    element.textContent = text;
  }
};

// Labels on the axis give way to the one that moves.
const giveWay = (line, seconds) => {
  for (const other of line.querySelectorAll(":scope > .tick, :scope > .usual")) {
    const at = Number(other.style.getPropertyValue("--s"));
    const pixels = (Math.abs(at - seconds) / Number(line.dataset.span)) * line.clientWidth;
    other.toggleAttribute("data-near", pixels < (other.matches(".usual") ? 76 : 52));
  }
};

const tickTimelines = () => {
  for (const line of document.querySelectorAll("[data-now]")) {
    const seconds = Math.max(0, (serverNow() - Number(line.dataset.now)) / 1000);
    line.style.setProperty("--now", Math.min(seconds, Number(line.dataset.span)).toFixed(1));
    const label = line.querySelector(".now-label");
    if (label) {
      set(label, `now ${clock(seconds * 1000)}`);
      giveWay(line, seconds);
    }
  }
};

const tick = () => {
  readBeat();
  const ageMs = performance.now() - beatAt;
  const stale = ageMs > STALE_AFTER_MS;
  if (stale !== "stale" in root.dataset) {
    stale ? (root.dataset.stale = "") : delete root.dataset.stale;
    const announce = document.getElementById("stale-announcement");
    announce && set(announce, stale ? "The data on this page are stale." : "");
  }
  for (const element of document.querySelectorAll("[data-age]")) {
    set(element, `${Math.max(1, Math.ceil(ageMs / 1000))} s old`);
  }
  for (const element of document.querySelectorAll("[data-clock]")) {
    set(element, timeOfDay(element.dataset.clock));
  }
  if (stale) {
    return; // what ran when the connection was lost stands still
  }
  for (const element of document.querySelectorAll("[data-since]")) {
    set(element, clock(serverNow() - Number(element.dataset.since)));
  }
  for (const element of document.querySelectorAll("[data-until]")) {
    const left = Number(element.dataset.until) - serverNow();
    set(element, left > 0 ? `about ${clock(left)} left` : `${clock(-left)} longer than usual`);
  }
  tickTimelines();
};

// New elements are filled before they are painted.
new MutationObserver(tick).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["data-beat", "data-since", "data-until", "data-now"],
});
setInterval(tick, 250);
tick();
