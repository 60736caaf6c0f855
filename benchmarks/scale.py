"""How time and memory grow: ``python -m benchmarks.scale [--full] [--json [FILE]] [--html FILE] [--lang nl|en]``.

Against the number of rules (50 to 5,000, each with a literal, a lexicon or a ``require``), of definitions in one corpus
(1,000 to 100,000, with ``--full`` 1,000,000: time and memory of its index, of one change to it, and of the whole check)
and of processes (``check --jobs``). Every size runs in a process of its own, with a peak of memory of its own; seconds
are of processor time but for jobs, where the clock is what counts. No figure is a test.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import made_definitions, made_entries
from benchmarks.machine import ROOT, about, peak_mb
from benchmarks.madepacks import made_pack
from benchmarks.report import text_of, write
from benchmarks.scale_report import scale_report
from benchmarks.texts import real_definitions
from benchmarks.timing import best
from cli.request import cores
from engine.features.touched import touched
from engine.model import Entry
from engine.record import record_to_dict
from plugins import load_engine

RULES = (50, 500, 5000)
KINDS = ("literal", "lexicon", "require")
CORPORA = (1_000, 10_000, 100_000)
FULL = 1_000_000
JUDGED = 1000
"""Texts that are judged with every number of rules."""
CHECKED = 2000
"""Records that are judged against a corpus, and, times ten, for each number of jobs."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="also a million definitions (an hour or more)")
    parser.add_argument("--quick", action="store_true", help="only the smaller sizes, to see whether it works")
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="write JSON; without FILE print it")
    parser.add_argument("--html", metavar="FILE", help="write a page with plots")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the page")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(one(options.one[0], int(options.one[1]))))
        return
    figures = measure(full=options.full, quick=options.quick)
    report = scale_report(figures, about(load_engine(["astra-nl"], verify=False).packs), options.lang)
    file = options.json if options.json != "-" else None
    write(report, json_file=file, html_file=options.html)
    plain = json.dumps({"about": dict(report.about), **figures}, indent=2, ensure_ascii=False)
    print(plain if options.json == "-" else text_of(report))


def measure(*, full: bool, quick: bool) -> dict[str, Any]:
    """All curves: lists of figures by size."""
    rules = RULES[:2] if quick else RULES
    corpora = CORPORA[:2] if quick else (*CORPORA, FULL) if full else CORPORA
    return {
        "rules": {kind: [_child(kind, number) for number in rules] for kind in KINDS},
        "corpora": [_child("corpus", number) for number in corpora],
        "jobs": jobs_curve(CHECKED if quick else CHECKED * 10),
    }


def one(what: str, size: int) -> dict[str, Any]:
    """The figures of one size, in a process of its own."""
    return corpus_figures(size) if what == "corpus" else rule_figures(what, size)


def rule_figures(kind: str, number: int) -> dict[str, Any]:
    """Loading a pack of so many rules, and judging with it: microseconds for each definition."""
    folder = made_pack(kind, number)
    start = time.process_time()
    engine = load_engine([str(folder)], verify=False)
    loaded = time.process_time() - start
    definitions = real_definitions(JUDGED)[1]
    list(engine.validate_many(definitions))
    seconds = best(lambda: sum(1 for _ in engine.validate_many(definitions)))
    return {
        "size": number,
        "us": round(1e6 * seconds / len(definitions), 2),
        "load_s": round(loaded, 2),
        "peak_mb": peak_mb(),
    }


def corpus_figures(number: int) -> dict[str, Any]:
    """A corpus of so many definitions: its index, a change of one definition, and judging records of it."""
    entries = made_entries(number)
    engine = load_engine(["astra-nl"], verify=False)
    before = peak_mb()
    start = time.process_time()
    index = engine.index(entries)
    _ = (index.revision, index.by_id, index.by_text, index.by_term, index.by_synonym, index.by_statement, index.graph)
    indexed = time.process_time() - start
    records = made_definitions(min(number, CHECKED))
    list(engine.validate_many(records[:64], index))
    memory = peak_mb() - before
    seconds = best(lambda: sum(1 for _ in engine.validate_many(records, index)), 1)
    old = entries[number // 2]
    start = time.process_time()
    changed = index.with_changes([Entry(old.begrip, "zaak die ergens anders op lijkt", old.id)])
    change = time.process_time() - start
    start = time.process_time()
    again = touched(index, changed, steps=1)
    return {
        "size": number,
        "index_s": round(indexed, 2),
        "index_mb": memory,
        "us": round(1e6 * seconds / len(records), 1),
        "change_ms": round(1000 * change, 1),
        "touched_ms": round(1000 * (time.process_time() - start), 1),
        "touched": len(again),
        "peak_mb": peak_mb(),
    }


def jobs_curve(number: int) -> list[dict[str, Any]]:
    """``check --jobs`` over one file, by the clock, for 1 up to all cores; what starting costs is left out."""
    curve: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        few, many = (Path(folder) / f"{name}.jsonl" for name in ("few", "many"))
        for path, size in ((few, 64), (many, number)):
            lines = (json.dumps(record_to_dict(record), ensure_ascii=False) for record in made_definitions(size))
            path.write_text("\n".join(lines), encoding="utf-8")
        _check(few, 1)
        for jobs in range(1, cores() + 1):
            seconds = _check(many, jobs) - _check(few, jobs)
            rate = round(number / seconds)
            linear = round(rate / (jobs * curve[0]["per_second"]), 2) if curve else 1.0
            curve.append({"size": jobs, "per_second": rate, "of_linear": linear})
    return curve


def _check(path: Path, jobs: int) -> float:
    command = [sys.executable, "-c", "from cli.main import main; main()", "check", str(path), "--jobs", str(jobs)]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as nowhere:
        done = subprocess.run(
            [*command, "--format", "jsonl"], cwd=ROOT, stdout=nowhere, stderr=subprocess.PIPE, check=False
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return time.perf_counter() - start


def _child(what: str, size: int) -> dict[str, Any]:
    print(f"{what} {size}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.scale", "--one", what, str(size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
