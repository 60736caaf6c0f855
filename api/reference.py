"""Writes the reference pages of settings, problems and events from the code: ``python -m api.reference``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from api.events.asyncapi import asyncapi_page, events_page
from api.problem_table import PROBLEMS
from api.problems import URN
from api.settings import FILE, PREFIX, SHORT_NAMES, Settings

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTE = "<!-- Written by python -m api.reference; a test compares it. -->"


def settings_page() -> str:
    """The page of all settings."""
    lines = [
        "# Settings of the service",
        "",
        NOTE,
        "",
        "Each setting is an environment variable. Any of them can be read from a file instead: name the file in the",
        f"variable with `{FILE}` behind it (`{PREFIX}TOKEN_KEYS{FILE}`). That is the way for secrets: they never stand",
        "in an argument, a log line or an answer. A rate is written `100/s burst 200`: so many a second (`/m` minute,",
        "`/h` hour) in the long run, and so many at once after a pause.",
        "",
        "| variable | default | what it is |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        also = f" or `{SHORT_NAMES[name]}`" if name in SHORT_NAMES else ""
        default = "the user's data folder" if field.default_factory is not None else _shown(field.default)
        lines.append(f"| `{PREFIX}{name.upper()}`{also} | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def problems_page() -> str:
    """The page of all problems."""
    lines = [
        "# Problems",
        "",
        NOTE,
        "",
        "Every error is answered as problem details (RFC 9457, `application/problem+json`). `code` is for programs and",
        f"keeps its meaning; `type` is `{URN}` followed by it; `title` and `detail` are for people, in Dutch, or in",
        "English where `Accept-Language` asks for it; `instance` names the request; `errors` lists the fields that are",
        "wrong, each with a JSON pointer. A definition with findings is no problem: findings are results.",
        "",
        "| code | status | title | detail |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{code}` | {kind.status} | {kind.title[1]} (*{kind.title[0]}*) | {kind.detail[1]} |"
        for code, kind in PROBLEMS.items()
    ]
    return "\n".join(lines) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "problems.md": problems_page,
    "events.md": lambda: events_page(NOTE),
    "asyncapi.yaml": asyncapi_page,
}


def _shown(value: object) -> str:
    return "–" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
