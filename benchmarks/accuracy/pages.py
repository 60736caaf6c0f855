"""Write a page for every rule, its measured precision and recall included: ``python -m benchmarks.accuracy.pages``.

The pages are derived: the rule's file gives the words, the labelled cases give the figures. A test compares.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.cases import read_cases
from benchmarks.accuracy.judging import judge_cases
from benchmarks.accuracy.metrics import Counts, Judged, by_rule, count
from cli.rule_page import rule_page
from engine.engine import Engine
from engine.packs.model import Rule
from plugins import load_engine

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference" / "astra-nl"
_HEAD = """# astra-nl: de regels

Gemaakt door `python -m benchmarks.accuracy.pages`; niet met de hand wijzigen. Precisie: welk deel van de bevindingen
terecht is; vangst: welk deel van de fouten gevonden wordt. Gemeten op gevallen die vóór de regels zijn geschreven
(`benchmarks/accuracy/astra-nl.jsonl`), in het open deel en in het deel dat niet is ingezien.

| regel | ernst | status | gevallen | precisie open / test | vangst open / test |
|---|---|---|---|---|---|
"""


def pages(engine: Engine, judged: Sequence[Judged]) -> dict[str, str]:
    """Every page by file name, the overview as ``README.md``."""
    figures = {rule: _both(cases) for rule, cases in by_rule(judged).items()}
    pack = engine.packs[0]
    found = {f"{rule.code}.md": rule_page(rule, pack, "nl") + _measured(figures.get(rule.code)) for rule in pack.rules}
    found["README.md"] = _HEAD + "".join(_row(rule, figures) for rule in sorted(pack.rules, key=lambda r: r.code))
    return found


def _both(cases: Sequence[Judged]) -> tuple[Counts, Counts]:
    return count([case for case in cases if not case.test]), count([case for case in cases if case.test])


def _measured(counts: tuple[Counts, Counts] | None) -> str:
    if counts is None:
        return ""
    lines = [
        "\n## Gemeten\n",
        "| deel | gevallen | terecht | vals alarm | gemist | precisie | vangst |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, c in zip(("open", "test"), counts, strict=True):
        lines.append(
            f"| {name} | {c.cases} | {c.hits} | {c.false_alarms} | {c.misses} | {c.precision:.2f} | {c.recall:.2f} |"
        )
    return "\n".join(lines) + "\n"


def _row(rule: Rule, figures: Mapping[str, tuple[Counts, Counts]]) -> str:
    head = f"| [{rule.code}]({rule.code}.md) {rule.title.get('nl', '')} | {rule.severity} | {rule.status} |"
    if rule.code not in figures:
        return f"{head} – | – | – |\n"
    known, unseen = figures[rule.code]
    return (
        f"{head} {known.cases + unseen.cases} | {known.precision:.2f} / {unseen.precision:.2f} "
        f"| {known.recall:.2f} / {unseen.recall:.2f} |\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write all pages; pages of rules that are gone are removed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write (default docs/reference/astra-nl)")
    folder: Path = parser.parse_args(arguments).folder
    engine = load_engine(["astra-nl"], verify=False).with_drafts()
    found = pages(engine, judge_cases(engine, read_cases()))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in found:
            old.unlink()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} pages in {folder.name}/")


if __name__ == "__main__":
    main()
