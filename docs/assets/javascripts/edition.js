/**
 * All that runs on a page before the reader searches: the colours, the menu, the definitions of terms, and the loading of
 * the search. Everything on a page can be read without it.
 *
 * The search itself is the theme's: 140 kB of scripts and index that most visits do not need. They are loaded at the
 * first sign that the reader wants to search, and what was typed until then is found by them in the field.
 *
 * The first lines of <body> (overrides/main.html) set the colours before anything is shown.
 */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = document.documentElement;
  const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
  const search = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-component=search-query]"));
  const searching = /** @type {HTMLElement} */ (document.querySelector("[data-md-component=search]"));
  const searchButton = /** @type {HTMLElement} */ (document.querySelector(".md-header [data-opens=search]"));

  /** What the reader chose, kept in the browser; forgotten where the browser keeps nothing. */
  const kept = {
    /** @param {string} name @returns {string | null} */
    read(name) {
      try {
        return localStorage.getItem(`open-edition.${name}`);
      } catch {
        return null;
      }
    },
    /** @param {string} name @param {string} value */
    write(name, value) {
      try {
        localStorage.setItem(`open-edition.${name}`, value);
      } catch {
        // The choice then holds for this page only.
      }
    },
  };

  /** The nearest element around an event's target that fits a selector.
   * @param {Event} event @param {string} selector @returns {HTMLElement | null} */
  const around = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  // Colours

  const schemeSwitch = /** @type {HTMLButtonElement} */ (document.querySelector("[data-switch=scheme]"));
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");

  /** @param {boolean} dark */
  const show = (dark) => {
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    schemeSwitch.setAttribute("aria-label", dark ? "Switch to light mode" : "Switch to dark mode");
    schemeSwitch.title = schemeSwitch.getAttribute("aria-label") ?? "";
  };
  /** Show what the reader chose, else what the system prefers. */
  const showChosen = () => {
    const chosen = kept.read("scheme");
    show(chosen ? chosen === "slate" : darkSystem.matches);
  };

  showChosen();
  darkSystem.addEventListener("change", showChosen);
  addEventListener("storage", showChosen); // chosen in another tab
  schemeSwitch.addEventListener("click", () => {
    const dark = document.body.getAttribute("data-md-color-scheme") !== "slate";
    show(dark);
    kept.write("scheme", dark ? "slate" : "default");
  });

  // Search

  /** @type {Promise<void> | null} */
  let engine = null;

  /** @param {string | undefined} address @returns {Promise<void>} */
  const load = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address ?? "";
      element.addEventListener("load", () => resolve());
      element.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(element);
    });

  /** On an address with an anchor the theme closes the search shortly after its script has started. Not now. */
  const keepOpen = () => {
    /** @param {MouseEvent} event */
    const refuse = (event) => {
      if (!event.isTrusted && !search.checked) event.preventDefault(); // a click by script has just unchecked it
    };
    search.addEventListener("click", refuse);
    setTimeout(() => search.removeEventListener("click", refuse), 500);
  };

  /** Load the search, once; after a failure the next attempt tries again. */
  const wake = () => {
    engine ??= (async () => {
      try {
        if (location.protocol === "file:") await load(script.dataset.worker); // browsers refuse workers there
        await load(script.dataset.search);
        keepOpen();
      } catch {
        engine = null;
        const state = searching.querySelector("[role=status]");
        if (state) state.textContent = "The search could not be loaded. Try again in a moment.";
      }
    })();
  };

  /** @param {boolean} open */
  const setSearch = (open) => {
    if (search.checked === open) return;
    search.checked = open;
    search.dispatchEvent(new Event("change"));
  };
  const openSearch = () => {
    wake();
    setSearch(true);
    field.focus();
  };

  // The theme leaves its results to the arrow keys alone. Tab reaches them too.
  const results = /** @type {HTMLElement} */ (searching.querySelector("ol"));
  new MutationObserver(() => {
    for (const result of results.querySelectorAll("[tabindex]")) result.removeAttribute("tabindex");
  }).observe(results, { childList: true });

  field.addEventListener("focus", openSearch);
  field.form?.addEventListener("submit", (event) => event.preventDefault());
  searching.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !searching.contains(event.relatedTarget)) setSearch(false);
  });

  // Menu

  const menu = /** @type {HTMLElement} */ (document.querySelector(".md-sidebar--primary"));
  const menuButton = /** @type {HTMLButtonElement} */ (document.querySelector("[data-opens=menu]"));

  const tellMenu = () => menuButton.setAttribute("aria-expanded", String(drawer.checked));
  /** @param {boolean} open */
  const setMenu = (open) => {
    drawer.checked = open;
    tellMenu();
    if (open) menu.querySelector("a")?.focus();
  };

  menuButton.addEventListener("click", () => setMenu(!drawer.checked));
  drawer.addEventListener("change", tellMenu); // shut by a tap beside it
  menu.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next instanceof Node && next !== menuButton && !menu.contains(next)) setMenu(false);
  });
  addEventListener("pageshow", () => setMenu(false)); // on the way back, the menu that led away is shut

  // Definitions of terms: shown by the style sheet on hover and focus. A finger has neither, so it taps once to read
  // and again to follow.

  /** @type {HTMLElement | null} */
  let shown = null;
  let byFinger = false;

  /** @param {HTMLElement | null} term */
  const define = (term) => {
    shown?.classList.remove("is-shown");
    term?.classList.add("is-shown");
    shown = term;
  };
  /** @param {Event} event */
  const defineAgain = (event) => {
    if (around(event, "a.term")) root.classList.remove("definitions-hidden");
  };

  addEventListener("pointerdown", (event) => (byFinger = event.pointerType === "touch"), true);
  addEventListener("pointerover", defineAgain);
  addEventListener("focusin", defineAgain);
  addEventListener("click", (event) => {
    const term = around(event, "a.term[data-definition]");
    if (term && term !== shown && byFinger && event.detail > 0) event.preventDefault();
    define(byFinger ? term : null);
    if (around(event, "[data-opens=search]")) openSearch();
  });

  // Keys

  const keySwitch = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-switch=keys]"));
  if (keySwitch) {
    keySwitch.checked = kept.read("keys") !== "off";
    keySwitch.addEventListener("change", () => kept.write("keys", keySwitch.checked ? "on" : "off"));
  }

  /** The keys of one letter that the theme's script listens for on the whole page. They could not be switched off. */
  const NOT_THEIRS = new Set(["/", "f", "s", "p", "n", ",", "."]);

  // On its way down from the window, so before the theme's script hears of it.
  addEventListener("keydown", (event) => {
    const writing = around(event, "input:not([type=checkbox]), select, textarea, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Escape") {
      define(null);
      root.classList.add("definitions-hidden");
      if (drawer.checked) {
        setMenu(false);
        menuButton.focus();
      }
      if (search.checked) {
        setSearch(false);
        field.blur();
        searchButton.focus(); // where it is shown, that is on small screens
        event.stopPropagation();
      }
    } else if (search.checked) {
      // The theme would leave the results on Tab, and go back to the field when Shift is pressed.
      if (event.key === "Tab" || event.key === "Shift") event.stopPropagation();
    } else if (!writing && plain && NOT_THEIRS.has(event.key)) {
      event.stopPropagation();
      if (event.key === "/" && keySwitch?.checked) {
        event.preventDefault();
        openSearch();
      }
    }
  }, true);
})();
