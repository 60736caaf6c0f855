"""Profile nl-sbb-zin: a good full sentence raises no finding about its beginning; a bad beginning still does."""

from __future__ import annotations

import pytest

from engine.engine import Engine
from engine.model import Definition
from plugins import load_engine

BEGINNINGS = frozenset({"STR-01", "STR-02", "ARAI-01", "ARAI-06", "VER-02", "CON-CIRC-001", "STR-03"})
"""Rules that would object to the words ‘Een X is een’, were they not looked through or switched off."""
SENTENCES = [
    ("huurder", "Een huurder is een persoon die tegen betaling een woning van een ander gebruikt."),
    ("vergunning", "Een vergunning is een besluit waarbij een orgaan een anders verboden handeling toestaat."),
    ("tijdelijke vergunning", "Een tijdelijke vergunning is een vergunning die na een jaar vervalt."),
    ("waterpeil", "Het waterpeil is de hoogte van het wateroppervlak in een polder."),
    ("registreren", "Registreren is het vastleggen van een gegeven in een bestand."),
    ("openbaar ministerie", "Het openbaar ministerie is de organisatie die strafbare feiten vervolgt."),
    ("huurder", "Onder een huurder wordt verstaan een persoon die een woning van een ander gebruikt."),
    ("zaak", "Een zaak is een voor menselijke beheersing vatbaar stoffelijk object."),
    ("straf", "Een straf is een door een rechter opgelegde maatregel die een veroordeelde leed toevoegt."),
    ("opsporing", "Opsporing is een onderzoek naar strafbare feiten dat tot vervolging leidt."),
    ("afvalstof", "Een afvalstof betreft een stof waarvan een houder zich ontdoet."),
    ("e-mailadres", "Een e-mailadres is een reeks tekens waarmee een postbus op internet wordt aangeduid."),
    ("kind", "Een kind is een persoon jonger dan achttien jaar."),
    ("WOZ-waarde", "De WOZ-waarde is een waarde die een gemeente jaarlijks van een onroerende zaak vaststelt."),
]
BAD = [
    ("huurder", "Een huurder is een huurder van een woning.", "STR-02"),
    ("huurder", "Een huurder is huurt een woning van een ander.", "ARAI-01"),
    ("huurder", "Een huurder is omdat iemand een woning huurt.", "STR-01"),
    ("huurder", "Een huurder is personen die een woning van een ander gebruiken.", "VER-02"),
]


@pytest.fixture(scope="module")
def sentences() -> Engine:
    return load_engine(["astra-nl"], profile="nl-sbb-zin", verify=False)


@pytest.fixture(scope="module")
def phrases() -> Engine:
    return load_engine(["astra-nl"], verify=False)


def _objections(engine: Engine, begrip: str, definitie: str) -> set[str]:
    report = engine.validate(Definition(begrip=begrip, definitie=definitie))
    return {outcome.code for outcome in report.outcomes if outcome.findings}


@pytest.mark.parametrize(("begrip", "definitie"), SENTENCES)
def test_a_good_sentence_begins_well(sentences: Engine, begrip: str, definitie: str) -> None:
    assert not _objections(sentences, begrip, definitie) & BEGINNINGS


@pytest.mark.parametrize(("begrip", "definitie"), SENTENCES)
def test_the_standard_profile_wants_a_noun_phrase(phrases: Engine, begrip: str, definitie: str) -> None:
    assert "ARAI-06" in _objections(phrases, begrip, definitie)


@pytest.mark.parametrize(("begrip", "definitie", "code"), BAD)
def test_what_follows_is_still_judged(sentences: Engine, begrip: str, definitie: str, code: str) -> None:
    assert code in _objections(sentences, begrip, definitie)
