"""Where the site is hosted and where its source can be edited: told by the platform, never invented.

Without a word from the platform there is no canonical address and no link to a forge, and nothing fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Hosting:
    """`site` is the address of the published site, `repository` that of the source, each without a final slash, or
    empty; `branch` is where corrections go."""

    site: str = ""
    repository: str = ""
    branch: str = "main"

    @classmethod
    def told_by(cls, environment: Mapping[str, str]) -> Hosting:
        """Read the hosting from the environment.

        `SITE_URL` and `REPOSITORY_URL` say it outright. In GitHub Actions the repository follows from
        `GITHUB_SERVER_URL` and `GITHUB_REPOSITORY` (GitHub's "Default environment variables").
        """
        server, name = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
        repository = environment.get("REPOSITORY_URL") or (f"{server}/{name}" if server and name else "")
        return cls(
            site=environment.get("SITE_URL", "").rstrip("/"),
            repository=repository.rstrip("/"),
            branch=environment.get("EDIT_BRANCH") or "main",
        )

    @property
    def base(self) -> str:
        """The path under which the site is hosted, with slashes at both ends."""
        path = urlsplit(self.site).path.strip("/")
        return f"/{path}/" if path else "/"

    def edit(self, file: str) -> str | None:
        """Return the address at which the forge's editor opens a file of the project, or None without a forge."""
        return f"{self.repository}/edit/{self.branch}/{file}" if self.repository else None
