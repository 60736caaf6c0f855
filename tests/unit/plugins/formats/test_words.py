"""Every problem with input has words, and no words are left over."""

from __future__ import annotations

import re
from pathlib import Path

from engine.messages import catalogue, cluster, formats, inputs
from plugins.formats import csv_file, jsonl, turtle

ROOT = Path(__file__).resolve().parents[4]
SOURCES = [
    ROOT / "engine/record.py",
    *sorted((ROOT / "plugins/formats").glob("*.py")),
    ROOT / "plugins/installed.py",
    ROOT / "plugins/shipped.py",
    *sorted((ROOT / "cli").glob("*.py")),
    *sorted((ROOT / "cli/cluster").glob("*.py")),
]
CODE = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')
KNOWN = {**inputs.CATALOGUE, **formats.CATALOGUE, **cluster.CATALOGUE}


def test_every_code_that_is_used_has_words_and_every_code_with_words_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(CODE.findall(text))
    raised = set(re.findall(r'(?:Problem|complain)\(\s*"([a-z0-9-]+)"', text))
    assert raised - catalogue().keys() == set()
    assert set(KNOWN) - used == set()
    for mistakes in (jsonl.MISTAKES, turtle.MISTAKES, csv_file.MISTAKES):
        assert set(mistakes.values()) <= set(KNOWN)


def test_dutch_and_english_need_the_same_values() -> None:
    for words in KNOWN.values():
        assert set(re.findall(r"\{(\w+)\}", words.nl)) == set(re.findall(r"\{(\w+)\}", words.en))
        assert bool(words.hint_nl) == bool(words.hint_en)
