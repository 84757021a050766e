"""The letters of our own words are those of the language that we write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from macros.corpus.characters import named, plain
from macros.corpus.contract import metadata_in
from macros.corpus.load import Draft
from macros.corpus.located import Path_
from macros.corpus.records.common import Mark
from macros.corpus.rules.finding import Finding, promises
from macros.problems import one_line


def our_words_have_latin_letters(draft: Draft) -> Iterator[Finding]:
    """Our own words, such as titles, names and notes, have letters and digits of the Latin alphabet, accents included:
    none that look like one and are another, Cyrillic, Armenian or Cherokee, and no ligatures, small capitals or letters
    of full width. What a source or another vocabulary says stays as it is there; and in a sentence of ours, words of
    another language stand in quotation marks."""
    for entry in (promises(draft), *(entry for _, entry in draft.all())):
        for path, text, is_prose in _ours(entry.record):
            if text.isascii():
                continue
            read = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text) if is_prose else text
            at = next((at for at, character in enumerate(read) if not _is_latin(character)), None)
            if at is None:
                continue
            word = next(match.group() for match in _WORD.finditer(text) if match.start() <= at < match.end())
            typed = plain(word)
            repair = f'write "{one_line(typed, 80)}" with plain letters'
            if not typed.isascii():
                quoted = ", or put words of another language in quotation marks"
                repair = f"write it in Latin letters{quoted if is_prose else ''}"
            yield Finding(
                entry.source.letter_place(path, len("".join(text[:at].split()))),
                f"our own words{', but for what they quote,' if is_prose else ''} have Latin letters and plain digits",
                f'"{text[at]}" in "{one_line(word, 80)}" is {named(text[at])}',
                repair,
            )


_WORD: Final = re.compile(r"\S+")
_QUOTED: Final = re.compile('"[^"]*"|\u201c[^\u201c\u201d]*\u201d|\u00ab[^\u00ab\u00bb]*\u00bb')
_ALSO: Final = frozenset("\u00aa\u00ba\u00b2\u00b3\u00b9\u00bc\u00bd\u00be\u2026\u2116\u2122")
"""Signs that Unicode takes for other forms of plain ones, and that nobody takes for them: ordinals, small powers,
fractions, the ellipsis, the sign for a number and that for a trade mark."""
_UNLIKE: Final = frozenset("\u017f\u01c0\u01c1\u01c2\u01c3")
"""Latin letters that are taken for others: the long s, and the clicks, which look like l and !."""


@cache
def _is_latin(character: str) -> bool:
    """Tell whether a character is a Latin letter in its plain form, or no letter and no digit."""
    if character.isascii() or character in _ALSO:
        return True
    same = unicodedata.normalize("NFKC", character)
    if unicodedata.category(character)[0] not in "LN":
        return same == character or not same.isascii()
    code = ord(character)
    return same == character and character not in _UNLIKE and (0xC0 <= code < 0x250 or 0x1E00 <= code < 0x1F00)


def _ours(part: BaseModel, path: Path_ = ()) -> Iterator[tuple[Path_, str, bool]]:
    """Yield each text of ours in a record with its path, and whether it is a sentence, which can quote others."""
    for name, (key, is_prose) in _fields(type(part)).items():
        value: Any = getattr(part, name)
        several = value if isinstance(value, tuple) else (value,)
        for position, each in enumerate(several):
            at = (*path, key, position) if isinstance(value, tuple) else (*path, key)
            if isinstance(each, BaseModel):
                yield from _ours(each, at)
            elif isinstance(each, str):
                yield at, each, is_prose


@cache
def _fields(part: type[BaseModel]) -> dict[str, tuple[str, bool]]:
    """Return the fields of a part that may hold words of ours: the name of each, its key, whether it is a sentence."""
    found = {}
    for name, field in part.model_fields.items():
        metadata = metadata_in(field)
        if Mark.SOURCE not in metadata and Mark.NAMED not in metadata:
            found[name] = field.alias or name, not any(getattr(each, "pattern", None) for each in metadata)
    return found
