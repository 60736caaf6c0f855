"""Did the engine become slower? ``make bench``, or ``python -m benchmarks.guard [--update] [--instructions] [--json]``.

Times differ between machines and hours; ratios of two times taken in turn in one run hardly do. Each is compared with
the baseline (``baseline.json``) and may be worse by its tolerance; a ratio that is worse is measured a second time
before it counts. With ``--instructions`` the instructions of judging one definition are counted by valgrind too, where
it is there: they do not depend on what else the machine does, but only on the same Python, so the baseline names that.
Exit status 1 where something is worse. ``--update`` writes a new baseline, to be committed with the reason why.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.corpora import made_entries
from benchmarks.machine import ROOT, installed, machine
from benchmarks.madepacks import made_pack, phrase_pack, phrases_of
from benchmarks.shared import regex_loop, shared_engine
from benchmarks.texts import real_definitions
from benchmarks.timing import alternately
from engine.engine import Engine
from engine.features.tokens import tokenize
from engine.model import Definition, Entry
from plugins import load_engine

BASELINE: Final = Path(__file__).with_name("baseline.json")
RECORDS: Final = 300
ENTRIES: Final = 2000
TOLERANCE: Final = 0.25
"""By how much a ratio may be worse, as a share: what the same code differs between runs on a busy machine."""
INSTRUCTIONS: Final = 0.05
"""The same for instructions, which differ by hash order and little else."""
SMALL, LARGE = 40, 120
"""Definitions in the two counted runs: their difference leaves out what starting costs."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A time divided by another of the same run: higher is worse. ``text`` says what of what."""

    name: str
    text: str
    measure: Callable[[], float]
    tolerance: float = TOLERANCE


@cache
def _engine() -> Engine:
    return load_engine(["astra-nl"], verify=False)


@cache
def _definitions() -> Sequence[Definition]:
    return real_definitions(RECORDS)[1]


def _judge(engine: Engine) -> int:
    return sum(1 for _ in engine.validate_many(_definitions()))


def _tokens() -> int:
    """The yardstick: work in Python that no change to the rules touches."""
    return sum(len(tokenize(record.definitie)) for _ in range(10) for record in _definitions())


def whole_pack() -> float:
    """The whole pack against cutting the same texts into words ten times."""
    ours, yardstick = alternately([lambda: _judge(_engine()), _tokens])
    return ours / yardstick


def pack_clauses() -> float:
    """The pack's clauses that a regular expression can say, against a loop over those."""
    shared, clauses = shared_engine(_engine())
    ours, loop = alternately(
        [lambda: _judge(shared), lambda: [regex_loop(clauses, record) for record in _definitions()]]
    )
    return ours / loop


def phrases() -> float:
    """240 phrases as rules, against cutting into words ten times."""
    ours = load_engine([str(phrase_pack(phrases_of(_engine().packs[0], 240)))], verify=False)
    mine, yardstick = alternately([lambda: _judge(ours), _tokens])
    return mine / yardstick


def more_rules() -> float:
    """1,000 rules with a literal against 50."""
    few, many = (load_engine([str(made_pack("literal", number))], verify=False) for number in (50, 1000))
    small, large = alternately([lambda: _judge(few), lambda: _judge(many)])
    return large / small


def more_requires() -> float:
    """1,000 ``require`` rules against 50."""
    few, many = (load_engine([str(made_pack("require", number))], verify=False) for number in (50, 1000))
    small, large = alternately([lambda: _judge(few), lambda: _judge(many)])
    return large / small


