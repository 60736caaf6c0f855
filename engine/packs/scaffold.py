"""Begin a rule or a pack: files that load and whose examples pass, with comments that explain every key.

The comments are in Dutch, as is the tutorial for rule authors.
"""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import PackError, Problem
from engine.language.nearest import closest
from engine.packs.files import MANIFEST, find_pack, read_pack_files
from engine.packs.manifest import PackFile
from engine.packs.nodes import Scalar
from engine.packs.read_model import read_model
from engine.packs.texts import CODE, NAME
from engine.version import ENGINE_VERSION

FIRST_THEME = "algemeen"
FIRST_RULE = "ALG-01"

_RULE = """\
# Een regel van het pakket. Beoordeel hem met: definitie test
code: {code}                # gelijk aan de naam van dit bestand
name: {name}                # leesbaar, kleine letters met streepjes
title: Geen ‘iets’          # wat er in overzichten staat
theme: {theme}              # gelijk aan de naam van de map
family: {family}            # regels die hetzelfde gebrek zien; samen tellen zij één keer
severity: warning           # error, warning of info
status: {status}            # draft (doet alleen mee als een profiel hem noemt), stable of deprecated
question: Zegt de definitie wat voor ding het begrip is?
explanation: >-
  Wie ‘iets’ schrijft, laat de lezer raden. Leg hier uit waarom de regel er is.
instruction:                # wat een generator te horen krijgt, met een tekst waar geen regel over valt
  text: Noem het soort ding; schrijf niet ‘iets’.
  good:
    - begrip: meldkamer
      definitie: ruimte waar noodoproepen binnenkomen en worden doorgezet

# De controle, in de regeltaal: elke clausule verbiedt iets (forbid) of eist iets (require).
check: |
  {check}

# De melding bij een bevinding; {{match}} is wat er gevonden is, {{begrip}} de term.
message: "‘{{match}}’ zegt niet wat voor ding {{begrip}} is."
suggestion: Noem een ruimer begrip, zoals ‘besluit’ of ‘ruimte’.

# Voorbeelden zijn tests: ten minste één waar de regel over zwijgt, en één waar hij aanslaat.
examples:
  pass:
    - begrip: vergunning
      definitie: besluit dat een handeling toestaat
  fail:
    - begrip: vergunning
      definitie: iets dat een handeling toestaat
      match: iets             # wat de regel hier moet vinden, letterlijk
"""

_PACK = """\
# Een regelpakket. Controleer het met: definitie packs validate
name: {name}
version: 0.1.0
language: nl                # taal van de teksten; een tekst kan ook {{nl: …, en: …}} zijn
title: {title}
engine: "{engine}"             # versies van de engine waarvoor dit pakket gemaakt is
licence: EUPL-1.2

themes:                     # de mappen onder rules/, in de volgorde van het rapport
  {theme}: Algemeen

families:                   # regels die hetzelfde gebrek zien
  inhoud: de tekst zegt niet wat het begrip is

profiles:                   # standaard moet er zijn
  standaard:
    text: Alle vaste regels; fouten houden aanvaarding tegen.
    block_at: error
"""

_LEXICON = """\
# Woorden die de regels van dit pakket gebruiken als: any of vage_woorden
words:
  - iets
  - dingen
  - een en ander
"""

_CHANGELOG = """\
# Wijzigingen

## 0.1.0

- Eerste versie.
"""


def new_rule(pack: Path, code: str, theme: str) -> Path:
    """Write a complete rule file of status ``draft``.

    Args:
        pack: the folder of the pack.
        code: code of the new rule, such as ``ESS-07``.
        theme: a theme of the pack.

    Returns:
        The file, ``rules/<theme>/<code>.yaml``.

    Raises:
        PackError: for a wrong or used code, an unknown theme, or a pack whose ``pack.yaml`` does not read.
    """
    if not re.fullmatch(CODE, code) or len(code) > 20:
        raise PackError([Problem("form-code", values={"found": code})])
    files = read_pack_files(find_pack(pack))
    language = files.manifest.node(["language"])
    manifest, problems = read_model(
        files.manifest, PackFile, language.text if isinstance(language, Scalar) else "nl"
    )  # fmt: skip
    if manifest is None:
        raise PackError([*files.manifest.problems, *problems])
    if theme not in manifest.themes:
        values = {"theme": theme, "known": ", ".join(manifest.themes) or "–"}
        raise PackError([Problem("unknown-theme", values=values, suggestion=closest(theme, manifest.themes))])
    if code in {stem for _, stem, _ in files.rules}:
        raise PackError([Problem("rule-exists", values={"code": code})])
    path = pack / "rules" / theme / f"{code}.yaml"
    family = next(iter(manifest.families), theme)
    _write(path, _rule_text(code, theme, family, "draft", 'forbid "iets"'))
    return path


def new_pack(path: Path, name: str) -> Path:
    """Write a small complete pack: one theme, one lexicon, one rule.

    Args:
        path: the folder of the pack, which must be absent or empty.
        name: name of the pack.

    Returns:
        The folder.

    Raises:
        PackError: for a wrong name or a folder that is not empty.
    """
    if not re.fullmatch(NAME, name):
        raise PackError([Problem("form-name", values={"found": name})])
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise PackError([Problem("folder-not-empty", values={"folder": str(path)})])
    major = int(ENGINE_VERSION.split(".")[0])
    title = name.replace("-", " ").capitalize()
    _write(path / MANIFEST, _PACK.format(name=name, title=title, engine=f">={major},<{major + 1}", theme=FIRST_THEME))
    _write(path / "lexicons" / "vage_woorden.yaml", _LEXICON)
    rule = _rule_text(FIRST_RULE, FIRST_THEME, "inhoud", "stable", "forbid any of vage_woorden")
    _write(path / "rules" / FIRST_THEME / f"{FIRST_RULE}.yaml", rule)
    _write(path / "CHANGELOG.md", _CHANGELOG)
    return path


def _rule_text(code: str, theme: str, family: str, status: str, check: str) -> str:
    return _RULE.format(code=code, name=code.lower(), theme=theme, family=family, status=status, check=check)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
