"""Nothing runs on a page but our own scripts: a second wall, behind the escaping of all that records say.

A script among the words of a record would run in the browser of everyone who reads its page. Templates escape it;
should one ever forget to, the built site is refused here, and where a page has a policy, the browser refuses it too.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from macros.problems import Place, Problem, one_line
from macros.proof.built import Built
from macros.proof.page import BuiltPage, Inline

RULE = "nothing-foreign-runs"

FRAMES = "overrides"
"""The folder, from the root of the project, with the frames that scripts on pages come from."""

_EMBEDDING = frozenset(("applet", "embed", "fencedframe", "frame", "frameset", "iframe", "object", "portal"))
_CHANGING = frozenset(("animate", "animatemotion", "animatetransform", "discard", "handler", "listener", "set"))
"""Elements of SVG that give another element an address or a script after the page was read."""

_UNWANTED = _EMBEDDING | _CHANGING | {"base"}
_DOCUMENTS = frozenset(("shadowrootmode", "srcdoc"))

_SHOWN_AT_ANY_DEPTH = "404.html"
"""The one page that may have a `base`: hosts show it at any address."""

_DATA = frozenset(("application/json", "application/ld+json"))
_RULES = "speculationrules"
"""Types of `script` that run nothing (HTML Standard, "The script element"; `_RULES` say what may be fetched ahead)."""

_SET = re.compile(r"\{% set \w+ -?%\}\s*(.*?)\s*\{%-? endset %\}", re.DOTALL)
"""How a frame names what it puts on a page, to have its sum for the policy."""

_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_JSON_TEXT = r'"(?:[^"\\\n]|\\.)*"'

_FALLBACKS = {
    "script": ("script-src-elem", "script-src", "default-src"),
    "style": ("style-src-elem", "style-src", "default-src"),
    "style attribute": ("style-src-attr", "style-src", "default-src"),
}
"""Which directive binds what: the first of these that the policy has (Content Security Policy Level 3)."""

_HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/_-]+=*'")


def nothing_foreign_runs(built: Built) -> Iterator[Problem]:
    """No element embeds another document or changes this one, no attribute holds a script, only a page that stands
    for one that moved leads on by itself, and only the page for addresses that do not exist has a `base`."""
    for page in built.pages.values():
        unwanted = _UNWANTED - {"base"} if page.address == _SHOWN_AT_ANY_DEPTH else _UNWANTED
        for element in sorted(page.elements & unwanted):
            must = "no element embeds a document, changes the page or its addresses"
            yield Problem(next(page.places(element), page.place), RULE, must, f"<{element}>", "leave it out")
        for element, attribute in sorted(_running(page.attributes)):
            place = next(page.places(element, attribute), page.place)
            must = "no attribute holds a script or a document"
            yield Problem(place, RULE, must, f"<{element} {attribute}>", "leave it out")
    for page, target in built.pages_with(lambda target: target.element == "meta"):
        if not page.moved:
            must = "only a page that stands for one that moved leads on by itself"
            for place in page.places_of(target):
                yield Problem(place, RULE, must, f'"{one_line(target.address, 80)}"', "leave it out")


@lru_cache
def _running(attributes: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the attributes that hold a script or a document, each with its element."""
    return frozenset(each for each in attributes if each[1].lower().startswith("on") or each[1] in _DOCUMENTS)


def scripts_are_known(built: Built, root: Path) -> Iterator[Problem]:
    """Each script that stands on a page itself stands in one of the frames too, word for word; where the frame fills
    something in, it is a text in quotation marks. What only holds data may be anything."""
    patterns = [*_patterns(root / FRAMES)]
    scripts = {inline for page in built.pages.values() for inline in page.inline if inline.element == "script"}
    foreign = {
        script
        for script in scripts
        if script.type not in (*_DATA, _RULES) and not any(pattern.fullmatch(script.text) for pattern in patterns)
    }
    for page in built.pages.values():
        for inline in page.inline:
            if inline in foreign:
                must = f"a script on a page stands in a frame, {FRAMES}/*.html, or is a file of its own"
                yield Problem(page.place, RULE, must, f'"{one_line(inline.text, 80)}"', "make it a file, or escape it")


