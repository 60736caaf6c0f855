"""``kind_of``: whether one noun names a kind of what another names, by the corpus and by the form of the word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN, Truth
from plugins.features.base import entry_view
from plugins.features.catalog import REGISTRY
from plugins.features.compound import compound_parts
from plugins.features.genus import genera

if TYPE_CHECKING:
    from engine.features.view import View

MAX_CHAIN: Final = 8
"""Steps from a term to its genus, from that to its genus, and so on."""
SAME: Final = (
    frozenset("persoon iemand degene diegene mens individu eenieder".split()),
    frozenset("zaak voorwerp object ding".split()),
    frozenset("document stuk geschrift".split()),
)
"""Words so general that one stands for another."""

NARROWER: Final = {
    "persoon": frozenset("vrouw man kind jongen meisje burger mens volwassene minderjarige meerderjarige".split()),
    "besluit": frozenset("beschikking".split()),
    "rechtspersoon": frozenset("vereniging stichting vennootschap gemeente provincie waterschap".split()),
    "overheid": frozenset("gemeente provincie rijk waterschap".split()),
    "bestuursorgaan": frozenset("burgemeester minister".split()),
    "organisatie": frozenset("instelling onderneming bedrijf instantie vereniging stichting".split()),
    "handeling": frozenset("rechtshandeling verrichting".split()),
}
"""Words of which everybody knows that they name a kind of the key."""


@REGISTRY.feature(
    "kind_of",
    Type.YES_NO,
    text={
        "nl": "Of een woord een soort noemt van wat een ander noemt: hetzelfde woord of een synoniem, een "
        "samenstelling "
        "daarvan (‘bouwvergunning’ van ‘vergunning’), of volgens de definities in het kader.",
        "en": "Whether a word names a kind of what another names: the same word or a synonym, a compound of it, or "
        "according to the definitions of the corpus.",
    },
    example="require kind_of(genus, base) at genus",
    parameters=(
        Parameter("kind", Type.WORD, "The narrower word; the first match counts."),
        Parameter("base", Type.SEARCH, "The wider words; one of them is enough."),
    ),
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="What no definition of the corpus says is taken as not so. Open where the way ends at a term without "
    "definition.",
)
def kind_of(view: View, kind: Sequence[Span], base: Sequence[Span]) -> Truth:
    """Whether the first ``kind`` is one of ``base`` or reaches it along genus and genus.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    if not kind or not base or kind[0].unknown is not None or any(span.unknown is not None for span in base):
        return OPEN
    goals = [_text(view, span) for span in base]
    return _reaches(view, _text(view, kind[0]), goals)


@REGISTRY.feature(
    "kin_of",
    Type.YES_NO,
    text={
        "nl": "Of een woord het genus van een ander noemt, een soort van dat genus, of het laatste deel van een "
        "samenstelling.",
        "en": "Whether a word names the genus of another, a kind of that genus, or the last part of a compound.",
    },
    example="require kind_of(genus, base) or kin_of(genus, base)",
    parameters=(
        Parameter("kind", Type.WORD, "The word; the first match counts."),
        Parameter("base", Type.SEARCH, "The word whose genus counts."),
    ),
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="See `kind_of`. Open where ‘base’ has no definition or its genus cannot be told.",
)
def kin_of(view: View, kind: Sequence[Span], base: Sequence[Span]) -> Truth:
    """Whether ``kind`` is a kind of the direct genus of ``base``, or a genus further up.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    if not kind or not base or kind[0].unknown is not None:
        return OPEN
    word = _text(view, kind[0])
    if _is(view, _text(view, base[0]), word):
        return True
    direct, known = _genera_of(view, _text(view, base[0]))
    if not direct:
        return False if known else OPEN
    if _reaches(view, word, direct) is True:
        return True
    above = [_reaches(view, one, [word]) for one in direct]
    if True in above:
        return True
    return False if known and all(one is False for one in above) else OPEN


def _reaches(view: View, start: str, goals: Sequence[str]) -> Truth:
    wanted = {name for goal in goals for name in _names(view, goal)}
    seen: set[str] = set()
    front, open_end = [start], False
    for _ in range(MAX_CHAIN):
        ahead: list[str] = []
        for word in front:
            if any(_is(view, name, goal) for name in _names(view, word) for goal in wanted):
                return True
            if any(
                lemma in NARROWER.get(goal, ()) for goal in wanted for lemma in {word, *view.corpus.lemmas.of(word)}
            ):
                return True
            seen.add(word)
            above, known = _genera_of(view, word)
            open_end = open_end or not known
            ahead += [one for one in above if one not in seen]
        if not ahead:
            break
        front = ahead
    return OPEN if open_end else False


def _names(view: View, word: str) -> set[str]:
    """A word with the terms and synonyms of the entries it stands for, and the words that mean the same."""
    names = {word}
    for index in _entries(view, word):
        entry = view.corpus.entries[index]
        names |= {entry.begrip.lower(), *(synonym.lower() for synonym in entry.synonyms)}
    for group in SAME:
        if group & names:
            names |= group
    return names


def _is(view: View, word: str, goal: str) -> bool:
    """Whether two words are one, or the first is a compound of the second or a longer term that ends in it."""
    lemmas = view.corpus.lemmas
    ones, others = {word, *lemmas.of(word)}, {goal, *lemmas.of(goal)}
    if ones & others:
        return True
    if any(one.endswith(" " + other) or other.endswith(" " + one) for one in ones for other in others):
        return True
    return any(
        compound_parts(one, other, view.analyzer) is not None for one in sorted(ones) for other in sorted(others)
    )


def _entries(view: View, word: str) -> list[int]:
    graph, own = view.corpus.graph, view.corpus.index_of(view.definition)
    return [i for label in sorted(graph.labels_of([word])) for i in graph.entries_of(label) if i != own]


def _genera_of(view: View, word: str) -> tuple[list[str], bool]:
    """The genera that the corpus gives a word, and whether that is certain: no entry at all is certain too."""
    found: list[str] = []
    known = True
    for index in _entries(view, word):
        entry = view.corpus.entries[index]
        spans = list(_spans(view, index)) if entry.definitie else []
        text = entry_view(view, entry).text("/definitie").text if spans else ""
        found += [text[span.start : span.end].lower() for span in spans if span.certain]
        known = known and any(span.certain for span in spans)
    return found, known


def _spans(view: View, index: int) -> Iterator[Span]:
    yield from genera(entry_view(view, view.corpus.entries[index]))


def _text(view: View, span: Span) -> str:
    return view.text(span.field).text[span.start : span.end].lower()
