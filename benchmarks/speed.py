"""How fast is the engine, against what people would use instead: ``python -m benchmarks.speed``.

``[--records N] [--rules N] [--json [FILE]] [--html FILE] [--lang nl|en]``. Definitions a second with the whole pack and
without morphology; time of one call and how it is distributed; time of each rule; and in the same run, on the same
texts, the alternatives: a loop over ``re`` with the patterns of the pack's own clauses, and for phrases and for
conditions on numbers what is in :mod:`benchmarks.alternatives`. Times are processor time of one core, fastest of three,
taken in turn; ratios are what to look at. No figure is a test.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from benchmarks import alternatives
from benchmarks.alternatives import Alternative
from benchmarks.machine import about, peak_mb
from benchmarks.madepacks import phrase_pack, phrases_of, write_pack
from benchmarks.report import text_of, write
from benchmarks.shared import compare, regex_loop, shared_engine
from benchmarks.speed_report import speed_report
from benchmarks.texts import real_definitions
from benchmarks.timing import alternately, best, quantile
from engine.engine import Engine
from engine.features.registry import Need
from engine.model import Definition
from engine.render import Renderer
from plugins import load_engine

LIMITS = tuple(range(2, 22))
"""Least numbers of words that the conditions ask for."""
SLOW = 300
"""Texts for what judges only some hundreds a second, and for one rule at a time."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1000, help="how many records to judge (default 1000)")
    parser.add_argument("--rules", type=int, default=240, help="how many phrases to look for (default 240)")
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="write JSON; without FILE print it")
    parser.add_argument("--html", metavar="FILE", help="write a page with plots")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the page")
    options = parser.parse_args(arguments)
    engine = load_engine(["astra-nl"], verify=False)
    figures = measure(engine, options.records, options.rules)
    report = speed_report(figures, about(engine.packs, ("spacy", "zen-engine")), options.lang)
    file = options.json if options.json != "-" else None
    write(report, json_file=file, html_file=options.html)
    plain = json.dumps({"about": dict(report.about), **figures}, indent=2, ensure_ascii=False)
    print(plain if options.json == "-" else text_of(report))


def measure(engine: Engine, number: int, phrases: int) -> dict[str, Any]:
    """All figures, by name. Times in microseconds for each definition."""
    source, definitions = real_definitions(number)
    return {
        "texts": f"{len(definitions)} records, {source}",
        "rules": len(engine.rules),
        **throughput(engine, definitions),
        "latency_us": latencies(engine, definitions),
        "rule_us": rule_times(engine, definitions[:SLOW]),
        "pack_clauses": own_clauses(engine, definitions),
        "phrases": phrase_figures(engine, definitions, phrases),
        "conditions": condition_figures(definitions),
        "peak_mb": peak_mb(),
    }


def throughput(engine: Engine, definitions: Sequence[Definition]) -> dict[str, Any]:
    """Definitions a second: the whole pack, and the rules without morphology, both to a line of JSON."""
    plain = engine.restricted([r.rule.code for r in engine.plan.rules if Need.MORPHOLOGY not in r.needs.layers])
    number = len(definitions)

    def to_lines(judge: Engine) -> list[str]:
        renderer = Renderer(judge)
        return [renderer.to_line(report) for report in judge.validate_many(definitions)]

    full, light, silent = alternately(
        [lambda: to_lines(engine), lambda: to_lines(plain), lambda: list(engine.validate_many(definitions))]
    )
    return {
        "full_per_second": round(number / full),
        "without_morphology_rules": len(plain.rules),
        "without_morphology_per_second": round(number / light),
        "full_without_json_per_second": round(number / silent),
    }


