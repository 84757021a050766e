"""Characters that a reader of the file cannot see, or takes for others.

What an editor does not show, and letters that are not what they look like, would get into names, searches and
quotations, where nobody finds them. Everything here works on the text of a whole file, before it is read as YAML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from macros.excerpt import is_visible
from macros.problems import Place, Problem, one_line

CHARACTER_RULES: Final[dict[str, str]] = {
    "characters-are-visible": "a record has only visible characters, plain spaces and plain line ends",
    "letters-are-what-they-seem": "a word has letters of one alphabet, each whole and as it was typed",
}
"""What must be true of the characters of a file: the name of each rule, and what it demands."""

_HIDDEN: Final = {
    "\t": ("a tab", "use spaces"),
    "\r": ("a carriage return, as in a Windows line end", "save the file with plain line ends (LF)"),
    "\u00a0": ("a no-break space", "type a plain space"),
    "\u00ad": ("a soft hyphen", "delete it"),
    "\u200b": ("a space without width", "delete it"),
    "\u200e": ("a mark for the direction of writing", "delete it"),
    "\u200f": ("a mark for the direction of writing", "delete it"),
    "\u2060": ("a word joiner", "delete it"),
    "\u2028": ("a line separator", "delete it, and begin a new line with the Enter key if one is wanted"),
    "\u202e": ("a mark that turns the direction of writing", "delete it"),
    "\ufeff": ("a byte order mark", "save the file as UTF-8 without BOM"),
}
"""What to call a character that is not visible and what to do about it, where there is more to say than in general."""

MEANINGLESS: Final = "\u00ad\u200b\u2060\ufeff"
"""Characters that show nothing and mean nothing to a reader, so that they can be deleted without a look at the text.
Joiners such as U+200D are not among them: some scripts need them."""

JOINERS: Final = "\u200c\u200d"
_JOINING: Final = (
    *("ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA"),
    *("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "BALINESE", "JAVANESE"),
    *("HEBREW", "ADLAM", "HANIFI ROHINGYA", "PHAGS-PA", "CHAKMA", "GRANTHA", "NEWA", "TIRHUTA", "KAITHI", "SHARADA"),
)
"""Scripts in which a joiner or its opposite changes how letters are written, as in Persian and in the languages of
India, or where a mark stands, as in Hebrew (The Unicode Standard, sections 23.2, "Cursive Connection and Ligatures",
and 9.1, "Hebrew")."""

_SHOWN_LINES: Final = 5
"""Of the lines with the same invisible character, how many are named."""

_LOOK_LIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422"
    "\u0423\u0425\u0406\u0408\u0405\u03bf\u03b1\u03bd\u03c1\u03c5\u03b9\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f"
    "\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdhABEKMHOPCTYXIJSoavpuikABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones, and those (Unicode Technical Standard 39, the plainest)."""

