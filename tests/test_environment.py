"""Whatever happens while the environment is made, and whatever becomes of it later, the next call just works."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.environment import LOCK, STATE, Environment
from tests.project import ROOT

PIP = """
import os, pathlib, signal, sys, time
tick = 0
def step():
    # A place where the test may stop everything; what it holds is the number of the step and what happens there.
    global tick
    tick += 1
    at, _, how = os.environ.get("STOP_" + WHAT, "").partition(" ")
    if str(tick) == at:
        if how == "wait":
            print("at it", file=sys.stderr, flush=True)
            go = pathlib.Path(os.environ["GO"])
            go.with_suffix(".there").touch()
            while not go.exists():
                time.sleep(0.01)
        elif how == "KILL":
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(1)
        else:
            os.kill(os.getppid(), getattr(signal, "SIG" + how))
            time.sleep(60)  # until the parent ends it
def installed(packages, name, version):
    step()
    (packages / f"{name}.py").write_text("name = 'a package'")
    step()
    (packages / f"{name}-{version}.dist-info").mkdir(exist_ok=True)
    (packages / f"{name}-{version}.dist-info" / "METADATA").write_text(name)
    step()
    (packages / f"{name}-{version}.dist-info" / "RECORD").write_text(f"{name}.py,,{len('name = ' + repr('a package'))}\\n")
"""
"""Stands in for pip: three steps for each package, of which the last is to write RECORD, as pip does."""

CALLED = (
    PIP
    + """
WHAT = "PIP"
packages = pathlib.Path(__file__).parent
with open(os.environ["CALLS"], "a") as calls:
    calls.write("pip ")
if "SAYS" in os.environ:
    sys.exit(os.environ["SAYS"])
for line in pathlib.Path(sys.argv[-1]).read_text().split():
    installed(packages, *line.split("=="))
step()
"""
)

MAKER = (
    PIP
    + f"""
WHAT = "VENV"
with open(os.environ["CALLS"], "a") as calls:
    calls.write("venv ")
if "VENV_SAYS" in os.environ:
    sys.exit(os.environ["VENV_SAYS"])
import subprocess, sysconfig, venv
if "STARTS" in os.environ:
    program = "import fcntl, sys, time; file = open(sys.argv[1], 'a'); fcntl.flock(file, fcntl.LOCK_EX); print(flush=True); time.sleep(99)"
    subprocess.Popen([sys.executable, "-c", program, os.environ["STARTS"]], stdout=subprocess.PIPE).stdout.readline()
step()
venv.create(sys.argv[-1], symlinks=os.name != "nt")
step()
base = {{"base": sys.argv[-1], "platbase": sys.argv[-1]}}
packages = pathlib.Path(sysconfig.get_path("purelib", "venv", vars=base))
installed(packages, "pip", "1")
(packages / "pip.py").write_text({CALLED!r})
(packages / "pip-1.dist-info" / "RECORD").write_text("pip.py,,")
"""
)

DRIVER = """
import os, signal, sys
for each in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, each), signal.SIG_DFL)  # whoever runs the tests may ignore them, as nohup does
from pathlib import Path
from scripts.environment import Environment
from scripts.terminal import run
count, (at, _, number) = 0, os.environ.get("AT", "").partition(" ")
def hook(event, given):
    global count
    if not (event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "subprocess.Popen")
            or (event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))):
        return
    count += 1
    if str(count) == at:
        if number:
            raise OSError(int(number), os.strerror(int(number)), "a/file")
        os._exit(9)  # as SIGKILL does: nothing is done after it
def main():
    if at:
        sys.addaudithook(hook)
    Environment(Path(sys.argv[1]), [sys._base_executable, "-c", sys.argv[2]]).ready([Path(each) for each in sys.argv[3:]])
