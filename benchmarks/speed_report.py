"""The report on speed: the figures of :mod:`benchmarks.speed` in words, tables and plots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.report import BenchReport, Section
from cli.charts.model import COLOURS, Bars, Series, number

MOST_RULES = 25


def speed_report(figures: Mapping[str, Any], about: Mapping[str, str], language: str) -> BenchReport:
    """The report, in Dutch or English."""
    nl = language == "nl"
    intro = (
        f"Gemeten op {figures['texts']}. Processortijd van één kern, de snelste van drie rondes die om de beurt lopen. "
        "Vergelijk verhoudingen binnen deze meting, geen getallen tussen machines."
        if nl
        else f"Measured on {figures['texts']}. Processor time of one core, fastest of three rounds taken in turn. "
        "Compare ratios within this run, not figures between machines."
    )
    return BenchReport(
        title="Snelheid van Definitie" if nl else "Speed of Definitie",
        intro=intro,
        about=about,
        figures=figures,
        sections=list(_sections(figures, language)),
        language=language,
    )


def _sections(figures: Mapping[str, Any], language: str) -> Iterator[Section]:
    nl = language == "nl"
    latency, own = figures["latency_us"], figures["pack_clauses"]
    yield Section(
        "Doorvoer" if nl else "Throughput",
        "Elke definitie tot en met een regel JSON." if nl else "Every definition up to a line of JSON.",
        header=("wat", "regels", "definities/s") if nl else ("what", "rules", "definitions/s"),
        rows=[
            ("heel pakket" if nl else "whole pack", figures["rules"], figures["full_per_second"]),
            ("zonder morfologie" if nl else "without morphology", figures["without_morphology_rules"],
             figures["without_morphology_per_second"]),
        ],
    )  # fmt: skip
    yield Section(
        "Tijd van één aanroep" if nl else "Time of one call",
        chart=Bars(
            "latency", "Aanroepen van snel naar traag" if nl else "Calls from fast to slow",
            "Gemiddelde tijd in microseconden van elk tiende deel van de aanroepen, van de snelste tot de traagste."
            if nl else "Mean time in microseconds of each tenth of the calls, from the fastest to the slowest.",
            "tiende" if nl else "tenth", tuple(f"{at * 10}–{at * 10 + 10}%" for at in range(10)),
            (Series("µs", tuple(latency["tenths"]), COLOURS[0]),), upright=True,
        ),
        header=("p50 µs", "p90 µs", "p95 µs", "p99 µs", "gemiddeld µs" if nl else "mean µs"),
        rows=[tuple(latency[name] for name in ("p50", "p90", "p95", "p99", "mean"))],
    )  # fmt: skip
    rules = dict(list(figures["rule_us"].items())[:MOST_RULES])
    yield Section(
        "Tijd per regel" if nl else "Time of each rule",
        "Elke regel alleen, met alles wat zij nodig heeft; samen kosten regels minder, want zij delen dat."
        if nl else "Every rule alone, with all that it needs; together rules cost less, since they share that.",
        chart=Bars(
            "rules", "De duurste regels" if nl else "The dearest rules",
            "Microseconden per definitie." if nl else "Microseconds for each definition.",
            "regel" if nl else "rule", tuple(rules), (Series("µs", tuple(rules.values()), COLOURS[0]),), decimals=1,
        ),
    )  # fmt: skip
    yield Section(
        f"Eigen clausules van het pakket ({own['clauses']})" if nl else f"The pack’s own clauses ({own['clauses']})",
        "Wat een reguliere uitdrukking ook kan zeggen. De lus kent geen woordsoorten en uitzonderingen; zij vindt meer."
        if nl else "What a regular expression can say too. The loop knows no word classes, and finds more.",
        header=("wat", "definities/s", "gevonden") if nl else ("what", "definitions/s", "found"),
        rows=[
            ("definitie", own["engine_per_second"], own["findings_engine"]),
            ("re", own["loop_per_second"], own["findings_loop"]),
            ("verhouding" if nl else "ratio", float(own["ratio"]), own["findings_of_both"]),
        ],
    )  # fmt: skip
    phrases, conditions = figures["phrases"], figures["conditions"]
    sought = f"{phrases['phrases']} woorden en frasen" if nl else f"{phrases['phrases']} words and phrases"
    yield _alternatives("phrases", sought, phrases["alternatives"], language)
    count = conditions["conditions"]
    asked = f"{count} voorwaarden op het aantal woorden" if nl else f"{count} conditions on the number of words"
    yield _alternatives("conditions", asked, conditions["alternatives"], language)


def _alternatives(key: str, title: str, tried: list[dict[str, Any]], language: str) -> Section:
    nl = language == "nl"
    ours = tried[0]["per_second"]
    measured = [each for each in tried if each["per_second"]]
    fastest = max(measured, key=lambda each: each["per_second"])
    chart = Bars(
        key, "Definities per seconde" if nl else "Definitions a second",
        (f"Meer is sneller; bovenaan Definitie met {number(ours, language)}, het snelst is {fastest['name']}."
         if nl else f"More is faster; Definitie first with {number(ours, language)}, fastest is {fastest['name']}."),
        "wat" if nl else "what", tuple(each["name"] for each in measured),
        (Series("/s", tuple(float(each["per_second"]) for each in measured), COLOURS[0]),),
    )  # fmt: skip
    rows = [
        (
            each["name"], each["version"] or "–", each["per_second"],
            round(ours / each["per_second"], 2) if each["per_second"] else None, each.get("found"),
            each["note"][not nl],
        )
        for each in tried
    ]  # fmt: skip
    header = (
        ("wat", "versie", "definities/s", "Definitie is × zo snel", "gevonden", "niet te vergelijken") if nl
        else ("what", "version", "definitions/s", "Definitie is × as fast", "found", "not comparable")
    )  # fmt: skip
    return Section(title, chart=chart, header=header, rows=rows)
