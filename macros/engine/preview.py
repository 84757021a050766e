"""The preview: its pages reload themselves although their policy lets no foreign script run.

MkDocs writes a script of its own into every page that it serves, and this script asks the server whether there is
something new. The policy of our pages forbids both. What lies in the served folder is what a build makes; the policy
is widened on the way to the browser, for this one script and for this one server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from mkdocs.livereload import LiveReloadServer

from macros.engine import frames

_SCRIPT, _END = b"<script>", b"</script></body>"


def let_reload(server: LiveReloadServer) -> None:
    """Let the script that the server puts at the end of each page run, and ask the server."""
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
