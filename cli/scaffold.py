"""New packs and rules that work at once, so that an author starts from something that runs and edits it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO

from cli.engines import engine_for
from cli.guard import SUCCESS
from cli.texts import say
from engine.errors import InputError, Problem
from engine.packs.files import MANIFEST
from engine.packs.texts import CODE, NAME
from engine.version import ENGINE_VERSION

FIRST_THEME = "eigen"
FIRST_RULE = "EIGEN-01"

PACK = """\
name: {name}
version: 0.1.0
language: nl
title: {title}
engine: ">={major},<{next_major}"
licence: EUPL-1.2

# Elk thema is een map onder rules/.
themes:
  {theme}: Eigen regels

profiles:
  standaard:
    text: Alle regels; fouten houden aanvaarding tegen.
    block_at: error
"""

RULE = """\
code: {code}
name: {name}
title: Nieuwe regel {code}
theme: {theme}
family: {family}
severity: warning           # error, warning of info
status: draft               # draft: doet alleen mee waar een profiel de regel aanzet; stable: altijd
source: Eigen regel
question: Staat het woord ‘voorbeeldwoord’ niet in de definitie?
explanation: >-
  Leg in een paar zinnen uit waarom dit ertoe doet.
check: |
  forbid "voorbeeldwoord"
message: ‘{{match}}’ hoort niet in een definitie.
suggestion: Laat het woord weg.
# Voorbeelden zijn tests: bij pass moet de regel zwijgen, bij fail moet hij aanslaan op wat achter match staat.
examples:
  pass:
    - begrip: meldkamer
      definitie: ruimte waar noodoproepen binnenkomen en worden doorgezet
  fail:
    - begrip: meldkamer
      definitie: voorbeeldwoord waar noodoproepen binnenkomen en worden doorgezet
      match: voorbeeldwoord
"""

CHANGELOG = """\
# Wijzigingen

## 0.1.0

- Eerste regel.
"""


def new_pack(name: str, folder: Path, language: str, stdout: TextIO) -> int:
    """Make a pack with one rule; the exit status.

    Raises:
        InputError: the name will not do, or something stands in its place.
    """
    if not re.match(NAME, name):
        raise InputError([Problem("bad-name", None, values={"name": name})])
    place = folder / name
    if place.exists():
        raise InputError([Problem("file-exists", None, values={"path": str(place)})])
    major = int(ENGINE_VERSION.split(".")[0])
    title = name.replace("-", " ").capitalize()
    _write(place / MANIFEST, PACK.format(name=name, title=title, theme=FIRST_THEME, major=major, next_major=major + 1))
    _write(place / "CHANGELOG.md", CHANGELOG)
    _write_rule(place, FIRST_RULE, FIRST_THEME, FIRST_THEME)
    stdout.write(say("pack-made", language, path=place) + "\n")
    return SUCCESS


def new_rule(code: str, pack: Path, theme: str, language: str, stdout: TextIO) -> int:
    """Make a rule in a pack; the exit status.

    Raises:
        PackError: the pack does not load.
        InputError: the code or theme will not do, or the rule exists.
    """
    if not re.match(CODE, code):
        raise InputError([Problem("bad-code", None, None, {"code": code}, _as_code(code))])
    if not (pack / MANIFEST).is_file():
        raise InputError([Problem("not-a-pack-folder", None, values={"path": str(pack)})])
    loaded = engine_for([f"{pack}/"]).packs[0]
    if theme not in loaded.themes:
        values = {"theme": theme, "known": ", ".join(loaded.themes)}
        raise InputError([Problem("no-such-theme", None, values=values)])
    if any(rule.code == code for rule in loaded.rules):
        raise InputError([Problem("file-exists", None, values={"path": code})])
    families = list(loaded.families)
    path = _write_rule(pack, code, theme, theme if not families or theme in families else families[0])
    stdout.write(say("rule-made", language, path=path, pack=pack) + "\n")
    return SUCCESS


def _write_rule(pack: Path, code: str, theme: str, family: str) -> Path:
    path = pack / "rules" / theme / f"{code}.yaml"
    _write(path, RULE.format(code=code, name=f"regel-{code.lower()}", theme=theme, family=family))
    return path


def _write(path: Path, text: str) -> None:
    if path.exists():
        raise InputError([Problem("file-exists", None, values={"path": str(path)})])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _as_code(text: str) -> str | None:
    code = re.sub(r"[^A-Z0-9]+", "-", text.upper()).strip("-")
    return code if re.match(CODE, code) else None
