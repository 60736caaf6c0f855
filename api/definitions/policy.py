"""The bar for establishing a definition: what the rules decided, its score, and that it names a source."""

from __future__ import annotations

from api.definitions.judging import Verdict
from api.problems import FieldError
from api.settings import Settings
from engine.model import Decision, Definition


def shortcomings(verdict: Verdict, record: Definition, settings: Settings) -> list[FieldError]:
    """What keeps a definition from being established; nothing where it meets the bar.

    Args:
        verdict: on the record, against its scheme as it is now.
        record: to be established.
        settings: of the policy.
    """
    found = []
    if verdict.decision != Decision.ACCEPTED:
        words = (
            f"het oordeel is ‘{verdict.decision}’, nodig is ‘accepted’",
            f"the decision is ‘{verdict.decision}’, ‘accepted’ is needed",
        )
        found.append(FieldError("/definitie", words, "decision"))
    if verdict.score is None or verdict.score < settings.approve_score:
        words = (
            f"de score is {_shown(verdict.score)}, nodig is {settings.approve_score:.2f}",
            f"the score is {_shown(verdict.score)}, {settings.approve_score:.2f} is needed",
        )
        found.append(FieldError("/definitie", words, "score"))
    if settings.approve_source and not names_source(record):
        found.append(FieldError("/sources", ("noem een bron", "name a source"), "source"))
    return found


def names_source(record: Definition) -> bool:
    """Whether any source says something."""
    return any((text or "").strip() for each in record.sources or () for text in (each.title, each.citation, each.url))


def _shown(score: object) -> str:
    return "–" if score is None else f"{score:.2f}"
