"""The door behaves at any terminal: it ends in order when told to, says in one line what it cannot do and what it left
out, and writes to terminals of any kind."""

from __future__ import annotations

import errno
import importlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from scripts import port, tools
from scripts.children import captured
from scripts.terminal import said
from tests.project import ROOT, contents

dev: Any = importlib.import_module("scripts.dev")  # has no types, which would have to be checked here
AS_USUAL = (
    "import signal\nfor each in ('SIGINT', 'SIGTERM', 'SIGHUP'): signal.signal(getattr(signal, each), signal.SIG_DFL)\n"
)
"""Whoever runs the tests may ignore signals, as nohup does."""


def python(program: str, *arguments: str, **told: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, capture_output=True, check=False)


# Letters

LETTERS = "Ünïts ’ \N{GRINNING FACE} \N{CJK UNIFIED IDEOGRAPH-4E2D}"
PRINT = f"import sys; from scripts.terminal import run; sys.exit(run(lambda: print({LETTERS!a})))"
ASCII = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("told", [*ASCII, {"PYTHONIOENCODING": "cp1252"}], ids=str)
def test_letters_that_a_terminal_lacks_are_escaped_as_json_reads_them(told: dict[str, str]) -> None:
    done = python(PRINT, **told)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode("cp1252").strip()
    assert json.loads(f'"{shown}"') == LETTERS


def test_a_terminal_that_has_all_letters_gets_them_as_they_are() -> None:
    assert python(PRINT, PYTHONIOENCODING="utf-8").stdout.decode("utf-8").strip() == LETTERS


@pytest.mark.parametrize("style", ["text", "github", "json"])
@pytest.mark.parametrize("told", ASCII, ids=str)
def test_check_says_problems_in_any_letters(tmp_path: Path, style: str, told: dict[str, str]) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = data / "topics" / "ict.yml"
    path.write_text(path.read_text(encoding="utf-8") + "ÿ’中: x\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "dev.py"), "check", "--format", style, "--data", str(data)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **told}, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    shown = done.stdout.decode("ascii")
    assert r"\u00ff\u2019\u4e2d" in shown
    if style == "json":
        assert "ÿ’中" in str(json.loads(shown))


def test_every_script_ends_with_run() -> None:
    for path in (ROOT / "scripts").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "__main__" in text and path.name != "terminal.py":
            assert re.search(r'if __name__ == "__main__":\n    sys.exit\((terminal\.)?run\(main\)\)\n$', text), (
                path.name
            )


# Nobody reads, nothing can be written


@pytest.mark.parametrize("command", [["scripts/dev.py", "check"], ["scripts/dev.py", "--help"], ["-m", "scripts.check"]], ids=str)  # fmt: skip
@pytest.mark.parametrize("both", [False, True])
def test_a_reader_that_hung_up_ends_it_without_a_word(command: list[str], both: bool) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            stdout=writing,
            stderr=writing if both else subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr in (b"", None)
    assert done.returncode in (0, 128 + 13)  # argparse itself keeps still about a help that nobody reads


def test_an_error_of_a_file_is_one_line_with_a_remedy() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a/b")
    assert (
        said(full)
        == f"Stopped: a/b: {os.strerror(errno.ENOSPC)}. Make room on the disk, then call the same command again."
    )
    copied = shutil.Error([("a/b", "c", str(full)), ("d", "e", "f")])
    assert said(copied) == said(full)
    assert said(OSError("two\nlines")) == "Stopped: two lines."


FULL = (
    "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); module, *sys.argv[1:] = sys.argv[1:]; "
    "runpy.run_module(module, run_name='__main__', alter_sys=True)"
)
"""Runs a module that can write no byte into any file, as on a full disk, whoever runs it."""


@pytest.mark.parametrize(
    "command",
    [
        "new_record topic Something --data DATA",
        "format_records --data DATA",
        "fix_records --data DATA",
        "fix_records --data DATA --dry-run",
        "write_pages PAGES",
        "write_schema",
        "impact PAGES",
        "bench",
    ],
)
def test_a_full_disk_is_told_in_one_line_and_leaves_what_was_there(tmp_path: Path, command: str) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = data / "topics" / "ict.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title:   \t", 1), encoding="utf-8")
    other = data / "topics" / "evaluation.yml"
    other.write_text(other.read_text(encoding="utf-8").replace("title: ", "title:   ", 1), encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.html").touch()
    before, ours = contents(data), contents(ROOT / "data")
    module, *rest = command.replace("DATA", str(data)).replace("PAGES", str(pages)).split()
    done = python(FULL, f"scripts.{module}", *rest)
    lines = done.stderr.decode("utf-8").splitlines()
    assert (done.returncode, len(lines)) == (1, 1), lines
    assert re.match("Stopped: .*(File too large|No usable temporary directory)", lines[0])
    assert (contents(data), contents(ROOT / "data")) == (before, ours)


def test_a_bundle_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    program = FULL.replace("module, *", "from pathlib import Path; from scripts.bundle import write_whole; from scripts.terminal import run; sys.exit(run(lambda: write_whole({Path(sys.argv[1]): b'x'}))); module, *")  # fmt: skip
    done = python(program, str(tmp_path / "a.zip"))
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert list(tmp_path.iterdir()) == []


# Told to stop

WAITS = "print('ready', flush=True); import time; time.sleep(99)"
PARENT = (
    AS_USUAL
    + """
import sys
from pathlib import Path
from scripts import children, terminal
listens = sys.argv[1] == "listens"
command = [sys.executable, "-m", "scripts.terminal", *sys.argv[2:]] if listens else [sys.executable, *sys.argv[2:]]
sys.exit(terminal.run(lambda: children.run(command, folder=Path(), listens=listens)))
"""
)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("to", ["it", "all"])
@pytest.mark.parametrize("how", ["listens", "plain"])
def test_what_it_started_has_ended_before_it_ends(tmp_path: Path, name: str, to: str, how: str) -> None:
    (tmp_path / "waiting.py").write_text(WAITS, encoding="utf-8")
    what = ["waiting"] if how == "listens" else [str(tmp_path / "waiting.py")]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, how, *what],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        number = getattr(signal, name)
        (os.killpg if to == "all" else os.kill)(process.pid, number)
        rest, complained = process.communicate()  # comes back when nobody holds the pipe open any more
    assert (process.returncode, rest) == (128 + number, b"")
    if how == "listens":
        assert complained == b""


