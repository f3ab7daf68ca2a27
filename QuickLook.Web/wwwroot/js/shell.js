// Theme, rail and the keyboard help live in the browser alone: they work at once, and while the connection is lost.
const root = document.documentElement;

const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // storage is switched off: the choice holds until the page is left
  }
};

const actions = {
  theme() {
    root.dataset.theme = root.dataset.theme === "light" ? "dark" : "light";
    remember("ql-theme", root.dataset.theme);
  },
  rail() {
    root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
    remember("ql-rail", root.dataset.rail);
  },
  keys() {
    document.getElementById("keyboard-help")?.showModal();
  },
  "close-dialog"(button) {
    button.closest("dialog")?.close();
  },
  reload() {
    location.reload();
  },
  async copy(button) {
    const field = document.getElementById(button.dataset.from);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // a page that is not secure may not write there: the text is selected, so that the keys of the browser copy it
    }
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (button) {
    actions[button.dataset.action]?.(button);
    return;
  }
  // A click beside an open menu closes it, as does one of its commands.
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest("[role=menuitem]")) {
      menu.open = false;
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});