def corpus_index() -> float:
    """Ten times as many definitions in an index, against ten times the time: 1 is linear."""
    small, large = made_entries(ENTRIES // 10), made_entries(ENTRIES)

    def index(entries: Sequence[Entry]) -> object:
        made = _engine().index(entries)
        return made.by_text, made.by_term, made.graph

    few, many = alternately([lambda: [index(small) for _ in range(10)], lambda: index(large)])
    return many / few


RATIOS: Final = (
    Ratio("whole-pack", "heel astra-nl / tien keer in woorden knippen", whole_pack),
    Ratio("pack-clauses", "eigen clausules / lus van reguliere uitdrukkingen", pack_clauses),
    Ratio("phrases", "240 frasen / tien keer in woorden knippen", phrases),
    Ratio("more-rules", "1.000 / 50 regels met een literal", more_rules),
    Ratio("more-requires", "1.000 / 50 regels met require", more_requires),
    Ratio("corpus-index", "index van 2.000 / tien van 200 begrippen", corpus_index),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the baseline instead of comparing with it")
    parser.add_argument("--instructions", action="store_true", help="count instructions too (minutes; needs valgrind)")
    parser.add_argument("--baseline", type=Path, default=BASELINE, help="another baseline file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    before = read_baseline(options.baseline)
    found = {ratio.name: round(ratio.measure(), 3) for ratio in RATIOS}
    for ratio in RATIOS if not options.update else ():
        if worse(before.get(ratio.name), found[ratio.name], ratio.tolerance):
            found[ratio.name] = round(min(found[ratio.name], ratio.measure()), 3)
    if options.instructions:
        found |= instructions()
    if options.update:
        data = {"machine": machine(), "figures": {**before, **found}}
        options.baseline.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = compared(before if not options.update else {}, found)
    print(json.dumps(found, indent=2) if options.json else table(rows))
    return int(any(row[-1] == "SLECHTER" for row in rows))


def read_baseline(path: Path) -> dict[str, float]:
    """The figures of a baseline, by name; empty where there is none."""
    if not path.exists():
        return {}
    figures: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return figures


def worse(before: float | None, now: float, tolerance: float) -> bool:
    """Whether a figure is higher than its baseline allows."""
    return before is not None and now > before * (1 + tolerance)


def compared(before: Mapping[str, float], found: Mapping[str, float]) -> list[tuple[str, str, str, str, str]]:
    """A row for each figure: name, baseline, now, change, verdict."""
    tolerances = {ratio.name: ratio.tolerance for ratio in RATIOS}
    rows = []
    for name, now in found.items():
        old = before.get(name)
        verdict = "SLECHTER" if worse(old, now, tolerances.get(name, INSTRUCTIONS)) else "goed" if old else "nieuw"
        change = f"{100 * (now / old - 1):+.0f}%" if old else "–"
        rows.append((name, "–" if old is None else f"{old:g}", f"{now:g}", change, verdict))
    return rows


def table(rows: Sequence[tuple[str, str, str, str, str]]) -> str:
    """The comparison for reading."""
    texts = {ratio.name: ratio.text for ratio in RATIOS}
    lines = [machine(), f"{'verhouding':34}{'basis':>12}{'nu':>12}{'verschil':>10}  oordeel"]
    for name, old, now, change, verdict in rows:
        lines.append(f"{name:34}{old:>12}{now:>12}{change:>10}  {verdict}  {texts.get(name, '')}".rstrip())
    bad = [row[0] for row in rows if row[-1] == "SLECHTER"]
    lines.append(f"Trager geworden: {', '.join(bad)}." if bad else "Niets is trager geworden dan de basis toestaat.")
    return "\n".join(lines)


def instructions() -> dict[str, float]:
    """Thousands of instructions to judge one definition with the whole pack, by callgrind; empty without valgrind."""
    if shutil.which("valgrind") is None:
        print("valgrind is er niet: instructies zijn niet geteld", file=sys.stderr)
        return {}
    few, many = _counted(SMALL), _counted(LARGE)
    name = f"instructions {platform.machine()} python-{platform.python_version()} numpy-{installed('numpy')}"
    return {name: round((many - few) / (LARGE - SMALL) / 1000)}


def _counted(number: int) -> int:
    program = (
        "from benchmarks.guard import _engine, _definitions\n"
        f"for record in _definitions()[:{number}]: _engine().validate(record)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", sys.executable, "-c", program]
        # One order of sets in every run, and no threads of numpy's own.
        fixed = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **fixed}, capture_output=True, text=True, check=True
        )
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if counted is None:
        raise RuntimeError(done.stderr[-500:])
    return int(counted.group(1))


if __name__ == "__main__":
    sys.exit(main())
