"""The end of a run: what it adds up to, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

from cli.options import DEFAULT_PACK
from cli.output import STYLES, Output, Piece, visible
from cli.tally import Bad, Tally
from cli.texts import say
from engine.messages.reasons import reason_hint, reason_words
from engine.model import Decision, Origin, ReasonCode

if TYPE_CHECKING:
    from cli.request import Request

MOST_NAMED = 10
"""Concepts without a definition that are named; the others are counted."""


LONGEST_COMMAND = 200
"""Code points of a definition that is repeated in the command to type next."""


def write_summary(output: Output, tally: Tally, request: Request, errors: int) -> None:
    """Write the summary of a run; ``errors`` is the number of problems met in the input."""
    language = request.language
    if errors and not tally.records and not tally.undefined:
        return
    if request.format == "text" and (tally.with_findings or tally.questions.total()):
        output.line()
    output.line(*_first_line(tally, language))
    for severity, codes in tally.by_severity():
        total = sum(count for _, count in codes)
        rules = ", ".join(f"{code} {count}" for code, count in codes)
        output.row([("", ""), (severity.value, STYLES[severity.value]), (f"{total:>5}", "")], (2, 9, 7), rules)
    _judgements(output, tally, language)
    _worst(output, tally, language)
    _undefined(output, tally, language)
    if errors:
        output.line((say("unread-one" if errors == 1 else "unread", language, count=errors), "bold"))
    if tally.worst:
        output.line((say("next", language, command=next_step(tally.worst[0], request)), ""))


def next_step(bad: Bad, request: Request) -> str:
    """The command that explains the worst finding of the worst record."""
    parts = ["definitie", "explain", bad.code]
    file = bad.origin.file if bad.origin is not None else None
    if file is None and len(bad.definitie) > LONGEST_COMMAND:
        return f"definitie rules show {bad.code}"
    if file is None:
        parts += ["--begrip", quote(bad.begrip), "--definitie", quote(bad.definitie)]
    else:
        short = bad.id is not None and "/" not in bad.id
        parts += [quote("-" if file == "<stdin>" else file), "--id", quote(bad.id if short and bad.id else bad.begrip)]
    for pack in request.packs if request.packs != (DEFAULT_PACK,) else ():
        parts += ["--pack", quote(pack)]
    if request.profile:
        parts += ["--profile", quote(request.profile)]
    return visible(" ".join(parts))


def _first_line(tally: Tally, language: str) -> Iterator[Piece]:
    yield say("record" if tally.records == 1 else "records", language, count=tally.records), "bold"
    if not tally.with_findings:
        yield ", " + say("nothing-to-say", language), ""
    else:
        yield ", " + say("with-findings", language, count=tally.with_findings), ""
    decided = [f"{tally.decisions[decision]} {say(decision.value, language)}" for decision in Decision
               if tally.decisions[decision]]  # fmt: skip
    if decided and (tally.records > 1 or not tally.with_findings):
        yield f"; {', '.join(decided)}", ""


def _judgements(output: Output, tally: Tally, language: str) -> None:
    asked = +tally.questions
    if asked:
        output.line((say("asked", language), "bold"))
        output.line((f"  {_counts(asked)}", ""))
    reasons = [reason for reason in ReasonCode if reason in tally.unjudged or reason in tally.partly]
    if reasons:
        output.line((say("not-evaluated", language), "bold"))
    for reason in reasons:
        said = _counts(tally.unjudged.get(reason, Counter()))
        partly = _counts(tally.partly.get(reason, Counter()))
        counts = "; ".join(part for part in (said, f"{say('partly', language)} {partly}" if partly else "") if part)
        hint = reason_hint(reason, language)
        output.line((f"  {reason_words(reason, language)} ({reason.value}): {counts}", ""))
        if hint:
            output.line((f"    {hint}", "dim"))


def _worst(output: Output, tally: Tally, language: str) -> None:
    if tally.records < 2 or not tally.worst:
        return
    scored = tally.worst[0].score is not None
    output.line((say("worst" if scored else "most", language), "bold"))
    for bad in tally.worst:
        figure = str(bad.findings) if bad.score is None else f"{bad.score / 100:.2f}"
        output.line((f"  {figure:>4}  {visible(bad.begrip)}", ""), (_at(bad.origin), "dim"))


def _undefined(output: Output, tally: Tally, language: str) -> None:
    if not tally.undefined:
        return
    output.line((say("undefined", language, count=len(tally.undefined)), "bold"))
    for concept in tally.undefined[:MOST_NAMED]:
        output.line((f"  {visible(concept.begrip)}", ""), (_at(concept.origin), "dim"))
    others = len(tally.undefined) - MOST_NAMED
    if others > 0:
        output.line(("  " + say("and-others", language, count=others), ""))


def _at(origin: Origin | None) -> str:
    if origin is None or origin.file is None:
        return ""
    return f"  {origin.file}" + (f":{origin.line}" if origin.line is not None else "")


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
