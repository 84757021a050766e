/**
 * The search of this edition. It is loaded with its index and MiniSearch when the reader opens the search.
 *
 * Which texts have which words is MiniSearch's business (MIT, github.com/lucaong/minisearch). What readers of this
 * edition mean is ours: names that lead straight to a record or part ("22", "twenty-two", "15 to 23", "rec 22 (a)",
 * "wo ga 34 7", "LDCs"), what else readers call it ("antitrust"), a term followed by the texts that use it, spellings
 * and plurals, and one result for each record, with its best part.
 *
 * The index is written by macros/pages/search.py.
 */

/**
 * @typedef {{label?: string, at?: string, words?: string, ours?: boolean, names?: string[], called?: string[]}} Part
 * @typedef {{kind: string, title: string, at: string, about?: string, names?: string[], called?: string[],
 *   parts: Part[], uses?: [number, number][], once?: boolean, guide?: boolean}} Entry
 * @typedef {{entry: Entry, part: Part, words: Set<string>, literal?: boolean}} Result  `words` are those found, to be
 *   marked; `literal`: its title or a source's text has the words as they were typed, one after the other
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

  const SMALL = new Set(
    `a about all am among an and any anything are as at be been being by can come comes concerning could deal deals define definition did do does
    every everything explain find for found from get give given had happened has have here how i if in into is it its just let like look
    looking many may me mean meaning means mention mentioned mentions much must my need of on one or our please regarding say says
    see shall should show some somebody someone something tell than that the their them then there these they thing things this
    those to try trying us want was we were what when where which who whom whose why will wish with would you your`.split(/\s+/),
  );

  /** What the whole edition is about tells nothing beside other words, where nothing has them all. */
  const EVERYWHERE = new Set("agenda edition recommendation wipo".split(" "));

  /** The words of a query as they are looked up; small words count only when there are no others.
   * @param {string} query @returns {string[]} */
  const sought = (query) => {
    const all = words(query);
    const telling = all.filter((word) => !SMALL.has(word));
    return (telling.length > 0 ? telling : all).map(stem);
  };

  /** @param {string} text */
  const phrase = (text) => words(text).map(stem).join(" ");

  // Numbers

  const UNITS = `one first two second three third four fourth five fifth six sixth seven seventh eight eighth nine ninth ten
    tenth eleven eleventh twelve twelfth thirteen thirteenth fourteen fourteenth fifteen fifteenth sixteen sixteenth
    seventeen seventeenth eighteen eighteenth nineteen nineteenth`.split(/\s+/);
  const TENS = "twenty twentieth thirty thirtieth forty fortieth".split(" ");
  /** The words of numbers up to 49, cardinal and ordinal, one after the other. @type {Map<string, number>} */
  const NUMBERS = new Map([
    ...UNITS.map((word, at) => /** @type {const} */ ([word, (at >> 1) + 1])),
    ...TENS.map((word, at) => /** @type {const} */ ([word, ((at >> 1) + 2) * 10])),
    ["fourty", 40],
  ]);

  /** Words with those of numbers in digits: "twenty-second" and "22nd" are 22. @param {string[]} all @returns {string[]} */
  const inDigits = (all) => {
    /** @type {string[]} */
    const read = [];
    let tens = false; // the last word was one, which a unit may follow
    for (const word of all) {
      const number = NUMBERS.get(word);
      const last = read[read.length - 1] ?? "";
      if (/^(st|nd|rd|th)$/.test(word) && isNumber(last)) continue;
      if (number && number < 10 && tens) read[read.length - 1] = String(Number(last) + number);
      else read.push(number ? String(number) : word);
      tens = word === "twenty" || word === "thirty" || /^fou?rty$/.test(word);
    }
    return read;
  };

  const BESIDE_NUMBERS = /^(recs?|recommendations?|r|da|numbers?|nos?|between|inclusive|both|only|comparison|difference|compared?)$/;
  const MOST = 45; // that a range may span

  /** What a query names that is nothing but numbers and ranges: "15 to 23", "recs 3, 7 and thirty-two". A range stands
   * first as such, because it may be all of a cluster. @param {string} query @returns {string[]} */
  const listed = (query) => {
    const spaced = plain(query).replace(/(?<=\d)\s*(?:\p{Pd}|\u2212|\.{2,})\s*(?=\d)/gu, " to ");
    const read = inDigits(spaced.match(/\p{L}+|\p{N}+|[,;&]/gu) ?? []);
    const between = read.includes("between"); // there "and" is "to"
    const text = read.filter((word) => !BESIDE_NUMBERS.test(word) && (!SMALL.has(word) || /^(and|or|to|with|.)$/.test(word))).join(" ");
    const ranged = text.replace(between ? /\b(and|to)\b/ : /\b(to|through|thru|until|till)\b/g, "to");
    const pieces = ranged.split(/ (?:and|or|with|vs|versus|[,;&])(?: and)? /).map((piece) => /^(\d{1,4})(?: to (\d{1,4}))?$/.exec(piece));
    return pieces.flatMap((piece) => {
      if (!piece || pieces.includes(null)) return [];
      const [from, to] = [Number(piece[1]), Number(piece[2] ?? piece[1])];
      if (to < from || to - from >= MOST) return [];
      const each = Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
      return piece[2] ? [`${from} to ${to}`, ...each] : each;
    });
  };

  // Names

  /** The page as a whole: what its first part says, without an anchor. @param {Entry} entry @returns {Part} */
  const beginning = ({ parts: [first] }) => ({ ...first, at: "" });

  /** @typedef {[entry: Entry, part: Part]} Spot */
  /** @typedef {Map<string, Spot[]>} Names */
  /** @type {Names} */
  const named = new Map();
  /** What else readers call a record. @type {Names} */
  const called = new Map();

  /** In one, as "startups" for "start-ups". @param {string} text */
  const inOne = (text) => stem(words(text).join(""));

  /** @param {Names} names @param {string} name @param {Spot} spot */
  const enter = (names, name, spot) => {
    const folded = phrase(name);
    for (const key of new Set([folded, folded.replaceAll(" ", ""), inOne(name), sought(name).join(" ")])) {
      const spots = names.get(key) ?? [];
      spots.push(spot);
      names.set(key, spots);
    }
  };

  for (const entry of entries) {
    for (const part of [undefined, ...entry.parts]) {
      const spot = part ?? beginning(entry);
      for (const name of (part ?? entry).names ?? []) enter(named, name, [entry, spot]);
      for (const word of (part ?? entry).called ?? []) enter(called, word, [entry, { ...spot, label: `found by “${word}”` }]);
    }
  }

  /** What the query names: a record, or a record and then one of its parts ("WO/GA/34/7 paragraph 5").
   * @param {string[]} all the words, stemmed and mended @returns {Spot[]} */
  const namedBy = (all) => {
    const whole = named.get(all.join(" ")) ?? named.get(all.join("")) ?? named.get(stem(all.join("")));
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

  /** @typedef {{id: number, entry: Entry, part?: Part, title?: string, about: string, called?: string, words?: string}}
   *   Indexed  without a part: what an entry is called and belongs to */
  /** @type {Indexed[]} */
  const texts = [];
  for (const entry of entries) {
    texts.push({ id: texts.length, entry, title: entry.title, about: entry.about ?? "", called: (entry.called ?? []).join("; ") });
    for (const part of entry.parts) {
      texts.push({ id: texts.length, entry, part, title: part.label ?? "", about: "", called: (part.called ?? []).join("; "), words: part.words ?? "" });
    }
  }

  /** @param {string} text */
  const asItIs = (text) => text;
  const engine = new MiniSearch({ fields: ["title", "about", "called", "words"], tokenize: indexed, processTerm: stem });
  engine.addAll(texts);

  const LOOKED_UP = {
    tokenize: (/** @type {string} */ text) => text.split(" "),
    processTerm: asItIs, // stemmed already
    boost: { title: 2.5, about: 0.5, called: 0.3 },
    bm25: { k: 1.2, b: 0.4, d: 0.5 },
  };
  /** How much a kind of thing weighs against others with the same words. @type {Record<string, number>} */
  const WEIGHTS = { Session: 1.3, "Event on the timeline": 1.1, "Document, cited": 0.5, Source: 0.3, Page: 0.6 };
  const isNumber = (/** @type {string} */ word) => /\d/.test(word);

  /** @param {string} word @param {import("minisearch").SearchOptions} how */
  const lookedUp = (word, how) => engine.search(word, { ...LOOKED_UP, ...how });

  /** A word with a slip of the key, mended: two letters that changed places, or the nearest word, one letter off or, in a
   * long word, two; else a word with the same beginning ("auditors", "audit"). As it is where it stands in the index, or begins a word there, or nothing is
   * near. Numbers are never mended, and nothing is mended to a word of the guide alone. @type {Map<string, string>} */
  const mended = new Map();
  /** @param {string} word */
  const mend = (word) => {
    let better = mended.get(word);
    if (better === undefined) {
      better = word;
      if (word.length > 3 && !isNumber(word) && lookedUp(word, { prefix: true }).length === 0) {
        // Hardly anybody mistypes the first letter: "youth" is not "south".
        /** @param {import("minisearch").SearchResult} result */
        const filter = ({ id, terms }) => !texts[id]?.entry.guide && terms[0]?.[0] === word[0];
        /** @param {string} wanted @param {import("minisearch").SearchOptions} how */
        const first = (wanted, how) => lookedUp(wanted, { filter, ...how })[0];
        const turned = [...word].map((_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));
        const near = () => first(word, { fuzzy: 1 }) ?? (word.length > 8 ? first(word, { fuzzy: 2 }) : undefined);
        const akin = () =>
          [2, 3, 4, 5]
            .filter((cut) => word.length - cut > 4)
            .map((cut) => first(word.slice(0, -cut), { prefix: true }))
            .find(Boolean);
        better = turned.find((each) => first(each, {})) ?? (near() ?? akin())?.terms[0] ?? word;
      }
      mended.set(word, better);
    }
    return better;
  };

  /** The names, and what else readers call things, that stand within the words of a query: the longest at each place, of
   * two words or more, or of one that is no number. @param {string[]} all stemmed and mended
   * @returns {Map<Entry, number>} with how many words the name has */
  const within = (all) => {
    /** @type {Map<Entry, number>} */
    const found = new Map();
    for (let from = 0; from < all.length; from++) {
      for (let to = all.length; to > from; to--) {
        const key = all.slice(from, to).join(" ");
        const spots = [...(named.get(key) ?? []), ...(called.get(key) ?? [])];
        if (spots.length === 0 || (to - from === 1 && (/^\d{1,3}$/.test(key) || key.length < 2 || SMALL.has(key)))) continue;
        for (const [entry] of spots) found.set(entry, Math.max(to - from, found.get(entry) ?? 0));
        from = to - 1;
        break;
      }
    }
    return found;
  };

  /** Records by their words: each with its best part. @param {string[]} wanted stemmed and mended
   * @param {Map<Entry, number>} meant those whose names stand among the words @returns {Answer} */
  const byWords = (wanted, meant) => {
    const found = engine.search([...new Set(wanted)].join(" "), {
      ...LOOKED_UP,
      // Two letters begin a word only while they are typed: those of a symbol (WO/GA/34/7) are not "would" or "gap".
      prefix: (word, at, all) => !isNumber(word) && !!word[all[at + 1] ? 2 : 1],
      weights: { fuzzy: 0.4, prefix: 0.5 },
    });
    const together = wanted.join(" ");
    /** @typedef {{score: number, best: number, part?: Part, asked: Set<string>, words: Set<string>, literal: boolean}} Gathered */
    /** @type {Map<Entry, Gathered>} */
    const gathered = new Map();
    for (const { id, score, queryTerms, terms } of found) {
      const { entry, part } = /** @type {Indexed} */ (texts[id]);
      const record = gathered.get(entry) ?? { score: 0, best: 0, asked: new Set(), words: new Set(), literal: false };
      const inOrder = ` ${sought((part ? part.words : entry.title) ?? "").join(" ")} `.includes(` ${together} `);
      if (inOrder && !part?.ours) record.literal = true;
      const weighed = score * (inOrder && part && wanted.length > 1 ? 1.6 : 1) * (part?.ours ? 0.6 : 1); // the source's words before ours
      if (part && weighed > record.best) Object.assign(record, { best: weighed, part });
      record.score = Math.max(record.score, weighed) + Math.min(record.score, weighed) / 4;
      queryTerms.forEach((term) => record.asked.add(term));
      terms.forEach((term) => record.words.add(term));
      gathered.set(entry, record);
    }
    // The guide comes after the edition's own: what it alone has takes no result of these away.
    /** @param {boolean} guide */
    const mostOf = (guide) =>
      Math.max(0, ...[...gathered].map(([entry, { asked }]) => (Boolean(entry.guide) === guide ? asked.size : 0)));
    // A year leads to its session, whatever else has the words.
    /** @param {Entry} entry */
    const ofYear = ({ names = [] }) => names.some((name) => /^\d{4}$/.test(name) && wanted.includes(name));
    const [most, guides, all] = [mostOf(false), mostOf(true), new Set(wanted).size];
    const kept = [...gathered].filter(([entry, { asked }]) =>
      entry.guide
        ? asked.size === guides && guides >= most
        : (asked.size === most && (most * 2 >= all || most >= guides)) || (meant.has(entry) && (most < all || ofYear(entry))),
    );
    const missing = Math.max(most, guides) < all;
    for (const [entry, record] of kept) {
      record.score *= WEIGHTS[entry.kind] ?? 1;
      // One of the words is its name ("2005" that of a session), or its name begins so.
      const names = [entry, ...entry.parts].flatMap((each) => each.names ?? []).map(phrase);
      const named = names.some((name) => wanted.includes(name)) ? 1 : 0;
      const span = most < all ? (meant.get(entry) ?? named) : named;
      record.score *= 1 + 1.5 * span;
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
      results: kept.map(([entry, { part = beginning(entry), words: marked, literal }]) => ({
        entry,
        part,
        words: marked,
        literal: literal && (WEIGHTS[entry.kind] ?? 1) >= 1 && !entry.guide,
      })),
      missing,
    };
  };

  /** Those of the edition before those of its guide. @template T @param {T[]} all @param {(each: T) => Entry} of */
  const guideLast = (all, of) => [...all.filter((each) => !of(each).guide), ...all.filter((each) => of(each).guide)];

  /** Everything found, the best first. @param {string} query @returns {Answer} */
  const find = (query) => {
    const wanted = sought(query).map(mend);
    const all = words(query).map(stem).map(mend);
    const read = inDigits(words(query)).map(stem).map(mend);
    const numbers = listed(query).flatMap((name) => named.get(name) ?? []);
    const straight = [...numbers, ...namedBy(all), ...namedBy(read)];
    if (straight.length === 0) straight.push(...namedBy(wanted));
    const telling = wanted.filter((word) => !EVERYWHERE.has(word));
    const keys = new Set([all.join(" "), wanted.join(" "), telling.join(" "), inOne(query)]);
    const other = [...keys].flatMap((key) => called.get(key) ?? []);
    const exact = guideLast(straight, ([entry]) => entry);
    /** The texts that use a term, and the recommendations of a topic, follow it; where a text goes before its term, they
     * follow that. @param {Spot[]} spots @returns {Spot[]} */
    const using = (spots) =>
      spots.flatMap(([entry]) =>
        (entry.uses ?? []).map(([text, part]) => {
          const user = /** @type {Entry} */ (entries[text]);
          return /** @type {Spot} */ ([user, /** @type {Part} */ (user.parts[part])]);
        }),
      );
    const meant = within(read);
    let rest = byWords(wanted, meant);
    if (rest.missing && telling.length > 0 && telling.length < wanted.length) {
      const told = byWords(telling, meant);
      if (!told.missing && told.results.some(({ entry }) => !entry.guide)) rest = told;
    }
    /** @type {Map<Entry, Result>} */
    const results = new Map();
    /** @param {Result} result */
    const add = (result) => results.has(result.entry) || results.set(result.entry, result);
    /** @param {Spot} spot @returns {Result} */
    const led = ([entry, part]) => ({ entry, part, words: new Set(wanted) });
    [...exact, ...using(exact)].map(led).forEach(add);
    // What readers call things comes after the texts that say so themselves.
    const saying = other.length > 0 && !rest.missing ? rest.results.filter(({ literal }) => literal) : [];
    const meaning = [...other, ...using(other)].map(led);
    const having = !rest.missing || results.size + meaning.length === 0 ? rest.results : [];
    guideLast([...saying, ...meaning, ...having], ({ entry }) => entry).forEach(add);
    const missing = straight.length + other.length === 0 && rest.missing && rest.results.length > 0;
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
      if (match.index > Math.min(last, first + AROUND) + AROUND) break;
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
    if (!(event.target instanceof Element && event.target.closest("a"))) return;
    history.replaceState({ search: field.value }, ""); // for the way back
    dialog.close(); // it may lead to this very page
  });
  show(SHOWN);
})();
