"""A site that is whole or not there: built beside its place, moved into it when everything went well."""

from __future__ import annotations

import shutil
from pathlib import Path


class Staging:
    """A folder beside the final one, in which the site is built.

    `publish` puts it in place of the previous site, `discard` removes it and leaves the previous site as it was.
    """

    def __init__(self, final: Path) -> None:
        self.final = final
        self.folder = final.with_name(f".{final.name}.building")
        self._whole = False

    def whole(self) -> None:
        """Say that everything was built and checked."""
        self._whole = True

    def broken(self) -> None:
        """Say that something went wrong after all, such as a warning under --strict."""
        self._whole = False

    def end(self) -> None:
        """Publish what is whole, discard what is not."""
        if self._whole:
            self.publish()
        else:
            self.discard()

    def publish(self) -> None:
        """Put the new site in place of the previous one."""
        previous = self.final.with_name(f".{self.final.name}.previous")
        shutil.rmtree(previous, ignore_errors=True)
        if self.final.exists():
            self.final.rename(previous)
        self.folder.rename(self.final)
        shutil.rmtree(previous, ignore_errors=True)

    def discard(self) -> None:
        """Remove what was built."""
        shutil.rmtree(self.folder, ignore_errors=True)
