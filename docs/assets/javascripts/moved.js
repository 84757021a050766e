/**
 * Takes the reader of an old address to the new one at once. Loaded only by pages that something moved away from: those
 * that stand for a moved page, and those with notices for moved parts (overrides/main.html). Without it the notices
 * have links, and a moved page sends the reader on by itself, to the new page's beginning.
 */
(() => {
  "use strict";

  /** @type {HTMLAnchorElement | null} */
  const page = document.querySelector("[data-moved] a");

  const leave = () => {
    let part = null;
    try {
      part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not an anchor that any page has.
    }
    const notice = part?.closest(".moved-part")?.querySelector("a");
    const link = notice ?? page;
    if (!link) return;
    const target = new URL(link.href);
    // The parts of a page move with it, unless it has become a part itself.
    if (link === page && !target.hash) target.hash = location.hash;
    location.replace(target);
  };

  leave();
  addEventListener("hashchange", leave);
})();
