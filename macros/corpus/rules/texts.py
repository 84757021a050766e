"""The text is the source's text."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final

from macros.corpus import locator
from macros.corpus.characters import foreign
from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import Block, Document, Recommendation
from macros.corpus.records.verbatim import fold
from macros.corpus.rules.finding import Finding, changed, held, parts, remarks, texts_unread, unread, witnessed
from macros.problems import Place, one_line
from macros.spelling import nearest, suggestion


def transcripts_are_unchanged(draft: Draft) -> Iterator[Finding]:
    """Each file in data/sources/ belongs to one held document and has, byte for byte, the SHA-256 that its record
    gives. The held texts are never edited: a slip in them is listed, not mended."""
    owners: set[str] = set()
    for entry in draft.of(Document):
        transcript = entry.record.transcript
        if transcript is None:
            continue
        if transcript.file in owners:
            yield Finding(
                entry.place("transcript", "file"),
                "a transcript belongs to one document's record",
                f'"{transcript.file}", which another record names too',
                "keep it in one of the two",
            )
        owners.add(transcript.file)
        data = draft.transcripts.get(transcript.file)
        if ("sources", transcript.file) in draft.broken or ("sources", "") in draft.broken:
            continue  # it could not be read, which is reported on its own
        if data is None:
            yield Finding(
                entry.place("transcript", "file"),
                "the transcript lies in data/sources/",
                f'no file "{transcript.file}"',
                advice=partial(_other_file, transcript.file, draft),
            )
        elif (digest := hashlib.sha256(data).hexdigest()) != transcript.sha256:
            yield Finding(
                entry.place("transcript", "sha256"),
                f"data/sources/{transcript.file} is unchanged since it was entered",
                f"the file now has {digest}",
                "restore the file; only if another transcript was meant to take its place, enter the new sum",
            )
    waits = unread(draft, "documents")
    for name in sorted(set(draft.transcripts) - owners):
        if not waits:
            yield Finding(
                Place(f"data/sources/{name}"),
                "each transcript belongs to a document's record",
                "no record names it",
                "add the record, or remove the file",
            )


def texts_equal_their_source(draft: Draft) -> Iterator[Finding]:
    """Every verbatim text equals its lines in data/sources/, letter by letter; only white space may differ. This
    covers recommendations with their numbers, cluster headings, and each block of a held document."""
    with_text = [each.stem for each in draft.of(Document) if each.record.held]
    for entry, path, words, document, span in witnessed(draft):
        transcript = held(draft, document)
        place = ("place",) if path == ("text",) else path
        if transcript is None:
            if (
                document in draft.entries["documents"]
                and draft.entries["documents"][document].record.transcript is None
            ):
                must = "a text stands in a document that we hold"
                found = f'"{document}", whose record has no transcript'
                advice = partial(_among, document, with_text)
                yield Finding(entry.place(*place, "document"), must, found, advice=advice)
            continue  # other rules report a document that is not there, and a transcript that is not
        first, last = span.start, span.stop - 1
        if not first <= last <= len(transcript.lines):
            must = f"the lines exist in the transcript of {document}, which has {len(transcript.lines)}"
            repair = "look up the lines in data/sources/, the first before the last"
            yield Finding(entry.place(*place, "lines"), must, f"lines {first} to {last}", repair)
            continue
        if not transcript.equals(words, span):
            differs, here, there = _first_difference(entry, path, words, transcript.words(span))
            theirs = set(there)
            alike = foreign("".join(character for character in here if character not in theirs))
            where = f"line {first}" if first == last else f"lines {first} to {last}"
            yield Finding(
                differs,
                f"the text equals the transcript of {document}, {where}",
                f'"{here}" where the source has "{there}"' + (f"; {alike}" if alike else ""),
                "write what the source has, or correct `lines`; list a slip of the source under `slips`",
            )


def every_line_has_a_place(draft: Draft) -> Iterator[Finding]:
    """Every line of a transcript that is not blank belongs to exactly one text: nothing of a held source is left
    out, nothing is printed twice."""
    if texts_unread(draft) or changed(draft):
        return  # a text that is not its source's may just name the wrong lines
    claimed: dict[str, Counter[int]] = defaultdict(Counter)
    for _, _, _, document, span in witnessed(draft):
        if transcript := held(draft, document):
            claimed[document].update(transcript.written(span))
    for entry in draft.of(Document):
        transcript = held(draft, entry.stem)
        for number in transcript.written(range(1, len(transcript.lines) + 1)) if transcript else ():
            count, line = claimed[entry.stem][number], transcript.lines[number - 1] if transcript else ""
            if count != 1:
                yield Finding(
                    entry.place("transcript", "text"),
                    "each line of the transcript belongs to one text",
                    f'line {number}, "{one_line(line, 60)}", belongs to {f"{count} texts" if count else "none"}',
                    "correct `lines` of one of them" if count else "add a block for it, or correct `lines`",
                )


def blocks_have_one_text(draft: Draft) -> Iterator[Finding]:
    """A block has either `text` or `passages`; a block of a document gives its `lines`, a block of a recommendation
    or a cluster does not, because the record gives them once under `place`."""
    for _, entry in draft.all():
        for path, block in parts(entry.record, Block):
            if (block.text is None) == (not block.passages):
                yield Finding(
                    entry.place(*path),
                    "a block has either `text` or `passages`",
                    "both" if block.passages else "neither",
                    "keep one of them" if block.passages else "add `text:`, or remove the block",
                )
            if (block.lines is None) == isinstance(entry.record, Document):
                yield Finding(
                    entry.place(*path),
                    "`lines` stands with each block of a document, and only there",
                    "`lines`" if block.lines else "no `lines`",
                    "remove it here" if block.lines else "add `lines:`",
                )


def quoted_words_stand_in_the_text(draft: Draft) -> Iterator[Finding]:
    """The words that a slip or a variant concerns stand, exactly and once, in the block or passage it names under
    `at`."""
    waiting = changed(draft)
    for _, entry in draft.all():
        if entry.file in waiting:
            continue
        texts = {part.anchor: part.words for part in locator.in_record(entry.record)}
        for path, note in remarks(entry.record):
            if note.at not in texts:
                yield Finding(
                    entry.place(*path, "at"),
                    "`at` is the anchor of a block or passage of this record",
                    f'"{note.at}"',
                    advice=partial(_among, note.at, texts),
                )
                continue
            count = texts[note.at].count(fold(note.words))
            if count != 1:
                yield Finding(
                    entry.place(*path, "words"),
                    f'the words stand once in "{note.at}"',
                    f'"{note.words}", {count} times',
                    "copy them from the text, with enough around them to be found",
                )


def shared_words_stand_in_both_texts(draft: Draft) -> Iterator[Finding]:
    """Words given as shared by two related recommendations stand in both texts; hyphens and commas do not count."""
    waiting = changed(draft)
    texts = {
        entry.record.number: _loose(" ".join(block.words for block in entry.record.text))
        for entry in draft.of(Recommendation)
        if entry.file not in waiting
    }
    for entry in draft.of(Recommendation):
        for i, relation in enumerate(entry.record.related):
            path = ("related", i)
            if (relation.kind == "wording") != bool(relation.shared):
                yield Finding(
                    entry.key_place(*path, "kind"),
                    "a relation by wording, and only such, lists the shared words",
                    f'kind "{relation.kind}" {"with" if relation.shared else "without"} `shared`',
                    "add `shared:`, or correct the kind"
                    if not relation.shared
                    else "remove `shared:`, or correct the kind",
                )
            for j, words in enumerate(relation.shared):
                for number in (entry.record.number, relation.to):
                    if number in texts and _loose(words) not in texts[number]:
                        yield Finding(
                            entry.place(*path, "shared", j),
                            f"the shared words stand in the text of recommendation {number}",
                            f'"{words}"',
                            "copy them from the text, or shorten them",
                        )


def readings_differ(draft: Draft) -> Iterator[Finding]:
    """A variant's reading and a slip's reading differ from the words of our text; otherwise there is nothing to
    tell."""
    for _, entry in draft.all():
        for path, note in remarks(entry.record):
            if note.reading is not None and fold(note.reading) == fold(note.words):
                yield Finding(
                    entry.place(*path, "reading"),
                    "the other reading differs from the words of the text",
                    f'"{note.reading}" for both',
                    "correct one of them, or remove the entry",
                )


def _other_file(name: str, draft: Draft) -> tuple[str, None]:
    """Return the repair for a transcript that is not there."""
    near = nearest(name, draft.transcripts)
    return suggestion(name, [near]) if near else "put the file there, or correct its name", None


def _among(name: str, choices: Iterable[str]) -> tuple[str, None]:
    """Return the repair for a name that should have been one of the choices, and no edit."""
    return suggestion(name, choices), None


def _first_difference(entry: Entry[Any], path: Path_, words: str, wanted: Iterable[str]) -> tuple[Place, str, str]:
    """Return where a text first differs from what it must be, as the place of a word, and the words there with one
    before and two after: ours and theirs."""
    ours = words.split()
    theirs = list(islice(wanted, len(ours) + _AFTER))
    pairs = enumerate(zip(ours, theirs, strict=False))
    differ = next((i for i, (here, there) in pairs if here != there), min(len(ours), len(theirs)))
    start = max(differ - 1, 0)
    here, there = (" ".join(each[start : differ + _AFTER]) for each in (ours, theirs))
    letters = len("".join(ours[:differ]))
    place = path, 0
    for at, text in _written(entry.record, path):
        length = len("".join(text.split()))
        place = at, min(letters, length - 1)
        if letters < length:
            break
        letters -= length
    return entry.source.letter_place(*place), here, there


_AFTER: Final = 3
"""How many words of a difference are said, the first that differs among them."""


def _written(record: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Yield the texts that a verbatim text is made of, in order, each with its path."""
    if path == ("text",) and isinstance(record, Recommendation):
        yield ("label",), record.label
    part = record
    for step in path:
        part = getattr(part, step) if isinstance(step, str) else part[step]
    blocks = [(path, part)] if isinstance(part, Block) else [((*path, i), each) for i, each in enumerate(part)]
    for at, block in blocks:
        if block.marker:
            yield (*at, "marker"), block.marker
        for index, stretch in enumerate(block.stretches):
            place = (*at, "passages", index) if block.passages else at
            if stretch.marker:
                yield (*place, "marker"), stretch.marker
            yield (*place, "text"), stretch.text


def _loose(text: str) -> str:
    return fold(text.replace("-", " ").replace(",", " "))