sys.exit(run(main))
"""


class Call:
    """Macros that make an environment in `folder` with two small locks, and what they need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / ".venv"
        self.calls = folder / "calls.txt"
        self.calls.touch()
        self.go = folder / "go"
        self.locks = [folder / "requirements.txt", folder / "requirements-dev.txt"]
        self.locks[0].write_text("one==1 two==2", encoding="utf-8")
        self.locks[1].write_text("three==3", encoding="utf-8")

    def start(self, locks: int = 1, **told: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(self.folder), MAKER, *map(str, self.locks[:locks])],
            cwd=ROOT,
            env={**os.environ, "CALLS": str(self.calls), "GO": str(self.go), "PYTHONDONTWRITEBYTECODE": "1", **told},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, locks: int = 1, **told: str) -> tuple[int, str, str]:
        with self.start(locks, **told) as process:
            said = process.communicate()
        return process.returncode, *said

    @property
    def packages(self) -> Path:
        return next((self.folder / "lib").glob("*/site-packages"), self.folder / "Lib" / "site-packages")

    def works(self, locks: int = 1) -> None:
        """The next call just works, and the one after it finds nothing to do."""
        code, _, complained = self(locks)
        assert (code, complained) == (0, "")
        assert Environment(self.folder).trouble() == ""
        for name in ("one", "two", "three")[: 2 if locks == 1 else 3]:
            subprocess.run([Environment(self.folder).python, "-c", f"import {name}"], check=True)
        self.calls.write_text("", encoding="utf-8")
        assert self(locks) == (0, "", "")
        assert self.calls.read_text(encoding="utf-8") == ""


@pytest.fixture
def call(tmp_path: Path) -> Call:
    return Call(tmp_path)


# Stopped


STEPS = ("VENV 1", "VENV 2", "VENV 4", "PIP 1", "PIP 2", "PIP 3", "PIP 6", "PIP 7")


@pytest.mark.parametrize(
    ("step", "how"),
    [*((step, how) for step in STEPS for how in ("KILL", "INT")), *(("PIP 3", how) for how in ("TERM", "HUP"))],
)
def test_stopped_while_venv_or_pip_is_at_it_the_next_call_works(call: Call, step: str, how: str) -> None:
    what, at = step.split()
    code, said, complained = call(1, **{f"STOP_{what}": f"{at} {how}"})
    number = getattr(signal, f"SIG{how}")
    if how == "KILL":
        assert code == -number
    else:
        assert code == 128 + number
        assert "Traceback" not in said + complained
    assert (call.folder / STATE).read_bytes() == b""
    call.works()


@pytest.mark.parametrize("before", ["nothing", "a broken one", "a whole one"])
def test_killed_at_each_step_of_its_own_the_next_call_works(call: Call, before: str) -> None:
    if before == "a whole one":
        assert call()[0] == 0
    locks, at, ended = 2 if before == "a whole one" else 1, 0, False
    kept = call.folder.with_name("kept")
    if call.folder.exists():
        shutil.copytree(call.folder, kept, symlinks=True)
    while not ended:
        at += 1
        shutil.rmtree(call.folder, ignore_errors=True)
        if before == "a broken one":
            (call.folder / "bin").mkdir(parents=True)
            (call.folder / "bin" / "python").symlink_to("/nowhere/python")
            (call.folder / "pyvenv.cfg").touch()
        elif kept.exists():
            shutil.copytree(kept, call.folder, symlinks=True)
        code, *_ = call(locks, AT=str(at))
        ended = code == 0
        assert code in (0, 9)
        code, _, complained = call(locks)
        assert (code, complained, Environment(call.folder).trouble()) == (0, "", "")
    assert at > 5


def test_what_venv_itself_started_ends_with_it(call: Call, tmp_path: Path) -> None:
    code, *_ = call(STOP_VENV="1 INT", STARTS=str(tmp_path / "held"))
    assert code == 130
    with (tmp_path / "held").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises when somebody still has it


