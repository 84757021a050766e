"""Write the JSON Schemas in data/schema/ from the records: `python -m scripts.write_schema`."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.corpus.files import replace
from macros.corpus.schema import schemas
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write every schema and remove those that no record needs any more."""
    folder = ROOT / "data" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    texts = schemas()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        replace(folder / name, text)
    print(f"{len(texts)} schemas written to data/schema/.")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
