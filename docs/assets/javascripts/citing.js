/**
 * Quoting and citing: the citation of the part that is chosen, and what is copied. Loaded by edition.js when the reader
 * opens it; without it the citation of the whole stands there as text. What it reads is written by
 * macros/templates/_citing.html.jinja.
 */
(() => {
  "use strict";

  /** @param {string} words */
  const say = (words) => dispatchEvent(new CustomEvent("said", { detail: words }));

  /** @param {string} plain @param {string} html */
  const copy = (plain, html) => {
    const forms = { "text/plain": plain, "text/html": html };
    const made = Object.entries(forms).map(([type, words]) => [type, new Blob([words], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(made))]);
  };

  /** @param {HTMLElement} block */
  const prepare = (block) => {
    const choice = block.querySelector("select");
    const option = () => choice?.selectedOptions[0];
    const fill = () => {
      const chosen = option();
      const part = chosen?.value;
      const at = part ? chosen?.dataset.at ?? `, ${chosen?.text}` : "";
      for (const slot of /** @type {NodeListOf<HTMLElement>} */ (block.querySelectorAll("[data-slot]"))) {
        slot.textContent = slot.dataset.slot === "at" ? at : part ? `#${part}` : "";
      }
    };

    /** The words of the chosen part, or of the whole text, as reading.js copies them.
     * @returns {{plain: string, html: string}} */
    const quoted = () => {
      const text = /** @type {HTMLElement} */ (document.querySelector(`[data-verbatim="${block.dataset.quotes}"]`));
      const part = document.getElementById(option()?.value ?? "");
      const range = document.createRange();
      if (part) range.selectNode(part);
      else range.selectNodeContents(text);
      const detail = { range, plain: "", html: "" };
      dispatchEvent(new CustomEvent("quoting", { detail }));
      return detail;
    };

    // The events of a timeline are not named once more: each has its name where it stands.
    for (const part of choice?.dataset.from ? document.querySelectorAll(choice.dataset.from) : []) {
      const name = part.querySelector("strong") ?? part.closest("li")?.querySelector("h4");
      choice?.add(new Option(name?.textContent ?? "", part.id));
    }
    for (const control of block.querySelectorAll("[disabled]")) control.removeAttribute("disabled");
    choice?.addEventListener("change", fill);
    fill();
    block.addEventListener("click", async ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (!button) return;
      const words = button.dataset.copies ?? "";
      // A button for a citation stands in its paragraph; that for the words takes the first, which is in full.
      const citation = /** @type {HTMLElement} */ ((button.closest("p") ?? block).querySelector(".citation"));
      const given = document.createElement("p");
      given.textContent = citation.textContent;
      const { plain, html } = button.closest("p") ? { plain: "", html: "" } : quoted();
      const part = option()?.value ? `, ${option()?.text}` : "";
      try {
        await copy([plain, given.textContent].filter(Boolean).join("\n\n"), html ? html + given.outerHTML : given.innerHTML);
        say(`Copied: ${words}${part}`);
      } catch {
        getSelection()?.selectAllChildren(citation);
        say("Not copied; the citation is selected, to be copied by hand");
      }
    });
  };

  for (const block of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".citing"))) prepare(block);
})();
