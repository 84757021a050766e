"""The preview: seen soon after saving, never half made, and in pages that reload themselves.

`mkdocs serve` builds into the folder that it serves, and empties it first; when a build fails, it serves what there is,
or nothing at all. Here a build is made beside that folder, and only when it is whole goes over what differs. So the
served files are always those of one whole build, and a mistake leaves the last good pages as they are.

All that is used of the server has a public name, but only the source tells what it does with it; see `version`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from macros.engine import frames, version
from macros.shares import can_copy

LOOK = 0.05
"""Seconds between two looks at what has changed; a look at ours costs two milliseconds. Files are looked at, because
what the system tells of them does not reach every disk: shared ones and those of another system say nothing."""
QUIET = 0.02
"""Seconds without a further change before a build begins. Editors that save by way of a second file take less."""

_WHOLE, _NOT = b"1", b"0"
"""What a copy says of a build."""

_SCRIPT, _END = b"<script>", b"</script></body>"


class Preview:
    """What is served, and the folder beside it that the next state is built into."""

    def __init__(self, served: Path, build: Callable[[], None]) -> None:
        self._served = served
        self._build = build
        self.folder = Path(tempfile.mkdtemp(prefix="next_"))
        self._apart: tuple[int, int] | None = None

    @classmethod
    def over(cls, server: LiveReloadServer, config: MkDocsConfig) -> Preview | None:
        """Return the preview that a server is to show, which has not started yet; nothing when MkDocs is not known."""
        if not version.is_known():
            return None
        preview = cls(Path(config.site_dir), server.builder)
        server.builder = preview._rebuild
        _look_often(server, [config.docs_dir, str(config.config_file_path), *config.theme.dirs])
        _let_reload(server)
        return preview

    def build_apart(self, get_ready: Callable[[], None]) -> None:
        """Let a copy of this process build, where there can be one: the server has threads, and what has threads can
        use one core only, see `Shared`. The copy ends when this process does. It gets ready while nobody waits."""
        if not can_copy():
            return
        (wanted, want), (made, make) = os.pipe(), os.pipe()
        if os.fork():
            os.close(wanted)
            os.close(make)
            self._apart = want, made
            return
        os.close(want)
        os.close(made)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the server, which tells by its end
        try:
            get_ready()
            while os.read(wanted, 1):
                os.write(make, _WHOLE if self._builds() else _NOT)
        finally:
            os._exit(0)

    def end(self) -> None:
        """Remove the folder beside."""
        self._forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _rebuild(self) -> None:
        """Build anew, and bring what is whole to the folder that is served."""
        if (self._built_apart() or (_WHOLE if self._builds() else _NOT)) == _WHOLE:
            bring(self.folder, self._served)
        else:
            print("The preview shows the site as it was before.", file=sys.stderr, flush=True)

    def _built_apart(self) -> bytes:
        """Return what the copy says of a build; nothing when there is none, or none any more."""
        if self._apart:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._apart[0], b" ")
                if says := os.read(self._apart[1], 1):
                    return says
            self._forget()
        return b""

    def _forget(self) -> None:
        for file in self._apart or ():
            os.close(file)
        self._apart = None

    def _builds(self) -> bool:
        """Build anew; tell whether the site is whole. A build that failed has said why; raised, its error would let the
        server wait for the next without an answer to any reader."""
        try:
            self._build()
        except (Exception, SystemExit) as error:
            if not isinstance(error, SystemExit):  # such an error has been told
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            return False
        return True


def bring(made: Path, served: Path) -> None:
    """Make a folder hold the same files as another, and touch none that does already."""
    new, old = _files(made), _files(served)
    for name in old.keys() - new.keys():
        (served / name).unlink()
    for folder, _, _ in os.walk(served, topdown=False):
        if folder != str(served):
            with contextlib.suppress(OSError):  # one with something in it stays
                Path(folder).rmdir()
    for name, size in new.items():
        data = (made / name).read_bytes()
        if old.get(name) != size or (served / name).read_bytes() != data:
            (served / name).parent.mkdir(parents=True, exist_ok=True)
            (served / name).write_bytes(data)


def _files(folder: Path | str, within: str = "") -> dict[str, int]:
    """Return the sizes of all files below a folder, by their names from it. Preview and site have more than a thousand,
    so this asks the system once for each folder."""
    found: dict[str, int] = {}
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir():
                found |= _files(each.path, f"{within}{each.name}/")
            elif each.is_file():
                found[f"{within}{each.name}"] = each.stat().st_size
    return found


def _look_often(server: LiveReloadServer, paths: Iterable[str]) -> None:
    """Let the server look for changes more often. Of the paths, it goes on to watch those that it watches already."""
    watched = []
    for path in paths:
        try:
            server.unwatch(path)
        except KeyError:
            continue
        watched.append(path)
    server.observer = PollingObserver(timeout=LOOK)
    for path in watched:
        server.watch(path)
    server.build_delay = QUIET


def _let_reload(server: LiveReloadServer) -> None:
    """Let the script that the server puts at the end of each page run, and ask the server. What is served to a browser
    differs in this from what lies in the folder."""
    plain = server.serve_request

    def serve_request(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started: list[Any] = []
        body = plain(environ, lambda *answer: started.append(answer))
        status, headers = started[-1]
        if dict(headers).get("Content-Type", "") == "text/html":
            page = with_reloading(b"".join(body))
            body = [page]
            headers = [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers]
        start_response(status, headers)
        return body

    server.set_app(cast("Any", serve_request))


def with_reloading(page: bytes) -> bytes:
    """Return a page as it is served, with a policy that lets the script at its very end run and ask its own server. A
    page that ends with no script stays as it is."""
    before, end, _ = page.rpartition(_END)
    start = before.rfind(_SCRIPT)
    if not end or start < 0:
        return page
    script = before[start + len(_SCRIPT) :].decode()
    return frames.widened(page.decode(), script).encode()
