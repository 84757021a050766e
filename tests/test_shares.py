"""Work that copies of a process take part in: each item once and in order, whatever happens to a copy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINUX = sys.platform.startswith("linux")

BEGIN = """
import json, os, signal, sys, threading, time
from macros import shares
shares._cores = lambda: 3
home = os.getpid()
def told(results):
    print(json.dumps(results))
"""


def said(script: str) -> object:
    """Return what a script with the work in it prints, in a process of its own: this one has threads."""
    done = subprocess.run([sys.executable, "-c", BEGIN + script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("count", [0, 1, 19, 20, 500, 20_000])
def test_each_item_is_done_once_and_the_results_are_in_order(count: int) -> None:
    results = said(f"told(shares.Shared(lambda item: item * 2, range({count})).results())")
    assert results == [item * 2 for item in range(count)]


@pytest.mark.skipif(not LINUX, reason="only on Linux a process is copied")
def test_copies_take_part() -> None:
    workers = said("told(shares.Shared(lambda item: time.sleep(0.01) or os.getpid(), range(60)).results())")
    assert isinstance(workers, list)
    assert len(set(workers)) == 3


def test_what_has_threads_is_not_copied() -> None:
    script = """
wait = threading.Event()
threading.Thread(target=wait.wait, daemon=True).start()
told([each == home for each in shares.Shared(lambda item: os.getpid(), range(60)).results()])
"""
    assert said(script) == [True] * 60


@pytest.mark.parametrize(
    "ends", ["os._exit(3)", "os.kill(os.getpid(), signal.SIGKILL)", "sys.exit('no')", "1 / 0"], ids=str
)
def test_what_a_copy_leaves_undone_is_done_here(ends: str) -> None:
    script = f"""
def work(item):
    time.sleep(0.005)
    if os.getpid() != home:
        {ends}
    return item
told(shares.Shared(work, range(60)).results())
"""
    assert said(script) == [*range(60)]


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    results = said("told([each() for each in shares.Shared(lambda item: lambda: item, range(60)).results()])")
    assert results == [*range(60)]


def test_what_is_raised_is_raised_here_and_no_copy_goes_on() -> None:
    script = """
def work(item):
    time.sleep(0.005)
    if item == 40:
        raise KeyError("forty")
    return item
shared = shares.Shared(work, range(60))
copies = [process for process, _ in shared._copies]
try:
    shared.results()
except KeyError as error:
    for process in copies:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            continue
        raise SystemExit("still there")
    told(error.args)
"""
    assert said(script) == ["forty"]


def test_work_can_be_stopped_and_leaves_no_file_open() -> None:
    script = """
before = sorted(os.listdir("/dev/fd"))
shared = shares.Shared(lambda item: time.sleep(60), range(60))
shared.stop()
shared.stop()
told(before == sorted(os.listdir("/dev/fd")))
"""
    assert said(script) is True


@pytest.mark.skipif(not LINUX, reason="only on Linux a process is copied")
def test_copies_end_with_the_process_they_are_copies_of() -> None:
    script = """
shared = shares.Shared(lambda item: time.sleep(600), range(60))
print(json.dumps([process for process, _ in shared._copies]), flush=True)
time.sleep(600)
"""
    command = [sys.executable, "-c", BEGIN + script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        copies = json.loads(process.stdout.readline())
        assert len(copies) == 2
        process.kill()
    waited = time.monotonic()
    while any(_works(copy) for copy in copies):
        assert time.monotonic() - waited < 60, "a copy is still there"
        time.sleep(0.01)


def _works(process: int) -> bool:
    """Tell whether a process is there and not only waits to be buried."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_ctrl_c_ends_all_of_it() -> None:
    script = """
shared = shares.Shared(lambda item: time.sleep(0.01) or (item == 5 and os.kill(home, signal.SIGINT)), range(600))
try:
    shared.results()
except KeyboardInterrupt:
    told(shared._copies)
"""
    assert said(script) == []
