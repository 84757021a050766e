/**
 * All that runs on every page: the colours, the dialogs, the menu, the definitions of terms, the links to parts, the
 * keys. Everything on a page can be read without it. The search is loaded when the reader opens it, and reading.js where
 * there is a source's text.
 *
 * The first lines of <body> (overrides/main.html) set the colours before anything is shown.
 */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = document.documentElement;

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

  const search = /** @type {HTMLDialogElement} */ (document.getElementById("search"));
  const searchForm = /** @type {HTMLFormElement} */ (search.querySelector("form"));
  const searchField = /** @type {HTMLInputElement} */ (search.querySelector("input"));

  /** @type {Promise<void> | null} */
  let engine = null;
  let entered = false; // Enter was pressed, perhaps before there was anything to follow

  searchForm.addEventListener("submit", (event) => {
    event.preventDefault();
    entered = true;
  });

  /** @param {string} name @returns {Promise<void>} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(name, script.src).href;
      element.addEventListener("load", () => resolve());
      element.addEventListener("error", () => reject(new Error(`${name} could not be loaded`)));
      document.head.append(element);
    });

  // A copy that is older than one opened before in this browser says so, by older.js. What is kept is the newest edition
  // that was opened; its number decides, no clock. Copies on disk share it where the browser lets files share.

  const foot = /** @type {HTMLElement | null} */ (document.querySelector("[data-edition]"));

  const compareCopies = () => {
    // `version` is such as "2026.1 of 22 November 2026"; a number alone comes before the same with more behind it
    if (!foot) return;
    const { edition, version = "" } = foot.dataset;
    const [newest] = /^\d{4}(\.\d{1,4}){1,2}(?= of )/.exec(kept.read(`newest.${edition}`) ?? "") ?? ["0"];
    const order = newest.localeCompare(version, "en", { numeric: true });
    if (order > 0) void load("older.js");
    else kept.write(`newest.${edition}`, version);
  };
  compareCopies();
  // A newer copy may be opened in another tab.
  addEventListener("storage", compareCopies);

  /** Load the search, once; after a failure the next attempt tries again. What was typed until then is found. */
  const wake = () => {
    engine ??= (async () => {
      const status = /** @type {HTMLElement} */ (search.querySelector("[role=status]"));
      status.textContent = "Getting ready to search";
      try {
        await Promise.all([load("minisearch.js"), load("search-index.js")]);
        await load("search.js");
        if (entered) searchForm.requestSubmit();
      } catch {
        engine = null;
        status.textContent = "The search could not be loaded. Shut it and open it again to try once more.";
      }
    })();
  };

  // Dialogs

  const keys = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));

  /** @param {HTMLDialogElement} dialog */
  const open = (dialog) => {
    if (!dialog.open) dialog.showModal();
    if (dialog !== search) return;
    wake();
    searchField.select();
    entered = false;
  };
  for (const dialog of [search, keys]) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || around(event, "[data-shuts]")) dialog.close(); // itself: a click beside it
    });
  }

  // A search box within a page hands its words over.
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".home-search"))) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      searchField.value = form.querySelector("input")?.value ?? "";
      open(search);
      searchField.dispatchEvent(new Event("input"));
    });
  }

  /** On the way back from a result, which search.js notes in the history, the search is there again with its words. */
  const comeBack = () => {
    const words = history.state?.search;
    if (typeof words !== "string") return;
    history.replaceState(null, "");
    searchField.value = words;
    searchField.dispatchEvent(new Event("input"));
    open(search);
  };
  addEventListener("pageshow", comeBack);
  addEventListener("popstate", comeBack); // a result on the same page

  // Menu

  const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
  const menu = /** @type {HTMLElement} */ (document.querySelector(".md-sidebar--primary"));
  const menuButton = /** @type {HTMLButtonElement} */ (document.querySelector("[data-opens=menu]"));

  const tellMenu = () => menuButton.setAttribute("aria-expanded", String(drawer.checked));
  /** @param {boolean} opened */
  const setMenu = (opened) => {
    drawer.checked = opened;
    tellMenu();
    if (opened) menu.querySelector("a")?.focus();
  };

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

  // Links to parts: followed as any link, and copied.

  const said = /** @type {HTMLElement} */ (document.querySelector(".said"));
  let goes = 0;

  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
    clearTimeout(goes);
    goes = setTimeout(() => (said.textContent = ""), 4000);
  };

  /** @param {HTMLAnchorElement} anchor */
  const copy = async (anchor) => {
    const name = (anchor.getAttribute("aria-label") ?? anchor.textContent ?? "").replace("Copy link to ", "");
    try {
      await navigator.clipboard.writeText(anchor.href);
      say(`Copied: link to ${name}${location.protocol === "file:" ? ", as it is on this disk" : ""}`);
    } catch {
      say(`Not copied; the link to ${name} is in the browser's address line`);
    }
  };

  // Other scripts say what they did in the same place.
  addEventListener("said", (event) => say(/** @type {CustomEvent<string>} */ (event).detail));

  // What is for texts alone comes where there is one; what cites, and what takes a list along, when the reader asks.

  if (document.querySelector(".verbatim")) void load("reading.js");

  /** @type {Record<string, Promise<void>>} */
  const needed = {};
  /** @param {Event} event */
  const need = (event) => {
    const name = around(event, "[data-needs]")?.dataset.needs;
    if (!name) return;
    (needed[name] ??= load(name)).then(
      () => event.target?.dispatchEvent(new Event("take", { bubbles: true })),
      () => {
        delete needed[name];
        say("This could not be loaded; try it once more");
      },
    );
  };
  addEventListener("toggle", need, true); // also of what a link opened

  // Clicks

  addEventListener("click", (event) => {
    const term = around(event, "a.term[data-definition]");
    if (term && term !== shown && byFinger && event.detail > 0) event.preventDefault();
    define(byFinger ? term : null);
    const opener = around(event, "[data-opens]")?.dataset.opens;
    if (opener === "menu") setMenu(!drawer.checked);
    else if (opener) open(opener === "keys" ? keys : search);
    need(event);
    const anchor = around(event, "a.anchor, .part-links a");
    if (anchor) void copy(/** @type {HTMLAnchorElement} */ (anchor));
  });

  // What a link leads to is opened, where the browser does not do so itself.

  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  };
  reveal();
  addEventListener("hashchange", reveal);

  // Keys

  const keySwitch = /** @type {HTMLInputElement} */ (keys.querySelector("[data-switch=keys]"));
  keySwitch.checked = kept.read("keys") !== "off";
  keySwitch.addEventListener("change", () => kept.write("keys", keySwitch.checked ? "on" : "off"));

  /** @param {string} rel */
  const follow = (rel) => () => /** @type {HTMLElement | null} */ (document.querySelector(`a[rel=${rel}]`))?.click();
  const [previous, next] = [follow("prev"), follow("next")];

  /** What each key does. @type {Record<string, () => void>} */
  const DOES = {
    "/": () => open(search),
    s: () => open(search),
    "[": previous,
    p: previous,
    "]": next,
    n: next,
    "?": () => open(keys),
  };

  /** Where letters are typed or choose something: fields, lists, and what a page gives a role of the like. */
  const TAKEN =
    "input:not([type=checkbox]), select, textarea, [contenteditable], dialog, [role=textbox], [role=listbox], [role=application]";

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      define(null);
      root.classList.add("definitions-hidden");
      if (drawer.checked) {
        setMenu(false);
        menuButton.focus();
      }
      return;
    }
    // On keyboards with AltGr some of these characters are typed with it, and the browser then tells Ctrl and Alt too.
    const commanded = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    const ours = keySwitch.checked && !commanded && !event.isComposing && !event.repeat && !event.defaultPrevented;
    const does = DOES[event.key];
    const taken = around(event, TAKEN) && !around(event, "dialog:not([open])"); // a field of a dialog just shut
    if (does && ours && !taken && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      does();
    }
  });
})();
