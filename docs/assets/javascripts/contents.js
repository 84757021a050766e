/**
 * The contents of a page go along with the reader: the part being read is marked, and the finder's choice and order are
 * theirs too. So are the endnotes of what the finder leaves out. Loaded by pages that have contents or endnotes; without
 * it the contents list every part, in the order in which it is written.
 */
(() => {
  "use strict";

  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".md-nav--secondary a")]);

  /** @param {Element | null} element @param {Element | null} target */
  const pair = (element, target) => (element instanceof HTMLElement && target ? [{ element, target }] : []);
  const contents = links.flatMap((link) => pair(link, document.getElementById(link.hash.slice(1))));

  const mark = () => {
    const atTheEnd = scrollY + innerHeight > document.documentElement.scrollHeight - 2; // the last parts get no further up
    const line = innerHeight / (atTheEnd ? 1 : 4);
    const read = contents.filter(({ target }) => target.checkVisibility() && target.getBoundingClientRect().top < line);
    const now = read.at(-1)?.target;
    for (const { element, target } of contents) {
      if (target === now) element.setAttribute("aria-current", "location");
      else element.removeAttribute("aria-current");
    }
  };
  if (contents.length) addEventListener("scroll", mark, { passive: true });

  const list = document.querySelector("[data-finder-list]");
  if (!list) return;

  const lines = contents.flatMap(({ element, target }) => pair(list.contains(target) ? element.parentElement : null, target));
  const notes = /** @type {HTMLLIElement[]} */ ([...document.querySelectorAll(".endnotes li")]).flatMap((note) =>
    pair(note, list.querySelector(`[data-note="${note.value}"]`)));

  const follow = () => {
    for (const { element, target } of [...lines, ...notes]) element.hidden = target.closest("[hidden]") !== null;
    lines.sort((a, b) => (a.target.compareDocumentPosition(b.target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    for (const { element } of lines) element.parentElement?.append(element);
  };
  follow();
  new MutationObserver(follow).observe(list, { attributeFilter: ["hidden"], childList: true, subtree: true });
})();
