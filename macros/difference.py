"""Which words differ between two texts, and which texts of two pages belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

CONTEXT = 10
"""How many words are kept beside those that differ."""

LONGEST = 150
"""How many words of one stretch are shown at most."""

CUT = "…"
BETWEEN = " · "
"""Stands between blocks that came or went together."""

_SIMILAR = 0.4
"""How much of their words two texts must share to be one text that was changed."""

_MANY = 4000
"""Above so many pairs of blocks, those of a stretch are compared as one text: aligning them would take too long."""

_SHORT = 3
"""Up to so many words do not tell by themselves what they are about: a number in a table, a basis."""

_SAME_ELSEWHERE = 0.6
"""How much of their words two texts in different places of a page must share to be one text that was changed."""


class Pair(NamedTuple):
    """A text before and after, one of them empty where it came or went, and the text that it follows on its page."""

    old: str
    new: str
    follows: str = ""


_APART = Pair("", "")
"""Stands between pairs that are no neighbours on the page."""

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stay, go or come."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One text before and after, cut to what differs. `changes` are the words that differ, in pairs, without what
    stands beside them: where they are equal, the change is the same."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]
    changes: tuple[tuple[str, str], ...]
    follows: str = ""
    """For a short text, such as a number in a table, the end of the text that it follows."""

    @property
    def same(self) -> tuple[tuple[tuple[str, str], ...], str]:
        """What is equal for the same change in another place. A bare number is the same only behind the same words."""
        bare = self.follows and any(character.isdigit() for change in self.changes for character in "".join(change))
        return self.changes, self.follows if bare else ""


def difference(before: str, after: str, follows: str = "") -> Difference:
    """Compare two texts word by word. One of them may be empty: a text that came or went. Where both are short, the
    text that they follow is kept with them."""
    old, new = before.split(), after.split()
    stretches = list(_stretches(old, new))
    runs: tuple[list[Run], list[Run]] = ([], [])
    for position, (same, i1, i2, j1, j2) in enumerate(stretches):
        if same:
            kept = _context(old[i1:i2], first=position == 0, last=position == len(stretches) - 1)
            for side in runs:
                side.append(Run("same", kept))
        else:
            if i1 < i2:
                runs[0].append(Run("gone", _shortened(old[i1:i2])))
            if j1 < j2:
                runs[1].append(Run("new", _shortened(new[j1:j2])))
    changes = tuple((" ".join(old[i1:i2]), " ".join(new[j1:j2])) for same, i1, i2, j1, j2 in stretches if not same)
    beside = _context(follows.split(), first=True, last=False) if max(len(old), len(new)) <= _SHORT else ""
    return Difference(tuple(runs[0]), tuple(runs[1]), changes, beside)


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return two texts whole, each cut into words that stay and words that go or come."""
    old, new = before.split(), after.split()
    runs: tuple[list[Run], list[Run]] = ([], [])
    for same, i1, i2, j1, j2 in _stretches(old, new):
        if i1 < i2:
            runs[0].append(Run("same" if same else "gone", " ".join(old[i1:i2])))
        if j1 < j2:
            runs[1].append(Run("same" if same else "new", " ".join(new[j1:j2])))
    return tuple(runs[0]), tuple(runs[1])


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[list[Difference], bool]:
    """Compare the blocks of a page. Returns what differs, and whether blocks only changed their places.

    How words are cut into blocks does not count.
    """
    if " ".join(before) == " ".join(after):
        return [], False
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            follows = before[i1 - 1] if i1 else ""
            pairs += [*_aligned(before[i1:i2], after[j1:j2], follows), _APART]
    found, moved = _without_moves(pairs)
    return [difference(*pair) for pair in _together(found) if pair.old != pair.new], moved


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield the stretches of two texts: whether they are the same, and where they begin and end in each. One word that
    stays between two that do not is counted with these; texts with little in common differ as a whole."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and matcher.ratio() < _SIMILAR:
        yield False, 0, len(old), 0, len(new)
        return
    pending: tuple[int, int, int, int] | None = None
    codes = matcher.get_opcodes()
    for position, (tag, i1, i2, j1, j2) in enumerate(codes):
        lone = tag == "equal" and i2 - i1 == 1 and 0 < position < len(codes) - 1
        if tag != "equal" or lone:
            pending = (pending[0], i2, pending[2], j2) if pending else (i1, i2, j1, j2)
        else:
            if pending:
                yield False, *pending
            pending = None
            yield True, i1, i2, j1, j2
    if pending:
        yield False, *pending


