/**
 * The finder: filters and sorts the list of a page, and keeps what was chosen in the address. It knows nothing of what is
 * listed. What it reads is written by macros/templates/_finder.html.jinja:
 *
 * - `form[data-finder]`: a `details` of checkboxes for each facet; a checkbox's name and value are those of the address;
 *   `data-called` is the address of a script with what else readers call items and values, loaded when words are typed;
 * - `[data-finder-list]`: its children are sorted, by `data-places="title=12 ..."`; so are those of lists within it;
 * - `[data-is="topic=ict ..."]`: the items, which are filtered. An item is a child of the list or lies in one; a child
 *   without an item left is hidden. `data-words` are words that find it besides those shown.
 *
 * The form is the state: whatever changes it, `show` brings the page in line with it and `keep` the address.
 *
 * This script is loaded before the form and not deferred: a filtered page is hidden until it has been filtered, so that
 * nothing is seen to move.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  if (location.search) root.classList.add("finding");
  addEventListener("DOMContentLoaded", () => {
    try {
      start();
    } finally {
      root.classList.remove("finding");
    }
  });

  /** Small letters without accents; everything else, hyphens too, becomes one space.
   * @param {string} text */
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const SMALL = /^(an?|about|and|are|by|can|do|does|for|how|in|is|of|on|or|recs?|recommendations?|that|the|to|what|which|who|with)$/;

  /** The words that are looked for: each without what one and many differ in, because a beginning is enough; those that
   * tell nothing only where there are no others. @param {string} text */
  const sought = (text) => {
    const all = fold(text).split(" ").filter(Boolean);
    const telling = all.filter((word) => !SMALL.test(word));
    return (telling.length ? telling : all).map((word) => word.replace(/(?<=\w{6})(ies|y)$|(?<=\w{3})s$/, ""));
  };

  const start = () => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-finder]"));
    const list = /** @type {HTMLElement} */ (document.querySelector("[data-finder-list]"));
    const results = /** @type {HTMLElement} */ (list.closest(".finder-results"));
    /** @template {HTMLElement} T @param {string} selector @returns {T} */
    const part = (selector) => /** @type {T} */ (form.querySelector(selector));

    const field = /** @type {HTMLInputElement} */ (part("[name=q]"));
    const sort = /** @type {HTMLSelectElement} */ (part("[name=sort]"));
    const clearing = /** @type {HTMLButtonElement} */ (part("[name=clear]"));
    const copying = /** @type {HTMLButtonElement} */ (part("[name=copy]"));
    const unfolding = /** @type {HTMLButtonElement} */ (part("[name=facets]")); // shown where there is little room
    const count = part("[role=status]");
    const chosen = part(".finder-chosen");
    const leftOut = part(".finder-left-out");

    /** @param {HTMLInputElement} box */
    const answer = (box) => `${box.name}=${box.value}`;
    const facets = [...form.querySelectorAll("details")].map((details) => ({
      details,
      label: details.querySelector("summary span")?.textContent ?? "",
      tally: /** @type {HTMLElement} */ (details.querySelector("summary b")),
      boxes: [...details.querySelectorAll("input")].map((box) => ({
        box,
        label: box.parentElement?.querySelector("span")?.textContent ?? "",
        tally: /** @type {HTMLElement} */ (box.parentElement?.querySelector("small")),
      })),
    }));
    const boxes = facets.flatMap((facet) => facet.boxes);
    /** @param {typeof facets[number]} facet */
    const checked = (facet) => facet.boxes.filter(({ box }) => box.checked);

    const items = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-is]"))].map((element) => ({
      element,
      answers: new Set(element.dataset.is?.split(" ")),
      words: ` ${fold(`${element.textContent} ${element.dataset.words ?? ""}`)}`,
      called: /** @type {string[]} */ ([]),
    }));

    let learning = !form.dataset.called;
    /** Learn what else readers call items and values, once; until then, and where it cannot be loaded, the words that
     * stand in the list are enough. */
    const learn = () => {
      if (learning) return;
      learning = true;
      const script = document.createElement("script");
      script.src = form.dataset.called ?? "";
      script.addEventListener("load", () => {
        const { items: own, values } =
          /** @type {{finderCalled: {items: string[][], values: Record<string, string[]>}}} */ (/** @type {unknown} */ (self))
            .finderCalled;
        for (const [at, item] of items.entries()) {
          const names = [...(own[at] ?? []), ...[...item.answers].flatMap((given) => values[given] ?? [])];
          item.called = names.map((name) => ` ${fold(name)}`);
        }
        show();
      });
      script.addEventListener("error", () => (learning = false));
      document.head.append(script);
    };

    /** Whether an item has the words: each begins one of its own, or those that do not are what readers call it: part of
     * one name when nothing else was typed, and the whole name beside other words.
     * @param {typeof items[number]} item @param {string[]} wanted */
    const has = (item, wanted) => {
      const missing = wanted.filter((word) => !item.words.includes(` ${word}`));
      /** @param {string} name @param {string[]} some */
      const holds = (name, some) => some.every((word) => name.includes(` ${word}`));
      /** @param {string} name */
      const whole = (name) => sought(name).every((each) => wanted.some((word) => each.startsWith(word)));
      return !missing.length || item.called.some((name) => holds(name, wanted) || (holds(name, missing) && whole(name)));
    };

    const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-finder-list] > *")]).map(
      (element, written) => {
        const places = new URLSearchParams(element.dataset.places?.replaceAll(" ", "&"));
        return { element, place: () => Number(places.get(sort.value) ?? written) };
      },
    );
    let sorted = sort.value;

    /** What a reader calls the list: "recommendations". */
    const things = form.dataset.finder;

    const order = () => {
      if (sorted === sort.value) return;
      sorted = sort.value;
      for (const { element } of entries.sort((a, b) => a.place() - b.place())) element.parentElement?.append(element);
    };

    const show = () => {
      order();
      for (const head of document.querySelectorAll("[data-sorts]")) {
        if (head.getAttribute("data-sorts") === sorted) head.setAttribute("aria-sort", "ascending");
        else head.removeAttribute("aria-sort");
      }

      const wanted = sought(field.value);
      if (wanted.length) learn();
      const worded = items.filter((item) => has(item, wanted));
      /** Whether an item has one of the values chosen in each facet but one.
       * @param {typeof items[number]} item @param {typeof facets[number]} [but] */
      const fits = (item, but) =>
        facets.every((facet) => {
          const some = checked(facet);
          return facet === but || !some.length || some.some(({ box }) => item.answers.has(answer(box)));
        });
      const left = new Set(worded.filter((item) => fits(item)));

      for (const item of items) item.element.hidden = !left.has(item);
      for (const { element } of entries) {
        if (!element.dataset.is) element.hidden = !element.querySelector("[data-is]:not([hidden])");
      }
      for (const facet of facets) {
        const pool = worded.filter((item) => fits(item, facet));
        for (const { box, tally } of facet.boxes) {
          const found = pool.filter((item) => item.answers.has(answer(box))).length;
          tally.textContent = String(found);
          box.disabled = !found && !box.checked;
        }
        tell(facet.tally, String(checked(facet).length || ""));
      }

      const chips = facets.flatMap((facet) =>
        checked(facet).map(({ box, label }) =>
          chip(`${facet.label}: ${label}`, () => (box.checked = false))));
      tell(/** @type {HTMLElement} */ (unfolding.querySelector("b")), String(chips.length || ""));
      if (wanted.length) chips.push(chip(`Words: ${field.value.trim()}`, () => (field.value = "")));
      chosen.replaceChildren(...chips);
      clearing.hidden = !chips.length;
      form.classList.toggle("is-filtered", chips.length > 0);
      results.hidden = !left.size;
      tell(count, chips.length ? `${left.size} of ${items.length} ${things}` : `${items.length} ${things}`);
      if (!left.size) tell(count, `${count.textContent}. Nothing fits all of this; remove a filter.`);
    };

    /** Write only what is new, so that it is announced once.
     * @param {HTMLElement} element @param {string} words */
    const tell = (element, words) => {
      if (element.textContent !== words) element.textContent = words;
    };

    /** A button that removes a filter; the focus goes to the next one, or to the count.
     * @param {string} words @param {() => void} remove */
    const chip = (words, remove) => {
      const entry = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.setAttribute("aria-label", `${words}. Remove`);
      button.addEventListener("click", () => {
        const place = [...chosen.children].indexOf(entry);
        remove();
        changed();
        const next = chosen.children[Math.min(place, chosen.children.length - 1)];
        (next?.querySelector("button") ?? count).focus();
      });
      entry.append(button);
      return entry;
    };

    // The address: facets and values in the order of the form, then words, then order; nothing where nothing is chosen.

    const query = () => {
      const state = new URLSearchParams();
      for (const { box } of boxes) if (box.checked) state.append(box.name, box.value);
      const words = fold(field.value);
      if (words) state.append(field.name, words);
      if (sort.selectedIndex) state.append(sort.name, sort.value);
      return `${state}` && `?${state}`;
    };

    /** The words as they were typed, for the way back: the address has them folded. */
    const state = () => (field.value ? { words: field.value } : null);

    /** Words of an address as this reader typed them; else, where they are a symbol, as the list writes it: nobody
     * calls a document "wo ga 34 7". @param {string} words */
    const unfolded = (words) => {
      const typed = history.state?.words;
      if (typeof typed === "string" && fold(typed) === fold(words)) return typed;
      if (!/\d/.test(words) || words !== fold(words)) return words;
      const symbol = new RegExp(`(?<![\\p{L}\\p{N}])${words.replaceAll(" ", "[^\\p{L}\\p{N}\\s]+")}(?![\\p{L}\\p{N}])`, "iu");
      return items.map(({ element }) => symbol.exec(element.textContent ?? "")?.[0]).find(Boolean) ?? words;
    };

    /** @param {"pushState" | "replaceState"} how @param {string} [anchor] */
    const keep = (how, anchor = "") => {
      if (query() === location.search && (history.state?.words ?? "") === field.value) return;
      try {
        history[how](state(), "", location.pathname + query() + anchor);
      } catch {
        // Some browsers refuse this for files, or when it happens too often. The filter works, the address lags behind.
      }
    };

    const clear = () => {
      for (const { box } of boxes) box.checked = false;
      field.value = "";
    };

    /** Bring the form in line with the address. */
    const read = () => {
      clear();
      sort.selectedIndex = 0;
      /** @type {string[]} */
      const unknown = [];
      for (const [name, value] of new URLSearchParams(location.search)) {
        const found = boxes.find(({ box }) => box.name === name && box.value === value);
        if (found) found.box.checked = true;
        else if (name === field.name) field.value = unfolded(value);
        else if (name === sort.name && [...sort.options].some((option) => option.value === value)) sort.value = value;
        else unknown.push(`${name}=${value}`.slice(0, 60));
      }
      tell(leftOut, unknown.length ? `The address asks for ${unknown.join(", ")}. This list has no such filter.` : "");
      show();
    };

    /** Where the address names a place in the list that is filtered away, the place wins. */
    const reveal = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target || !list.contains(target) || !target.closest("[hidden]")) return;
      clear();
      show();
      keep("replaceState", location.hash);
      target.scrollIntoView();
    };

    /** @param {"pushState" | "replaceState"} how */
    const changed = (how = "pushState") => {
      tell(leftOut, "");
      show();
      keep(how);
    };

    field.addEventListener("input", () => changed("replaceState"));
    form.addEventListener("change", (event) => {
      if (event.target !== field) changed();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    clearing.addEventListener("click", () => {
      clear();
      changed();
      count.focus();
    });
    unfolding.addEventListener("click", () => {
      unfolding.setAttribute("aria-expanded", String(unfolding.getAttribute("aria-expanded") === "false"));
    });
    addEventListener("popstate", read);
    addEventListener("hashchange", reveal);

    if (!navigator.clipboard) copying.style.visibility = "hidden"; // its room was there from the first
    copying.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(new URL(location.pathname + query(), location.href).href);
        tell(leftOut, "Link copied.");
        setTimeout(() => leftOut.textContent === "Link copied." && tell(leftOut, ""), 4000);
      } catch {
        tell(leftOut, "The browser did not allow it. The address line has the link.");
      }
    });

    // A facet lies over the list while it is open, so it shuts as soon as the reader turns to something else.

    /** @param {Event} event */
    const shutOthers = (event) => {
      for (const { details } of facets) {
        if (details.open && event.target instanceof Node && !details.contains(event.target)) details.open = false;
      }
    };
    addEventListener("pointerdown", shutOthers);
    addEventListener("focusin", shutOthers);
    form.addEventListener("keydown", (event) => {
      const open = facets.find(({ details }) => details.open)?.details;
      if (event.key !== "Escape" || !open) return;
      open.open = false;
      open.querySelector("summary")?.focus();
    });

    read();
    keep("replaceState", location.hash);
    reveal();
    form.classList.add("is-ready");

    // Who arrives by a link to a filtered view is shown what is left, unless the way here was back or the link names a place.
    const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const below = count.getBoundingClientRect().bottom > innerHeight - 100;
    if (chosen.children.length && below && !location.hash && arrival?.type === "navigate") form.scrollIntoView();
  };
})();
