"""Packs of any number of rules to measure on, in ``build/``: each rule has one literal, lexicon or ``require``."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from benchmarks.machine import ROOT
from engine.packs.model import Pack

FOLDER = ROOT / "build" / "benchmarks"
SEED = 5
WORDS_OF_LEXICON = 8
SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wu zal ber den fon gar".split()
MANIFEST = {
    "version": "1.0.0", "language": "nl", "title": "Meetregels", "engine": ">=1,<2", "licence": "EUPL-1.2",
    "themes": {"meten": "Meten"}, "profiles": {"standaard": {"text": "Alle regels."}},
}  # fmt: skip


def phrases_of(pack: Pack, number: int) -> list[str]:
    """Words and phrases from the lexicons of a pack, as people look for them: lower case, letters and blanks."""
    found = {entry.text for lexicon in pack.lexicons.values() for entry in lexicon.entries}
    plain = sorted(text for text in found if text == text.lower() and text.replace(" ", "").isalpha() and len(text) > 2)
    return sorted(random.Random(SEED).sample(plain, min(number, len(plain))))  # noqa: S311 - to be repeatable


def phrase_pack(phrases: Sequence[str]) -> Path:
    """A pack with a rule for each phrase."""
    return write_pack(f"frasen-{len(phrases)}", [f'forbid "{phrase}"' for phrase in phrases], {})


def made_pack(kind: str, number: int) -> Path:
    """A pack of ``number`` rules of one kind: ``literal``, ``lexicon`` or ``require``.

    The words are made of syllables: a few stand in real texts by chance, as those of a real pack do.
    """
    chance = random.Random(SEED)  # noqa: S311 - to be repeatable, not secret
    lexicons: dict[str, list[str]] = {}
    checks = []
    for at in range(number):
        if kind == "literal":
            checks.append(f'forbid "{_word(chance)}"')
        elif kind == "lexicon":
            lexicons[f"lijst{at}"] = sorted({_word(chance) for _ in range(WORDS_OF_LEXICON)})
            checks.append(f"forbid any of literal lijst{at}")
        else:
            checks.append(f"require count(words) >= {at % 3 + 1}")
    return write_pack(f"{kind}-{number}", checks, lexicons)


def write_pack(name: str, checks: Sequence[str], lexicons: dict[str, list[str]]) -> Path:
    """Write a pack of these checks; its examples only have to be there, since they are not run."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "rules" / "meten").mkdir(parents=True)
    (folder / "lexicons").mkdir()
    _write(folder / "pack.yaml", {"name": name, **MANIFEST})
    for lexicon, words in lexicons.items():
        _write(folder / "lexicons" / f"{lexicon}.yaml", {"words": words})
    for at, check in enumerate(checks):
        code = f"M-{at:05}"
        record = {"begrip": "iets", "definitie": "zaak"}
        rule = {
            "code": code, "name": f"regel-{at}", "title": f"Regel {at}", "theme": "meten", "family": f"f{at}",
            "severity": "warning", "status": "stable", "question": "Klopt het?", "check": check,
            "message": "Het klopt niet.", "examples": {"pass": [dict(record)], "fail": [dict(record)]},
        }  # fmt: skip
        _write(folder / "rules" / "meten" / f"{code}.yaml", rule)
    return folder


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


def _write(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
