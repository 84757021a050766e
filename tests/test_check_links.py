"""The task that asks outside addresses, against hosts on this machine: nothing here needs a network."""

from __future__ import annotations

import http.server
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from macros.corpus.load import load
from scripts import check_links
from tests.conftest import GOOD
from tests.project import ROOT

PATIENT = 60.0
"""Seconds that no answer of these hosts takes, however busy the machine."""


class Host(http.server.ThreadingHTTPServer):
    """A host that answers as the path says, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, over: threading.Event) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.over = over
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: who asks may hang up."""


class _Answers(http.server.BaseHTTPRequestHandler):
    server: Host

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.server.asked.append(f"{method} {self.path}")
        told = self.path.strip("/").split("/")
        match told[0]:
            case "hang-up":
                self.close_connection = True
                return
            case "silent":
                self.server.over.wait()
                return
            case "no-head" if method == "HEAD":
                self.send_error(405)
                return
            case "hang-up-at-head" if method == "HEAD":
                self.close_connection = True
                return
            case "to":
                self.send_response(302)
                self.send_header(
                    "Location", {"disk": "file://localhost/etc/passwd", "ftp": "ftp://127.0.0.1/x"}.get(told[1], "/ok")
                )
            case code if code.isdigit():
                self.send_error(int(code))
                return
            case _:
                self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given by the base class
        """Say nothing."""


@contextmanager
def hosts(count: int) -> Iterator[list[Host]]:
    """Start so many hosts."""
    over = threading.Event()
    with ExitStack() as stack:
        started = [stack.enter_context(Host(over)) for _ in range(count)]
        for each in started:
            threading.Thread(target=each.serve_forever, daemon=True).start()
            stack.callback(each.shutdown)
        stack.callback(over.set)
        yield started


@pytest.mark.parametrize(
    ("path", "why", "asked"),
    [
        ("/ok", None, ["HEAD /ok"]),
        ("/no-head", None, ["HEAD /no-head", "GET /no-head"]),
        ("/hang-up-at-head", None, ["HEAD /hang-up-at-head", "GET /hang-up-at-head"]),
        ("/404", "404 Not Found", ["HEAD /404", "GET /404"]),
        ("/500", "500 Internal Server Error", ["HEAD /500", "GET /500"]),
        ("/ok#part", None, ["HEAD /ok"]),
    ],
)
def test_the_head_is_asked_for_and_then_the_page(path: str, why: str | None, asked: list[str]) -> None:
    with hosts(1) as (host,):
        assert check_links.refusal(host.address + path, patience=PATIENT, pause=0) == why
        assert host.asked == asked


def test_who_leads_on_is_followed_over_the_web_and_nowhere_else() -> None:
    with hosts(1) as (host,):
        assert check_links.refusal(f"{host.address}/to/ok", patience=PATIENT, pause=0) is None
        for where in ("disk", "ftp"):
            assert check_links.refusal(f"{host.address}/to/{where}", patience=PATIENT, pause=0)


def test_a_host_that_hangs_up_or_says_nothing_or_is_not_there_does_not_answer() -> None:
    with hosts(1) as (host,):
        assert check_links.refusal(f"{host.address}/hang-up", patience=PATIENT, pause=0)
        assert "timed out" in str(check_links.refusal(f"{host.address}/silent", patience=0.1, pause=0))
        gone = host.address
    assert check_links.refusal(f"{gone}/ok", patience=PATIENT, pause=0)


def test_few_hosts_are_asked_at_once_and_each_one_address_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now, most, lock, asked = Counter[str](), Counter[str](), threading.Lock(), check_links._asked

    def watched(method: str, address: str, patience: float) -> Exception | None:
        host = address.rpartition("/")[0]
        with lock:
            now.update((host, "all"))
            most.update({each: now[each] - most[each] for each in (host, "all") if now[each] > most[each]})
        try:
            return asked(method, address, patience)
        finally:
            with lock:
                now.subtract((host, "all"))

    monkeypatch.setattr(check_links, "_asked", watched)
    with hosts(6) as all_hosts:
        found = [f"{host.address}/{path}" for path in ("ok", "404", "no-head", "x", "y") for host in all_hosts]
        silent = dict(check_links.unanswered(found, at_once=2, pause=0, patience=PATIENT))
        assert silent == {f"{host.address}/404": "404 Not Found" for host in all_hosts}
        assert most.pop("all") <= 2
        assert most == {host.address: 1 for host in all_hosts}
        for host in all_hosts:
            assert Counter(host.asked) == Counter(
                ["HEAD /ok", "HEAD /404", "GET /404", "HEAD /no-head", "GET /no-head", "HEAD /x", "HEAD /y"]
            )


def test_between_two_questions_to_a_host_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(check_links, "sleep", waited.append)
    with hosts(1) as (host,):
        found = [f"{host.address}/{path}" for path in ("a", "b", "404")]
        assert len(list(check_links.unanswered(found, pause=3.0, patience=PATIENT))) == 1
        assert waited == [3.0] * (len(host.asked) - 1)


def test_every_address_in_the_records_is_found_with_its_line() -> None:
    data = ROOT / "data"
    written = {
        (f"data/{path.relative_to(data).as_posix()}", text.count("\n", 0, each.start()) + 1, each[1])
        for path in data.rglob("*.yml")
        for text in (path.read_text(encoding="utf-8"),)
        for each in re.finditer(r"(?m)^ *(?:- )?address:\s+(?:>-\s+)?(http\S+)$", text)
    }
    found = check_links.addresses(load(data))
    assert len(written) > 130
    assert {(place.file, place.line, address) for address, places in found.items() for place in places} == written


def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path, *silent: str
) -> tuple[int, str]:
    """Run the task with hosts of which these do not answer; return its exit code and what it prints."""
    monkeypatch.setattr(
        check_links, "refusal", lambda address, **_: "404 Not Found" if any(s in address for s in silent) else None
    )
    monkeypatch.setattr(check_links, "PAUSE", 0.0)
    monkeypatch.setattr(check_links, "sleep", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["check_links", "--data", str(data)])
    code = check_links.main()
    return code, capsys.readouterr().out


def test_a_line_for_each_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(monkeypatch, capsys, GOOD, "copies/1", "leaflet")
    assert code == 1
    lines = out.splitlines()
    assert sorted(lines[:-1]) == [
        "data/documents/wo-ga-31-4.yml:8:14: https://example.org/copies/1 does not answer: 404 Not Found",
        "data/witnesses/leaflet.yml:7:10: https://www.wipo.int/leaflet does not answer: 404 Not Found",
    ]
    assert re.fullmatch(r"\d+ of \d+ addresses answer\.", lines[-1])


def test_when_all_answer_and_when_none_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(monkeypatch, capsys, GOOD)
    assert (code, out.count("\n")) == (0, 1)
    code, out = told(monkeypatch, capsys, GOOD, "http")
    assert code == 1
    assert out.endswith("None did: is there a network?\n")


def test_nothing_but_its_own_task_asks() -> None:
    """A build or a test that asked would fail when a host is down."""
    asking = re.compile(r"check_links|dev\.py links")
    dev = (ROOT / "scripts" / "dev.py").read_text(encoding="utf-8")
    assert len(asking.findall(dev)) == 1
    for path in (*(ROOT / "macros").rglob("*.py"), *(ROOT / ".github").rglob("*.yml"), *(ROOT / ".ci").iterdir()):
        assert not asking.search(path.read_text(encoding="utf-8")), path
