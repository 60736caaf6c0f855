"""What the definitions of a report add up to: in all, per rule, per reason and per group. Whole numbers inside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cli.quality.gather import ASKS
from cli.quality.model import BINS, Example, Figures, Found, Group, Row, RuleFigures, Unjudged
from cli.quality.texts import words
from engine.engine import Engine
from engine.messages.reasons import reason_hint, reason_words
from engine.messages.rule_texts import localised
from engine.model import ReasonCode

EXAMPLES = 3
"""Examples shown of a rule, each with other words."""
MOST = 3
"""Rules named with a group."""
FULL = 100


def figures_of(rows: Sequence[Row]) -> Figures:
    """The figures of some definitions; means and the median in hundredths, to one decimal, rounded down."""
    scores = sorted(row.score for row in rows if row.score is not None)
    decisions = Counter(row.decision for row in rows)
    coverages = [row.coverage for row in rows if row.coverage is not None]
    histogram = [0] * (BINS + 1)
    for score in scores:
        histogram[score * BINS // FULL] += 1
    half = len(scores) // 2
    return Figures(
        definitions=len(rows),
        with_findings=sum(bool(row.findings) for row in rows),
        findings=sum(len(row.findings) for row in rows),
        accepted=decisions["accepted"],
        rejected=decisions["rejected"],
        open=decisions["open"],
        mean=sum(scores) * 10 // len(scores) / 10 if scores else None,
        median=(scores[half] + scores[-half - 1]) / 2 if scores else None,
        lowest=scores[0] if scores else None,
        coverage=round(sum(coverages) / len(coverages), 3) if coverages else None,
        histogram=tuple(histogram),
    )


def rules_of(rows: Sequence[Row], engine: Engine, language: str) -> tuple[RuleFigures, ...]:
    """The rules that found something, most findings first, with examples."""
    found: defaultdict[str, list[tuple[Row, Found]]] = defaultdict(list)
    for row in rows:
        for finding in row.findings:
            found[finding.code].append((row, finding))
    rules = {rule.code: rule for rule in engine.rules}
    return tuple(
        RuleFigures(
            code=code,
            title=localised(rules[code].title, language),
            severity=rules[code].severity.value,
            theme=rules[code].theme,
            findings=len(pairs),
            definitions=len({row.key for row, _ in pairs}),
            examples=tuple(_examples(pairs)),
        )
        for code, pairs in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _examples(pairs: Iterable[tuple[Row, Found]]) -> Iterator[Example]:
    said: set[str] = set()
    for row, finding in pairs:
        words_found = (finding.match or row.begrip).casefold()
        if words_found in said:
            continue
        said.add(words_found)
        inside = finding.field == "/definitie"
        yield Example(
            row.begrip, row.definitie, finding.message, finding.start if inside else None,
            finding.end if inside else None, where_of(row),
        )  # fmt: skip
        if len(said) == EXAMPLES:
            return


def where_of(row: Row) -> str:
    """The file and line of a definition, as far as known."""
    return (row.file or "") + (f":{row.line}" if row.file and row.line is not None else "")


def unjudged_of(rows: Iterable[Row], language: str) -> tuple[Unjudged, ...]:
    """Why rules came to no answer, most often first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for unjudged in row.open:
            counts[unjudged.reason][unjudged.code] += 1
    reasons = sorted(counts, key=lambda reason: (-counts[reason].total(), reason))
    return tuple(Unjudged(reason, *_said(reason, language), most_of(counts[reason])) for reason in reasons)


def _said(reason: str, language: str) -> tuple[str, str]:
    if reason == ASKS:
        return words("asks", language), words("asks-hint", language)
    code = ReasonCode(reason)
    return reason_words(code, language), reason_hint(code, language) or ""


def most_of(counts: Counter[str], number: int | None = None) -> tuple[tuple[str, int], ...]:
    """Names with their counts, most first; equal counts by name."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:number])


def groups_of(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Definitions by scheme, collection, owner and context, each kind only where it divides them.

    A definition in two collections counts in both.
    """
    members: dict[str, defaultdict[str, list[Row]]] = {
        kind: defaultdict(list) for kind in ("scheme", "collection", "owner", "context")
    }
    for row in rows:
        members["scheme"][row.scheme].append(row)
        for kind, names in (("collection", row.collections), ("owner", row.owners), ("context", row.contexts)):
            for name in dict.fromkeys(names):
                members[kind][name].append(row)
    return tuple(
        Group(kind, name, figures_of(own), most_of(Counter(f.code for row in own for f in row.findings), MOST))
        for kind, groups in members.items()
        for name, own in sorted(groups.items())
        if kind != "scheme" or len(groups) > 1
    )


def worst_of(rows: Iterable[Row], number: int) -> list[Row]:
    """The definitions with the lowest scores that have findings; of equal ones that with most, then as read."""
    bad = [row for row in rows if row.findings]
    return sorted(bad, key=lambda row: (FULL if row.score is None else row.score, -len(row.findings)))[:number]