def latencies(engine: Engine, definitions: Sequence[Definition]) -> dict[str, Any]:
    """Microseconds of single calls, warm: quantiles, and the mean of each tenth of the calls in ascending order."""
    for record in definitions:
        engine.validate(record)
    times = []
    for record in definitions:
        start = time.perf_counter()
        engine.validate(record)
        times.append(1e6 * (time.perf_counter() - start))
    names = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
    ordered = sorted(times)
    tenth = max(len(ordered) // 10, 1)
    return {
        **{name: round(quantile(times, share), 1) for name, share in names.items()},
        "mean": round(sum(times) / len(times), 1),
        "highest": round(ordered[-1], 1),
        "tenths": [round(sum(ordered[at * tenth : (at + 1) * tenth]) / tenth, 1) for at in range(10)],
    }


def rule_times(engine: Engine, definitions: Sequence[Definition]) -> dict[str, float]:
    """Microseconds for each definition of every rule by itself, with all that it needs; dearest first."""
    found = {}
    for rule in engine.rules:
        alone = partial(_judge_all, engine.restricted([rule.code]), definitions)
        alone()
        found[rule.code] = round(1e6 * best(alone, 1) / len(definitions), 2)
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _judge_all(engine: Engine, definitions: Sequence[Definition]) -> int:
    return sum(1 for _ in engine.validate_many(definitions))


def own_clauses(engine: Engine, definitions: Sequence[Definition]) -> dict[str, Any]:
    """The pack's own clauses, as far as a regular expression can say them, against a loop over those."""
    shared, clauses = shared_engine(engine)
    ours, loop = alternately(
        [
            lambda: list(shared.validate_many(definitions)),
            lambda: [regex_loop(clauses, record) for record in definitions],
        ]
    )
    found, expected, both, differing = compare(shared, clauses, definitions)
    return {
        "clauses": len(clauses),
        "engine_per_second": round(len(definitions) / ours),
        "loop_per_second": round(len(definitions) / loop),
        "ratio": round(loop / ours, 2),
        "findings_engine": found,
        "findings_loop": expected,
        "findings_of_both": both,
        "differing": differing,
    }


def phrase_figures(engine: Engine, definitions: Sequence[Definition], number: int) -> dict[str, Any]:
    """The same phrases looked for by every alternative."""
    phrases = phrases_of(engine.packs[0], number)
    texts = [record.definitie for record in definitions]
    tried = [
        alternatives.engine(phrase_pack(phrases), texts),
        alternatives.regex_loop(phrases, texts),
        alternatives.regex_union(phrases, texts),
        alternatives.spacy_phrases(phrases, texts),
        alternatives.spacy_matcher(phrases, texts),
        alternatives.textlint(phrases, texts[:SLOW]),
    ]
    return {"phrases": len(phrases), "alternatives": [_tried(each, len(texts)) for each in tried]}


def condition_figures(definitions: Sequence[Definition]) -> dict[str, Any]:
    """The same conditions on the number of words."""
    texts = [record.definitie for record in definitions]
    folder = write_pack("getallen", [f"require count(words) >= {limit}" for limit in LIMITS], {})
    tried = [
        alternatives.engine(folder, texts),
        alternatives.python_conditions(LIMITS, texts),
        alternatives.zen(LIMITS, texts),
    ]
    return {"conditions": len(LIMITS), "alternatives": [_tried(each, len(texts)) for each in tried]}


def _tried(one: Alternative, number: int) -> dict[str, Any]:
    said: dict[str, Any] = {"name": one.name, "version": one.version, "note": list(one.note), "per_second": None}
    if one.seconds is not None:
        try:
            seconds, found = one.seconds()
        except subprocess.CalledProcessError as error:
            reason = str(error.stderr).strip().splitlines()[0]
            return {**said, "note": [f"niet gemeten: {reason}", f"not measured: {reason}"]}
        return {**said, "per_second": round(min(SLOW, number) / seconds), "found": None if number > SLOW else found}
    if one.run is not None:
        found = one.run()
        said |= {"per_second": round(number / best(one.run)), "found": found}
    return said


if __name__ == "__main__":
    main()
