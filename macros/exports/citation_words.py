"""Citations in words, for those who write by hand: in the manner of the Chicago notes, and as the United Nations cite.

A citation is one for all parts of a record: what names the part stands between two pieces that are the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.exports.citation import OURS, Cited, Item


@dataclass(frozen=True, slots=True)
class Sentence:
    """A citation: what stands before and after the name of a part, the address of the whole, and how it ends."""

    before: str
    after: str = ""
    address: str = ""
    end: str = ""

    def said(self, at: str = "", anchor: str = "") -> str:
        """Return the citation of the whole, or of a part by what names it there and its anchor."""
        address = f", {self.address}{f'#{anchor}' if anchor else ''}" if self.address else ""
        return f"{self.before}{at}{self.after}{address}{self.end}"


def chicago(cited: Cited, address: str = "") -> Sentence:
    """Return a citation as a note in the manner of The Chicago Manual of Style: author, title, number, series, date,
    then where it was read. `address` is the absolute address of the page, empty where nobody said where the site is."""
    item = cited.item
    dated = f" ({cited.date})" if cited.date else ""
    if item["type"] == OURS:
        return Sentence(item["title"], f", in {cited.edition}{dated}", address, ".")
    where = f", in {cited.edition}" if cited.edition else ""
    if item["type"] == "chapter":
        before = ", ".join((*authors(item), item["title"]))
        return Sentence(before, f", {_quoted(item['container-title'])}{dated}{where}", address, ".")
    named = ", ".join(filter(None, (item.get("number"), item.get("collection-title"))))
    if item["title"] == item.get("number"):  # it has no title, or none that we know
        return Sentence(f"{', '.join((*authors(item), named))}{dated}", where, address, ".")
    title = f"{_quoted(item['title'], ',')} {named}" if named else _quoted(item["title"])
    return Sentence(f"{', '.join((*authors(item), title))}{dated}", where, address, ".")


def _quoted(words: str, then: str = "") -> str:
    """Return a title in quotation marks; a comma stands within them."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}{then}\N{RIGHT DOUBLE QUOTATION MARK}"


def united_nations(cited: Cited) -> Sentence:
    """Return the short form: symbol and paragraph, as the documents of the United Nations cite each other."""
    return Sentence(cited.short) if cited.short else Sentence(cited.item["title"], f", {cited.item['container-title']}")


def authors(item: Item) -> list[str]:
    """Return the names of the authors, in the order of the item."""
    return [author["literal"] for author in item.get("author", ())]
