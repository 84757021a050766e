/**
 * The search of this edition. It is loaded with its index and MiniSearch when the reader opens the search.
 *
 * Which texts have which words is MiniSearch's business (MIT, github.com/lucaong/minisearch). What readers of this
 * edition mean is ours: names that lead straight to a record or part ("22", "rec 22 (a)", "wo ga 34 7", "LDCs"), a
 * term followed by the texts that use it, spellings and plurals, and one result for each record, with its best part.
 *
 * The index is written by macros/pages/search.py.
 */

/**
 * @typedef {{label?: string, at?: string, words?: string, ours?: boolean, names?: string[]}} Part
 * @typedef {{kind: string, title: string, at: string, about?: string, names?: string[], parts: Part[],
 *   uses?: [number, number][], once?: boolean}} Entry
 * @typedef {{entry: Entry, part: Part, words: Set<string>}} Result  `words` are those found, to be marked
 * @typedef {{results: Result[], missing: boolean, mended?: string[]}} Answer  `missing`: no result has every word that
 *   was typed; `mended`: words that were looked up instead of words that stand nowhere
 */

(() => {
  "use strict";

  const { entries } = /** @type {{searchIndex: {entries: Entry[]}}} */ (/** @type {unknown} */ (self)).searchIndex;
  const MiniSearch = /** @type {{MiniSearch: typeof import("minisearch").default}} */ (/** @type {unknown} */ (self))
    .MiniSearch;

  // Words

  /** British to American, and other spellings to one; what else they change is changed on both sides alike.
   * @type {[RegExp, string][]} */
  const SPELLINGS = [
    [/^recs?$/, "recommendation"],
    [/^paras?$/, "paragraph"],
    [/^nos?$/, "number"],
    [/^0+(?=\d)/, ""],
    [/(?<=\w{3})our(?=(s|ed|ing|able|ite|al|ist)?$)/, "or"],
    [/(?<=\w{3})is(?=(e|es|ed|er|ers|ing|ation|ations|ational)$)/, "iz"],
    [/(?<=\w{3})ys(?=(e|es|ed|er|ers|ing)$)/, "yz"],
    [/(?<=\w{2})tre(?=s?$)/, "ter"],
    [/(?<=program)me(?=s?$)/, ""],
    [/(?<=^(lic|def|off|pret))ence/, "ense"],
    [/(?<=[aeiou])ll(?=(ed|ing|ers?|ors?|ments?)?$)/, "l"],
    [/(?<=\w{2})ogue(?=s?$)/, "og"],
    [/(?<=dg)e(?=ment)/, ""],
    [/(?<=practi)s(?=e|ing)/, "c"],
  ];

  /** One for many. @param {string} word */
  const singular = (word) =>
    word.length < 4 || /(ss|us|is)$/.test(word)
      ? word.replace(/^([a-z]{2,})s$/, (all, stem) => (/[aeiou]/.test(stem) ? all : stem)) // NGOs, not "has" or "its"
      : word.replace(/ies$/, "y").replace(/(?<=x|ch|sh|ss)es$/, "").replace(/s$/, "");

  /** @param {string} word @returns {string} */
  const stem = (word) => singular(SPELLINGS.reduce((kept, [from, to]) => kept.replace(from, to), word));

  /** @param {string} text @returns {string} without accents, in small letters, a possessive s left out */
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/['’](s\b)?/g, "");

  /** @param {string} text @returns {string[]} */
  const words = (text) => plain(text).match(/\p{L}+|\p{N}+/gu) ?? [];

  /** Words of an indexed text: those of a compound, and the compound in one. @param {string} text */
  const indexed = (text) => [
    ...words(text),
    ...(plain(text).match(/\p{L}+(?:-\p{L}+)+/gu) ?? []).map((compound) => compound.replaceAll("-", "")),
  ];

  const SMALL = new Set("a an and as at by for from in is of on or that the to what which who with".split(" "));

  /** The words of a query as they are looked up; small words count only when there are no others.
   * @param {string} query @returns {string[]} */
  const sought = (query) => {
    const all = words(query);
    const telling = all.filter((word) => !SMALL.has(word));
    return (telling.length > 0 ? telling : all).map(stem);
  };

  /** @param {string} text */
  const phrase = (text) => words(text).map(stem).join(" ");

  // Names

  /** The page as a whole: what its first part says, without an anchor. @param {Entry} entry @returns {Part} */
  const beginning = ({ parts: [first] }) => ({ ...first, at: "" });

  /** @typedef {[entry: Entry, part: Part]} Spot */
  /** @type {Map<string, Spot[]>} */
  const named = new Map();
  for (const entry of entries) {
    for (const part of [undefined, ...entry.parts]) {
      for (const name of (part ?? entry).names ?? []) {
        const folded = phrase(name);
        for (const key of new Set([folded, folded.replaceAll(" ", "")])) {
          const spots = named.get(key) ?? [];
          spots.push([entry, part ?? beginning(entry)]);
          named.set(key, spots);
        }
      }
    }
  }

  /** What the query names: a record, or a record and then one of its parts ("WO/GA/34/7 paragraph 5").
   * @param {string[]} all the words, stemmed and mended @returns {Spot[]} */
  const namedBy = (all) => {
    const whole = named.get(all.join(" ")) ?? named.get(all.join(""));
    if (whole) return whole;
    for (let length = all.length - 1; length > 0; length--) {
      const rest = all.slice(length);
      for (const [entry] of named.get(all.slice(0, length).join(" ")) ?? []) {
        const part = entry.parts.find((each) => {
          const label = each.at && each.label ? words(each.label).map(stem) : [];
          return rest.every((word) => label.includes(word));
        });
        if (part) return [[entry, part]];
      }
    }
    return [];
  };

  // Texts

  /** @typedef {{id: number, entry: Entry, part?: Part, title?: string, about: string, words?: string}} Indexed  without
   *   a part: what an entry is called and belongs to */
  /** @type {Indexed[]} */
  const texts = [];
  for (const entry of entries) {
    texts.push({ id: texts.length, entry, title: entry.title, about: entry.about ?? "" });
    for (const part of entry.parts) {
      texts.push({ id: texts.length, entry, part, title: part.label ?? "", about: "", words: part.words ?? "" });
    }
  }

  /** @param {string} text */
  const asItIs = (text) => text;
  const engine = new MiniSearch({ fields: ["title", "about", "words"], tokenize: indexed, processTerm: stem });
  engine.addAll(texts);

  const LOOKED_UP = {
    tokenize: (/** @type {string} */ text) => text.split(" "),
    processTerm: asItIs, // stemmed already
    boost: { title: 2.5, about: 0.5 },
    bm25: { k: 1.2, b: 0.4, d: 0.5 },
  };
  /** How much a kind of thing weighs against others with the same words. @type {Record<string, number>} */
  const WEIGHTS = { Session: 1.3, "Event on the timeline": 1.1, "Document, cited": 0.5, Source: 0.3, Page: 0.6 };
  const isNumber = (/** @type {string} */ word) => /\d/.test(word);

  /** @param {string} word @param {import("minisearch").SearchOptions} how */
  const lookedUp = (word, how) => engine.search(word, { ...LOOKED_UP, ...how });

  /** A word with a slip of the key, mended: two letters that changed places, or the nearest word, one letter off in a
   * short word and two in a long one. As it is where it stands in the index, or begins a word there, or nothing is
   * near. Numbers are never mended. @type {Map<string, string>} */
  const mended = new Map();
  /** @param {string} word */
  const mend = (word) => {
    let better = mended.get(word);
    if (better === undefined) {
      better = word;
      if (word.length > 3 && !isNumber(word) && lookedUp(word, { prefix: true }).length === 0) {
        const turned = [...word].map((_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));
        const fuzzy = word.length > 8 ? 2 : 1;
        better = turned.find((each) => lookedUp(each, {}).length > 0) ?? lookedUp(word, { fuzzy })[0]?.terms[0] ?? word;
      }
      mended.set(word, better);
    }
    return better;
  };

  /** Records by their words: each with its best part. @param {string[]} wanted stemmed and mended @returns {Answer} */
  const byWords = (wanted) => {
    const found = engine.search([...new Set(wanted)].join(" "), {
      ...LOOKED_UP,
      prefix: (word) => word.length > 1 && !isNumber(word),
      weights: { fuzzy: 0.4, prefix: 0.5 },
    });
    const together = wanted.join(" ");
    /** @typedef {{score: number, best: number, part?: Part, asked: Set<string>, words: Set<string>}} Gathered */
    /** @type {Map<Entry, Gathered>} */
    const gathered = new Map();
    for (const { id, score, queryTerms, terms } of found) {
      const { entry, part } = /** @type {Indexed} */ (texts[id]);
      const record = gathered.get(entry) ?? { score: 0, best: 0, asked: new Set(), words: new Set() };
      const inOrder = wanted.length > 1 && ` ${sought(part?.words ?? "").join(" ")} `.includes(` ${together} `);
      const weighed = score * (inOrder ? 1.6 : 1) * (part?.ours ? 0.6 : 1); // the source's words before ours
      if (part && weighed > record.best) Object.assign(record, { best: weighed, part });
      record.score = Math.max(record.score, weighed) + Math.min(record.score, weighed) / 4;
      for (const term of queryTerms) record.asked.add(term);
      for (const term of terms) record.words.add(term);
      gathered.set(entry, record);
    }
    const most = Math.max(0, ...[...gathered.values()].map(({ asked }) => asked.size));
    const kept = [...gathered].filter(([, { asked }]) => asked.size === most);
    for (const [entry, record] of kept) {
      record.score *= WEIGHTS[entry.kind] ?? 1;
      // One of the words is its name ("2005" that of a session), or its name begins so.
      const names = [entry, ...entry.parts].flatMap((each) => each.names ?? []).map(phrase);
      if (names.some((name) => wanted.includes(name))) record.score *= 2.5;
      if (names.some((name) => name.startsWith(together))) record.score *= 1.5;
    }
    for (const [entry, record] of kept) {
      // Words that only one text has lead to the text, and then to the term that explains them.
      const [use] = entry.once ? (entry.uses ?? []) : [];
      const text = use && gathered.get(/** @type {Entry} */ (entries[use[0]]));
      if (text && text.asked.size === most) record.score = Math.min(record.score, text.score * 0.99);
    }
    kept.sort(([, a], [, b]) => b.score - a.score);
    return {
      results: kept.map(([entry, { part = beginning(entry), words: marked }]) => ({ entry, part, words: marked })),
      missing: most < new Set(wanted).size,
    };
  };

  /** Everything found, the best first. @param {string} query @returns {Answer} */
  const find = (query) => {
    const wanted = sought(query).map(mend);
    const straight = namedBy(words(query).map(stem).map(mend));
    // The texts that use a term follow it; where a text goes before its term, they follow that.
    const using = straight.flatMap(([entry]) =>
      (entry.uses ?? []).map(([text, part]) => {
        const user = /** @type {Entry} */ (entries[text]);
        return /** @type {Spot} */ ([user, /** @type {Part} */ (user.parts[part])]);
      }),
    );
    const rest = byWords(wanted);
    /** @type {Map<Entry, Result>} */
    const results = new Map();
    for (const [entry, part] of [...straight, ...using]) {
      if (!results.has(entry)) results.set(entry, { entry, part, words: new Set(wanted) });
    }
    if (straight.length === 0 || !rest.missing) {
      for (const result of rest.results) if (!results.has(result.entry)) results.set(result.entry, result);
    }
    const missing = straight.length === 0 && rest.missing && rest.results.length > 0;
    const instead = sought(query).filter((word) => mend(word) !== word).map(mend);
    return { results: [...results.values()], missing, mended: instead };
  };

  // What the reader sees

  const SHOWN = 20;
  const AROUND = 160; // letters of a part that are shown

  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("search"));
  const field = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("ol"));
  const home = new URL(dialog.dataset.home ?? "", document.baseURI);

  /** @param {string} name @param {string} kind @param {(string | Node)[]} inside */
  const element = (name, kind, ...inside) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inside);
    return made;
  };

  /** A text with the found words marked, cut to what is around the first of them. @param {string} text @param {Set<string>} found */
  const excerpt = (text, found) => {
    /** @type {(string | Node)[]} */
    const pieces = [];
    let last = 0;
    let first = -1;
    for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (!found.has(stem(plain(match[0])))) continue;
      if (first < 0) {
        first = match.index;
        if (first > AROUND / 2) {
          last = text.indexOf(" ", first - AROUND / 2) + 1;
          pieces.push("… ");
        }
      }
      if (match.index > last + AROUND) break;
      pieces.push(text.slice(last, match.index), element("mark", "", match[0]));
      last = match.index + match[0].length;
    }
    const end = text.length - last > AROUND ? text.lastIndexOf(" ", last + AROUND / 2) : text.length;
    pieces.push(text.slice(last, Math.max(end, last)), end < text.length ? " …" : "");
    return pieces;
  };

  /** @param {Result} result */
  const shown = ({ entry, part, words: found }) => {
    const link = /** @type {HTMLAnchorElement} */ (element("a", ""));
    const [page, anchor] = entry.at.split("#");
    link.href = new URL(part.at || anchor ? `${page}#${part.at || anchor}` : String(page), home).href;
    const place = part.label ? `${entry.kind} · ${part.label}` : entry.kind;
    link.append(
      element("span", "found-place", place),
      " ",
      element("span", "found-title", ...excerpt(entry.title, found)),
    );
    if (part.words) {
      link.append(" ", element("span", part.ours ? "found-words" : "found-words theirs", ...excerpt(part.words, found)));
    }
    return element("li", "", link);
  };

  /** @param {number} limit */
  const show = (limit) => {
    const query = field.value;
    if (words(query).length === 0) {
      status.textContent = field.dataset.help ?? "";
      list.replaceChildren();
      return;
    }
    const { results, missing, mended: instead = [] } = find(query);
    const count = results.length === 1 ? "1 result" : `${results.length} results`;
    status.textContent =
      results.length === 0
        ? `Nothing found for “${query.trim()}”. Try fewer or other words.`
        : (missing ? `Nothing has all of these words; ${count} with some of them` : count) +
          (instead.length > 0 ? `, with “${instead.join(" ")}”` : "");
    list.replaceChildren(...results.slice(0, limit).map(shown));
    if (results.length > limit) {
      const more = element("button", "md-button", `Show all ${results.length}`);
      more.addEventListener("click", () => {
        const next = list.children.length - 1;
        show(Infinity);
        list.children[next]?.querySelector("a")?.focus();
      });
      list.append(element("li", "found-more", more));
    }
  };

  field.addEventListener("input", () => show(SHOWN));
  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  // Arrows go from result to result; Tab does as everywhere. Escape shuts; in a search field it would first only empty it.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("a, button")];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[here + step];
    if (here < 0 || !(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) dialog.close(); // it may lead to this very page
  });
  show(SHOWN);
})();