_SIGNS: Final = "\u2018\u2019\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2212"
_SIGNS_LIKE: Final = str.maketrans(_SIGNS, "''\"\"------")
"""Typographic quotation marks, hyphens and dashes, and the plain signs that a keyboard has."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_MISREAD: Final = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
"""What a letter of several bytes looks like when a program took each byte for a letter of Windows-1252."""

_MOST_MARKS: Final = 8
"""How many marks a letter can bear; the languages that heap them most, such as Hebrew in a Bible, need fewer. To bring
thousands into order takes the square of their number (Unicode Standard Annex 15, on normalization)."""

_USUAL: Final = re.compile("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]")
"""What is likely to have been meant: letters of the languages of Europe, and signs of punctuation."""


def first_hidden(text: str, start: int = 0) -> int | None:
    """Return where the first character of a text stands, from `start` on, that is not seen and has no use there; None
    when there is none. A joiner has a use after a letter of a script that needs it: U+200C before another letter of
    such a script, U+200D also at the end of a word, where it keeps the form that a letter has within one."""
    return next((at for at in range(start, len(text)) if not is_visible(text[at]) and not _joins(text, at)), None)


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] not in JOINERS or not _is_joining(before):
        return False
    return _is_joining(after) or (text[at] == "\u200d" and not (after.isalnum() or (after in JOINERS and after != "")))


def _is_joining(letter: str) -> bool:
    return letter != "" and unicodedata.name(letter, "").startswith(_JOINING)


def visible_problems(text: str, file: str, limit: int) -> list[Problem]:
    """Find what is not visible in the text of a file: a problem for each such character, where it stands first; at
    most `limit` of them."""
    first: dict[str, Place] = {}
    others: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        in_this_line: set[str] = set()
        for column, character in enumerate(line, start=1):
            if is_visible(character) or character in in_this_line or _joins(line, column - 1):
                continue
            in_this_line.add(character)
            if character in first:
                others[character].append(number)
            else:
                first[character], others[character] = Place(file, number, column), []
    return [
        _problem(place, "characters-are-visible", *_hidden(character, others[character]))
        for character, place in islice(first.items(), limit)
    ]


def letter_problems(text: str, file: str, limit: int) -> list[Problem]:
    """Find letters that are not what they seem: of another alphabet than their neighbours, damaged by a wrong
    encoding, or put together from two characters; at most `limit` of them, one of a sort in a line."""
    return list(islice(_seeming(text, file), limit))


def repaired(character: str) -> str:
    """Return what to write for a character of which that is certain: nothing for a meaningless one, a plain space for
    a tab and for spaces of other kinds. Other characters come back as they are."""
    if character in MEANINGLESS:
        return ""
    return " " if character == "\t" or unicodedata.category(character) == "Zs" else character


def foreign(word: str) -> str:
    """Say which character of a word only looks like a plain one: `"\u0430" is not "a" but a Cyrillic letter (U+0430)`;
    nothing when there is none."""
    for character in word:
        if not character.isascii() and (character.isalnum() or character in _SIGNS) and plain(character).isascii():
            return f'"{character}" is not "{plain(character)}" but {named(character)}'
    return ""


def plain(word: str) -> str:
    """Return a word with plain letters, digits and signs in place of those that only look like them."""
    return unicodedata.normalize("NFKC", word.translate(_LOOK_LIKE).translate(_SIGNS_LIKE))


def _seeming(text: str, file: str) -> Iterator[Problem]:
    searches: tuple[Callable[[str], tuple[int, str, str] | None], ...] = (_misread, _lost, _mixed, _heaped, _decomposed)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii():
            continue
        for search in searches:
            met = search(line)
            if met:
                at, found, repair = met
                yield _problem(Place(file, number, at + 1), "letters-are-what-they-seem", found, repair)
                break


def _misread(line: str) -> tuple[int, str, str] | None:
    for match in _MISREAD.finditer(line):
        for end in range(match.end(), match.start() + 1, -1):
            damaged = line[match.start() : end]
            try:
                meant = damaged.encode("cp1252").decode("utf-8")
            except UnicodeError:
                continue
            if not _USUAL.fullmatch(meant):
                continue
            return match.start(), f'"{damaged}", which is "{meant}" saved with a wrong encoding', f'write "{meant}"'
    return None


def _lost(line: str) -> tuple[int, str, str] | None:
    at = line.find("\ufffd")
    if at < 0:
        return None
    return at, "the sign for a letter that was lost when the file was saved (U+FFFD)", "type the letter that was meant"


def _mixed(line: str) -> tuple[int, str, str] | None:
    for match in _WORD.finditer(line):
        word = match.group()
        if word.isascii():
            continue
        odd = next((i for i, each in enumerate(word) if _alphabet(each) in ("Cyrillic", "Greek")), None)
        if odd is None or not any(_alphabet(each) == "Latin" for each in word):
            continue
        typed = one_line(plain(word), 80)
        repair = f'write "{typed}" with plain letters' if typed.isascii() else "write the word in one alphabet"
        found = f'"{word[odd]}" in "{one_line(word, 80)}" is {named(word[odd])}'
        return match.start() + odd, found, repair
    return None


def _heaped(line: str) -> tuple[int, str, str] | None:
    marks = 0
    for at, character in enumerate(line):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            found = f"a letter with more than {_MOST_MARKS} marks over and under it"
            return max(at - marks, 0), found, "delete the marks that no language has there"
    return None


def _decomposed(line: str) -> tuple[int, str, str] | None:
    whole = unicodedata.normalize("NFC", line)
    if whole == line:
        return None
    at = next((i for i, (a, b) in enumerate(zip(line, whole, strict=False)) if a != b), min(len(line), len(whole)))
    while at and (at == len(line) or unicodedata.combining(line[at])):
        at -= 1  # to the letter that bears the marks
    end = at + 1
    while end < len(line) and unicodedata.combining(line[end]):
        end += 1
    letter = unicodedata.normalize("NFC", line[at:end])
    if letter == line[at:end]:  # joined with the letter that follows, as those of Korean are
        end = min(end + 1, len(line))
        letter = unicodedata.normalize("NFC", line[at:end])
    if end - at == 1:
        return at, f'"{line[at]}", which stands for "{letter}"', f'type "{letter}"'
    return at, f'"{letter}" put together from {end - at} characters', f'type "{letter}" as one letter'


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].capitalize()


_FAMILIAR: Final = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "GEORGIAN", "COPTIC", "LISU", "HEBREW", "ARABIC")


def named(character: str) -> str:
    """Return what to call a letter or digit that is not a plain one."""
    name = unicodedata.name(character, "")
    number = f"U+{ord(character):04X}"
    if name.startswith(_FAMILIAR):
        article = "an" if name.startswith("AR") else "a"
        return f"{article} {_alphabet(character)} letter ({number})"
    return f"{name.lower()} ({number})"


def _hidden(character: str, lines: list[int]) -> tuple[str, str]:
    """Return what was found and the repair for an invisible character that stands in these lines too."""
    what, repair = _HIDDEN.get(character, ("an invisible character", "delete it, or type a plain space"))
    found = f"{what} (U+{ord(character):04X})"
    if lines:
        listed = [str(number) for number in lines[:_SHOWN_LINES]]
        found += f", again in line {', '.join(listed)}{', ...' if len(lines) > _SHOWN_LINES else ''}"
    return found, repair


def _problem(place: Place, rule: str, found: str, repair: str) -> Problem:
    return Problem(place, rule, CHARACTER_RULES[rule], found, repair)
