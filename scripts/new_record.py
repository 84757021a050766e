"""Begin a new record: `python -m scripts.new_record KIND NAME [TITLE]`.

    document WO/GA/35/1 ["Title"]     term "Standing Committee on Patents"      recommendation 46
    session 2009                      topic "Plant varieties"                   cluster G
    event 2009-05-12 "Title"          witness "Report on the Assembly"          item "Traditional knowledge"

`--id NAME` gives the identifier when it does not follow from the name. Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from macros import collisions, inputs
from macros.corpus.blanks import BLANK
from macros.corpus.files import replace
from macros.corpus.load import read_record
from macros.corpus.names import fault
from macros.corpus.records import KINDS, AgendaItem, Date, Edition, Event
from macros.corpus.records.common import Slug
from macros.corpus.records.verbatim import slug_of
from macros.corpus.scaffold import scaffold, scaffold_entry
from macros.corpus.spans import spans
from macros.problems import Refused
from macros.spelling import suggestion
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent

FOLDERS: Final = {kind.removesuffix("es" if kind.endswith("sses") else "s"): kind for kind in KINDS}
"""What to begin, in the singular, and the folder of its records."""


class Stopped(Exception):
    """Nothing was written: what is wrong, and the remedy."""


def main() -> int:
    """Write the file and say what comes next; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py new", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", help=f"one of: {', '.join(sorted([*FOLDERS, 'event']))}")
    parser.add_argument("name", help="symbol, year, date, number, letter or title")
    parser.add_argument("title", nargs="?", help="the title, for a document or an event")
    parser.add_argument("--id", help="the identifier, where it does not follow from the name")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of the records (default: data/)")
    options = parser.parse_args()
    try:
        if options.kind == "event":
            written, then = new_event(options.data, options.name, options.title, options.id)
        elif options.kind in FOLDERS:
            written, then = new_record(options.data, options.kind, options.name, options.title, options.id)
        else:
            raise Stopped(f'"{options.kind}" is no kind of record; {suggestion(options.kind, [*FOLDERS, "event"])}.')
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"Written: {written}")
    print(f"Next: write over each {BLANK} in it, then run: python3 scripts/dev.py check")
    for step in then:
        print(f"Also: {step}")
    return 0


def new_record(data: Path, kind: str, name: str, title: str | None, identifier: str | None) -> tuple[str, list[str]]:
    """Write a file for a new record; returns its name and what else is to be done. Raises `Stopped`."""
    folder = FOLDERS[kind]
    if title and kind != "document":
        raise Stopped(f'A {kind} is named once: found "{name}" and "{title}". Put a title of several words in quotes.')
    known, stem = _named(kind, name, title, identifier)
    path = data / folder / f"{stem}.yml"
    if wrong := fault(path):
        raise Stopped(f'"{stem}" can name no record: the check refuses {wrong[0]}. Give another name with --id.')
    if path.parent.is_symlink():
        raise Stopped(f"data/{folder} is {inputs.kind(path.parent)}, and nothing is written through a link.")
    page = f"{folder}/{stem.lstrip('0') if kind == 'recommendation' else stem}.html"
    if there := collisions.written_by_hand(data.parent / "docs").get(collisions.key(page)):
        raise Stopped(f"The address {page} is that of {there[0][1]}. Give another name with --id.")
    same = [each.name for each in path.parent.glob("*") if each.name.casefold() in (path.name, f"{stem}.yaml")]
    if same:
        raise Stopped(f"data/{folder}/{same[0]} is there already. Edit it, or give another name or --id.")
    text = scaffold(folder, KINDS[folder], known)
    path.parent.mkdir(exist_ok=True)
    replace(path, text)
    return f"data/{folder}/{path.name}", _steps(kind, stem)


