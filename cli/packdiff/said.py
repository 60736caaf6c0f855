"""What the forms of the report (text, Markdown, page) share: fields for reading, lists that stop, figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from cli.charts.model import number
from cli.packdiff.model import DiffReport, Effect, Field, Impact, RuleSide, Touched
from cli.packdiff.texts import words

T = TypeVar("T")
MOST_VALUE = 300
"""Characters of a value that are shown."""
AROUND = 80
"""Characters of a definition that are shown before and after a finding, where it is long."""


@dataclass(frozen=True, slots=True)
class Example:
    """A definition to show for a rule: its text cut where it is long, and the marked part of it (``None``: none)."""

    begrip: str
    text: str
    start: int | None
    end: int | None
    message: str
    where: str


def fields_to_show(rule: RuleSide, language: str) -> Iterator[Field]:
    """The fields of a rule for a person: of lexicons only how many words came and went, which are listed elsewhere."""

    def kind(field: Field) -> str:
        steps = field.path.split("/")
        return "/".join(steps[:3]) if steps[1] == "lexicons" and len(steps) > 3 else field.path

    if rule.kind != "changed":
        shown = ("/question", "/severity", "/status", "/theme", "/clauses", "/message")
        yield from (field for field in rule.fields if field.path in shown)
        return
    for path, group in groupby(rule.fields, kind):
        several = list(group)
        if path == several[0].path:
            yield from several
        else:
            gone = sum(field.old is not None for field in several)
            come = sum(field.new is not None for field in several)
            old, new = (words("words-used", language, count=count) if count else None for count in (gone, come))
            yield Field(path, old, new)


def value_text(value: Any) -> str:
    """A value on one line; clauses as their checks."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value and all(isinstance(each, dict) and "check" in each for each in value.values()):
        return "; ".join(each["check"] for each in value.values())
    if isinstance(value, dict) and value and all(isinstance(each, str) for each in value.values()):
        return next(iter(value.values())) if len(value) == 1 else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def clipped(text: str, length: int = MOST_VALUE) -> str:
    """A text of at most so many characters, without line breaks."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def some(items: Sequence[T], most: int) -> tuple[Sequence[T], int]:
    """The first of some items, and how many are left out."""
    return items[:most], max(0, len(items) - most)


def examples_of(impact: Impact, code: str, kind: str, most: int) -> list[Example]:
    """Definitions that show an effect: first one for each of the words found, then others, up to so many."""
    first: dict[str, Example] = {}
    others: list[Example] = []
    for row in impact.rows:
        for effect in row.effects:
            if effect.code == code and effect.kind == kind and len(first) < most:
                example = _example(row, effect)
                if first.setdefault(example.text[example.start : example.end].casefold(), example) is not example:
                    others.append(example)
    return [*first.values(), *others][:most]


def _example(row: Touched, effect: Effect) -> Example:
    place = next(iter(effect.come or effect.gone), None)
    inside = place is not None and place.field == "/definitie" and place.start is not None and place.end is not None
    start, end = (place.start, place.end) if place is not None and inside else (None, None)
    message = place.message if place is not None else ""
    if start is None or end is None:
        return Example(row.begrip, clipped(row.definitie, 2 * AROUND), None, None, message, row.where)
    first = max(0, start - AROUND) if start > AROUND + 20 else 0
    last = min(len(row.definitie), end + AROUND) if len(row.definitie) > end + AROUND + 20 else len(row.definitie)
    head, tail = "…" if first else "", "…" if last < len(row.definitie) else ""
    text = head + row.definitie[first:last] + tail
    shift = len(head) - first
    return Example(row.begrip, text, start + shift, end + shift, message, row.where)


def score_text(hundredths: int | None, language: str) -> str:
    """A score of hundredths as ``0,85``; a dash where there is none."""
    return "–" if hundredths is None else number(hundredths / 100, language, 2)


def moved_text(hundredths: float, language: str) -> str:
    """How far scores moved: ``+0,012``."""
    sign = "+" if hundredths > 0 else "−" if hundredths < 0 else "±"
    return sign + number(abs(hundredths) / 100, language, 4)


def state(key: str | None, language: str) -> str:
    """A decision or outcome in words."""
    return words(key or "absent", language)


def effects_text(row: Touched, language: str) -> str:
    """What changed for one definition: the rules by kind."""
    kinds: dict[str, list[str]] = {}
    for effect in row.effects:
        kinds.setdefault(effect.kind, []).append(effect.code)
    return "; ".join(f"{words(kind, language)}: {', '.join(codes)}" for kind, codes in kinds.items())


def worst_first(rows: Iterable[Touched]) -> list[Touched]:
    """Touched definitions, those whose decision changes first, then by how far the score moved."""
    return sorted(
        rows,
        key=lambda row: (
            row.decision_before == row.decision_after, -abs((row.score_after or 0) - (row.score_before or 0)),
        ),
    )  # fmt: skip


def title_of(report: DiffReport) -> str:
    """What the report is about."""
    old, new = report.old, report.new
    key = "title" if old.name == new.name else "title-other"
    return words(key, report.language, name=old.name, other=new.name, old=old.version, new=new.version)


def step_lines(report: DiffReport) -> list[str]:
    """What the change asks of the version number, and whether it is so."""
    steps, language = report.steps, report.language
    values = {"version": report.new.version, "old": report.old.version, "lowest": steps.lowest}
    if steps.asked == "none":
        return [words("asks-nothing" if steps.said else "goes-back", language, **values)]
    asked = words("asked", language, step=words(f"step-{steps.asked}", language), **values)
    return [asked, words("said" if steps.said else "not-said", language, **values)]


def impact_lines(impact: Impact, language: str) -> list[str]:
    """The figures of an impact in sentences."""
    count, touched = number(impact.definitions, language), number(impact.touched, language)
    share = number(100 * impact.touched / (impact.definitions or 1), language, 1) + "\u202f%"
    lines = [words("impact-of", language, files=", ".join(impact.files), profile=impact.profile)]
    if impact.unread:
        lines.append(words("unread", language, count=impact.unread))
    lines.append(
        words("touched" if impact.touched else "untouched", language, touched=touched, count=count, share=share)
    )
    if impact.touched:
        scores = impact.scores
        better, worse = number(scores.better, language), number(scores.worse, language)
        lines.append(words("scores", language, better=better, worse=worse, mean=moved_text(scores.mean, language)))
    return lines


def work_line(impact: Impact, language: str) -> str:
    """How much was judged, and how much that saved."""
    work = impact.work
    return words(
        "work", language, run=len(work.run), all=len(work.run) + work.shared,
        evaluations=number(work.evaluations, language), whole=number(work.whole, language),
    )  # fmt: skip
