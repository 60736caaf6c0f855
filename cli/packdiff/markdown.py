"""The report as Markdown for a merge request: short at first sight, the rest folded away, never too long to post.

Texts of packs and definitions are data. Every character of theirs that Markdown, GitHub or GitLab would act on is
written as an entity, so that no definition makes a table, a link, a heading, a mention or a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cli.charts.model import number
from cli.packdiff.model import DiffReport, Field, Impact, RuleSide, Words
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

MOST = 60_000
"""Characters of the report: a comment on GitHub holds 65,536."""
MOST_REASONS, MOST_FIELDS, MOST_WORDS, MOST_EXAMPLES, MOST_ROWS = 20, 30, 40, 5, 40
_ACTS = re.compile(r"[&<>\\`*_\[\]|~#@!$^{}]|:(?=\S)")
_REFERS = re.compile(r"([#@!$~%&])(?=[\w\"{])")


def safe(text: str) -> str:
    """A text of somebody else, on one line, as Markdown that says just that."""
    line = " ".join(text.split())
    # An invisible space keeps hosts, which look at the text after entities, from linking a mention or a number.
    apart = _REFERS.sub("\\1\u200b", line)
    return _ACTS.sub(lambda found: f"&#{ord(found.group())};", apart)


def code(text: str) -> str:
    """A text of somebody else as code, also inside a table."""
    return f"<code>{safe(text)}</code>"


def markdown(report: DiffReport) -> str:
    """The report; sections that would make it too long are left out, which it then says."""
    said: list[str] = []
    size = 0
    for section in _sections(report):
        if size + len(section) > MOST:
            said.append(f"> {words('cut', report.language)}\n")
            break
        said.append(section)
        size += len(section)
    return "\n".join(said)


def _sections(report: DiffReport) -> Iterator[str]:
    language = report.language
    yield f"## {safe(title_of(report))}\n"
    mark = "✅" if report.steps.said else "❌"
    yield "".join(
        f"{mark if number == 0 else '&nbsp;' * 5} {line}  \n" for number, line in enumerate(step_lines(report))
    )
    if not (report.rules or report.lexicons or report.fields):
        yield words("nothing", language) + "\n"
    if report.impact is not None:
        yield from _impact(report.impact, language)
    if report.steps.reasons:
        yield _folded(words("why", language), _reasons(report))
    if report.rules:
        yield f"### {words('rules', language)} ({len(report.rules)})\n"
        for rule in report.rules:
            yield _rule(rule, language)
    if report.lexicons:
        yield f"### {words('lexicons', language)} ({len(report.lexicons)})\n"
        yield "".join(_lexicon(lexicon, language) for lexicon in report.lexicons)
    if report.fields:
        yield _folded(words("settings", language), _fields(report.fields, language))
    yield f"<sub>{safe(words('compared', language, old=report.old.given, new=report.new.given))}</sub>\n"


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n</details>\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(heads)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _reasons(report: DiffReport) -> str:
    shown, more = some(report.steps.reasons, MOST_REASONS)
    lines = [f"- {why.step}: {code(why.subject)} {words(why.key, report.language)}\n" for why in shown]
    return "".join([*lines, *_more(more, report.language)])


def _more(count: int, language: str) -> list[str]:
    return [f"- {words('and-more', language, count=number(count, language))}\n"] if count else []


def _rule(rule: RuleSide, language: str) -> str:
    verdict = words("verdict-too" if rule.verdict_changed else "texts-only", language)
    said = words(rule.kind, language) + (f"; {verdict}" if rule.kind == "changed" else "")
    title = f"<b>{safe(rule.code)}</b> {safe(rule.title)} ({said})"
    notes = [f"⚠️ **{words('reused', language)}**\n\n"] if rule.reused else []
    if rule.moved_to is not None:
        notes.append(f"{words('moved-to', language, code=safe(rule.moved_to))}\n\n")
    return _folded(title, "".join(notes) + _fields(list(fields_to_show(rule, language)), language))


def _fields(fields: Iterable[Field], language: str) -> str:
    shown, more = some(list(fields), MOST_FIELDS)
    heads = (words(key, language) for key in ("field", "was", "becomes"))
    rows = ([code(field.path), _value(field.old), _value(field.new)] for field in shown)
    return _table(heads, rows) + ("\n" + "".join(_more(more, language)) if more else "")


def _value(value: object) -> str:
    return "–" if value is None else code(clipped(value_text(value)))


def _lexicon(lexicon: Words, language: str) -> str:
    users = words("leaning", language, codes=", ".join(lexicon.rules)) if lexicon.rules else words("nobody", language)
    lines = [f"- {code(lexicon.name)} ({words(lexicon.kind, language)}; {users})\n"]
    for mark, entries in (("−", lexicon.removed), ("+", lexicon.added)):
        if entries:
            shown, more = some(entries, MOST_WORDS)
            rest = f", {words('and-more', language, count=more)}" if more else ""
            lines.append(f"  - {mark} {', '.join(map(safe, shown))}{rest}\n")
    if lexicon.noted:
        lines.append(f"  - {words('word-noted', language)}: {', '.join(map(safe, lexicon.noted[:MOST_WORDS]))}\n")
    return "".join(lines)


def _impact(impact: Impact, language: str) -> Iterator[str]:
    yield f"### {words('impact', language, count=number(impact.definitions, language))}\n"
    yield "".join(f"{safe(line)}  \n" for line in impact_lines(impact, language))
    if impact.touched:
        yield _decisions(impact, language)
        heads = [words(key, language) for key in ("rule", "fails", "passes", "elsewhere", "other")]
        rows = (
            [f"**{safe(rule.code)}** {safe(rule.title)}",
             *(number(count, language) for count in (rule.fails, rule.passes, rule.elsewhere, rule.other))]
            for rule in impact.rules
        )  # fmt: skip
        yield _table(heads, rows)
        for rule in impact.rules:
            yield from _examples(impact, rule.code, language)
        yield _folded(words("definitions", language), _definitions(impact, language))
    yield f"<sub>{work_line(impact, language)}</sub>\n"


def _decisions(impact: Impact, language: str) -> str:
    if not impact.decisions:
        return words("no-decisions", language) + "\n"
    rows = (
        [state(moved.before, language), state(moved.after, language), number(moved.count, language)]
        for moved in impact.decisions
    )
    heads = [f"{words('decision', language)}: {words(key, language).lower()}" for key in ("before", "after")]
    return _table([*heads, words("count", language)], rows)


def _examples(impact: Impact, rule: str, language: str) -> Iterator[str]:
    """Examples of what newly fails, no longer fails, and fails elsewhere, each folded away."""
    for kind in ("fails", "passes", "elsewhere", "other"):
        examples = examples_of(impact, rule, kind, MOST_EXAMPLES)
        if examples:
            lines = "".join(f"- {_example(each)}\n" for each in examples)
            yield _folded(f"{safe(rule)}: {words(kind, language)}", lines)


def _example(example: Example) -> str:
    if example.start is None or example.end is None:
        text = safe(example.text)
    else:
        parts = example.text[: example.start], example.text[example.start : example.end], example.text[example.end :]
        before, inside, after = (safe(part) for part in parts)
        open_, close = (" " if parts[0][-1:].isspace() else ""), (" " if parts[2][:1].isspace() else "")
        text = f"{before}{open_}<b>{inside}</b>{close}{after}"
    message = f"<br>{safe(example.message)}" if example.message else ""
    where = f" <sub>{safe(example.where)}</sub>" if example.where else ""
    return f"<b>{safe(example.begrip)}</b>: {text}{where}{message}"


def _definitions(impact: Impact, language: str) -> str:
    rows, _ = some(worst_first(impact.rows), MOST_ROWS)
    table = _table(
        (words(key, language) for key in ("term", "score", "decision", "what")),
        (
            [
                safe(row.begrip),
                f"{score_text(row.score_before, language)} → {score_text(row.score_after, language)}",
                state(row.decision_after, language)
                if row.decision_before == row.decision_after
                else f"{state(row.decision_before, language)} → **{state(row.decision_after, language)}**",
                effects_text(row, language),
            ]
            for row in rows
        ),
    )
    more = _more(impact.touched - len(rows), language)
    return table + ("\n" + "".join(more) if more else "")
