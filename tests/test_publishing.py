"""Publishing: a whole site at every moment, whoever kills, fills or stands in the way of a build."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from macros import lock, staging
from macros.exchange import exchange
from macros.lock import Held, Lock
from macros.staging import Staging, Unpublished
from tests.project import HOSTING, ROOT, Project, contents

OLD = {"index.html": b"the previous site", "a/b.html": b"its second page"}
NEW = {"index.html": b"the new site", "a/b.html": b"its second page, new", "c.html": b"one more"}
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows either ends a process at once


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".site"))


def publish(final: Path, files: dict[str, bytes]) -> None:
    """A build that goes well."""
    run = Staging(final)
    write(run.folder, files)
    run.whole()
    run.end()


def fail(final: Path) -> None:
    """A build that ends halfway."""
    run = Staging(final)
    write(run.folder, {"half.html": b"half"})
    run.end()


@pytest.fixture
def final(tmp_path: Path) -> Path:
    """Where the site goes; there is a previous one, and a folder of somebody else beside it."""
    write(tmp_path / "parent" / "site", OLD)
    write(tmp_path / "others", {"theirs.txt": b"not ours"})
    return tmp_path / "parent" / "site"


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no exchange."""
    monkeypatch.setattr(staging, "exchange", lambda *_: False)


# Killed at every step that the system sees

KILLED = f"""
import os, sys, types
macros = types.ModuleType("macros")  # the package without its macros, which take long to load
macros.__path__ = [{str(ROOT / "macros")!r}]
sys.modules["macros"] = macros
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from macros import staging

final, way, ends, last = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
if way == "two renames":
    staging.exchange = lambda *_: False
seen = 0

def step(event, _):
    global seen
    if event == "open" or event.partition(".")[0] in ("os", "shutil", "fcntl", "msvcrt", "ctypes"):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), {int(KILL)})

sys.addaudithook(step)
run = staging.Staging(final)
(run.folder / "a").mkdir()
for name, data in {NEW!r}.items():
    (run.folder / name).write_bytes(data)
if ends == "well":
    run.whole()
run.end()
last = -1
"""


