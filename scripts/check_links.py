"""Ask every outside address in the records whether it answers: `python -m scripts.check_links`.

For a maintainer with a network, now and then. No build and no test runs it: that a host is down is no fault of the
edition. Needs only the standard library to ask. It asks a few hosts at once and each host one address at a time with a
pause between two; for the head alone, and for the page only where a host does not answer that.

One line for each address that does not answer, with the place where it is written. Exits with 1 when there are any.
"""

from __future__ import annotations

import argparse
import http.client
import sys
import typing
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from threading import Event
from time import sleep
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel, StringConstraints

from macros.corpus.contract import metadata_in
from macros.corpus.load import Draft, load
from macros.corpus.records.common import FieldGroup, Web
from macros.corpus.rules.finding import parts
from macros.problems import Place, Refused, one_line
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent

AT_ONCE: Final = 4
"""How many hosts are asked at the same time."""
PAUSE: Final = 1.0
"""Seconds between two questions to a host."""
PATIENCE: Final = 20.0
"""Seconds to wait for a host to say something."""

_WEB: Final = next(each.pattern for each in typing.get_args(Web) if isinstance(each, StringConstraints))
_NAME: Final = {"User-Agent": "WIPO-Development-Agenda-open-edition (asks whether a cited address still answers)"}


def main() -> int:
    """Ask and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Ask every outside address in the records whether it answers.")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of the records (default: data/)")
    draft = load(parser.parse_args().data)
    if draft.problems:
        print(Refused(draft.problems, draft.lines))
        return 1
    found = addresses(draft)
    print(f"Asking {len(found)} addresses, a few at a time; this takes some minutes.", file=sys.stderr, flush=True)
    silent = 0
    for address, why in unanswered(found):
        silent += 1
        for place in found[address]:
            print(f"{place.file}:{place.line}:{place.column}: {address} does not answer: {why}", flush=True)
    none = " None did: is there a network?" if silent == len(found) > 0 else ""
    print(f"{len(found) - silent} of {len(found)} addresses answer.{none}")
    return 1 if silent else 0


def addresses(draft: Draft) -> dict[str, list[Place]]:
    """Return every address on the web that a record names, in whatever field, with the places where it stands."""
    found: dict[str, list[Place]] = defaultdict(list)
    for _, entry in draft.all():
        for path, part in parts(entry.record, FieldGroup):
            for name, key in _fields(type(part)).items():
                if value := getattr(part, name):
                    found[value].append(entry.place(*path, key))
    return dict(found)


@cache
def _fields(part: type[BaseModel]) -> Mapping[str, str]:
    """Return the fields of a part that hold an address on the web, by attribute, with their keys in a file."""
    return {
        name: field.alias or name
        for name, field in part.model_fields.items()
        if any(isinstance(each, StringConstraints) and each.pattern == _WEB for each in metadata_in(field))
    }


def unanswered(
    found: Iterable[str], *, at_once: int = AT_ONCE, pause: float = PAUSE, patience: float = PATIENCE
) -> Iterator[tuple[str, str]]:
    """Yield each address that does not answer, with the reason, as soon as that is known: so many hosts at once, and
    seconds of pause and patience as above."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in found:
        hosts[urlsplit(address).netloc].append(address)
    told = Event()

    def ask(waiting: list[str]) -> list[tuple[str, str]]:
        silent = []
        for number, address in enumerate(waiting):
            if told.is_set():
                break
            if number:
                sleep(pause)
            if why := refusal(address, patience=patience, pause=pause):
                silent.append((address, why))
        return silent

    with ThreadPoolExecutor(at_once) as pool:
        try:
            for done in as_completed([pool.submit(ask, waiting) for waiting in hosts.values()]):
                yield from done.result()
        finally:  # also when a maintainer stops it: the hosts not yet asked are left alone
            told.set()
            pool.shutdown(wait=False, cancel_futures=True)


def refusal(address: str, *, patience: float = PATIENCE, pause: float = PAUSE) -> str | None:
    """Return why an address does not answer, or None when it does. Where a host answers the question for the head with
    an error or hangs up, it is asked for the page, of which nothing is read."""
    why = _asked("HEAD", address, patience)
    if isinstance(why, urllib.error.HTTPError | http.client.HTTPException | ConnectionError):
        sleep(pause)
        why = _asked("GET", address, patience)
    if isinstance(why, urllib.error.HTTPError):
        return one_line(f"{why.code} {why.reason}", 120)
    return one_line(str(getattr(why, "reason", why)) or type(why).__name__, 120) if why else None


def _asked(method: str, address: str, patience: float) -> Exception | None:
    """Ask once; return what went wrong, if anything did."""
    request = urllib.request.Request(address, headers=_NAME, method=method)  # noqa: S310 - its form is https or http
    try:
        _opener().open(request, timeout=patience).close()
    except urllib.error.HTTPError as error:
        error.close()
        return error
    except urllib.error.URLError as error:
        return error.reason if isinstance(error.reason, ConnectionError) else error
    except (http.client.HTTPException, OSError, ValueError) as error:  # ValueError: it leads on to what is no address
        return error
    return None


def _opener() -> urllib.request.OpenerDirector:
    """Return what asks over http and https and nothing else, wherever a host may lead on to."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


if __name__ == "__main__":
    sys.exit(terminal.run(main))
