"""Pages written by hand, which are templates, are filled where a template can call our macros and nothing else.

mkdocs-macros 1.5 fills them with an ordinary environment of Jinja and gives them its settings, files and modules; from
there a page could run any command. It has no setting for another environment, so `shut` puts one in its place.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import CodeType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from mkdocs_macros import context

from macros.pages.macros import NAMES

log = logging.getLogger("mkdocs.plugins.macros.edition")

_COMPILED: dict[str, CodeType] = {}
"""By the text of a template; how it is compiled is the same for all sandboxes."""

_PLAIN = (str, int, float, bool, list, tuple, dict, range, LoopContext)


class _OnlyOurs(Context):
    """Names mean what the page itself has set, and our macros."""

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars or key in self.environment.globals:
            return super().resolve_or_missing(key)
        return missing


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates that can call the macros given, and look into plain values only."""

    context_class = _OnlyOurs

    def __init__(self, macros: dict[str, Any], page: Callable[[], str] | None = None) -> None:
        super().__init__(undefined=StrictUndefined)  # without a loader: nothing can be included
        self.globals = {"range": self.globals["range"], **macros}
        self._page = page

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        """Return a template. What it was compiled to is kept: a preview fills the same pages again and again."""
        if not isinstance(source, str) or args or more:
            return super().from_string(source, *args, **more)
        if source not in _COMPILED:
            _COMPILED[source] = self.compile(source)
        return Template.from_code(self, _COMPILED[source], self.make_globals(None), None)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may look at an attribute: of plain values, as far as Jinja thinks it harmless."""
        return isinstance(obj, _PLAIN) and super().is_safe_attribute(obj, attr, value)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or attribute of a plain value."""
        return super().getitem(obj, argument) if isinstance(obj, _PLAIN) else self.unsafe_undefined(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call something: our macros, its own, and methods of plain values."""
        given = any(obj is each for each in self.globals.values())
        own = isinstance(obj, Macro | StrictUndefined) or isinstance(getattr(obj, "__self__", None), _PLAIN)
        return (given or own) and super().is_safe_callable(obj)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Say in a line what is wrong with a page, if it is known which page this is; mkdocs-macros would print a
        traceback of itself. An ordinary exception would be caught by it."""
        error = sys.exception()
        if self._page is None or not isinstance(error, TemplateError):
            super().handle_exception(source)
        line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        log.error(
            "docs/%s%s: %s. A page can call the macros of docs/contributing/macros.md.", self._page(), line, error
        )
        raise SystemExit(1) from None


def leave_git_alone() -> None:
    """Keep mkdocs-macros from asking git a dozen times for what it then gives to templates; ours cannot see it. With
    another version it goes on to ask."""
    if hasattr(context, "get_git_info"):
        context.get_git_info = dict


def shut(plugin: Any) -> None:
    """Let mkdocs-macros fill pages in the sandbox, with our macros alone.

    Raises `LookupError` when it is another version, whose insides are not known: then nothing may be built.
    """
    if not hasattr(plugin, "_env"):
        raise LookupError("mkdocs-macros is another version than 1.5, whose templates can be shut in a sandbox")
    macros = {name: plugin.macros[name] for name in NAMES}
    plugin._env = Sandbox(macros, lambda: str(plugin.page.file.src_uri))
