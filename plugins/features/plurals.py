"""Plural nouns, by their readings, by endings that only plurals have, and by what they agree with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Reading, Readings

ENDINGS: Final = tuple(
    """
    's heden ingen iteiten aties ities uties eties schappen tjes jes nissen ën criteria musea centra stadia fora
    gymnasia curricula referenda memoranda ministeria laboratoria aquaria symposia podia lemmata schemata politici
    technici medici critici academici historici juridici catalogi musici chemici mechanici indices matrices codices
    crises analyses leden steden schepen eieren kinderen goederen bladeren liederen volkeren gemoederen raderen
    """.split()
)
"""Endings (and last parts of compounds) that only plurals have: native, Latin, Greek and in *-eren*."""
EITHER: Final = frozenset("heden data media".split())
"""Words with such an ending that are singular as well."""
NOUNS_FIRST: Final = frozenset(
    """
    kinderen hersenen rechten plichten gronden landen huizen bomen daken dieren wetten handen rampen feiten kosten
    kasten kaarten steden bossen schepen boeten zaken lasten rijken leden delen punten koppen armen ogen benen
    tekenen bladen borden banken boeken brieven bergen dijken sloten putten palen platen planken ramen ringen
    """.split()
)
"""Plurals that are an infinitive as well, which nobody means."""


@REGISTRY.feature(
    "plural",
    Type.SEARCH,
    text={
        "nl": "Wat van het argument een zelfstandig naamwoord in het meervoud is: ook onregelmatig (kinderen), Latijns "
        "(criteria, politici), met ’s (agenda’s), en een zelfstandig gebruikt bijvoeglijk woord (gedetineerden).",
        "en": "What of the argument is a plural noun: also irregular, Latin, with ’s, or made of an adjective.",
    },
    example="forbid plural(genus)",
    parameters=(Parameter("of", Type.SEARCH, "Words such as `genus`, `genera` or `head(term)`."),),
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A word that is singular and plural (‘data’, ‘media’) or an infinitive as well (‘werken’) is only a "
    "possible plural, unless ‘die’ follows. Whether a word has a singular at all is for the pack’s list to say.",
)
def plural(view: View, of: Sequence[Span]) -> Sequence[Span]:
    """The spans of ``of`` whose last word is a plural noun.

    Raises:
        MissingInputError: without an analyzer.
    """
    found = []
    for span in of:
        tokens = view.tokens(span.field)
        at = tokens.covering(span.start, span.end)[1] - 1
        if at < 0:
            continue
        if span.field == BEGRIP and at > 0 and tokens.words[at][:1].isupper():
            continue
        followed = tokens.words[at + 1].lower() if at + 1 < len(tokens) else ""
        bare = followed != "van" if span.field == BEGRIP else _after_het_or_first(view, at)
        many = is_plural(tokens.words[at].lower(), view.readings(span.field)[at], followed, verbal=bare)
        if many is not False:
            found.append(span if many else span.but(OPEN))
    return found


def is_plural(word: str, readings: Readings, followed: str = "", *, verbal: bool = True) -> bool | None:
    """Whether a noun is plural; ``None`` where it can be either. ``verbal`` if an infinitive can stand there."""
    if word in EITHER:
        return None
    if word.endswith(ENDINGS) and (not readings or any(_plural_noun(reading) for reading in readings)):
        return True
    nominal = [reading for reading in readings if reading.tag in ("NOUN", "ADJ", "PROPN")]
    if any(reading.tag == "PROPN" for reading in nominal):
        return False if all(reading.tag == "PROPN" for reading in readings) else None
    if not nominal and not verbal and any("inf" in reading.marks for reading in readings):
        return True
    if not nominal:
        return None if not readings else False
    votes = {_votes(word, reading.tag, reading.lemma, reading.marks) for reading in nominal}
    if True not in votes:
        return False
    if votes == {True}:
        infinitive = verbal and word not in NOUNS_FIRST and any("inf" in reading.marks for reading in readings)
        return True if not infinitive or followed == "die" else None
    return True if followed == "die" and not word.endswith(("ing", "heid")) and word.endswith("en") else None


def _plural_noun(reading: Reading) -> bool:
    return reading.tag == "NOUN" and "plur" in reading.marks


def _after_het_or_first(view: View, at: int) -> bool:
    """Whether an infinitive can stand here: at the beginning of the body, or somewhere behind ``het``."""
    tokens = view.tokens(DEFINITIE)
    first = tokens.first_from(view.body.start)
    if at == first:
        return True
    for place in range(at - 1, max(first, at - 3) - 1, -1):
        if tokens.words[place].lower() == "het":
            return True
        if any(reading.tag == "NOUN" for reading in view.readings(DEFINITIE)[place]):
            return False
    return False


def _votes(word: str, tag: str, lemma: str, marks: frozenset[str]) -> bool:
    if tag == "ADJ":
        return word.endswith(("enden", "enen")) or (word.endswith("en") and not lemma.endswith("en"))
    return "plur" in marks
