/**
 * The note on a copy that is older than one opened before in this browser. Loaded by edition.js, which found that out.
 */
(() => {
  "use strict";

  const foot = /** @type {HTMLElement} */ (document.querySelector("[data-edition]"));
  const newest = localStorage.getItem(`open-edition.newest.${foot.dataset.edition}`) ?? "";
  const note = document.querySelector(".older") ?? document.createElement("aside");
  note.className = "draft older";
  note.ariaLabel = "Older copy";
  note.textContent = `This is an older copy. A newer edition was opened in this browser: ${newest.slice(0, 60)}.`;
  document.querySelector(".md-header")?.before(note);
})();