def new_event(data: Path, date: str, title: str | None, identifier: str | None) -> tuple[str, list[str]]:
    """Add an event to the item of the timeline, in order of date, and leave every other line as it is.

    Returns the place of the event and what else is to be done. Raises `Stopped`, or `Refused` when the item or the
    edition cannot be read.
    """
    if not title:
        raise Stopped('An event has a date and a title: dev.py new event 2009-05-12 "Title"')
    try:
        when = Date(date)
    except ValueError as error:
        raise Stopped(f'"{date}" cannot be the date of an event: {error}.') from None
    stem = _identifier(identifier or f"{when.start[0]}-{_plain(title)}", identifier)
    name = read_record(data / "edition.yml", "data/edition.yml", Edition).record.promises.timeline
    file, path = f"data/items/{name}.yml", data / "items" / f"{name}.yml"
    item = read_record(path, file, AgendaItem)
    if stem in {event.id for event in item.record.events}:
        raise Stopped(f'The event "{stem}" is there already in {file}. Edit it, or give another --id.')
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    if not text.endswith("\n"):
        lines[-1] += "\n"
    starts = [span.lines.start for span in spans(text, AgendaItem) if len(span.path) == 2 and span.path[0] == "events"]
    column = item.place("events").column - 1
    if not starts or any(not lines[start].startswith(" " * column + "- ") for start in starts):
        raise Stopped(f"The events in {file} do not stand on lines of their own. Run: python3 scripts/dev.py format")
    position = max((at + 1 for at, event in enumerate(item.record.events) if not when < event.date), default=0)
    line = starts[position] if position < len(starts) else _end(lines, starts[-1], column)
    while position and position < len(starts) and lines[line - 1].lstrip().startswith("#"):
        line -= 1  # comments above the next event are its own
    new = scaffold_entry(Event, {"id": stem, "date": date, "title": title}, column)
    replace(path, "".join([*lines[:line], new, *lines[line:]]))
    at_session = "for a proposal or a decision, give the year of its `session` and a date within its days"
    return f'{file}, the event "{stem}" from line {line + 1}', [at_session]


def _named(kind: str, name: str, title: str | None, identifier: str | None) -> tuple[dict[str, str], str]:
    """Return the fields that are known of a record, and its identifier."""
    match kind:
        case "session":
            if re.fullmatch("[12][0-9]{3}-[1-9][0-9]?", name):
                return {"year": name[:4], "id": name, "label": BLANK}, name
            if not (len(name) == 4 and name.isascii() and name.isdigit()):
                several = "Of several in a year each has a number behind it, such as 2011-2."
                raise Stopped(f'A session is named by its year in four digits; found "{name}". {several}')
            return {"year": name}, name
        case "recommendation":
            if not (name.isascii() and name.isdigit() and 1 <= int(name) <= 9999):
                raise Stopped(f'A recommendation is named by its number from 1 to 9999; found "{name}".')
            return {"number": str(int(name))}, f"{int(name):02d}"
        case "cluster":
            if not (len(name) == 1 and name.isascii() and name.isalpha()):
                raise Stopped(f'A cluster is named by its letter; found "{name}".')
            return {"letter": name.upper()}, name.lower()
        case "document":
            stem = _identifier(identifier or slug_of(name), identifier)
            symbol = {"symbol": name} if slug_of(name) == stem else {}
            return {"id": stem, **symbol, **({"title": title} if title else {})}, stem
        case _:
            stem = _identifier(identifier or _plain(name), identifier)
            return {"id": stem, "title": name}, stem


def _identifier(found: str, given: str | None) -> str:
    """Return an identifier, or say why it can be none."""
    try:
        return TypeAdapter[str](Slug).validate_python(found)
    except ValidationError:
        must = "An identifier has small letters, digits and single hyphens, at most 80 characters"
        near = slug_of(given or "")[:80].strip("-")
        remedy = f"Write --id {near}" if near else "Give one with --id"
        raise Stopped(f'{must}; found "{found}". {remedy}.') from None


def _plain(title: str) -> str:
    """Return a title as an identifier: without accents, in small letters with hyphens."""
    letters = unicodedata.normalize("NFKD", title)
    return slug_of("".join(letter for letter in letters if not unicodedata.combining(letter)))


def _end(lines: list[str], last: int, column: int) -> int:
    """Return the number of the first line after the last event: one that stands further left."""
    after = (number for number in range(last + 1, len(lines)) if _depth(lines[number]) <= column)
    return next(after, len(lines))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 10_000


def _steps(kind: str, stem: str) -> list[str]:
    promise: dict[str, Callable[[], list[str]]] = {
        "session": lambda: [
            f'add "{stem}" to `sessions` under `promises` in data/edition.yml',
            f'the timeline then needs a proposal and a decision for {stem}: dev.py new event DATE "Title"',
        ],
        "cluster": lambda: [f'add "{stem}" to `clusters` under `promises` in data/edition.yml'],
        "recommendation": lambda: ["correct the number of `recommendations` under `promises` in data/edition.yml"],
        "term": lambda: ["each of the `forms` must stand in a text; the check tells"],
        "topic": lambda: [f'name "{stem}" under `topics` in the recommendations that belong to it'],
    }
    return promise.get(kind, list)()


if __name__ == "__main__":
    sys.exit(terminal.run(main))
