// Runs before the first paint: the remembered theme and rail, so that nothing flashes or jumps.
{
  const root = document.documentElement;
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: the defaults hold
    }
  };
  root.dataset.theme = remembered("ql-theme") === "light" ? "light" : "dark";
  root.dataset.rail = remembered("ql-rail") === "narrow" ? "narrow" : "wide";
}
