"""The result of a run for a person: what came out, whether it may be used, what is against it, and what it took."""

from __future__ import annotations

from cli.output import STYLES, Output, visible
from cli.rounds import standing, told
from cli.texts import say
from engine.model import Source
from generator.model import Candidate, Result, StopReason, Trouble


def write_result(output: Output, result: Result, language: str) -> None:
    """Write a result. A text that was not accepted is never shown without saying so first."""
    accepted = result.accepted is not None
    output.line((say(f"stop-{result.stop.value}", language), "bold green" if accepted else "bold yellow"))
    if not accepted:
        _troubles(output, result, language)
    if result.best is None:
        output.line((say("no-candidate", language), ""))
    else:
        if not accepted:
            output.line((say("best-candidate", language) + ":", "bold"))
        _candidate(output, result, result.best, language)
    _account(output, result, language)


def _troubles(output: Output, result: Result, language: str) -> None:
    """What the generators said in the last round; and the budget, where the loop itself refused a round."""
    last: tuple[Trouble, ...] = result.rounds[-1].troubles if result.rounds else ()
    for trouble in last:
        output.line((f"  {trouble.generator}: {told(trouble, language)}", ""))
    if result.stop is StopReason.BUDGET_EXHAUSTED and not last and result.detail:
        output.line((f"  {result.detail}", ""))


def _candidate(output: Output, result: Result, best: Candidate, language: str) -> None:
    output.line((f"{visible(result.request.record.begrip)}: ", "bold"), (visible(best.text), ""))
    named = (best.generator, best.proposal.provider, best.proposal.model)
    writer = "/".join(dict.fromkeys(part for part in named if part))
    written = say("written-by", language, writer=writer, round=best.round)
    output.line((f"  {standing(best, language)}, {written}", "dim"))
    for source in best.sources or ():
        output.line((f"  {say('from-source', language)}: {visible(cited(source))}", ""))
    for change in best.judged.changes:
        said = say("changed-by", language, code=change.code)
        output.line((f"  {said}: ‘{visible(change.before)}’", "dim"))
    for flaw in best.flaws:
        output.line(("  ", ""), (f"{flaw.code} ", STYLES[flaw.severity]), (visible(flaw.message), ""))
        if flaw.suggestion:
            output.line((f"    {visible(flaw.suggestion)}", "dim"))
    if result.stop is StopReason.NEEDS_HUMAN:
        required = result.undecided
        output.line((f"  {say('to-judge', language, codes=', '.join(required))}", STYLES["question"]))


def cited(source: Source) -> str:
    """A source in one line."""
    citation = source.citation or ""
    title = "" if source.title and source.title.casefold() in citation.casefold() else source.title
    return ", ".join(part for part in (title, citation, source.url) if part)


def counted(what: str, count: int, language: str) -> str:
    """A number of things, in the right number."""
    return say(f"one-{what}" if count == 1 else f"many-{what}", language, count=count)


def _account(output: Output, result: Result, language: str) -> None:
    spent = result.spent
    amount = f"{spent.cost.normalize():f}"
    took = say(
        "took", language, rounds=counted("round", len(result.rounds), language),
        candidates=counted("candidate", sum(len(done.candidates) for done in result.rounds), language),
        tokens=spent.input_tokens + spent.output_tokens, cost=amount.replace(".", ",") if language == "nl" else amount,
    )  # fmt: skip
    packs = ", ".join(f"{pin.name} {pin.version}" for pin in result.pins)
    output.line((f"{took}; {say('pinned', language, packs=packs, profile=result.profile)}", "dim"))