def policies_hold(built: Built) -> Iterator[Problem]:
    """What a page's policy for contents says of scripts and styles is so: it names each that stands on the page by its
    hash, and no other of the site's; scripts are allowed by hash or host only; and it stands before what it binds."""
    hashes = {_hash(inline) for page in built.pages.values() for inline in page.inline}
    for page in built.pages.values():
        for policy in map(_directives, page.policies):
            yield from _unnamed(page, policy)
            named = sorted({source for sources in policy.values() for source in sources if _HASH.fullmatch(source)})
            for stale in (source for source in named if source not in hashes):
                must = "a hash in a policy is that of a script or a style of the site"
                yield _policy_problem(page, must, stale, "remove it")
            scripts = _sources(policy, "script")
            if scripts is not None and (loose := {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & {*scripts}):
                must = "a policy allows scripts one by one"
                yield _policy_problem(page, must, ", ".join(sorted(loose)), "name their hashes")
            bound = {kind for kind in ("script", "style") if _sources(policy, kind) is not None}
            for element in sorted(page.before_policy & (bound | ({"link"} if bound else set()))):
                must = "a policy stands before what it binds"
                yield _policy_problem(page, must, f"<{element}> before it", "move it to the beginning of the head")


def pages_are_shut(built: Built) -> Iterator[Problem]:
    """Each page has a policy for contents that lets in nothing but what it names, and that is files of this site and
    what stands on the page itself."""
    for page in built.pages.values():
        policies = [*map(_directives, page.policies)]
        if not any(policy.get("default-src") == ["'none'"] for policy in policies):
            must = "each page has a policy for contents that begins with nothing (default-src 'none')"
            yield _policy_problem(page, must, "no such policy", "see the block `policy` in overrides/main.html")
        for source in sorted({each for policy in policies for sources in policy.values() for each in sources}):
            if source not in _NO_HOST and not _HASH.fullmatch(source):
                must = "a policy lets in files of this site and what it names by its hash"
                yield _policy_problem(page, must, source, "remove it")


_NO_HOST = frozenset(("'none'", "'self'", "data:"))


def _unnamed(page: BuiltPage, policy: dict[str, list[str]]) -> Iterator[Problem]:
    """Yield what stands on a page and its policy would keep from working."""
    for inline in page.inline:
        sources = _sources(policy, inline.element)
        if inline.type in _DATA or sources is None or _hash(inline) in sources:
            continue
        if inline.element == "style" and "'unsafe-inline'" in sources:
            continue
        if inline.type == _RULES and "'inline-speculation-rules'" in sources:
            continue
        must = "a policy names the hash of each script and style that stands on its page"
        yield _policy_problem(page, must, f'none for <{inline.element}> "{one_line(inline.text, 60)}"', _hash(inline))
    sources = _sources(policy, "style attribute")
    for element, _ in sorted(each for each in page.attributes if each[1] == "style"):
        if sources is not None and "'unsafe-inline'" not in sources:
            place, must = (
                next(page.places(element, "style"), page.place),
                "no element has a style that the policy keeps out",
            )
            yield Problem(place, "policies-hold", must, f"<{element} style>", "write a class, and its style in a file")


def _policy_problem(page: BuiltPage, must: str, found: str, repair: str) -> Problem:
    place: Place = next(page.places("meta", "http-equiv", "ontent-"), page.place)
    return Problem(place, "policies-hold", must, found, repair)


@lru_cache
def _directives(policy: str) -> dict[str, list[str]]:
    """Return the sources of a policy by directive; of two with one name the first counts."""
    found: dict[str, list[str]] = {}
    for directive in filter(None, (part.split() for part in policy.split(";"))):
        found.setdefault(directive[0].lower(), directive[1:])
    return found


def _sources(policy: dict[str, list[str]], kind: str) -> Iterable[str] | None:
    """Return the sources that a policy allows to this kind, or None when it does not say."""
    return next((policy[name] for name in _FALLBACKS[kind] if name in policy), None)


@lru_cache
def _hash(inline: Inline) -> str:
    digest = hashlib.sha256(inline.text.encode("utf-8", errors="replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _patterns(folder: Path) -> Iterator[re.Pattern[str]]:
    """Yield what the scripts in frames match once they are filled in."""
    for path in sorted(folder.glob("*.html")):
        for named in _SET.findall(path.read_text(encoding="utf-8")):
            yield re.compile(_JSON_TEXT.join(map(re.escape, _FILLED_IN.split(named))))
