"""A pack in a git repository, asked for from time to time with the ``git`` of the machine.

The address comes from the settings, so it is data of the operator; everything else comes from somebody else: no hooks,
no symbolic links, no submodules, no prompts, only protocols that are named here, and nothing that git says is logged,
since it repeats addresses. Branches whose history was rewritten are not followed by themselves.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.settings import SettingsError

PROTOCOLS = "https:ssh:file"
SECONDS = 120
FORM = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)=(?P<url>[^\s#-][^\s#]*)#(?P<branch>\w[\w./-]*)(?::(?P<folder>[\w./ -]*))?"
)
SECRET = re.compile(r"://[^/@]*:[^/@]*@")
SAFE = (
    "-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false", "-c", "submodule.recurse=false",
    "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never",
)  # fmt: skip
PASSED_ON = ("PATH", "HOME", "USER", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy")


class RewrittenError(Exception):
    """The branch no longer has the commit that was followed last; the message names both."""


@dataclass(frozen=True, slots=True)
class GitSource:
    """A pack in a repository.

    Args:
        url: of the repository.
        branch: that is followed.
        inside: folder of the pack in it.
        place: for a working copy of ours.
    """

    url: str
    branch: str
    inside: str
    place: Path

    @property
    def folder(self) -> Path:
        """The folder of the pack in the working copy."""
        return self.place / self.inside

    def update(self, *, rewritten: bool = False) -> None:
        """Bring the working copy up to the branch.

        Args:
            rewritten: also where its history was rewritten.

        Raises:
            FileNotFoundError: where repository or branch do not answer.
            RewrittenError: where its history was rewritten; the working copy then stays as it is.
        """
        if not (self.place / ".git").is_dir():
            self.place.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet")
        before = self._git("rev-parse", "--verify", "--quiet", "HEAD", may_fail=True)
        self._git("fetch", "--quiet", "--no-tags", "--force", "--end-of-options", self.url,
                  f"+refs/heads/{self.branch}:refs/definitie/followed")  # fmt: skip
        after = self._git("rev-parse", "--verify", "refs/definitie/followed")
        if before == after:
            return
        if before and not rewritten and not self._follows(before, after):
            raise RewrittenError(f"{before[:10]} → {after[:10]}")
        self._git("checkout", "--quiet", "--force", "--detach", after)

    def _follows(self, before: str, after: str) -> bool:
        return self._run("merge-base", "--is-ancestor", before, after).returncode == 0

    def _git(self, *words: str, may_fail: bool = False) -> str:
        done = self._run(*words)
        if done.returncode and not may_fail:
            raise FileNotFoundError(f"git {words[0]}: {self.branch}")
        return done.stdout.strip() if not done.returncode else ""

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": PROTOCOLS,
            "GIT_ASKPASS": "true",
            "LC_ALL": "C",
        }
        try:
            return subprocess.run(  # noqa: S603 - no shell; what comes from settings stands behind --end-of-options
                ("git", *SAFE, *words),  # noqa: S607 - the git of the machine
                cwd=self.place,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise FileNotFoundError(f"git {words[0]}: {type(error).__name__}") from None


def git_sources(text: str | None, place: Path) -> Mapping[str, GitSource]:
    """The sources that the setting ``packs_git`` names.

    Args:
        text: the setting.
        place: folder for working copies.

    Raises:
        SettingsError: for what is not written as it should be, or holds credentials.
    """
    found = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        form = FORM.fullmatch(part.strip())
        if form is None or ".." in (form["folder"] or "").split("/") or (form["folder"] or "").startswith("/"):
            raise SettingsError("DEFINITIE_PACKS_GIT: expected is name=URL#branch:folder, separated by commas")
        if SECRET.search(form["url"]):
            raise SettingsError("DEFINITIE_PACKS_GIT: credentials do not belong in an address; git knows where to ask")
        found[form["name"]] = GitSource(form["url"], form["branch"], form["folder"] or "", place / form["name"])
    return found
