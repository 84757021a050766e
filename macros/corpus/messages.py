"""What is wrong with the shape of a record, in a contributor's words instead of pydantic's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any, Final

from pydantic import BaseModel

from macros.corpus.blanks import BLANK
from macros.corpus.characters import foreign, plain
from macros.corpus.contract import Field, fields
from macros.corpus.forms import called, in_digits, respelt, rewritten
from macros.corpus.located import Path_
from macros.corpus.source import Source
from macros.problems import Edit, Problem, one_line
from macros.spelling import certain, nearest, suggestion

SHAPE_RULES: Final[dict[str, str]] = {
    "files-are-records": "data/ holds edition.yml, redirects.yml, addresses.txt and a folder for each kind of record, "
    "and these only `.yml` files",
    "fields-are-given": "every field that a record needs is given and not empty",
    "blanks-are-filled-in": "no value is the mark `???`, which stands in a new record for what is still to be written",
    "fields-are-known": "a record has only the fields that its kind knows",
    "values-are-of-the-list": "a field with a fixed list of values has one of them",
    "values-have-their-form": "a value has the form of its field: a number, a name in small letters, a list, a block",
    "texts-are-short": "a text is no longer than its field allows",
    "dates-are-real": "a date is written 2007, 2007-09, 2007-09-24 or as a range of two of these, and exists",
}
"""What must be true of a record's shape: the name of each rule, and what it demands."""


def without_echoes(complaints: list[Any], unfilled: Collection[Path_]) -> list[Any]:
    """Leave out each field that is only missing because its name is misspelt beside it, `gits` for `gist`, and each
    list that is only empty because its entries are faulty, or are not filled in."""
    unknown = [each["loc"] for each in complaints if each["type"] == "extra_forbidden"]

    def misspelt(path: Path_) -> bool:
        return any(each[:-1] == path[:-1] and nearest(str(each[-1]), [str(path[-1])]) for each in unknown)

    def faulty_inside(path: Path_) -> bool:
        at_fault = chain((each["loc"] for each in complaints), unfilled)
        return any(len(each) > len(path) and each[: len(path)] == path for each in at_fault)

    return [
        each
        for each in complaints
        if not (each["type"] == "missing" and misspelt(each["loc"]))
        and not (each["type"] == "too_short" and faulty_inside(each["loc"]))
    ]


def in_words(read: Source, record: type[BaseModel], error: Any) -> Problem:
    """Return one of pydantic's complaints about a record, an item of `ValidationError.errors()`, as a problem."""
    path: Path_ = tuple(error["loc"])
    part, field = _describe(record, path)
    description = field.about if field else ""
    names = [step for step in path if isinstance(step, str)]
    key = one_line(names[-1], 80) if names else ""
    subject = f'"{key}"' if path and isinstance(path[-1], str) else f'each entry of "{key}"' if names else "a record"
    given = error.get("input")
    context = error.get("ctx", {})
    place, found, sure = read.place(path), _quote(given), None
    blank = isinstance(given, str) and not given.strip()
    fill_in = "fill it in" if field and field.required else "fill it in, or remove the key"
    match error["type"]:
        case "missing":
            rule, place = "fields-are-given", read.key_place(path[:-1])
            must, found, repair = f"{subject} is given", f'no "{key}"', f"add a line `{key}: ...`"
        case "extra_forbidden":
            known = [each.name for each in fields(part)] if part else []
            rule, place, description = "fields-are-known", read.key_place(path), ""
            must, found = f"only these keys stand here: {', '.join(known)}", f'"{key}"'
            repair, given, sure = _remedy(key, known, at_top=len(path) == 1), key, certain(key, known)
            if sure and read.has_key((*path[:-1], sure)):
                sure = None  # the key that is meant stands there already
        case "literal_error":
            choices = field.choices if field else ()
            rule, must = "values-are-of-the-list", f"{subject} is one of: {', '.join(choices)}"
            repair = suggestion(given if isinstance(given, str) else "", choices)
            sure = certain(given, choices) if isinstance(given, str) else None
        case "value_error":
            rule, must, description = "dates-are-real", f"{subject} is a date that exists", ""
            found, repair = f"{found}; {context['error']}", "write the date that the source gives, and no more of it"
        case kind if blank and kind not in ("tuple_type", "extra_forbidden"):
            rule, must, repair = "fields-are-given", f"{subject} is not empty", fill_in
        case "string_too_long":
            rule, must = "texts-are-short", f"{subject} has at most {context['max_length']} characters"
            found, repair = f"{len(given)} characters", "shorten it"
        case "string_too_short" | "too_short":
            rule, must, found, repair = "fields-are-given", f"{subject} is not empty", "nothing", fill_in
        case kind:
            rule, must = "values-have-their-form", f"{subject} is {_form(kind, context)}"
            repair = _reshaped(kind, given, context, field.part if field else part)
            sure = respelt(given, context["pattern"]) if "pattern" in context and isinstance(given, str) else None
            if path == ("id",):
                repair = f'write "{read.stem}", the name of the file'
    if isinstance(given, str) and error["type"] in _PLAIN and (alike := foreign(given)):
        found += f"; {alike}"
        repair = f'write "{one_line(plain(given), 80)}" with plain letters and digits'
    edit = Edit(place, given, sure) if sure and isinstance(given, str) else None
    return Problem(place, rule, f"{must}. {description}" if description else must, found, repair, edit)