def killed_at(final: Path, way: str, ends: str, step: int) -> bool:
    """Build in a process that kills itself before its step of that number; False when it came to its end before."""
    command = [sys.executable, "-c", KILLED, str(final), way, ends, str(step)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return False
    assert done.returncode == (-KILL if os.name == "posix" else KILL), done.stderr
    return True


def can_exchange(folder: Path) -> bool:
    write(folder, {"first/1": b"", "second/2": b""})
    return exchange(folder / "first", folder / "second")


@pytest.mark.parametrize("before", [OLD, None], ids=["over a previous site", "the first site"])
@pytest.mark.parametrize("way", ["as here", "two renames"])
def test_killed_anywhere_leaves_a_whole_site_or_the_next_start_brings_it_back(
    tmp_path: Path, way: str, before: dict[str, bytes] | None
) -> None:
    gap = before is not None and (way == "two renames" or not can_exchange(tmp_path / "trial"))
    states = set()
    for step in count(1):
        parent = tmp_path / str(step)
        parent.mkdir()
        final = parent / "site"
        if before:
            write(final, before)
        if not killed_at(final, way, "well", step):
            break
        found = contents(final)
        assert found in ([OLD, NEW, {}] if gap or not before else [OLD, NEW]), step
        if (parent / ".site.previous").exists():
            assert contents(parent / ".site.previous") == OLD, step
        state = "none" if not found else "old" if found == OLD else "new"
        states.add(state)
        fail(final)
        assert contents(final) == (found or before or {}), step
        assert leftovers(parent) == [], step
        publish(final, {"index.html": b"a later site"})
        assert contents(final) == {"index.html": b"a later site"}, step
    assert contents(final) == NEW
    assert leftovers(parent) == []
    assert states == {"new", "old" if before else "none"} | ({"none"} if gap else set())
    assert step > 10


@pytest.mark.parametrize("ends", ["well", "badly"])
@pytest.mark.parametrize("killed", ["between the renames", "while the previous site was removed"])
def test_killed_while_it_recovers_nothing_is_lost_either(tmp_path: Path, killed: str, ends: str) -> None:
    between = killed == "between the renames"
    for step in count(1):
        parent = tmp_path / str(step)
        final, previous = parent / "site", parent / ".site.previous"
        write(previous, OLD)
        write(parent / ".site.building-1_abc", {"half.html": b""} if between else NEW)
        if not between:
            write(final, NEW)
        if not killed_at(final, "two renames", ends, step):
            break
        assert contents(final) in ([OLD, NEW, {}] if between or ends == "well" else [NEW]), step
        assert not previous.exists() or contents(previous) in (OLD, NEW), step
        fail(final)
        assert contents(final) in (OLD, NEW), step
        assert contents(final) == NEW or between, step
        assert leftovers(parent) == [], step
    assert leftovers(parent) == []
    assert step > 10


# One step, or two


def test_an_exchange_is_whole_or_did_not_happen(tmp_path: Path) -> None:
    first, second = tmp_path / "first ü", tmp_path / "second"
    write(first, OLD)
    write(second, NEW)
    exchanged = exchange(first, second)
    assert (contents(first), contents(second)) == ((NEW, OLD) if exchanged else (OLD, NEW))
    assert exchange(first, second) == exchanged


def answering(number: int, name: str) -> Any:
    """A system library with one call, which answers with an error."""

    def call(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    return lambda *_, **__: type("Library", (), {name: staticmethod(call)})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no call that could answer")
@pytest.mark.parametrize("name", ["renameat2", "renamex_np"])
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM])
def test_where_the_file_system_knows_no_exchange_two_renames_do_it(
    monkeypatch: pytest.MonkeyPatch, final: Path, number: int, name: str
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", answering(number, name))
    renamed: list[str] = []

    def rename(old: Path, new: Path) -> None:
        renamed.append(new.name)
        os.rename(old, new)

    monkeypatch.setattr(Path, "rename", rename)
    publish(final, NEW)
    assert contents(final) == NEW
    assert renamed[:2] == [".site.previous", "site"]
    assert leftovers(final.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no call that could answer")
def test_an_exchange_that_fails_is_told_and_not_tried_in_another_way(
    monkeypatch: pytest.MonkeyPatch, final: Path
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", answering(errno.EBUSY, "renameat2"))
    for _ in range(2):
        with pytest.raises(Unpublished, match=r"site was not published: .*: .*busy.* A previous one is kept\.$"):
            publish(final, NEW)
        assert contents(final) == OLD
        assert leftovers(final.parent) == []


def test_a_system_without_such_a_call_publishes_all_the_same(monkeypatch: pytest.MonkeyPatch, final: Path) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    publish(final, NEW)
    assert contents(final) == NEW


@pytest.mark.usefixtures("two_renames")
@pytest.mark.parametrize("error", [OSError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
def test_when_the_second_rename_fails_the_previous_site_comes_back(
    monkeypatch: pytest.MonkeyPatch, final: Path, error: BaseException
) -> None:
    def rename(old: Path, new: Path) -> None:
        if ".building" in old.name and new.name == "site":
            raise error
        os.rename(old, new)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(Unpublished if isinstance(error, OSError) else KeyboardInterrupt):
        publish(final, NEW)
    assert contents(final) == OLD
    assert leftovers(final.parent) == []


def test_what_became_broken_after_all_is_not_published(final: Path) -> None:
    run = Staging(final)
    run.whole()
    run.broken()
    run.end()
    assert contents(final) == OLD


# One build at a time


def test_a_second_build_is_told_who_holds_the_lock_and_harms_nothing(final: Path) -> None:
    first = Staging(final)
    write(first.folder, NEW)
    with pytest.raises(Unpublished) as caught:
        Staging(final)
    said = str(caught.value)
    assert "\n" not in said
    for words in ("Another build", f"process {os.getpid()} on {socket.gethostname()}, since 2", " UTC: ", str(final)):
        assert words in said, words
    first.whole()
    first.end()
    assert contents(final) == NEW
    assert leftovers(final.parent) == []
    publish(final, OLD)


@pytest.mark.parametrize("program", ["/somewhere/mkdocs/__main__.py", "/elsewhere/bin/mkdocs"])
def test_a_holder_is_named_as_one_calls_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    monkeypatch.setattr(sys, "argv", [program, "build", "--site-dir", "two words\n"])
    mine = Lock(tmp_path / "lock")
    with pytest.raises(Held, match=r" UTC: mkdocs build --site-dir 'two words '$"):
        Lock(tmp_path / "lock")
    mine.release()


def test_each_run_has_a_folder_of_its_own(final: Path) -> None:
    folders = set()
    for _ in range(5):
        run = Staging(final)
        folders.add(run.folder)
        run.end()
    assert len(folders) == 5


def test_builds_of_two_sites_side_by_side_do_not_wait_for_each_other(final: Path) -> None:
    other = final.with_name("site.building")
    first, second = Staging(final), Staging(other)
    write(first.folder, NEW)
    write(second.folder, OLD)
    for run in (first, second):
        run.whole()
        run.end()
    assert (contents(final), contents(other)) == (NEW, OLD)


def test_a_lock_whose_file_is_removed_while_another_waits_for_it_is_taken_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, locked, files = tmp_path / "lock", lock._locked, []

    def removed_meanwhile(file: int) -> bool:
        files.append(file)
        if len(files) == 1 and os.name != "nt":  # its holder released it
            path.unlink()
        return locked(file)

    monkeypatch.setattr(lock, "_locked", removed_meanwhile)
    mine = Lock(path)
    with pytest.raises(Held):
        Lock(path)
    mine.release()
    assert not path.exists()


def test_a_lock_holds_on_a_disk_that_has_no_room_for_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    mine = Lock(tmp_path / "lock")
    with pytest.raises(Held, match="a process that has not said its name"):
        Lock(tmp_path / "lock")
    mine.release()


# What stands in the way


def stand_in_the_way(final: Path, kind: str) -> None:
    others = final.parent.parent / "others"
    if kind != "repository":
        shutil.rmtree(final)
    match kind:
        case "file":
            final.write_bytes(b"a file")
        case "link to a folder":
            final.symlink_to(others, target_is_directory=True)
        case "link to a file":
            final.symlink_to(others / "theirs.txt")
        case "dangling link":
            final.symlink_to(others / "nowhere")
        case "link to itself":
            final.symlink_to(final)
        case "repository":
            (final / ".git").mkdir()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("file", "is no folder"),
        ("link to a folder", "is a link to"),
        ("link to a file", "is a link to"),
        ("dangling link", "is a link to"),
        ("link to itself", "is a link to"),
        ("repository", "is a git repository"),
    ],
)
def test_what_is_no_site_is_refused_each_time_and_stays(final: Path, kind: str, words: str) -> None:
    stand_in_the_way(final, kind)
    before = os.lstat(final)
    said = []
    for _ in range(3):
        with pytest.raises(Unpublished, match=words) as caught:
            Staging(final)
        said.append(str(caught.value))
    assert len(set(said)) == 1
    assert "\n" not in said[0]
    assert "--site-dir" in said[0]
    assert os.path.samestat(before, os.lstat(final))
    assert contents(final.parent.parent / "others") == {"theirs.txt": b"not ours"}
    assert leftovers(final.parent) == []


@pytest.mark.parametrize("kind", ["file", "link to a folder", "dangling link", "repository"])
def test_what_is_put_there_while_the_site_is_built_stays_as_well(final: Path, kind: str) -> None:
    run = Staging(final)
    write(run.folder, NEW)
    run.whole()
    stand_in_the_way(final, kind)
    before = os.lstat(final)
    with pytest.raises(Unpublished):
        run.end()
    assert os.path.samestat(before, os.lstat(final))
    assert contents(final.parent.parent / "others") == {"theirs.txt": b"not ours"}
    assert leftovers(final.parent) == []


def test_a_mount_point_is_refused(monkeypatch: pytest.MonkeyPatch, final: Path) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == final)
    with pytest.raises(Unpublished, match="a mount point"):
        Staging(final)
    assert contents(final) == OLD


def test_a_previous_site_is_kept_while_something_else_has_its_place(final: Path) -> None:
    final.rename(final.with_name(".site.previous"))
    final.write_bytes(b"a file")
    with pytest.raises(Unpublished, match="is no folder"):
        Staging(final)
    final.unlink()
    fail(final)
    assert contents(final) == OLD


@pytest.mark.parametrize("kind", ["file", "link", "dangling link", "folder"])
@pytest.mark.parametrize("name", [".site.building", ".site.building-1", ".site.building-1_ab", ".site.previous"])
@pytest.mark.parametrize("build", [fail, lambda final: publish(final, OLD)], ids=["fails", "goes well"])
def test_leftovers_of_any_kind_are_removed_and_links_not_followed(
    final: Path, name: str, kind: str, build: Any
) -> None:
    others, leftover = final.parent.parent / "others", final.with_name(name)
    match kind:
        case "file":
            leftover.write_bytes(b"left")
        case "link":
            leftover.symlink_to(others, target_is_directory=True)
        case "dangling link":
            leftover.symlink_to(others / "nowhere")
        case "folder":
            write(leftover, {"half.html": b"half", "a/b": b"half"})
            (leftover / "linked").symlink_to(others, target_is_directory=True)
    build(final)
    assert contents(final) == OLD
    assert leftovers(final.parent) == []
    assert contents(others) == {"theirs.txt": b"not ours"}


def test_what_only_looks_like_a_leftover_stays(final: Path) -> None:
    names = [".site.building.txt", ".site.buildings", ".site.previously", ".sitemap"]
    for name in names:
        final.with_name(name).write_bytes(b"theirs")
    publish(final, NEW)
    assert sorted(path.name for path in final.parent.iterdir()) == sorted([*names, "site"])


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no read-only folders")
@pytest.mark.parametrize("mode", [0o000, 0o500, 0o400])
def test_read_only_folders_are_opened_before_they_are_removed(
    monkeypatch: pytest.MonkeyPatch, final: Path, mode: int
) -> None:
    """Whoever runs the tests as root could remove them as they are, so what counts is how they are when it begins."""
    removing, removed = shutil.rmtree, list[int]()

    def rmtree(path: Path) -> None:
        folders = [path, *(each for each in path.rglob("*") if each.is_dir())]
        removed.extend(stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXU for folder in folders)
        removing(path)

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    write(final, {"a/deep/er.html": b"deep"})
    for folder in (final / "a" / "deep", final / "a", final):
        folder.chmod(mode)
    publish(final, NEW)
    assert contents(final) == NEW
    assert removed == [stat.S_IRWXU] * 3
    assert leftovers(final.parent) == []


def test_what_cannot_be_removed_is_told_and_left_each_time(
    monkeypatch: pytest.MonkeyPatch, final: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path / "index.html"))

    monkeypatch.setattr(shutil, "rmtree", refused)
    for number in (1, 2):
        publish(final, NEW)
        assert contents(final) == NEW
        told = capsys.readouterr().err.splitlines()
        assert len(told) == number  # those that were there at the start, and the one that this run left
        assert all("could not be removed" in line and "index.html: Permission denied" in line for line in told)
        assert len(leftovers(final.parent)) == number


def test_a_file_system_that_is_mounted_in_the_previous_site_is_not_emptied(
    monkeypatch: pytest.MonkeyPatch, final: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lstat = Path.lstat

    def mounted(path: Path) -> os.stat_result:
        found = lstat(path)
        return os.stat_result([*found[:2], found.st_dev + 1, *found[3:]]) if path.name == "a" else found

    monkeypatch.setattr(Path, "lstat", mounted)
    publish(final, NEW)
    assert contents(final) == NEW
    (left,) = leftovers(final.parent)
    assert contents(final.with_name(left)) == OLD
    assert "another file system is mounted there" in capsys.readouterr().err


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
@pytest.mark.parametrize("call", ["open", "mkdir"])
def test_a_parent_that_takes_nothing_is_told_in_one_line_each_time(
    monkeypatch: pytest.MonkeyPatch, final: Path, number: int, call: str
) -> None:
    refusing = getattr(os, call)

    def refused(path: Any, *arguments: Any, **named: Any) -> Any:
        if ".site." in str(path):
            raise OSError(number, os.strerror(number), str(path))
        return refusing(path, *arguments, **named)

    said = set()
    with monkeypatch.context() as patched:
        patched.setattr(os, call, refused)
        for _ in range(2):
            with pytest.raises(Unpublished, match=rf"{os.strerror(number)}\. A previous one is kept\.$") as caught:
                Staging(final)
            said.add(str(caught.value).count("\n"))
    assert said == {0}
    assert contents(final) == OLD
    assert leftovers(final.parent) == []
    publish(final, NEW)


def test_a_place_below_a_file_is_told_in_one_line(final: Path) -> None:
    with pytest.raises(Unpublished, match=r"index\.html"):
        Staging(final / "index.html" / "site")
    publish(final / "new" / "folders" / "site", NEW)


# The whole way, with MkDocs

PREVIOUS = {"previous.html": b"the previous site"}
BREAK = """
import os, sys
sys.path.insert(0, os.getcwd())
from mkdocs import utils
from mkdocs.__main__ import cli
writing, written = utils.write_file, []
def broken(content, path):
    written.append(path)
    if len(written) == 20:
        {what}
    writing(content, path)
utils.write_file = broken
cli()
"""
GAP = f"""
import os, sys
sys.path.insert(0, os.getcwd())
from mkdocs.__main__ import cli
from macros import staging
staging.exchange = lambda *_: False
def step(event, arguments):
    if event == "os.rename" and os.path.basename(arguments[1]) == "site":
        os.kill(os.getpid(), {int(KILL)})
sys.addaudithook(step)
cli()
"""
LATE = """
import logging
from mkdocs.__main__ import cli
def late(record):
    if "Documentation built" in record.getMessage():
        raise KeyboardInterrupt
    return True
logging.getLogger("mkdocs.commands.build").addFilter(late)
cli()
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    copy = Project.copied_to(tmp_path / "project")
    write(copy.site, PREVIOUS)
    return copy


def mkdocs(project: Project, program: str = "from mkdocs.__main__ import cli; cli()") -> tuple[int, str]:
    """Build with --strict in a changed MkDocs; returns the exit code and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--strict"],
        cwd=project.folder,
        env={name: value for name, value in os.environ.items() if name not in HOSTING} | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def break_the_data(project: Project) -> None:
    project.edit("data/recommendations/36.yml", "cluster: d", "cluster: x")


def assert_broken_data_leaves(project: Project, site: dict[str, bytes]) -> None:
    """Build with broken data; the site is as given, and nothing is left over."""
    break_the_data(project)
    code, said = mkdocs(project)
    assert code == 1
    assert "references-exist" in said
    assert contents(project.site) == site
    assert leftovers(project.folder) == []


def test_a_build_killed_while_it_writes_leaves_the_previous_site(project: Project) -> None:
    code, said = mkdocs(project, BREAK.format(what=f"os.kill(os.getpid(), {int(KILL)})"))
    assert code == (-KILL if os.name == "posix" else KILL), said
    assert contents(project.site) == PREVIOUS
    assert [name.partition("-")[0] for name in leftovers(project.folder)] == [".site.building", ".site.lock"]
    assert_broken_data_leaves(project, PREVIOUS)


def test_a_build_killed_between_two_renames_is_put_right_by_one_that_fails(project: Project) -> None:
    code, said = mkdocs(project, GAP)
    assert code == (-KILL if os.name == "posix" else KILL), said
    assert not project.site.exists()
    assert contents(project.folder / ".site.previous") == PREVIOUS
    assert_broken_data_leaves(project, PREVIOUS)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_no_more_is_told_in_a_line_each_time(project: Project, number: int) -> None:
    for _ in range(2):
        code, said = mkdocs(project, BREAK.format(what=f"raise OSError({number}, os.strerror({number}), path)"))
        assert code == 1, said
        assert "Traceback" not in said
        (line,) = (line for line in said.splitlines() if line.startswith("Nothing was published: "))
        assert line.endswith(f": {os.strerror(number)}.")
        assert contents(project.site) == PREVIOUS
        assert leftovers(project.folder) == []


@pytest.mark.parametrize("error", ["ZeroDivisionError", "__import__('jinja2').TemplateNotFound('x.html')"])
def test_an_error_of_ours_keeps_its_traceback(project: Project, error: str) -> None:
    code, said = mkdocs(project, BREAK.format(what=f"raise {error}"))
    assert code == 1
    assert "Traceback" in said
    assert contents(project.site) == PREVIOUS
    assert leftovers(project.folder) == []


@pytest.mark.parametrize("program", [BREAK.format(what="raise KeyboardInterrupt"), LATE], ids=["early", "late"])
def test_an_interrupted_build_says_so_in_a_line_and_publishes_nothing(project: Project, program: str) -> None:
    code, said = mkdocs(project, program)
    assert code == 1
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "Aborted!"
    assert contents(project.site) == PREVIOUS
    assert leftovers(project.folder) == []


def test_a_second_build_ends_at_once_with_one_line(project: Project) -> None:
    first = Staging(project.site)
    write(first.folder, NEW)
    code, said = mkdocs(project)
    assert code == 1
    assert said.strip().startswith(f"Another build of {project.site} is running; nothing was built. It is process ")
    assert said.strip().count("\n") == 0
    first.whole()
    first.end()
    assert contents(project.site) == NEW


def test_a_link_in_place_of_the_site_is_refused_with_one_line_each_time(project: Project, tmp_path: Path) -> None:
    project.site.rename(tmp_path / "elsewhere")
    project.site.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    heard = [mkdocs(project) for _ in range(2)]
    assert heard[0] == heard[1]
    code, said = heard[0]
    assert code == 1
    assert said.strip() == (
        f"{project.site} is a link to {tmp_path / 'elsewhere'}, which a site does not replace; nothing was published. "
        "Remove the link, or build elsewhere with --site-dir."
    )
    assert contents(tmp_path / "elsewhere") == PREVIOUS
    assert leftovers(project.folder) == []
