"""The report for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from cli.charts.model import number
from cli.output import Output, Piece, visible
from cli.packdiff.model import DiffReport, Impact, RuleSide, Words
from cli.packdiff.said import (
    Example,
    clipped,
    effects_text,
    examples_of,
    fields_to_show,
    impact_lines,
    score_text,
    some,
    state,
    step_lines,
    title_of,
    value_text,
    work_line,
    worst_first,
)
from cli.packdiff.texts import words

OLD, NEW, HEAD, SOFT = "red", "green", "bold", "dim"
MOST_WORDS, MOST_ROWS, MOST_EXAMPLES, MOST_REASONS = 20, 10, 3, 12


def write_text(report: DiffReport, output: Output) -> None:
    """Write the report."""
    for pieces in _lines(report):
        output.line(*((visible(text), style) for text, style in pieces))


def _lines(report: DiffReport) -> Iterator[list[Piece]]:
    language = report.language
    yield [(title_of(report), HEAD)]
    yield [(words("compared", language, old=report.old.given, new=report.new.given), SOFT)]
    for line in step_lines(report):
        yield [(line, "" if report.steps.said else "bold red")]
    reasons, more = some(report.steps.reasons, MOST_REASONS)
    for why in reasons:
        yield [(f"  {why.step:<6}", SOFT), (f"{why.subject}: {words(why.key, language)}", "")]
    if more:
        yield [("  " + words("and-more", language, count=more), SOFT)]
    if not (report.rules or report.lexicons or report.fields):
        yield [(words("nothing", language), "")]
    if report.rules:
        yield []
        yield [(f"{words('rules', language)} ({len(report.rules)})", HEAD)]
    for rule in report.rules:
        yield from _rule(rule, language)
    if report.lexicons:
        yield []
        yield [(f"{words('lexicons', language)} ({len(report.lexicons)})", HEAD)]
    for lexicon in report.lexicons:
        yield from _lexicon(lexicon, language)
    if report.fields:
        yield []
        yield [(words("settings", language), HEAD)]
        for field in report.fields:
            yield from _field(field.path, field.old, field.new)
    if report.impact is not None:
        yield []
        yield from _impact(report.impact, language)


def _rule(rule: RuleSide, language: str) -> Iterator[list[Piece]]:
    verdict = words("verdict-too" if rule.verdict_changed else "texts-only", language)
    about = f"  {rule.code}", f" {rule.title} ({words(rule.kind, language)}"
    yield [(about[0], HEAD), (f"{about[1]}; {verdict})" if rule.kind == "changed" else f"{about[1]})", "")]
    if rule.reused:
        yield [(f"    {words('reused', language)}", "bold red")]
    if rule.moved_to is not None:
        yield [(f"    {words('moved-to', language, code=rule.moved_to)}", "")]
    for field in fields_to_show(rule, language):
        yield from _field(field.path, field.old, field.new)


def _field(path: str, old: object, new: object) -> Iterator[list[Piece]]:
    yield [(f"    {path}", SOFT)]
    for mark, value, style in (("−", old, OLD), ("+", new, NEW)):
        if value is not None:
            yield [(f"      {mark} {clipped(value_text(value))}", style)]


def _lexicon(lexicon: Words, language: str) -> Iterator[list[Piece]]:
    users = words("leaning", language, codes=", ".join(lexicon.rules)) if lexicon.rules else words("nobody", language)
    yield [(f"  {lexicon.name}", HEAD), (f" ({words(lexicon.kind, language)}; {users})", "")]
    for mark, entries, style in (("−", lexicon.removed, OLD), ("+", lexicon.added, NEW)):
        if entries:
            shown, more = some(entries, MOST_WORDS)
            rest = f", {words('and-more', language, count=more)}" if more else ""
            yield [(f"    {mark} {', '.join(shown)}{rest}", style)]
    if lexicon.noted:
        yield [(f"    {words('word-noted', language)}: {', '.join(lexicon.noted[:MOST_WORDS])}", "")]


def _impact(impact: Impact, language: str) -> Iterator[list[Piece]]:
    yield [(words("impact", language, count=number(impact.definitions, language)), HEAD)]
    for line in impact_lines(impact, language):
        yield [(f"  {line}", "")]
    if impact.touched:
        yield from _decisions(impact, language)
        yield from _rules(impact, language)
        yield from _definitions(impact, language)
    yield [(f"  {work_line(impact, language)}", SOFT)]


def _decisions(impact: Impact, language: str) -> Iterator[list[Piece]]:
    if not impact.decisions:
        yield [(f"  {words('no-decisions', language)}", "")]
        return
    yield [(f"  {words('decisions', language)}", HEAD)]
    for moved in impact.decisions:
        style = OLD if moved.after == "rejected" else NEW if moved.after == "accepted" else ""
        yield [(f"    {moved.count:>6}  {state(moved.before, language)} → {state(moved.after, language)}", style)]


def _rules(impact: Impact, language: str) -> Iterator[list[Piece]]:
    for rule in impact.rules:
        counts = [(kind, getattr(rule, kind)) for kind in ("fails", "passes", "elsewhere", "other")]
        said = ", ".join(f"{words(kind, language)}: {number(count, language)}" for kind, count in counts if count)
        yield [(f"  {rule.code}", HEAD), (f" {rule.title} ({words(rule.severity, language)}): {said}", "")]
        for kind, style in (("fails", OLD), ("passes", NEW), ("elsewhere", ""), ("other", "")):
            for example in examples_of(impact, rule.code, kind, MOST_EXAMPLES):
                yield from _example(example, f"{words(kind, language)}", style)


def _example(example: Example, kind: str, style: str) -> Iterator[list[Piece]]:
    where = f"  {example.where}" if example.where else ""
    if example.start is None or example.end is None:
        text: list[Piece] = [(example.text, "")]
    else:
        before, inside, after = (
            example.text[: example.start], example.text[example.start : example.end], example.text[example.end :]
        )  # fmt: skip
        text = [(before, ""), (f"[{inside}]", f"bold {style}".strip()), (after, "")]
    yield [("    ", ""), (f"{kind}: ", style), (f"{example.begrip}: ", HEAD), *text, (where, SOFT)]


def _definitions(impact: Impact, language: str) -> Iterator[list[Piece]]:
    yield [(f"  {words('definitions', language)}", HEAD)]
    rows, _ = some(worst_first(impact.rows), MOST_ROWS)
    for row in rows:
        decisions = state(row.decision_before, language), state(row.decision_after, language)
        scores = f"{score_text(row.score_before, language)} → {score_text(row.score_after, language)}"
        decided = f", {decisions[0]} → {decisions[1]}" if decisions[0] != decisions[1] else ""
        yield [(f"    {row.begrip}", HEAD), (f"  {scores}{decided}; {effects_text(row, language)}", "")]
    if impact.touched > len(rows):
        yield [(f"    {words('and-more', language, count=number(impact.touched - len(rows), language))}", SOFT)]