def test_ctrl_c_says_in_one_line_what_the_next_call_does(call: Call) -> None:
    program = (
        "import sys; from scripts import dev; from scripts.terminal import run; "
        "dev.VENV = dev.Environment(dev.Path(sys.argv[1]), [sys._base_executable, '-c', sys.argv[2]]); "
        "sys.argv = ['dev.py', 'check']; sys.exit(run(dev.main))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(call.folder), MAKER],
        cwd=ROOT,
        env={**os.environ, "CALLS": str(call.calls), "STOP_VENV": "1 INT"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert done.stdout == "Making the environment .venv ...\n"
    assert done.stderr == "Stopped. .venv is unfinished; the next call makes it anew.\n"


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    while not path.exists():
        assert process.poll() is None


def test_a_second_first_call_waits_for_the_first(call: Call) -> None:
    first = call.start(STOP_VENV="1 wait")
    wait_for(call.go.with_suffix(".there"), first)
    second = call.start()
    assert second.stdout
    assert second.stdout.readline() == f"Waiting for process {first.pid}, which is about to make .venv ...\n"
    call.go.touch()
    assert first.communicate()[1] == ""
    assert second.communicate() == ("", "")
    assert (first.returncode, second.returncode) == (0, 0)
    assert call.calls.read_text(encoding="utf-8") == "venv pip "


@pytest.mark.parametrize("what", ["STOP_VENV", "STOP_PIP"])
def test_what_was_left_behind_by_a_caller_that_was_killed_is_waited_for(call: Call, what: str) -> None:
    first = call.start(1, **{what: "2 wait"})
    wait_for(call.go.with_suffix(".there"), first)
    first.kill()
    first.wait()
    second = call.start()
    assert second.stdout
    assert second.stdout.readline().startswith("Waiting for process ")
    call.go.touch()
    said, complained = second.communicate()
    assert (second.returncode, complained) == (0, "")
    assert said.startswith("The environment .venv is made anew: it was left unfinished.\n")
    first.communicate()
    call.works()


def test_a_lock_left_behind_holds_nobody_up(call: Call) -> None:
    call.folder.mkdir()
    (call.folder / LOCK).write_text("1", encoding="utf-8")
    assert call()[1] == "Making the environment .venv ...\nInstalling requirements.txt ...\n"


# Broken later


def relinked(call: Call, target: str | None) -> None:
    for path in (call.folder / "bin").glob("python*"):
        path.unlink()
    (call.folder / "bin" / "python").symlink_to(target or "/nowhere")


def uninstalled(call: Call) -> None:
    (call.packages / "two.py").unlink()
    shutil.rmtree(call.packages / "two-2.dist-info")


def aged(call: Call) -> None:
    """Put a program in the place of Python that says it is 3.10."""
    relinked(call, None)
    (call.folder / "bin" / "python").unlink()
    told = json.dumps([[3, 10], str(call.folder), str(call.packages)])
    (call.folder / "bin" / "python").write_text(f"#!/bin/sh\necho '{told}'\n", encoding="utf-8")
    (call.folder / "bin" / "python").chmod(0o755)


BROKEN: dict[str, tuple[Callable[[Call], object], str]] = {
    "interpreter gone": (lambda call: relinked(call, "/nowhere/python"), "its Python is gone or does not start"),
    "another program": (lambda call: relinked(call, shutil.which("false")), "its Python is gone or does not start"),
    "packages gone": (lambda call: shutil.rmtree(call.packages), "its packages are gone"),
    "library gone": (lambda call: shutil.rmtree(call.packages.parent.parent), "its packages are gone"),
    "pip gone": (lambda call: shutil.rmtree(call.packages / "pip-1.dist-info"), "its packages are gone"),
    "a file gone": (lambda call: (call.packages / "two.py").unlink(), "two.py is gone or changed"),
    "a file cut off": (lambda call: (call.packages / "two.py").write_text("n"), "two.py is gone or changed"),
    "a record gone": (lambda call: (call.packages / "two-2.dist-info" / "RECORD").unlink(), "two-2 is installed by half"),
    "a package gone": (uninstalled, "two-2 is gone"),
    "settings gone": (lambda call: (call.folder / "pyvenv.cfg").unlink(), "its Python does not know it"),
    "state damaged": (lambda call: (call.folder / STATE).write_text('{"locks": 1}'), "it was left unfinished"),
    "too old": (aged, "its Python is 3.10, too old"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_made_anew_and_says_why(call: Call, case: str) -> None:
    assert call()[0] == 0
    harm, why = BROKEN[case]
    harm(call)
    assert Environment(call.folder).trouble() == why
    code, said, complained = call()
    assert (code, complained) == (0, "")
    assert said.startswith(f"The environment .venv is made anew: {why}.\nMaking the environment .venv ...\n")
    call.works()


def test_packages_of_ones_own_and_a_newer_pip_stay(call: Call) -> None:
    assert call()[0] == 0
    (call.packages / "mine-1.dist-info").mkdir()
    (call.packages / "mine-1.dist-info" / "RECORD").touch()
    (call.packages / "pip-1.dist-info").rename(call.packages / "pip-2.dist-info")
    call.works()
    assert (call.packages / "mine-1.dist-info").is_dir()


def test_a_changed_lock_is_installed_into_what_is_there(call: Call) -> None:
    call.works()
    call.locks[0].write_text("one==1 two==2 four==4", encoding="utf-8")
    assert call() == (0, "Installing requirements.txt ...\n", "")
    assert call(2) == (0, "Installing requirements-dev.txt ...\n", "")
    call.works(2)


def test_one_made_by_hand_or_by_an_earlier_version_is_used(call: Call) -> None:
    assert call()[0] == 0
    state = json.loads((call.folder / STATE).read_text(encoding="utf-8"))
    (call.folder / STATE).unlink()
    (call.folder / LOCK).unlink()
    stamp = call.folder / "requirements.txt.sha256"
    stamp.write_text(state["locks"]["requirements.txt"], encoding="utf-8")
    assert call() == (0, "", "")
    assert not (call.folder / STATE).exists()
    stamp.unlink()
    assert call() == (0, "Installing requirements.txt ...\n", "")
    call.works()


def test_one_that_was_moved_still_works(call: Call, tmp_path: Path) -> None:
    assert call()[0] == 0
    call.folder = call.folder.rename(tmp_path / "elsewhere")
    call.works()


# What cannot be made


@pytest.mark.parametrize(
    ("says", "line"),
    [
        ("WARNING: Retrying\nERROR: No matching distribution found for one==1", "no package index that has everything is in reach (No matching distribution found for one==1)"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
    ],
    ids=["no index", "full disk"],
)  # fmt: skip
def test_what_pip_cannot_install_is_told_in_one_line(call: Call, says: str, line: str) -> None:
    code, said, complained = call(SAYS=says)
    assert code == 1
    assert said == "Making the environment .venv ...\nInstalling requirements.txt ...\n"
    assert complained.startswith(f"pip could not install requirements.txt: {line}")
    assert complained.count("\n") == 1
    call.works()
    assert call(2, SAYS=says)[0] == 1
    assert Environment(call.folder).trouble() == ""
    assert call() == (0, "", "")


def test_what_pip_says_of_other_things_is_shown(call: Call) -> None:
    code, _, complained = call(SAYS="ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n  Expected a\n  Got b")
    assert code == 1
    assert "  Expected a\n  Got b\n" in complained
    assert complained.endswith("see above. Then call the same command again.\n")


def test_a_venv_that_cannot_be_made_is_told_in_one_line(call: Call) -> None:
    assert call(VENV_SAYS="Error: no")[2] == "The environment .venv could not be made: no\n"
    said = call(VENV_SAYS="not created successfully because ensurepip is not available")[2]
    assert "sudo apt install python3-venv" in said
    assert said.count("\n") == 1
    call.works()


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(call: Call, at: int, number: int) -> None:
    code, _, complained = call(AT=f"{at} {number}")
    assert code == 1
    assert complained.startswith(f"The environment .venv cannot be made: a/file: {os.strerror(number)}. ")
    assert complained.count("\n") == 1
    call.works()


def test_what_is_no_environment_is_left_alone(call: Call) -> None:
    call.folder.write_text("mine", encoding="utf-8")
    code, said, complained = call()
    assert (code, said) == (1, "")
    assert complained == ".venv is a file where a folder is wanted. Move it away, then call the same command again.\n"
    call.folder.unlink()
    call.folder.mkdir()
    (call.folder / "notes.txt").touch()
    code, said, complained = call()
    assert (code, said) == (1, "")
    assert complained.startswith(".venv holds something else than an environment.")
    assert [path.name for path in call.folder.iterdir()] == ["notes.txt"]


def test_a_link_is_followed_and_what_it_leads_to_is_kept(call: Call, tmp_path: Path) -> None:
    call.folder.symlink_to(tmp_path / "elsewhere")
    code, _, complained = call()
    assert code == 1
    assert (
        complained
        == f".venv is a link to {tmp_path / 'elsewhere'}, which is no folder. Make that folder, or remove the link.\n"
    )
    (tmp_path / "elsewhere").mkdir()
    call.works()
    (call.folder / STATE).unlink()
    (call.packages / "one.py").unlink()
    code, said, complained = call()
    assert (code, said) == (1, "")
    assert "one.py is gone or changed there" in complained
    assert complained.count("\n") == 1
    assert (call.packages / "two.py").exists()