def _context(words: list[str], *, first: bool, last: bool) -> str:
    """Cut words that stay to those beside a change."""
    if first and last:
        return _shortened(words)
    if first:
        return " ".join(words if len(words) <= CONTEXT else [CUT, *words[-CONTEXT:]])
    if last:
        return " ".join(words if len(words) <= CONTEXT else [*words[:CONTEXT], CUT])
    return " ".join(words if len(words) <= 2 * CONTEXT else [*words[:CONTEXT], CUT, *words[-CONTEXT:]])


def _shortened(words: list[str]) -> str:
    if len(words) <= LONGEST:
        return " ".join(words)
    return " ".join([*words[:LONGEST], CUT, f"({len(words) - LONGEST} more words)"])


def _aligned(old: Sequence[str], new: Sequence[str], follows: str) -> list[Pair]:
    """Pair the blocks of two stretches so that similar ones meet, in order; one that has no pair gets an empty text."""
    if " ".join(old) == " ".join(new):
        return []
    if len(old) * len(new) > _MANY:
        return [Pair(" ".join(old), " ".join(new), follows)]

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(old) or j == len(new):
            return 0.0, ()
        choices = [best(i + 1, j), best(i, j + 1)]
        alike = _similarity(old[i], new[j])
        if alike >= _SIMILAR:
            worth, rest = best(i + 1, j + 1)
            choices.append((worth + alike, ((i, j), *rest)))
        return max(choices, key=lambda choice: choice[0])

    for i in range(len(old), -1, -1):  # from the end, so that the recursion stays shallow
        for j in range(len(new), -1, -1):
            best(i, j)
    beside = [follows, *old], [follows, *new]
    pairs, i, j = [], 0, 0
    for x, y in (*best(0, 0)[1], (len(old), len(new))):
        pairs += [Pair(old[each], "", beside[0][each]) for each in range(i, x)]
        pairs += [Pair("", new[each], beside[1][each]) for each in range(j, y)]
        if x < len(old):
            pairs.append(Pair(old[x], new[y], beside[0][x]))
        i, j = x + 1, y + 1
    return pairs


def _similarity(old: str, new: str) -> float:
    words = Counter(old.split()), Counter(new.split())
    return 2 * (words[0] & words[1]).total() / (words[0].total() + words[1].total())


def _without_moves(pairs: Sequence[Pair]) -> tuple[list[Pair], bool]:
    """Leave out blocks that went in one place and came in another, and pair those that changed a little on the way.
    Returns also whether there were any."""
    went = Counter(pair.old for pair in pairs if pair.old and not pair.new)
    came = Counter(pair.new for pair in pairs if pair.new and not pair.old)
    moved = went & came
    gone, left = moved.copy(), moved.copy()
    met: dict[str, str] = {}
    waiting = list((came - moved).elements())
    for old in (went - moved).elements():
        likeness, nearest = max(((_similarity(old, new), new) for new in waiting), default=(0.0, ""))
        if likeness >= _SAME_ELSEWHERE and old not in met:
            met[old] = nearest
            waiting.remove(nearest)
            left[nearest] += 1
    found: list[Pair] = []
    for pair in pairs:
        old, new, follows = pair
        if old and not new and gone[old]:
            gone[old] -= 1
        elif old and not new:
            found.append(Pair(old, met.pop(old, ""), follows))
        elif new and not old and left[new]:
            left[new] -= 1
        else:
            found.append(pair)
    return found, bool(moved)


def _together(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs; of neighbours that have none, as many that went as came are taken for each other, and any
    other number is one text that went and one that came."""
    went: list[Pair] = []
    came: list[Pair] = []
    for pair in (*pairs, _APART):
        if bool(pair.old) == bool(pair.new):
            if len(went) == len(came):
                yield from (Pair(x.old, y.new, x.follows) for x, y in zip(went, came, strict=True))
            else:
                follows = (went or came)[0].follows
                yield Pair(BETWEEN.join(x.old for x in went), BETWEEN.join(y.new for y in came), follows)
            went, came = [], []
            if pair.old:
                yield pair
        else:
            (went if pair.old else came).append(pair)
