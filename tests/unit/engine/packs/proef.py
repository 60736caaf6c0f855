"""A small sound pack that tests break in one place at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MANIFEST = """\
name: proef
version: 1.0.0
title: {nl: Proefregels, en: Trial rules}
engine: ">=1,<2"
licence: EUPL-1.2
themes:
  essentie: Essentie
  vorm: Vorm
families:
  doel: er staat een doel
  omvang: de tekst is te kort
selectors:
  doelwoord: any of doelwoorden
profiles:
  standaard:
    text: De gewone instellingen.
    required_for_acceptance: [ESS-01]
  streng:
    extends: standaard
    block_at: warning
    config:
      LEN-01: {woorden: 4}
"""

ESS_01 = """\
code: ESS-01
name: essentie-niet-doel
title: {nl: Essentie, en: Essence}
theme: essentie
family: doel
severity: error
status: stable
question: Zegt de definitie wat het begrip is?
instruction:
  text: Noem geen doel.
  good:
    - {begrip: meldkamer, definitie: ruimte waar noodoproepen binnenkomen}
check: |
  forbid any of doelwoorden
  forbid "om" … "te"
message: "‘{match}’ noemt een doel van {begrip}."
suggestion: Laat het doel weg.
examples:
  pass:
    - {begrip: meldkamer, definitie: ruimte waar noodoproepen binnenkomen}
  fail:
    - {begrip: meldkamer, definitie: ruimte om oproepen te ontvangen, match: om oproepen te, clause: "2"}
    - {begrip: meldkamer, definitie: ruimte teneinde te helpen, match: teneinde}
"""

LEN_01 = """\
code: LEN-01
name: te-kort
title: Te kort
theme: vorm
family: omvang
severity: warning
status: stable
question: Zegt de tekst genoeg?
check:
  aantal: |
    require count(words) >= config.woorden
message:
  aantal: De tekst telt {found} woorden; ten minste {expected} is gewenst.
config:
  woorden: {type: integer, default: 2, minimum: 1, maximum: 10, text: Minste aantal woorden.}
examples:
  pass:
    - {begrip: meldkamer, definitie: ruimte voor noodoproepen}
  fail:
    - {begrip: meldkamer, definitie: ruimte}
    - {begrip: meldkamer, definitie: ruimte voor noodoproepen, profile: streng}
"""

FILES: Mapping[str, str] = {
    "proef/pack.yaml": MANIFEST,
    "proef/lexicons/doelwoorden.yaml": "words: [teneinde, opdat]\n",
    "proef/rules/essentie/ESS-01.yaml": ESS_01,
    "proef/rules/vorm/LEN-01.yaml": LEN_01,
    "kind/pack.yaml": """\
name: kind
version: 1.0.0
title: Uitbreiding
engine: ">=1,<2"
licence: EUPL-1.2
extends: [proef]
""",
}


def write(folder: Path, files: Mapping[str, str | bytes] = FILES) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def changed(file: str, old: str, new: str, files: Mapping[str, str] = FILES) -> dict[str, str]:
    """The files with one piece of one of them replaced; the piece must be there."""
    assert old in files[file], f"{old!r} is not in {file}"
    return {**files, file: files[file].replace(old, new, 1)}
