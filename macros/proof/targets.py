"""Every link leads somewhere, and nothing on a page comes from another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from macros.markup.addresses import in_style
from macros.problems import Place, Problem, one_line
from macros.proof.built import Built
from macros.proof.page import BuiltPage, Target
from macros.spelling import suggestion

_SCHEMES = frozenset(("", "http", "https", "mailto"))
"""Where an address may lead. Others run what they hold, or open what lies on the reader's own machine."""

_BLANKS = "".join(map(chr, range(0x21)))
_BREAKS = re.compile(r"[\t\r\n]")
_NO_ADDRESS = SplitResult("unreadable", "", "", "", "")


def links_lead_somewhere(built: Built) -> Iterator[Problem]:
    """Each internal link names a file of the site, its anchor stands on that page, and its query is one that the finder
    of that page knows; each anchor stands once.

    Links are relative, so that they lead to the same place wherever the site lies. The one exception is the `base`
    of a page that is shown at any depth, which says where the site is hosted. On such a page an address that is only
    an anchor would lead to that base (HTML Standard, "document base URL").
    """
    sound: set[tuple[str, str]] = set()  # folder and address: most pages of a folder lead to the same places
    for page in built.pages.values():
        has_base = any(target.element == "base" for target in page.targets)
        folder = posixpath.dirname(page.address)
        for anchor in sorted(page.repeated):
            yield Problem(page.place, "anchors-stand-once", "an anchor stands once on a page", f'"{anchor}" again')
        for target in page.targets:
            if (folder, target.address) in sound:
                continue
            parts = _parts(target.address)
            if parts.scheme or parts.netloc or target.element == "base":
                continue
            path = unquote(parts.path)
            if has_base and not path:
                yield from _wherever(
                    page,
                    target,
                    "links-lead-somewhere",
                    "a link on a page with a base names the page before the anchor",
                    repair=f'write "{page.address}{target.address}"',
                )
            wanted = posixpath.normpath(posixpath.join(folder, path)) if path else page.address
            if wanted == "." or wanted + "/index.html" in built.files:
                wanted = posixpath.normpath(posixpath.join(wanted, "index.html"))
            if wanted not in built.files:
                yield from _wherever(
                    page,
                    target,
                    "links-lead-somewhere",
                    "a link names a page or file of the site",
                    repair=suggestion(wanted, built.files),
                )
                continue
            if wanted not in built.pages:
                continue
            if path and not parts.query and not parts.fragment:
                sound.add((folder, target.address))
            if parts.query:
                yield from _unknown_filters(page, target, parts.query, built.pages[wanted])
            if parts.fragment and unquote(parts.fragment) not in built.pages[wanted].anchors:
                anchor = unquote(parts.fragment)
                if not anchor.startswith("__"):  # the theme's own toggles
                    yield from _wherever(
                        page,
                        target,
                        "links-lead-somewhere",
                        f"the anchor of a link stands on {wanted}",
                        found=f'"#{anchor}"',
                        repair=suggestion(anchor, built.pages[wanted].anchors),
                    )


def _wherever(
    page: BuiltPage, target: Target, rule: str, must: str, *, found: str = "", repair: str = ""
) -> Iterator[Problem]:
    """Yield a problem for each place of a target on a page. Unless told otherwise, its address is what was found."""
    for place in page.places_of(target):
        yield Problem(place, rule, must, found or f'"{target.address}"', repair)


def _unknown_filters(page: BuiltPage, target: Target, query: str, wanted: BuiltPage) -> Iterator[Problem]:
    """Each name in the query of a link is a facet of the page's finder, or its words or order, and the value one of
    its values."""
    for name, value in parse_qsl(query, keep_blank_values=True):
        values = wanted.filters.get(name, set())
        if values is None or value in values:
            continue
        if not wanted.filters:
            repair = "leave the query out: that page has no finder"
        else:
            repair = suggestion(value, values) if values else suggestion(name, wanted.filters)
        must = f"the query of a link names a filter and a value of {wanted.address}"
        yield from _wherever(page, target, "links-lead-somewhere", must, found=f'"{name}={value}"', repair=repair)


def nothing_comes_from_elsewhere(built: Built, site: Path) -> Iterator[Problem]:
    """No page or style sheet fetches anything from another host, and no form sends anything there. A link that a
    reader follows may lead away."""
    for page, target in built.pages_with(lambda target: _elsewhere(target.address) and not _is_followed(target)):
        yield from _wherever(
            page,
            target,
            "nothing-comes-from-elsewhere",
            "everything a page loads comes from the site itself",
            found=f"<{target.element} {target.attribute or 'url'}={target.address}>",
        )
    for name in sorted(built.files):
        if name.endswith(".css"):
            for address in in_style((site / name).read_text(encoding="utf-8")):
                if _elsewhere(address) and _parts(address).scheme != "data":
                    yield Problem(
                        Place(f"site/{name}"),
                        "nothing-comes-from-elsewhere",
                        "a style sheet loads nothing from another host",
                        address,
                    )


def links_are_harmless(built: Built) -> Iterator[Problem]:
    """No address runs a script, brings contents of its own along, or leads to the reader's machine."""
    for page, target in built.pages_with(lambda target: _parts(target.address).scheme not in _SCHEMES):
        must = "an address is relative, or begins with https:, http: or mailto:"
        yield from _wherever(page, target, "links-are-harmless", must, found=f'"{one_line(target.address, 80)}"')


def records_exist(built: Built, root: Path) -> Iterator[Problem]:
    """The file that a page says it is made from exists, and an edit link names one that does and a line that it has."""
    lengths: dict[str, int] = {}
    for page in built.pages.values():
        for record in page.records:
            if not (root / record).is_file():
                yield Problem(
                    page.place, "records-exist", "the record that a page names is a file of the project", f'"{record}"'
                )
        for target in page.targets:
            if target.rel == "edit":
                _, _, rest = target.address.partition("/edit/")[2].partition("/")
                file, _, line = rest.partition("#L")
                if file not in lengths:
                    path = root / file
                    lengths[file] = len(path.read_bytes().splitlines()) if path.is_file() else 0
                if int(line or 1) > lengths[file]:
                    must = "an edit link names a file of the project and a line that it has"
                    yield from _wherever(page, target, "records-exist", must)


@lru_cache(maxsize=4096)
def _parts(address: str) -> SplitResult:
    r"""Return the parts of an address as browsers see them: blanks around it, line breaks and tabs in it do not
    count, and \\ means / before the query (URL Standard, "URL parsing"). What is no address has a scheme of no use."""
    address = _BREAKS.sub("", address.strip(_BLANKS))
    path = re.match(r"[^?#]*", address)
    end = path.end() if path else 0
    try:
        return urlsplit(address[:end].replace("\\", "/") + address[end:])
    except ValueError:
        return _NO_ADDRESS


def _elsewhere(address: str) -> bool:
    """Tell whether an address names a host, or a scheme, with which browsers do not need slashes before the host."""
    return bool(_parts(address).netloc or _parts(address).scheme)


def _is_followed(target: Target) -> bool:
    """Tell whether an address is one that a reader chooses to go to, or only names where something comes from."""
    if target.attribute == "cite":
        return True
    if target.element == "link":
        return target.attribute == "href" and target.rel == "canonical"
    return target.element in ("a", "area") and target.attribute in ("href", "xlink:href")
