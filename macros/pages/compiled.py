"""Templates that were compiled once need not be compiled again in the same process, as each build of a preview would.

Jinja asks for what it compiled by the name and the file of a template, and takes it only when the template still has
the same text (`Bucket.load_bytecode`, Jinja 3.1).
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """What was compiled, in memory. For environments of one kind only: what a template is compiled to depends on the
    settings of its environment."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from a template of this name."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
