"""Files as people break them: how each is made from the real data, and what is then said.

A case changes one file (or a few) in a copy of data/, in which the records that cases change stand as in `records/`. `messages.txt` holds what must come out, in full, for people to
read; `python3 scripts/dev.py accept` writes it anew. To add a case: a line in the module of its subject, then accept,
then read the message as somebody would who has never programmed.
"""

from tests.gallery import characters, encodings, evidence, files, markup, names, order, references, syntax, values
from tests.gallery.case import Case

REFUSED: tuple[Case, ...] = (
    *syntax.CASES,
    *characters.CASES,
    *encodings.CASES,
    *files.CASES,
    *names.CASES,
    *references.CASES,
    *evidence.CASES,
    *order.CASES,
    *values.CASES,
    *markup.CASES,
)
"""Files that are refused."""

ACCEPTED = markup.SHOWN
"""Texts that look dangerous or like something else, and are shown as they stand."""
