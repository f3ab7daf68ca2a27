// What is current in a list that scrolls on its own is kept in view: data-keep-in-view on the list, aria-current on the item. The page itself does not move.
const show = (item) => {
  const list = item.closest("[data-keep-in-view]");
  if (!list) {
    return;
  }
  const [inner, outer] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) {
    list.scrollTop -= outer.top - inner.top;
  } else if (inner.bottom > outer.bottom) {
    list.scrollTop += inner.bottom - outer.bottom;
  }
};

new MutationObserver((changes) => {
  const touched = new Set();
  for (const change of changes) {
    const element = change.target.nodeType === Node.ELEMENT_NODE ? change.target : change.target.parentElement;
    const list = element?.closest?.("[data-keep-in-view]");
    const added = change.type === "childList" ? [...change.addedNodes].flatMap((node) => [...(node.querySelectorAll?.("[data-keep-in-view]") ?? [])]) : [];
    for (const each of [list, ...added]) {
      each && touched.add(each);
    }
  }
  for (const list of touched) {
    const item = list.querySelector("[aria-current]");
    if (item && item !== list.shownItem) {
      list.shownItem = item;
      show(item);
    }
  }
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current"] });

for (const item of document.querySelectorAll("[data-keep-in-view] [aria-current]")) {
  show(item);
}
