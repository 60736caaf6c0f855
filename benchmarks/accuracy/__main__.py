"""``python -m benchmarks.accuracy``: tp/fp/fn, precision, recall and F1 of every rule on labelled cases.

``--show`` prints the misjudged cases of the open part (of ``--rule``); those of the test part are only counted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import real
from benchmarks.accuracy.cases import Case, read_cases, read_samples
from benchmarks.accuracy.judging import judge_cases, scores
from benchmarks.accuracy.metrics import Counts, Judged, auc, by_rule, count, interval, macro_f1, share_right
from benchmarks.accuracy.report import html_page
from benchmarks.machine import about, machine
from engine.packs.model import Pack
from plugins import load_engine


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", action="append", default=[], help="only this rule; may be given more than once")
    parser.add_argument("--show", action="store_true", help="print the misjudged cases of the open part")
    parser.add_argument("--pack", default="astra-nl", help="pack name or folder (default astra-nl)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--html", metavar="FILE", help="write a report with every misjudged case of the open part")
    parser.add_argument("--real", action="store_true", help="findings in real schemes (python -m benchmarks.real)")
    options = parser.parse_args(arguments)
    if options.real:
        real.main([])
        return
    engine = load_engine([options.pack], verify=False).with_drafts()
    cases = [case for case in read_cases() if not options.rule or case.rule in options.rule]
    judged = judge_cases(engine, cases)
    if options.show:
        show(judged, {case.id: case for case in cases})
        return
    found = scores(engine, [] if options.rule else read_samples())
    if options.html:
        page = html_page(options.pack, figures(judged, found, engine.packs), judged, {case.id: case for case in cases})
        Path(options.html).write_text(page, encoding="utf-8")
    print(json.dumps(figures(judged, found, engine.packs), indent=2) if options.json else table(judged, found))


def show(judged: Sequence[Judged], cases: dict[str, Case]) -> None:
    """The misjudged cases of the open part, in full."""
    for each in judged:
        case = cases[each.id]
        wrong_place = each.right and each.placed is False
        if each.test or (each.right and not wrong_place):
            continue
        kind = "wrong place" if wrong_place else f"expected {each.expect}, got {each.outcome}"
        print(f"{each.id} [{'hard' if each.hard else 'easy'}, {case.ground}] {kind}")
        print(f"    {case.record.begrip}: {case.record.definitie!r}")
        if case.match:
            print(f"    match: {case.match!r}")
        print(f"    why: {case.why}")


def figures(judged: Sequence[Judged], found: dict[str, list[float]], packs: Sequence[Pack]) -> dict[str, object]:
    """All figures, by part, with the machine, versions and digests they belong to."""
    parts = {"open": [c for c in judged if not c.test], "test": [c for c in judged if c.test]}
    return {
        "about": dict(about(packs)),
        **{name: _part(cases) for name, cases in parts.items()},
        "auc": round(auc(found["good"], found["bad"]), 4),
        "lowest_bad": min(found["bad"], default=None),
        "highest_salad": max(found["salad"], default=None),
    }


def _part(cases: Sequence[Judged]) -> dict[str, object]:
    if not cases:
        return {"cases": 0}
    low, high = interval(cases)
    hard, easy = ([case for case in cases if case.hard is wanted] for wanted in (True, False))
    placed = [case.placed for case in cases if case.placed is not None]
    return {
        "cases": len(cases),
        "macro_f1": round(macro_f1(cases), 4),
        "interval_95": [round(low, 4), round(high, 4)],
        "hard_right": round(share_right(hard), 4),
        "easy_right": round(share_right(easy), 4),
        "place_right": round(sum(placed) / len(placed), 4) if placed else None,
        "rules": {rule: _counts(count(group)) for rule, group in by_rule(cases).items()},
    }


def _counts(counts: Counts) -> dict[str, float]:
    return {
        "tp": counts.hits, "fp": counts.false_alarms, "fn": counts.misses, "undecided": counts.undecided,
        "precision": round(counts.precision, 3), "recall": round(counts.recall, 3), "f1": round(counts.f1, 3),
    }  # fmt: skip


def table(judged: Sequence[Judged], found: dict[str, list[float]]) -> str:
    """The figures for reading: one line a rule for each part, then the whole."""
    lines = [machine()]
    for name, test in (("open", False), ("test", True)):
        cases = [case for case in judged if case.test is test]
        if not cases:
            continue
        part = _part(cases)
        lines.append(f"\n{name} part: {part['cases']} cases")
        lines.append(f"{'rule':13}{'cases':>6}{'tp':>4}{'fp':>4}{'fn':>4}{'und':>5}{'prec':>7}{'rec':>7}{'F1':>7}")
        for rule, group in by_rule(cases).items():
            c = count(group)
            lines.append(
                f"{rule:13}{c.cases:6}{c.hits:4}{c.false_alarms:4}{c.misses:4}{c.undecided:5}"
                f"{c.precision:7.2f}{c.recall:7.2f}{c.f1:7.2f}"
            )
        lines.append(
            f"macro-F1 {part['macro_f1']} {part['interval_95']}, hard right {part['hard_right']}, "
            f"easy right {part['easy_right']}, place right {part['place_right']}"
        )
    if found["good"]:
        lines.append(f"\nAUC {auc(found['good'], found['bad']):.3f}")
        lines += [f"{name:6} n={len(s)} min {min(s):.2f} max {max(s):.2f}" for name, s in found.items() if s]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
