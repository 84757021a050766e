"""Write the JSON Schemas in data/schema/ from the records: `python scripts/write_schema.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.corpus.schema import schemas  # noqa: E402 - the project's root must be on the path first


def main() -> None:
    """Write every schema and remove those that no record needs any more."""
    folder = ROOT / "data" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    texts = schemas()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(texts)} schemas written to data/schema/.")


if __name__ == "__main__":
    main()
