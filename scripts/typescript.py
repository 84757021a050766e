"""What checks the types of the site's scripts: locked in scripts/javascript/, installed by npm beside its lock."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from scripts import children

FOLDER = Path(__file__).resolve().parent / "javascript"


def install() -> None:
    """Install the locked tools when the lock changed; ends the program where that does not go. No script of a package
    is run."""
    stamp = FOLDER / "node_modules" / ".installed.sha256"
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing scripts/javascript/package-lock.json ...", flush=True)
    if children.run([shutil.which("npm") or "npm", "ci", "--ignore-scripts"], folder=FOLDER):
        sys.exit(
            "npm could not install scripts/javascript/package-lock.json, see above. Is a package registry in reach? "
            "Then call the same command again."
        )
    stamp.write_text(wanted)


def command() -> list[str]:
    """Return the command that checks the types."""
    compiler = FOLDER / "node_modules" / "typescript" / "bin" / "tsc"
    return [shutil.which("node") or "node", str(compiler), "--project", str(FOLDER)]
