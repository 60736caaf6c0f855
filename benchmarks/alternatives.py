"""What people would use instead of the engine, on the same texts with the same phrases or conditions, in one run.

Each alternative is prepared first (not timed), then judges all texts; what it found is counted, so that a fast answer
to another question shows. What is not installed is left out, and the report says so.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.machine import installed
from benchmarks.madepacks import FOLDER
from plugins import load_engine

Run = Callable[[], int]
"""Judges all texts, and says how much it found."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to judge the texts. ``run`` is ``None`` where it cannot be tried; ``note`` says why, or what differs."""

    name: str
    version: str
    run: Run | None
    note: tuple[str, str] = ("", "")
    seconds: Callable[[], tuple[float, int]] | None = None
    """Measures by itself, in another process: seconds and what was found."""


OWN_BOUNDS = ("zijn eigen woordgrenzen; geen oordeel", "its own word boundaries; no verdict")


def engine(folder: Path, texts: Sequence[str]) -> Alternative:
    """The engine with a pack of the phrases or conditions."""
    from engine.model import Definition  # noqa: PLC0415 - beside the engine it belongs to

    ours = load_engine([str(folder)], verify=False)
    records = [Definition("begrip", text) for text in texts]

    def run() -> int:
        return sum(len(report.findings) for report in ours.validate_many(records))

    note = ("spans, hele woorden, oordeel en score", "spans, whole words, verdict and score")
    return Alternative("definitie", installed("definitie"), run, note)


def pattern(phrase: str) -> str:
    """A phrase as a regular expression, in whole words and whatever its case."""
    return rf"(?<![\w-]){re.escape(phrase)}(?![\w-])"


def regex_loop(phrases: Sequence[str], texts: Sequence[str]) -> Alternative:
    """A loop over compiled patterns, one for each phrase."""
    compiled = [re.compile(pattern(phrase), re.IGNORECASE) for phrase in phrases]

    def run() -> int:
        return sum(1 for text in texts for each in compiled for _ in each.finditer(text))

    return Alternative("re, lus", "", run, ("een patroon per regel; geen oordeel", "a pattern a rule; no verdict"))


def regex_union(phrases: Sequence[str], texts: Sequence[str]) -> Alternative:
    """One pattern for all phrases: fast to write, but it tells no overlapping phrases."""
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    one = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)

    def run() -> int:
        return sum(1 for text in texts for _ in one.finditer(text))

    return Alternative("re, één patroon", "", run, ("overlappende frasen ontbreken", "overlapping phrases are missed"))


def spacy_phrases(phrases: Sequence[str], texts: Sequence[str]) -> Alternative:
    """SpaCy's PhraseMatcher on a blank Dutch pipeline: its tokens, no word classes."""
    if importlib.util.find_spec("spacy") is None:
        return _absent("spaCy PhraseMatcher", "pip install 'definitie[bench]'")
    import spacy  # noqa: PLC0415 - in an extra
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank("nl")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for at, phrase in enumerate(phrases):
        matcher.add(str(at), [nlp.make_doc(phrase)])

    def run() -> int:
        return sum(len(matcher(nlp.make_doc(text))) for text in texts)

    return Alternative(
        "spaCy PhraseMatcher", spacy.__version__, run, ("zijn eigen woordgrenzen", "its own word bounds")
    )


def spacy_matcher(phrases: Sequence[str], texts: Sequence[str]) -> Alternative:
    """SpaCy's Matcher with a pattern of tokens for each phrase."""
    if importlib.util.find_spec("spacy") is None:
        return _absent("spaCy Matcher", "pip install 'definitie[bench]'")
    import spacy  # noqa: PLC0415 - in an extra
    from spacy.matcher import Matcher  # noqa: PLC0415

    nlp = spacy.blank("nl")
    matcher = Matcher(nlp.vocab)
    for at, phrase in enumerate(phrases):
        matcher.add(str(at), [[{"LOWER": word} for word in phrase.split()]])

    def run() -> int:
        return sum(len(matcher(nlp.make_doc(text))) for text in texts)

    return Alternative("spaCy Matcher", spacy.__version__, run, OWN_BOUNDS)


SCRIPT = """\
import { createLinter, loadTextlintrc } from "textlint";
import { readFileSync } from "node:fs";
const texts = JSON.parse(readFileSync("texts.json", "utf8"));
const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath: ".textlintrc.json" }) });
await linter.lintText("warm", "a.txt");
const start = process.hrtime.bigint();
let found = 0;
for (const text of texts) found += (await linter.lintText(text, "a.txt")).messages.length;
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, found }));
"""
TEXTLINT, PRH = "15.8.0", "6.1.0"


def textlint(phrases: Sequence[str], texts: Sequence[str]) -> Alternative:
    """Textlint with textlint-rule-prh, installed into ``build/`` by npm; timed inside node, its start left out."""
    name = "textlint + prh"
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return _absent(name, "node, npm")
    folder = FOLDER / "textlint"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    if not (folder / "node_modules" / "textlint-rule-prh").is_dir():
        wanted = [f"textlint@{TEXTLINT}", f"textlint-rule-prh@{PRH}"]
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", *wanted]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return _absent(name, f"npm install: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    rules = [{"expected": "…", "pattern": rf"/(?<![\w-]){phrase}(?![\w-])/gi"} for phrase in phrases]
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}), encoding="utf-8")
    settings = {"rules": {"prh": {"rulePaths": ["./prh.yml"]}}}
    (folder / ".textlintrc.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "run.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")

    def seconds() -> tuple[float, int]:
        done = subprocess.run([node, "run.js"], cwd=folder, capture_output=True, text=True, check=True)
        said = json.loads(done.stdout)
        return said["seconds"], said["found"]

    note = ("leest de tekst als document en kent zinsdelen", "reads the text as a document with its parts")
    return Alternative(name, f"{TEXTLINT} + {PRH}", None, note, seconds)


def zen(limits: Sequence[int], texts: Sequence[str]) -> Alternative:
    """zen-engine with a decision table on the number of words, which is counted for it."""
    if importlib.util.find_spec("zen") is None:
        return _absent("zen-engine", "pip install 'definitie[bench]'")
    from zen import ZenEngine  # noqa: PLC0415 - in an extra

    decision = ZenEngine().create_decision(json.dumps(_table(limits)))
    counts = [len(text.split()) for text in texts]

    def run() -> int:
        return sum(len(decision.evaluate({"words": count})["result"]) for count in counts)

    note = ("krijgt het aantal woorden kant-en-klaar", "is given the number of words")
    return Alternative("zen-engine", installed("zen-engine"), run, note)


def python_conditions(limits: Sequence[int], texts: Sequence[str]) -> Alternative:
    """The same conditions written in Python."""

    def run() -> int:
        return sum(1 for text in texts for limit in limits if len(text.split()) < limit)

    return Alternative("Python, lus", "", run, ("splitst op spaties", "splits at blanks"))


def _table(limits: Sequence[int]) -> dict[str, Any]:
    rules = [{"_id": f"r{at}", "words": f"< {limit}", "code": f'"M-{at}"'} for at, limit in enumerate(limits)]
    place = {"x": 0, "y": 0}
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "words", "name": "words", "field": "words"}],
        "outputs": [{"id": "code", "name": "code", "field": "code"}],
        "rules": rules,
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [
            {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "e2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }


def _absent(name: str, needs: str) -> Alternative:
    return Alternative(name, "–", None, (f"niet gemeten: {needs} ontbreekt", f"not measured: {needs} is absent"))
