"""Where the site is hosted, where its source can be edited, and whether it is a draft: told by the platform, never
invented.

Without a word from the platform there is no canonical address and no link to a forge, and nothing fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

DRAFT = "DRAFT_OF"
"""The variable that says what a draft is of, such as `pull request 12, commit abc1234`."""

MISTAKE = "mistake.yml"
"""The form for reporting a mistake, in .github/ISSUE_TEMPLATE/."""


@dataclass(frozen=True, slots=True)
class Hosting:
    """`site` is the address of the published site, `repository` that of the source, each without a final slash, or
    empty; `branch` is where corrections go. `draft` says in plain words what the site is a draft of; empty for one
    that is to be published."""

    site: str = ""
    repository: str = ""
    branch: str = "main"
    draft: str = ""

    @classmethod
    def told_by(cls, environment: Mapping[str, str]) -> Hosting:
        """Read the hosting from the environment.

        `SITE_URL`, `REPOSITORY_URL` and `DRAFT_OF` say it outright. In GitHub Actions the repository follows from
        `GITHUB_SERVER_URL` and `GITHUB_REPOSITORY` (GitHub's "Default environment variables"), and what is built for
        a pull request is a draft of it.
        """
        server, name = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
        repository = environment.get("REPOSITORY_URL") or (f"{server}/{name}" if server and name else "")
        return cls(
            site=environment.get("SITE_URL", "").rstrip("/"),
            repository=repository.rstrip("/"),
            branch=environment.get("EDIT_BRANCH") or "main",
            draft=" ".join(environment.get(DRAFT, "").split()) or _pull_request(environment),
        )

    @property
    def base(self) -> str:
        """The path under which the site is hosted, with slashes at both ends."""
        path = urlsplit(self.site).path.strip("/")
        return f"/{path}/" if path else "/"

    def edit(self, file: str, line: int | None = None) -> str | None:
        """Return the address at which the forge's editor opens a file of the project, or None without a forge.

        With a line, counted from 1, the address ends in `#L14`. That GitHub's editor goes to this line is what people
        report and was not tried here; an editor that does not know the sign opens the file at its beginning.
        """
        if not self.repository:
            return None
        return f"{self.repository}/edit/{self.branch}/{file}" + (f"#L{line}" if line else "")

    def report(self, record: str, page: str) -> str | None:
        """Return the address of the form for reporting a mistake, filled with the file and the address of the page,
        or None without a forge. GitHub fills the fields of a form by their ids (GitHub Docs, "Creating an issue from
        a URL query")."""
        if not self.repository:
            return None
        filled = urlencode({"template": MISTAKE, "record": record, "page": page}, quote_via=quote)
        return f"{self.repository}/issues/new?{filled}"


def _pull_request(environment: Mapping[str, str]) -> str:
    """Return in words for which pull request GitHub Actions builds, with the first letters of its last commit; nothing
    for any other event. The commit of the checkout is one that GitHub made by merging, which nobody else knows; so the
    one that the author knows is taken from the file that describes the event (GitHub Docs, "Events that trigger
    workflows", `pull_request`)."""
    number = re.fullmatch(r"refs/pull/([0-9]+)/merge", environment.get("GITHUB_REF", ""))
    if environment.get("GITHUB_EVENT_NAME") != "pull_request" or not number:
        return ""
    try:
        event = json.loads(Path(environment.get("GITHUB_EVENT_PATH", "")).read_text(encoding="utf-8"))
        commit = str(event["pull_request"]["head"]["sha"])
    except (OSError, ValueError, LookupError, TypeError):
        commit = ""
    known = re.fullmatch(r"[0-9a-f]{40,64}", commit)
    return f"pull request {number[1]}" + (f", commit {commit[:7]}" if known else "")
