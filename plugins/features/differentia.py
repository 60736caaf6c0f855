"""Differentia: what stands around the genus and shuts out members, and what only seems to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.empty_words import ANNOUNCING, TRUISMS, VAGUE, VAGUE_ATTRIBUTES
from plugins.features.genus import heads_at, read
from plugins.features.opening import Opening
from plugins.features.opening_words import MEASURES, QUOTES, RELATIVES
from plugins.features.phrase_end import looked_through
from plugins.features.remembered import of_reading
from plugins.features.word_bits import (
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    DET,
    FIN,
    INF,
    NOUN,
    NUM,
    OPEN_CLASS,
    PART,
    PERS,
    POSS,
    PRON,
    PUNCT,
    REL,
    SCONJ,
    Words,
)

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

LIGHT: Final = frozenset(
    """
    zijn worden hebben kunnen moeten mogen zullen willen hoeven laten er ook wel nog zo dan al zich zelf daarbij
    hierbij daarvan hiervan hieraan daaraan hiertoe daartoe mee aldus erbij eraan ervan waarbij waarin waarvan waaraan
    """.split()
)
SAYING_NOTHING: Final = LIGHT | ANNOUNCING
"""Verbs and adverbs that carry no meaning of their own."""
PREPOSITIONS: Final = frozenset("rond over door om bij naast langs per via volgens inzake".split())
TELLING: Final = frozenset(
    """
    zonder tegen namens boven buiten achter iedereen niemand eenieder zichzelf elkaar dezelfde hetzelfde
    """.split()
)
"""Prepositions and pronouns that shut something out by themselves."""
INHERENT: Final = frozenset("geschreven levend sterfelijk menselijk eetbaar leesbaar begrensd tastbaar".split())
"""Attributes that are true of all members of a genus that has them among its truisms."""
COUNTING: Final = frozenset({"aantal", "tal", "reeks", "paar", "stel"})
"""Nouns before an announcing one that count it only (``aan een aantal voorwaarden``)."""
NEGATIONS: Final = frozenset({"niet", "geen", "nooit"})
FUNCTION: Final = DET | POSS | PERS | PRON | REL | ADP | CCONJ | SCONJ | PUNCT


@REGISTRY.feature(
    "differentia",
    Type.SEARCH,
    text={
        "nl": "Wat het genus toespitst: de bepalingen ervoor en erachter die een deel van wat het genus noemt, "
        "uitsluiten.",
        "en": "What narrows the genus: the qualifications before and behind it that shut out some of what it names.",
    },
    example="require some differentia",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="What is true of every member is known for some dozens of common genera only; elsewhere every content word "
    "that does not merely announce a restriction counts. Possible where the genus is.",
)
def differentia(view: View) -> Sequence[Span]:
    """The parts around the genus that say something, in order.

    Raises:
        MissingInputError: without an analyzer.
    """
    return [span for span, full in parts_around(view) if full]


@REGISTRY.feature(
    "empty_differentia",
    Type.SEARCH,
    text={
        "nl": "Wat het genus alleen schijnbaar toespitst: het geldt voor alles wat het genus noemt (‘persoon die "
        "leeft’) of kondigt een beperking aan zonder haar te noemen (‘document met bepaalde kenmerken’).",
        "en": "What only seems to narrow the genus: it holds of every member, or it announces a restriction without "
        "stating it.",
    },
    example="forbid empty_differentia",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="See `differentia`.",
)
def empty_differentia(view: View) -> Sequence[Span]:
    """The parts around the genus that say nothing, in order.

    Raises:
        MissingInputError: without an analyzer.
    """
    return [span for span, full in parts_around(view) if not full]


@REGISTRY.feature(
    "specification",
    Type.SEARCH,
    text={
        "nl": "De inhoudswoorden rond het genus die iets toespitsen: elk woord van de toespitsing dat niet leeg is.",
        "en": "The content words around the genus that narrow it: each word of the differentia that is not empty.",
    },
    example="require count(specification) >= 2",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="See `differentia`.",
)
def specification(view: View) -> Sequence[Span]:
    """One span for each telling word, in order.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, _ = read(view)
    return [words.span(at, at + 1) for _, _, telling in _judged(view) for at in telling]


