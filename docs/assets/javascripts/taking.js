/**
 * Takes the list of a finder along as it is filtered and sorted: copied as text, or saved as a table (CSV). Loaded by
 * edition.js when a button asks for it, which then brings the event "take".
 *
 * The columns are those of the table. A list that is none names its own: `data-cells="Date: .date; Title: h4"`, each with
 * a selector within the item, or within the entry that the item is a part of.
 */
(() => {
  "use strict";

  const BEGINS_A_FORMULA = /^[=+\-@\t\r]/;

  /** @param {string} words */
  const say = (words) => dispatchEvent(new CustomEvent("said", { detail: words }));

  /** The words of a cell; of dates what programs read. @param {Element | null | undefined} cell */
  const words = (cell) => {
    const dates = [...(cell?.querySelectorAll("time") ?? [])].map((time) => time.dateTime);
    return dates.length ? dates.join("/") : (cell?.textContent ?? "").replace(/\s+/g, " ").trim();
  };

  /** Where an item is read: the whole address where the site knows its own, else the way from the first page.
   * @param {Element} item */
  const address = (item) => {
    const here = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
    const way = item.querySelector("a[href]")?.getAttribute("href") ?? "";
    if (here) return new URL(way, here).href;
    const home = new URL(document.getElementById("search")?.dataset.home ?? "", location.href);
    return new URL(way, location.href.split(/[?#]/)[0]).href.slice(new URL(".", home).href.length);
  };

  /** The heads of the columns, then the items that are shown. @returns {string[][]} */
  const shown = () => {
    const list = /** @type {HTMLElement} */ (document.querySelector("[data-finder-list]"));
    const items = [...list.querySelectorAll("[data-is]")].filter((item) => !item.closest("[hidden]"));
    const heads = [...(list.closest("table")?.tHead?.rows[0]?.cells ?? [])].map(words);
    const cells = (list.dataset.cells ?? "").split("; ").filter(Boolean).map((cell) => cell.split(": "));
    const rows = items.map((item) => [
      ...(item instanceof HTMLTableRowElement ? [...item.cells] : cells.map(([, selector = ""]) =>
        item.querySelector(selector) ?? item.closest("li")?.querySelector(selector))).map(words),
      address(item),
    ]);
    return [[...heads, ...cells.map(([head = ""]) => head), "Address"], ...rows];
  };

  /** A cell that no spreadsheet takes for a formula, as in the tables of the edition; in quotation marks where it must be.
   * @param {string} cell */
  const field = (cell) => {
    const harmless = BEGINS_A_FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };

  addEventListener("take", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-finder]"));
    const rows = shown();
    if (button.name === "csv") {
      const table = rows.map((row) => `${row.map(field).join(",")}\n`).join("");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([table], { type: "text/csv;charset=utf-8" }));
      link.download = `${form.dataset.finder}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it a little later
      say(`Saved: ${link.download}`);
      return;
    }
    const chosen = [...form.querySelectorAll(".finder-chosen button")].map(words);
    const lines = rows.slice(1).map((row) => row.filter(Boolean).join("; "));
    const first = `${words(form.querySelector("[role=status]"))}${chosen.length ? ` (${chosen.join("; ")})` : ""}`;
    try {
      await navigator.clipboard.writeText([first, "", ...lines, "", document.title].join("\n"));
      say(`Copied: ${first}`);
    } catch {
      say("Not copied; the browser did not allow it");
    }
  });
})();
