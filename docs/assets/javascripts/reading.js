/**
 * All that is for a source's text: shown with notes or plain, the words of a note lit with its number, and copied clean.
 * Loaded by edition.js. Everything can be read without it, with its notes.
 */
(() => {
  "use strict";

  const root = document.documentElement;

  // With notes or plain: on all pages alike, and kept where the browser keeps something. The first lines of <body>
  // (overrides/main.html) set what was chosen before anything is shown.

  const KEPT = "open-edition.reading";
  const choices = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=reading]"));

  /** @param {boolean} plain */
  const show = (plain) => {
    root.toggleAttribute("data-reading", plain);
    if (plain) root.setAttribute("data-reading", "plain");
    for (const choice of choices) choice.checked = (choice.value === "plain") === plain;
  };
  /** Show what was chosen, perhaps on another page meanwhile. */
  const showChosen = () => {
    try {
      show(localStorage.getItem(KEPT) === "plain");
    } catch {
      show(root.getAttribute("data-reading") === "plain"); // nothing is kept: as it is
    }
  };

  showChosen();
  addEventListener("storage", showChosen);
  addEventListener("pageshow", showChosen); // on the way back
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      show(choice.value === "plain");
      try {
        localStorage.setItem(KEPT, choice.value);
      } catch {
        // The choice then holds for this page only.
      }
    });
  }

  // The words that a note is about are lit while its number is pointed at or has the focus, and after a tap.

  /** @param {Event} event */
  const light = ({ target }) => {
    for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    const sign = target instanceof Element ? target.closest(".note-sign") : null;
    const [first = 0, last = first] = (sign?.getAttribute("data-number") ?? "").split("\u2013").map(Number);
    for (let number = first; number && number <= last; number++) {
      const words = sign?.closest(".verbatim")?.querySelectorAll(`.noted[data-notes~="${number}"]`) ?? [];
      for (const each of words) each.classList.add("is-lit");
    }
  };
  for (const kind of ["pointerover", "focusin", "click"]) addEventListener(kind, light);

  // Copying a source's text: its words and nothing else, as paragraphs and list items, and as plain text. What is ours,
  // even between two texts, stays out when the selection begins and ends with words of a text. Its ends themselves may
  // lie outside: three clicks on a last paragraph select to the start of what follows.

  /** @param {string} words */
  const bare = (words) => words.replace(/\s+/g, "");

  /** The paragraphs and list items of the part of a text that is selected.
   * @param {Element} text @param {Range} range @returns {{kind: "p" | "li", marker: string, words: string}[]} */
  const selected = (text, range) => {
    const part = document.createRange();
    part.selectNodeContents(text);
    if (text.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (text.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    const copied = part.cloneContents();
    const found = [...copied.querySelectorAll("p, li")];
    return (found.length ? found : [copied]).map((block) => ({
      kind: block instanceof HTMLLIElement ? "li" : "p",
      marker: block.querySelector(".source-marker")?.textContent ?? "",
      words: (block.textContent ?? "").replace(/\s+/g, " ").trim(),
    }));
  };

  /** The texts in a range, clean: as plain text, and as HTML of paragraphs and lists; and the words of its first and of
   * its last block.
   * @param {Range} range @returns {{plain: string, html: string, first: string, last: string}} */
  const clean = (range) => {
    const texts = [...document.querySelectorAll(".verbatim")].filter((text) => range.intersectsNode(text));
    const blocks = texts.flatMap((text) => selected(text, range)).filter(({ words }) => words);
    const page = document.createElement("div");
    let plain = "";
    for (const [at, { kind, marker, words }] of blocks.entries()) {
      const block = document.createElement(kind);
      // The list has a mark of its own in place of a dash.
      block.textContent = kind === "li" && marker === "-" ? words.replace(/^-\s*/, "") : words;
      const goesOn = kind === "li" && blocks[at - 1]?.kind === "li";
      if (kind === "p") page.append(block);
      else if (goesOn) page.lastElementChild?.append(block);
      else page.appendChild(document.createElement("ul")).append(block);
      plain += (at === 0 ? "" : goesOn ? "\n" : "\n\n") + words;
    }
    return { plain, html: page.innerHTML, first: blocks[0]?.words ?? "", last: blocks.at(-1)?.words ?? "" };
  };

  addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed || !event.clipboardData) return;
    const { plain, html, first, last } = clean(selection.getRangeAt(0));
    const seen = bare(`${selection}`);
    if (!plain || !seen.startsWith(bare(first)) || !seen.endsWith(bare(last))) return;
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  });

  // citing.js asks for a text that it puts a citation to: the event brings the range, and takes the text along.
  addEventListener("quoting", (event) => {
    const { detail } = /** @type {CustomEvent<{range: Range, plain?: string, html?: string}>} */ (event);
    Object.assign(detail, clean(detail.range));
  });
})();
