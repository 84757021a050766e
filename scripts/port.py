"""Whether the preview can be served at an address, told before anything is built."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Sequence
from pathlib import Path

USUAL = "127.0.0.1:8000"
"""Where MkDocs serves unless told otherwise (mkdocs.org, "Configuration", `dev_addr`)."""


def address(arguments: Sequence[str], settings: Path) -> str:
    """Return the address that `mkdocs serve` would take: the last of the arguments, the one in the settings, or the
    usual one."""
    found = re.search(r"(?m)^dev_addr:\s*[\"']?([^\s\"'#]+)", settings.read_text(encoding="utf-8"))
    given = found[1] if found else USUAL
    for at, argument in enumerate(arguments):
        if argument in ("-a", "--dev-addr"):
            given = arguments[at + 1] if at + 1 < len(arguments) else given
        elif argument.startswith("--dev-addr="):
            given = argument.partition("=")[2]
        elif argument.startswith("-a") and not argument.startswith("--"):
            given = argument[2:]
    return given


def refusal(given: str) -> str:
    """Return one line that says why an address cannot be served at, with the remedy; nothing when it can be, or when it
    is none, which MkDocs says better."""
    host, _, port = given.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        return ""
    host = host.strip("[]")
    other = 8001 if int(port) != 8001 else 8002
    remedy = f"Choose another address, such as: python3 scripts/dev.py serve -a 127.0.0.1:{other}"
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if os.name != "nt":  # as the server does: an address that was in use a moment ago is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
            probe.listen()
    except OSError as error:
        return f"The preview cannot be served at {given}: {error.strerror}. {remedy}"
    return ""
