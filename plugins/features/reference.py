"""Words that refer to something named before: pronouns, possessives, demonstratives, adverbs such as ``daarvan``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import regex

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.phrases import MAX_ATTRIBUTES
from plugins.features.remembered import of_word
from plugins.features.syntax import BEFORE_NOUN, NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View


class Referring(StrEnum):
    """Kinds of referring words; each has its own rules for what it may refer to."""

    PERSONAL = "personal"
    SPEAKER = "speaker"
    DEMONSTRATIVE = "demonstrative"
    WITH_NOUN = "with noun"
    SUCH = "such"
    POSSESSIVE = "possessive"
    ADVERB = "adverb"


@dataclass(frozen=True, slots=True)
class Reference:
    """A referring word at token ``at``; ``end`` is behind the noun it stands with, or behind the word."""

    kind: Referring
    at: int
    end: int
    sure: bool = True


PERSONAL: Final = frozenset("hij zij ze hem haar het hen hun hijzelf zijzelf hemzelf haarzelf henzelf".split())
SPEAKERS: Final = frozenset("ik mij me wij we ons jij je jou jullie u mijn jouw uw onze".split())
"""First and second person: a definition has no speaker, so they never refer to a word in it."""
POSSESSIVES: Final = frozenset({"zijn", "haar", "hun", "diens", "z'n", "dier"})
DEMONSTRATIVES: Final = frozenset({"deze", "dit", "die", "dat", "zulks"})
WITH_NOUN: Final = frozenset({"deze", "dit", "die", "dat"})
SUCH: Final = frozenset({"dergelijke", "dergelijk", "zulke", "zulk", "zo'n", "zodanige", "dusdanige"})
REFERRING: Final = PERSONAL | SPEAKERS | POSSESSIVES | DEMONSTRATIVES | WITH_NOUN | SUCH | {"er", "daar", "hier"}
ADVERB: Final = regex.compile(
    r"(?:er|daar|hier)(?:aan|achter|af|beneden|bij|binnen|boven|buiten|door|in|langs|mee|na|naast|naar|om|omheen|omtrent|onder|op"
    r"|over|rond|tegen|tegenover|toe|tussen|uit|van|vandaan|voor|voren|over|jegens|vanaf|vanuit|mede)|aldaar|alhier"
)
NO_REFERENCE: Final = frozenset({"daarom", "hierom", "daarnaar", "hierna", "erbij"})
"""Adverbs that lean on a whole sentence or announce what follows."""
STRANDED: Final = frozenset("van voor mee op in aan bij uit door over toe tegen naar onder tussen".split())
LIGHT: Final = frozenset({"betrekking", "gebruik", "toegang", "zorg", "aanleiding", "recht", "plaats"})
"""Nouns that go with a verb (``betrekking hebben``), so that ``deze`` before them stands alone."""
ADVERBIAL: Final = frozenset(
    """
    op door binnen volgens tijdens per wegens sinds gedurende na via als vanwege namens tegen naar over om ter te
    """.split()
)
"""Prepositions that seldom say which one is meant, so that ``die verdieping op schaal`` still points back."""
ANTICIPATED: Final = frozenset({"dat", "of", "om"})
"""After ``er…`` and ``het`` these announce the clause that the word stands for (``ervan overtuigd dat``)."""

IDIOMATIC: Final = frozenset(
    """
    aangaat behoort betaamt betreft heet hoort kan past schikt toelaat uitkomt verkiest
    """.split()
)
"""After ``het`` these make a phrase in which it means nothing: ``degene die het aangaat``, ``zoals het hoort``."""


def references(syntax: Syntax) -> Iterator[Reference]:
    """The referring words of the body, in order."""
    at = syntax.first
    while at < syntax.last:
        found = _reference(syntax, at) if _may_refer(syntax.word(at)) else None
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


@of_word
def _may_refer(word: str) -> bool:
    """Whether a word can refer at all."""
    return word in REFERRING or ADVERB.fullmatch(word) is not None


def _reference(syntax: Syntax, at: int) -> Reference | None:
    word, part = syntax.word(at), syntax.part(at)
    if word in SPEAKERS and part in (Part.PRON, Part.POSS) and (syntax.sure[at] or part is Part.POSS):
        return Reference(Referring.SPEAKER, at, at + 1)
    if word == "diens" or (word in POSSESSIVES and part is Part.POSS):
        return Reference(Referring.POSSESSIVE, at, at + 1)
    if ADVERB.fullmatch(word) and word not in NO_REFERENCE:
        return None if _announces(syntax, at) else Reference(Referring.ADVERB, at, at + 1)
    if word in ("er", "daar", "hier"):
        place = _stranded(syntax, at)
        if place is not None and syntax.word(place) == "uit" and _looks(syntax, place):
            return None
        return None if place is None or _announces(syntax, place) else Reference(Referring.ADVERB, at, place + 1)
    if word == "haar" and (
        at == syntax.first or syntax.is_(at - 1, Part.DET, Part.ADJ) or syntax.word(at + 1) == "van"
    ):
        return None
    if word in SUCH:
        return _such(syntax, at)
    if word in WITH_NOUN and part is Part.DET:
        return _with_noun(syntax, at)
    if word in DEMONSTRATIVES and part is Part.PRON:
        return _demonstrative(syntax, at)
    if word in PERSONAL and part is Part.PRON:
        if word == "het" and _impersonal(syntax, at):
            return None
        sure = syntax.sure[at] or word not in ("het", "haar", "hun") or (word == "het" and _bare_het(syntax, at))
        return Reference(Referring.PERSONAL, at, at + 1, sure=sure)
    return None


def _looks(syntax: Syntax, at: int) -> bool:
    """``er … uitzien``: together they are one verb."""
    return any("zien" in syntax.lemmas(place, "VERB") for place in range(at + 1, min(at + 4, syntax.last)))


def _announces(syntax: Syntax, at: int) -> bool:
    """``ervan uitgaan dat``, ``daarin bestaan dat``: the word stands for the clause that follows."""
    end = syntax.segment_end(at + 1, ".;")
    after = {syntax.word(place) for place in range(at + 1, end) if not syntax.is_(place, Part.REL)}
    if syntax.word(at) in ("hierboven", "hieronder") or syntax.word(at + 1) == ":":
        return syntax.word(at + 1) == ":"
    return not after.isdisjoint(ANTICIPATED)


def _with_noun(syntax: Syntax, at: int) -> Reference | None:
    """``deze wet``; not ``die gevallen waarin``, where the clause behind says which."""
    head = at + 1
    while head < min(syntax.last, at + MAX_ATTRIBUTES) and syntax.is_(head, *BEFORE_NOUN):
        head += 1
    if head >= syntax.last or not syntax.is_(head, *NOMINAL):
        return None
    if syntax.word(head) in LIGHT:
        return Reference(Referring.DEMONSTRATIVE, at, at + 1)
    told = syntax.is_(head + 1, Part.REL) or (syntax.is_(head + 1, Part.ADP) and syntax.word(head + 1) not in ADVERBIAL)
    if syntax.word(at) in ("die", "dat") and (told or syntax.word(head + 1) == ","):
        return None
    return Reference(Referring.WITH_NOUN, at, head + 1, sure=syntax.word(at) in ("deze", "dit") or _firm(syntax, at))


def _such(syntax: Syntax, at: int) -> Reference | None:
    """``dergelijke stoffen``; not ``en dergelijke``, nor ``zulke schade dat``, where a clause says of what kind."""
    head = at + 1
    while head < min(syntax.last, at + MAX_ATTRIBUTES) and syntax.is_(head, *BEFORE_NOUN):
        head += 1
    before = at - 1 if syntax.is_(at - 1, Part.DET) else at
    if head >= syntax.last or not syntax.is_(head, *NOMINAL) or syntax.word(before - 1) in ("en", "of"):
        return None
    behind = range(head + 1, syntax.segment_end(head + 1, ".;"))
    if any(syntax.word(place) in ("dat", "als", "die", "om") for place in behind):
        return None
    return Reference(Referring.SUCH, at, head + 1)


def _firm(syntax: Syntax, at: int) -> bool:
    """Whether ``die`` or ``dat`` before a noun is certainly no relative word."""
    if syntax.is_(at - 1, Part.REL, Part.SCONJ):
        return True
    return syntax.sure[at] or (syntax.is_(at - 1, Part.ADP) and syntax.word(at - 1) not in ("met", "voor"))


def _stranded(syntax: Syntax, at: int) -> int | None:
    """``er … voor``: the preposition of an ``er``, ``daar`` or ``hier``, right before the verb or at the end."""
    for place in range(at + 1, min(at + 7, syntax.last)):
        if syntax.is_(place, Part.PUNCT, Part.REL, Part.SCONJ, Part.CCONJ):
            return None
        if syntax.word(place) in STRANDED and syntax.is_(
            place + 1, Part.VERB, Part.INF, Part.PARTICIPLE, Part.CCONJ, Part.PUNCT
        ):
            return place
    return None


def _demonstrative(syntax: Syntax, at: int) -> Reference | None:
    word = syntax.word(at)
    if word in ("die", "dat") and syntax.is_(at + 1, Part.REL, Part.ADP):
        return None
    if (
        word in ("dat", "dit")
        and syntax.word(at + 1) in ("wil", "betekent", "zijn")
        and syntax.word(at + 2) in ("zeggen", "")
    ):
        return None
    return Reference(Referring.DEMONSTRATIVE, at, at + 1, sure=syntax.sure[at] or word in ("deze", "dit"))


def _impersonal(syntax: Syntax, at: int) -> bool:
    """``het is nodig dat``, ``als het regent``, ``waarbij het gaat om``: nothing is referred to."""
    end = syntax.segment_end(at + 1, ".;")
    later = {syntax.word(place) for place in range(at + 1, end)}
    if later & {"dat", "om", "of", "te", "eens", "oneens"} or syntax.is_(at + 1, Part.ADJ, Part.DET):
        return True
    if syntax.word(at + 1) in IDIOMATIC:
        return True
    verbs = {
        lemma for place in range(at + 1, end) for lemma in syntax.lemmas(place, "VERB") if syntax.is_(place, Part.VERB)
    }
    return bool(
        verbs
        & {"gaan", "betreffen", "regenen", "sneeuwen", "vriezen", "hagelen", "waaien", "dooien", "onweren", "stormen"}
    )


def _bare_het(syntax: Syntax, at: int) -> bool:
    """Whether ``het`` stands alone: its verb follows, and no noun that it could be the article of."""
    end = syntax.segment_end(at + 1, ".;:,")
    for place in range(at + 1, end):
        if syntax.is_(place, *NOMINAL, Part.ADJ, Part.INF) and place == at + 1:
            return False
        if syntax.is_(place, Part.ADJ, Part.PARTICIPLE) and syntax.is_(place + 1, *NOMINAL, Part.ADJ):
            return False
        if syntax.is_(place, Part.VERB, Part.PARTICIPLE):
            return True
        if syntax.is_(place, Part.REL, Part.SCONJ, Part.CCONJ):
            return False
    return False


@REGISTRY.feature(
    "reference",
    Type.SEARCH,
    text={
        "nl": "Woorden die naar iets anders in de tekst verwijzen: ‘hij’, ‘deze’, ‘dit besluit’, ‘haar’, ‘daarvan’. "
        "Geen betrekkelijke woorden (‘die’, ‘waarvan’) en geen ‘zich’.",
        "en": "Words that refer to something else in the text: ‘hij’, ‘deze’, ‘dit besluit’, ‘haar’, ‘daarvan’. No "
        "relative words (‘die’, ‘waarvan’) and no reflexives.",
    },
    example="forbid reference unless some antecedent(match)",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="‘het’ is left out where it may stand for nothing or for a clause that follows; ‘er’ alone always.",
)
def reference(view: View) -> Sequence[Span]:
    """The referring words; a demonstrative together with its noun."""
    syntax = syntax_of(view)
    return [syntax.span(each.at, each.end, None if each.sure else OPEN) for each in references(syntax)]