def _remedy(key: str, known: list[str], *, at_top: bool) -> str:
    """Return what to do about a key that a record does not know."""
    if nearest(key, known):
        return suggestion(key, known)
    if at_top and key in _COMPUTED:
        return "remove it; the page lists them by itself, from the records that name this one"
    return "remove it, or correct its indentation"


def blanks_left(read: Source, record: type[BaseModel], paths: Sequence[Path_], limit: int) -> list[Problem]:
    """Return the problems of the blanks that nobody has filled in yet, in the order of the file. Those beyond the limit
    are counted in the last one."""
    problems = []
    for number, path in enumerate(paths[:limit], start=1):
        key = next((step for step in reversed(path) if isinstance(step, str)), "the record")
        _, field = _describe(record, path)
        must = f'"{one_line(key, 80)}" is filled in. {field.about if field else ""}'.strip()
        found, more = f"the blank {BLANK}", len(paths) - limit
        if number == limit and more > 0:
            found += f", and {more} more below it"
        problems.append(Problem(read.place(path), "blanks-are-filled-in", must, found, "fill in this blank"))
    return problems


_COMPUTED: Final = {
    "recommendations",
    "terms",
    "topics",
    "documents",
    "sessions",
    "used_in",
    "uses",
    "cited_by",
    "related",
}
"""Keys under which somebody may want to type what is computed."""

_PLAIN: Final = ("string_pattern_mismatch", "int_parsing", "value_error", "literal_error")
"""Complaints about values that have plain letters and digits only."""

_SHAPES: Final = {
    "string_type": "one text",
    "tuple_type": "a list, each entry on a line that begins with a hyphen",
    "model_type": "a block of keys, each on a line `key: value`",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
}
"""What to call the form that a value does not have, by the kind of the complaint."""


def _form(kind: str, context: dict[str, Any]) -> str:
    """Return what to call the form that a value does not have."""
    if kind == "string_pattern_mismatch":
        return called(context["pattern"])
    return _SHAPES.get(kind, "of another shape").format(**context)


def _reshaped(kind: str, given: object, context: dict[str, Any], part: type[BaseModel] | None) -> str:
    """Return the repair for a value that does not have its form."""
    match kind:
        case "tuple_type" if given == "":
            return "add an entry on a line of its own, with a hyphen before it; where there is none, write `[]`"
        case "tuple_type":
            return "put each entry on a line of its own, with a hyphen before it"
        case "model_type":
            example = fields(part)[0].name if part else "key"
            return f"write its keys, each on a line of its own, such as `{example}: ...`"
        case "string_type":
            return "write one text; put it in quotation marks if it begins with [, { or a hyphen"
        case "string_pattern_mismatch":
            return rewritten(str(given), context["pattern"])
        case "greater_than_equal" | "less_than_equal":
            return "correct the number"
        case _:
            return in_digits(str(given))


def _quote(value: object) -> str:
    if isinstance(value, str):
        blanks = ", with blanks that do not belong there" if " ".join(value.split()) != value else ""
        several = ", over several lines" if "\n" in value else blanks
        return f'"{one_line(value, 80)}"{several}' if value.strip() else "nothing"
    return "a list" if isinstance(value, list) else "a block of keys"


def _describe(record: type[BaseModel], path: Path_) -> tuple[type[BaseModel] | None, Field | None]:
    """Return the class that the last step of the path belongs to, and the field that the path ends in."""
    part: type[BaseModel] | None = record
    field: Field | None = None
    for position, step in enumerate(path):
        if isinstance(step, int) or part is None:
            continue
        field = next((each for each in fields(part) if each.name == step), None)
        if field is not None and any(isinstance(later, str) for later in path[position + 1 :]):
            part = field.part
    return part, field