def test_ctrl_c_before_a_child_has_begun_to_read_leaves_no_traceback() -> None:
    program = (
        PARENT.replace("listens = ", "import os, subprocess\nlistens = ").replace("sys.exit(", """
class Told(subprocess.Popen):
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        os.kill(self.pid, signal.SIGINT)
subprocess.Popen = Told
sys.exit(""", 1)
    )  # fmt: skip
    done = python(program, "listens", "json.tool")
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_what_a_child_says_is_kept_and_its_code_told() -> None:
    program = "import sys; print('out'); sys.stdout.flush(); sys.exit('in error')"
    code, output = captured([sys.executable, "-c", program], folder=ROOT)
    assert (code, output.splitlines()) == (1, ["out", "in error"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_the_preview_ends_in_order_and_leaves_its_address(name: str) -> None:
    address = f"127.0.0.1:{free_port()}"
    program = AS_USUAL + "import runpy, sys; sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__')"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(ROOT / "scripts" / "dev.py"), "serve", "-a", address],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        before = ""
        for line in process.stdout:
            before += line
            if "Serving on" in line:
                break
        assert process.poll() is None, before
        with urllib.request.urlopen(f"http://{address}/", timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(getattr(signal, name))
        rest = process.stdout.read()  # ends when nobody can write to it any more, the server included
    assert process.returncode == 128 + getattr(signal, name)
    assert rest.splitlines()[-1] == "Stopped."
    assert "Traceback" not in before + rest
    assert port.refusal(address) == ""


# The address of the preview


@pytest.mark.parametrize(
    ("arguments", "settings", "address"),
    [
        ([], "", "127.0.0.1:8000"),
        ([], "dev_addr: '[::1]:9000'  # ours\n", "[::1]:9000"),
        (["-a", "localhost:1"], "dev_addr: a:2\n", "localhost:1"),
        (["-alocalhost:1"], "", "localhost:1"),
        (["--dev-addr", "a:1", "--dirty", "--dev-addr=b:2"], "", "b:2"),
        (["-a"], "", "127.0.0.1:8000"),
    ],
)
def test_the_address_is_the_one_that_the_server_takes(
    tmp_path: Path, arguments: list[str], settings: str, address: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert port.address(arguments, tmp_path / "mkdocs.yml") == address


@pytest.mark.parametrize("wrong", ["8000", "localhost", "localhost:http", "localhost:99999999"])
def test_what_is_no_address_is_left_to_the_server(wrong: str) -> None:
    assert port.refusal(wrong) == ""


@pytest.mark.parametrize("way", ["-a", "--dev-addr"])
def test_an_address_in_use_is_told_before_anything_is_done(way: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [sys.executable, str(ROOT / "scripts" / "dev.py"), "serve", way, address]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    remedy = "Choose another address, such as: python3 scripts/dev.py serve -a 127.0.0.1:8001\n"
    assert done.stderr == f"The preview cannot be served at {address}: {os.strerror(errno.EADDRINUSE)}. {remedy}"


def test_an_address_of_another_machine_is_told() -> None:
    assert "The preview cannot be served at 192.0.2.1:8001: " in (line := port.refusal("192.0.2.1:8001"))
    assert line.endswith("-a 127.0.0.1:8002")


# What is not tested


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    """A machine without browser, npm, Java and what makes and reads a PDF, on which nothing is run but noted."""
    done: list[tuple[str, ...]] = []

    def run(command: list[str], *, listens: bool = False, **told: str) -> None:
        done.append(tuple(command[3:] if listens else command))
        if "SKIPPED_INTO" in told:
            Path(told["SKIPPED_INTO"]).write_text("no sha256sum\nno sha256sum\n", encoding="utf-8")

    for name in ("CI", "BROWSER_PATH", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(tools, "find_library", lambda _: None)
    monkeypatch.setattr(tools, "JARS", (tmp_path / "jaxb.jar",))
    monkeypatch.setattr(dev, "_environment", lambda *_: None)
    monkeypatch.setattr(dev, "_run", run)
    monkeypatch.setattr(dev, "VENV", dev.Environment(tmp_path / ".venv"))
    return done


LEFT_OUT = (
    "Not tested: the tests in a browser (no Chromium), the types and sizes of the site's scripts (no npm), "
    "the checks of the HTML (no Java), the checks of the PDF of the book (no Pango), "
    "the checks of what stands in that PDF (no Poppler), the checks for PDF/UA and PDF/A (no JAXB), "
)


def test_what_is_missing_is_said_first_and_last(
    bare: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    dev.test(["-x"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "No Chromium was found: THE TESTS IN A BROWSER ARE LEFT OUT."
    assert "No npm was found: THE TYPES AND SIZES OF THE SITE'S SCRIPTS ARE LEFT OUT." in lines
    assert "No Java was found: THE CHECKS OF THE HTML ARE LEFT OUT." in lines
    assert "No Pango was found: THE CHECKS OF THE PDF OF THE BOOK ARE LEFT OUT." in lines
    assert "dev.py test --install" in "\n".join(lines)
    assert lines[-1] == LEFT_OUT + "2 tests that were skipped (no sha256sum)."
    assert bare[-1] == ("pytest", "-n", "auto", "--dist", "loadfile", "-m", "not browser", "-x")
    assert [call for call in bare if "tsc" in str(call)] == []


@pytest.mark.parametrize("program", ["scripts.check", "mypy", "pytest"])
def test_it_is_said_last_when_something_fails_as_well(
    bare: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], program: str
) -> None:
    ran = dev._run

    def failing(command: list[str], **told: Any) -> None:
        ran(command, **told)
        if program in command:
            sys.exit(3)

    monkeypatch.setattr(dev, "_run", failing)
    with pytest.raises(SystemExit, match="3"):
        dev.test([])
    last = "2 tests that were skipped (no sha256sum)." if program == "pytest" else "what comes after the failure above."
    assert capsys.readouterr().out.splitlines()[-1] == LEFT_OUT + last


def test_ci_stops_before_anything_is_run(bare: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(
        SystemExit, match=r"In CI the tests in a browser and the types and sizes .* must not be left out"
    ):
        dev.test([])
    assert bare == []
    monkeypatch.setattr(tools, "missing", lambda _: [])
    monkeypatch.setattr(dev, "_types", lambda _: None)
    with pytest.raises(SystemExit, match="In CI no test may be skipped"):
        dev.test([])


def test_a_browser_that_cannot_be_fetched_is_told_in_one_line(
    bare: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []

    def fetched(command: list[str], **_: object) -> tuple[int, str]:
        calls.append(command)
        return 1, "Downloading\nError: getaddrinfo ENOTFOUND\n    at Object.x\nFailed to install browsers\n"

    monkeypatch.setattr("scripts.children.captured", fetched)
    dev.test(["--install", "-x"])
    assert calls[0][1:] == ["-m", "playwright", "install", "chromium"]
    assert (
        capsys.readouterr()
        .out.splitlines()[1]
        .startswith("Playwright could not fetch a browser (Failed to install browsers). ")
    )
    assert bare[-1] == ("pytest", "-n", "auto", "--dist", "loadfile", "-m", "not browser", "-x")


def test_the_browser_that_playwright_wants_is_found_where_it_puts_it(
    bare: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / ".venv/lib/python3.11/site-packages/playwright/driver/package"
    package.mkdir(parents=True)
    (package / "browsers.json").write_text('{"browsers": [{"name": "chromium", "revision": "12"}]}', encoding="utf-8")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "kept"))
    for revision, found in (("11", False), ("12", True)):
        (tmp_path / "kept" / f"chromium-{revision}").mkdir(parents=True)
        (tmp_path / "kept" / f"chromium-{revision}" / "INSTALLATION_COMPLETE").touch()
        assert tools.has_browser(tmp_path / ".venv") == found


def test_everything_tested_is_said_too() -> None:
    assert tools.last_words([], [], ended=True) == "Nothing was left out."


def test_pytest_says_why_tests_were_skipped(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_a(): pytest.skip('no\\n tool')\n@pytest.mark.skipif(True, reason='no b')\ndef test_b(): pass\ndef test_c(): pass\n",
        encoding="utf-8",
    )
    for number in ("0", "2"):
        noted = tmp_path / "noted.txt"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.conftest",
            "-p",
            "no:cacheprovider",
            "-n",
            number,
            str(tmp_path),
        ]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "SKIPPED_INTO": str(noted)}, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert sorted(noted.read_text(encoding="utf-8").splitlines()) == ["no b", "no tool"]
