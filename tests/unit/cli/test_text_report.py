"""Reports and the summary as text, from reports made by hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from cli.output import Output, shortened, visible
from cli.request import Request
from cli.summary import write_summary
from cli.tally import Tally
from cli.text_report import TextReport
from engine.model import Definition, Finding, Origin, Outcome, Reason, ReasonCode, Report, RuleOutcome
from engine.render import Renderer
from plugins.formats.items import Undefined
from tests.reports import REPORT, RULES, HandMade

SEVERITIES = {rule.code: rule.severity for rule in RULES}
REQUEST = Request(("kader.ttl",), ("astra-nl",), None, "text", None, (), (), None, None, "nl", None)


def text_of(report: Report, language: str = "nl") -> str:
    stream = io.StringIO()
    cleared: list[bool] = []
    writer = TextReport(Output(stream), Renderer(HandMade(), language=language), SEVERITIES)
    writer.add(report, lambda: cleared.append(True))
    assert bool(cleared) is bool(stream.getvalue())  # a progress bar makes way only for what is written
    return stream.getvalue()


def summary_of(tally: Tally, request: Request = REQUEST, errors: int = 0) -> str:
    stream = io.StringIO()
    write_summary(Output(stream), tally, request, errors)
    return stream.getvalue()


def test_findings_and_questions_stand_below_the_record() -> None:
    assert text_of(REPORT) == (
        "kader.ttl:118: meldkamer (score 0.78, afgekeurd)\n"
        "  error    ESS-01       7-35     ‘om noodoproepen te ontvangen’ is een doel van meldkamer.\n"
        "                                 → Laat ontvangen weg.\n"
        "  vraag    ESS-04                Is dit toetsbaar?\n"
    )


def test_a_record_without_findings_or_questions_is_silent() -> None:
    assert text_of(replace(REPORT, outcomes=REPORT.outcomes[1:2])) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            "de definitie is in een andere taal geschreven dan die van het pakket (Engels): 2 regels niet beoordeeld",
        ),
        ("en", "the definition is written in another language than that of the pack (English): 2 rules not evaluated"),
    ],
)
def test_another_language_is_said_once_for_the_record(language: str, said: str) -> None:
    reason = Reason(ReasonCode.OTHER_LANGUAGE, "en")
    kept = tuple(RuleOutcome(code, Outcome.NOT_EVALUATED, reason) for code in ("ESS-01", "SAM-05"))

    assert text_of(replace(REPORT, outcomes=kept), language).count(said) == 1


def test_a_message_that_does_not_name_the_match_gets_it_in_front_shortened() -> None:
    finding = Finding("lengte", "/sources/0/title", 0, 100, "a" * 100)
    text = text_of(replace(REPORT, outcomes=(RuleOutcome("ESS-01", Outcome.FAIL, findings=(finding,)),)))
    assert f"/sources/0/title 0-100 ‘{'a' * 39}…{'a' * 39}’ … van …" in text


def test_the_summary_adds_up_and_says_what_was_not_evaluated_and_why() -> None:
    tally = Tally(SEVERITIES)
    for number in (1, 2, 3):
        definition = replace(REPORT.definition, begrip=f"begrip {number}", id=None)
        tally.add(replace(REPORT, definition=definition, score=80 - number))
    tally.undefined += [Undefined(f"los {number}", Origin("kader.ttl", number)) for number in range(1, 13)]
    assert summary_of(tally, errors=2) == (
        "\n"
        "3 records gecontroleerd, 3 met bevindingen; 3 afgekeurd\n"
        "  error        3  ESS-01 3\n"
        "Vraagt een oordeel\n"
        "  ESS-04 3\n"
        "Niet beoordeeld\n"
        "  er zijn geen andere begrippen om mee te vergelijken (no_corpus): SAM-05 3\n"
        "    Controleer een heel begrippenkader, of geef er een met --corpus.\n"
        "  de taalontleding die deze regel nodig heeft ontbreekt (no_analyzer): deels ESS-01 3\n"
        "Laagste score\n"
        "  0.77  begrip 3  kader.ttl:118\n"
        "  0.78  begrip 2  kader.ttl:118\n"
        "  0.79  begrip 1  kader.ttl:118\n"
        "Zonder definitie (12)\n"
        + "".join(f"  los {number}  kader.ttl:{number}\n" for number in range(1, 11))
        + "  en 2 andere\n"
        "2 fouten in de invoer (hierboven genoemd): wat daar stond is niet beoordeeld\n"
        "Verder: definitie explain ESS-01 kader.ttl --id 'begrip 3'\n"
    )


def test_only_the_five_worst_are_named() -> None:
    tally = Tally(SEVERITIES)
    for score in (50, 10, 40, 20, 30, 60, 5):
        tally.add(replace(REPORT, score=score))
    assert [bad.score for bad in tally.worst] == [5, 10, 20, 30, 40]


def test_the_next_step_for_a_long_text_is_the_page_of_the_rule() -> None:
    tally = Tally(SEVERITIES)
    tally.add(replace(REPORT, definition=Definition("groot", "x" * 1000)))
    assert summary_of(tally).endswith("Verder: definitie rules show ESS-01\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("\u202eab", "<U+202E>ab"),
        ("e\u0301 👩‍👩‍👧", "e\u0301 👩‍👩‍👧"),
        ("\x85\x9b", " <U+009B>"),
    ],
)
def test_text_from_outside_cannot_act_on_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_text_loses_its_middle() -> None:
    assert shortened("abcdefghij", 5) == "ab…ij"
    assert shortened("abcde", 5) == "abcde"
