"""Rounds while they run and results when they are there, as a person sees them."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest

from cli.generated import cited, write_result
from cli.output import Output
from cli.rounds import Rounds, told
from engine.model import Definition, Source
from generator.model import (
    Candidate,
    Change,
    Judged,
    Pin,
    Request,
    Result,
    Round,
    Spent,
    StopReason,
    Trouble,
    TroubleKind,
)
from plugins.generating import Prompt, Proposal

FINDING = {
    "clause": "1", "message": "‘om te’ zegt waarvoor het dient.", "field": "/definitie", "start": 0, "end": 5,
    "match": "om te", "parts": {}, "suggestion": "Laat het weg.", "fix": None,
}  # fmt: skip


def candidate(decision: str, text: str = "ruimte \x1b[31mom te") -> Candidate:
    findings = [FINDING] if decision == "rejected" else []
    outcome = {
        "code": "ESS-01", "outcome": "fail", "severity": "error", "family": "doel", "reason": None, "unjudged": [],
        "findings": findings,
    }  # fmt: skip
    waiting = {**outcome, "code": "STR-01", "outcome": "needs_judgement", "severity": "error"}
    report = {"decision": decision, "score": 0.8, "outcomes": [outcome, waiting] if decision == "open" else [outcome]}
    judged = Judged(text, (Change("ARAI-06", "een " + text, text),), report, len(findings), 0)
    proposal = Proposal("een " + text, provider="here", model="model-1")
    return Candidate(1, 1, "openai", proposal, (Source("Wet", "Wet, artikel 1"),), judged)


def result(stop: StopReason, best: Candidate | None, *troubles: Trouble) -> Result:
    done = Round(
        1, Prompt("", "", "1"), () if best is None else (best,), troubles, None if best is None else (1, 1), 0, 1
    )
    return Result(
        Request(Definition("meldkamer", "")), stop, "", (done,), best, (Pin("astra-nl", "0.1.0", "sha256:x"),),
        "astra-nl/standaard", Spent(100, 20, Decimal("0.00120")), required=("STR-01",),
    )  # fmt: skip


def shown(of: Result, language: str = "nl") -> str:
    stream = io.StringIO()
    write_result(Output(stream), of, language)
    return stream.getvalue()


def test_an_accepted_definition_stands_with_where_it_comes_from_and_what_it_took() -> None:
    assert shown(result(StopReason.ACCEPTED, candidate("accepted", "ruimte"))) == (
        "Geaccepteerd: de regels houden deze definitie niet tegen.\n"
        "meldkamer: ruimte\n"
        "  geaccepteerd 0,80, geschreven door openai/here/model-1, ronde 1\n"
        "  Bron: Wet, artikel 1\n"
        "  Hersteld door ARAI-06: ‘een ruimte’\n"
        "1 ronde, 1 kandidaat, 120 tokens, kosten 0,0012; beoordeeld met astra-nl 0.1.0, profiel astra-nl/standaard\n"
    )


def test_a_rejected_text_stands_below_the_warning_with_its_findings_and_cannot_act_on_a_terminal() -> None:
    text = shown(result(StopReason.BEST_EFFORT, candidate("rejected")), "en")
    assert text.startswith("Not accepted: this is the best that was found, and it still has to be improved.\n")
    assert "Best candidate:\n" in text
    assert "ESS-01 ‘om te’ zegt waarvoor het dient.\n    Laat het weg.\n" in text
    assert "\x1b" not in text


def test_a_rejected_candidate_of_a_run_that_says_accepted_is_not_shown_as_accepted() -> None:
    assert result(StopReason.ACCEPTED, candidate("rejected")).accepted is None
    assert result(StopReason.BEST_EFFORT, candidate("accepted")).accepted is None


def test_what_a_person_has_to_judge_is_named() -> None:
    assert "  Te beoordelen: STR-01\n" in shown(result(StopReason.NEEDS_HUMAN, candidate("open", "ruimte")))


@pytest.mark.parametrize("stop", [stop for stop in StopReason if stop is not StopReason.ACCEPTED])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_other_end_says_first_that_nothing_was_accepted(stop: StopReason, language: str) -> None:
    first, *rest = shown(result(stop, None, Trouble("openai", TroubleKind.UNAVAILABLE, "busy")), language).splitlines()
    assert first.startswith(("Niet", "Nog niet", "Not accepted", "Afgebroken", "Cancelled"))
    assert any("openai" in line and "busy" in line for line in rest)


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_every_trouble_has_words_in_two_languages(kind: TroubleKind) -> None:
    trouble = Trouble("source", kind, "detail")
    assert told(trouble, "nl") != told(trouble, "en")


def test_a_source_is_cited_once() -> None:
    assert cited(Source("Wet", "wet, artikel 1", None)) == "wet, artikel 1"
    assert cited(Source("Wet", "artikel 1", "https://example.org")) == "Wet, artikel 1, https://example.org"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_rounds_show_on_a_terminal_and_never_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    (done,) = result(StopReason.BEST_EFFORT, candidate("rejected"), Trouble("source", TroubleKind.NOTHING)).rounds
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with Rounds(stream, "nl", 3) as rounds:
            rounds.add(done)
            rounds.add(replace(done, number=2))
    assert pipe.getvalue() == ""
    for words in ("* 1.1", "openai", "afgekeurd 0,80", "weet niets (meer)", "ronde 3 …"):
        assert words in terminal.getvalue()
    assert "\x1b[31m" not in terminal.getvalue().replace("\x1b[31mafgekeurd", "")
