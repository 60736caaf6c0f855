"""``python -m benchmarks.real``: what the rules find in real concept schemes, and how much of it a reader called right.

Reads all schemes of ``DEFINITIE_DATA`` (default beside the checkout) as ``definitie check`` does, each concept with its
scheme as corpus. Verdicts are in ``benchmarks/accuracy/verdicts.jsonl``. ``--read N`` prints findings without a verdict
to be read: all of the errors first, then the other rules by turns, in an order fixed by the seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.texts import data_folder
from benchmarks.verdicts import Place, Verdict, count, read_verdicts
from engine.engine import Engine
from engine.model import Definition, Finding, Outcome, Severity
from engine.render import Renderer
from plugins import load_engine
from plugins.formats.items import Scheme
from plugins.formats.reading import read_schemes

AIMS: Mapping[Severity, float] = {Severity.ERROR: 0.95, Severity.WARNING: 0.85}
"""The share of findings that should be right (issue 3)."""
JUDGED = (Outcome.PASS, Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a real definition, with what a reader needs to judge it."""

    place: Place
    definition: Definition
    finding: Finding
    message: str


@dataclass(slots=True)
class Run:
    """All that one run over the schemes gave."""

    definitions: int = 0
    seconds: float = 0.0
    judged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))


def schemes() -> list[Scheme]:
    """The real schemes; none where the data is absent."""
    files = sorted((data_folder() / "begrippenkaders").glob("*.ttl"))
    return [each for each in read_schemes([str(file) for file in files]) if isinstance(each, Scheme)]


def run(engine: Engine, read: Sequence[Scheme]) -> Run:
    """Judge every definition of the schemes."""
    result, renderer = Run(), Renderer(engine)
    for scheme in read:
        definitions = [item for item in scheme.items() if isinstance(item, Definition)]
        start = time.perf_counter()
        corpus = engine.index(scheme.entries())
        reports = list(engine.validate_many(definitions, corpus))
        result.seconds += time.perf_counter() - start
        result.definitions += len(definitions)
        for definition, report in zip(definitions, reports, strict=True):
            for outcome in engine.implied(report):
                result.judged[outcome.code] += outcome.outcome in JUDGED
                for finding in outcome.findings:
                    message = renderer.message(outcome.code, finding, definition.begrip)
                    place = place_of(definition, outcome.code, finding)
                    result.found[outcome.code].append(Found(place, definition, finding, message))
    return result


def place_of(definition: Definition, code: str, finding: Finding) -> Place:
    """Where a finding is, in a form that a table can hold."""
    file = definition.origin.file if definition.origin is not None else None
    start, end = (-1, -1) if finding.start is None or finding.end is None else (finding.start, finding.end)
    return Place(Path(file or "").name, definition.id or definition.begrip, code, finding.clause, start, end)


def to_read(result: Run, verdicts: Mapping[Place, Verdict], engine: Engine, *, seed: int) -> Iterator[Found]:
    """Findings without a verdict: errors first, then the rules by turns; shuffled within a rule."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    groups: dict[bool, list[list[Found]]] = {True: [], False: []}
    for rule in sorted(engine.rules, key=lambda rule: rule.code):
        left = [each for each in result.found.get(rule.code, ()) if each.place not in verdicts]
        chance.shuffle(left)
        groups[rule.severity is Severity.ERROR].append(left)
    yield from chain.from_iterable(groups[True])
    yield from (each for turn in zip_longest(*groups[False]) for each in turn if each is not None)


def table(result: Run, verdicts: dict[Place, Verdict], engine: Engine) -> str:
    """The figures: one line a rule, then the shares by severity."""
    head = f"{'rule':13}{'severity':9}{'judged':>7}{'found':>6}{'right':>6}{'false':>6}{'arguable':>9}{'unread':>7}"
    lines = [machine(), head]
    sums: dict[Severity, list[Place]] = defaultdict(list)
    for rule in sorted(engine.rules, key=lambda rule: rule.code):
        places = [each.place for each in result.found.get(rule.code, ())]
        sums[rule.severity] += places
        read = count(places, verdicts)
        lines.append(
            f"{rule.code:13}{rule.severity.value:9}{result.judged[rule.code]:7}{len(places):6}"
            f"{read[Verdict.RIGHT]:6}{read[Verdict.FALSE]:6}{read[Verdict.ARGUABLE]:9}{read[None]:7}"
        )
    lines += ["", *(_share(severity, count(sums[severity], verdicts)) for severity in Severity)]
    made = {each.place for found in result.found.values() for each in found}
    lines.append(f"verdicts whose finding is no longer made: {len(verdicts.keys() - made)} of {len(verdicts)}")
    each = result.seconds / result.definitions * 1e6 if result.definitions else 0.0
    lines.append(f"{result.definitions} definitions, {each:.0f} µs each with their corpus")
    return "\n".join(lines)


def _share(severity: Severity, read: Mapping[Verdict | None, int]) -> str:
    right, false, arguable = (read[verdict] for verdict in (Verdict.RIGHT, Verdict.FALSE, Verdict.ARGUABLE))
    total = right + false + arguable
    if not total:
        return f"{severity.value}: none read, {read[None]} unread"
    aim = f" (aim {AIMS[severity]:.0%})" if severity in AIMS else ""
    return (
        f"{severity.value}: right {right} of {total} read = {right / total:.1%}{aim}, "
        f"false {false / total:.1%}, arguable {arguable / total:.1%}; {read[None]} unread"
    )


def show(found: Found) -> str:
    """A finding for reading."""
    place, text = found.place, found.definition.definitie
    marked = text
    if place.start >= 0 and found.finding.field == "/definitie":
        marked = f"{text[: place.start]}⟦{text[place.start : place.end]}⟧{text[place.end :]}"
    return f"{place.code}.{place.clause} {found.definition.begrip} | {marked} | {found.message}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N findings without a verdict")
    parser.add_argument("--false", action="store_true", help="print the findings that were called false or arguable")
    parser.add_argument("--seed", type=int, default=3, help="of the sample (default 3)")
    options = parser.parse_args(arguments)
    read = schemes()
    if not read:
        raise SystemExit(f"no concept schemes in {data_folder()}: set DEFINITIE_DATA")
    engine = load_engine(["astra-nl"], verify=False).with_drafts()
    result, verdicts = run(engine, read), read_verdicts()
    if options.read:
        print(*map(show, list(to_read(result, verdicts, engine, seed=options.seed))[: options.read]), sep="\n")
    elif options.false:
        all_found = chain.from_iterable(result.found.values())
        print(*(show(f) for f in all_found if verdicts.get(f.place, Verdict.RIGHT) is not Verdict.RIGHT), sep="\n")
    else:
        result.seconds = run(engine, read).seconds  # the first run also made what is made at first use
        print(table(result, verdicts, engine))


if __name__ == "__main__":
    main()
