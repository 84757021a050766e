/**
 * Lets the links at the foot of a page (overrides/main.html) lead to the part that the reader means. That is the one last
 * followed a link to, or the one in which words were last selected. Loaded only where there is a forge to correct at.
 * Without it the links lead to the page's file, and the list of parts to their lines.
 */
(() => {
  "use strict";

  const LONGEST = 600; // characters of a quotation, so that the address stays one that hosts accept

  const content = /** @type {HTMLElement} */ (document.getElementById("page-text"));
  const foot = /** @type {HTMLElement} */ (content.querySelector(".page-foot"));
  const correct = /** @type {HTMLAnchorElement} */ (foot.querySelector("a[rel=edit]"));
  const report = /** @type {HTMLAnchorElement} */ (foot.querySelector("a.report"));
  const whole = { text: correct.textContent, label: correct.ariaLabel, href: correct.href, form: report.href };

  /** The links of the list by the marks of the parts that they correct. @type {Map<string, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (foot.querySelectorAll("[data-corrects]"))) {
    for (const mark of link.dataset.corrects?.split(" ") ?? []) links.set(mark, link);
  }

  /** @param {HTMLElement} element */
  const linkOf = (element) => links.get(element.dataset.part ?? "") ?? links.get(element.id);

  // Where parts begin, in order. After a heading that begins none of them the page as a whole goes on.
  const HEADINGS = "h1, h2, h3, h4, dt";
  const beginnings = /** @type {HTMLElement[]} */ ([
    ...content.querySelectorAll(`[id], [data-part], ${HEADINGS}`),
  ]).filter((element) => !foot.contains(element) && (linkOf(element) || element.matches(HEADINGS)));

  /** The part that holds a place of the page, or else the one that begins before it.
   * @param {Node} place */
  const partAt = (place) => {
    let before, around;
    for (const beginning of beginnings) {
      if (beginning.contains(place)) around = beginning;
      else if (beginning.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) before = beginning;
    }
    const beginning = around ?? before;
    return beginning && linkOf(beginning);
  };

  /** @type {HTMLAnchorElement | undefined} */
  let part;
  /** @type {Range | undefined} */
  let chosen;

  /** @param {Node} place @param {Range} [range] */
  const mean = (place, range) => {
    part = partAt(place);
    chosen = range;
    correct.textContent = part?.textContent ?? whole.text;
    correct.ariaLabel = part ? null : whole.label;
    correct.href = part?.href ?? whole.href;
  };

  const arrive = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not an anchor that any page has.
    }
    if (target && content !== target && content.contains(target)) mean(target);
  };

  arrive();
  addEventListener("hashchange", arrive);
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return; // pressing a link lets go of the selection
    const range = selection.getRangeAt(0);
    const place = range.startContainer.childNodes[range.startOffset] ?? range.startContainer;
    if (content.contains(place) && !foot.contains(place)) mean(place, range.cloneRange());
  });

  /** What was selected, in one line, cut where it is too long. @param {Range} range */
  const words = (range) => {
    const letters = [...range.toString().replace(/\s+/g, " ").trim()];
    return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
  };

  const fill = () => {
    const form = new URL(whole.form);
    if (part) {
      // The address of the whole page's file ends in that file, which the form was filled with.
      const own = form.searchParams.get("record") ?? "";
      const base = whole.href.slice(0, whole.href.length - own.length);
      const [record, line] = part.href.slice(base.length).split("#L");
      form.searchParams.set("record", record ?? "");
      form.searchParams.set("part", part.lastChild?.textContent + (line ? `, line ${line}` : ""));
    }
    if (chosen) form.searchParams.set("quote", words(chosen));
    report.href = form.href;
  };

  for (const event of ["focus", "pointerdown", "click"]) report.addEventListener(event, fill);
})();