@REGISTRY.feature(
    "genus_clause",
    Type.SEARCH,
    text={
        "nl": "De bijzin, deelwoordgroep of groep met ‘te’ die direct bij het genus hoort: ‘waarin een raad beslist’, "
        "‘gericht op herstel’.",
        "en": "The clause, participle phrase or phrase with ‘te’ that belongs to the genus directly.",
    },
    example="require some genus_clause",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The clause is taken to run to the end of the text. A participle phrase before the genus counts too.",
)
def genus_clause(view: View) -> Sequence[Span]:
    """The parts around the genus that hold a verb, in order.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    ranges = [(start, end) for start, end, _ in _judged(view)]
    spans = [
        words.span(start, end)
        for start, end in ranges
        if any(words.may(at, REL) or words.must(at, FIN | INF | PART | SCONJ) for at in range(start, end))
        or any(words.may(at, PART) and not words.may(at, NOUN) for at in range(start, end))
        or (words.may(start, ATTRIBUTE) and words.must(start + 1, ADP) and not words.lower[start].endswith("e"))
    ]
    return spans if found.certain else [span.but(OPEN) for span in spans]


def parts_around(view: View) -> Iterator[tuple[Span, bool]]:
    """The parts before and behind the genus, each with whether it says something."""
    words, found = read(view)
    for start, end, telling in _judged(view):
        span = words.span(start, end)
        yield span if found.certain else span.but(OPEN), bool(telling)


def _judged(view: View) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """The token ranges around the genus, each with its telling words; judged once for a record."""
    return view.once("differentia.judged", lambda: _judge(view))


def _judge(view: View) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    words, found = read(view)
    readings = view.readings(DEFINITIE)
    genus, ranges = _around(words, found, heads_at(view))
    vocabulary = _vocabulary(words, readings, genus) if ranges else (frozenset(), frozenset())
    return tuple(
        (start, end, tuple(at for at in range(start, end) if not _is_empty(words, readings, at, genus, vocabulary)))
        for start, end in ranges
    )


def _around(words: Words, found: Opening, heads: Sequence[int]) -> tuple[int, list[tuple[int, int]]]:
    """The token of the genus and the token ranges before and behind it; coordinated heads belong to neither."""
    if found.head is None:
        return words.first, []
    last = _measured(words, looked_through(words, heads[-1]))
    start, ranges = found.first, []
    while start < found.head and words.must(start, DET | NUM | PUNCT | ADV):
        start += 1
    if start < found.head:
        ranges.append((start, found.head))
    end = words.last
    while end > last + 1 and (words.lower[end - 1] in QUOTES or words.must(end - 1, PUNCT)):
        end -= 1
    behind = last + 1
    while behind < end and words.lower[behind] in QUOTES | {","}:
        behind += 1
    if len(heads) > 1:
        ranges += [(at, at + 1) for at in range(heads[0] + 1, last) if _attribute_of_member(words, at, heads)]
    if behind < end:
        ranges.append((behind, end))
    return _measured(words, looked_through(words, found.head)), ranges


def _measured(words: Words, head: int) -> int:
    """The noun that a noun of measure is about (``grond`` in ``stuk grond``), else the head."""
    return head + 1 if words.word(head) in MEASURES and words.must(head + 1, NOUN) else head


def _attribute_of_member(words: Words, at: int, heads: Sequence[int]) -> bool:
    return at not in heads and not words.must(at, FUNCTION | NUM) and words.kinds[at] is Kind.WORD


def _is_empty(
    words: Words, readings: Sequence[Readings], at: int, genus: int, vocabulary: tuple[frozenset[str], frozenset[str]]
) -> bool:
    """Whether a word says nothing of what the genus names: it binds, announces, repeats it, or is always true."""
    if words.kinds[at] is Kind.PUNCT:
        return True
    if words.kinds[at] is Kind.NUMBER:
        return False
    bits = words.bits[at]
    word = words.lower[at]
    if word in NEGATIONS:
        return False
    if word in RELATIVES:
        return True
    own, true = vocabulary
    if word in COUNTING or word == "onder":
        noun = next((each for each in range(at + 1, min(at + 4, words.last)) if words.must(each, NOUN)), None)
        if noun is not None and {reading.lemma for reading in readings[noun]} & ANNOUNCING:
            return True
    if word in TELLING and word in true:
        return True
    if bits != OPEN_CLASS and (not bits & ~FUNCTION or word in PREPOSITIONS):
        return word not in TELLING
    lemmas = lemmas_of(word, readings[at])
    if "ander" in lemmas and not words.may(at + 1, NOUN | ATTRIBUTE):
        return False
    if not lemmas.isdisjoint(SAYING_NOTHING) or (lemmas & VAGUE and words.lower[at - 1] in VAGUE_ATTRIBUTES):
        return True
    if at < genus:
        return bool(lemmas & own or _acted(words, at) & true)
    return bool(lemmas & own or lemmas & true) or any(_akin(lemma, name) for lemma in lemmas for name in own)


@of_reading
def lemmas_of(word: str, readings: Readings) -> frozenset[str]:
    """The lemmas a word in lower case may have, its own spelling included."""
    return frozenset({reading.lemma for reading in readings} | {word})


def _vocabulary(words: Words, readings: Sequence[Readings], genus: int) -> tuple[frozenset[str], frozenset[str]]:
    """The lemmas of the genus (and of the noun that it measures: ``stuk grond``), and what is true of all it names."""
    own = {reading.lemma for reading in readings[genus]} | {words.lower[genus]}
    if genus > words.first and words.lower[genus - 1] in MEASURES:
        own |= {reading.lemma for reading in readings[genus - 1]}
    return frozenset(own), frozenset(each for lemma in own for each in TRUISMS.get(lemma, ()))


def _acted(words: Words, at: int) -> frozenset[str]:
    """What an attribute before the genus says its members do or are: ``drijven`` for ``drijvend``, else nothing."""
    word = words.lower[at].removesuffix("e")
    return frozenset({word.removesuffix("d")} if word.endswith("end") and len(word) > 5 else {word} & INHERENT)


def _akin(word: str, genus: str) -> bool:
    """Whether a word is the plural of the genus or a part of it: ``werk`` beside ``werknemer``."""
    if len(genus) > 4 and word.startswith(genus) and word[len(genus) :] in ("s", "n", "en", "'s"):
        return True
    root = word[:-2] if word.endswith("en") and len(word) > 5 else word
    return len(root) > 3 and genus.startswith(root) and len(genus) > len(root)
