"""What a definition begins with, as the rules about beginnings ask it, and the finite verb that makes it a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import OPEN, Open
from plugins.analyzers.inflect import PARTICLES
from plugins.features.catalog import REGISTRY
from plugins.features.genus import explains_verb, heads_at, read
from plugins.features.noun_kinds import PERSONS
from plugins.features.opening import Opening, Start, opening
from plugins.features.phrase_end import coordinated, main_verb
from plugins.features.word_bits import ATTRIBUTE, FIN, INF, NOUN, Words, words_of

if TYPE_CHECKING:
    from engine.features.view import View


LOOSE: Final = frozenset("aan af bij door in mee na neer om onder op over terug toe uit vast voor weg".split())
"""Loose parts of verbs that do not qualify a noun when they stand behind it."""


@REGISTRY.feature(
    "beginning",
    Type.CHOICE,
    text={
        "nl": "Waarmee de definitie begint: een naamwoordgroep (noun), een voornaamwoord als ‘iemand’ (pronoun), een "
        "onbepaalde wijs (infinitive), een persoonsvorm (finite), een bijzin (clause), een bepaling met een voorzetsel "
        "zonder naamwoord dat haar draagt (phrase), een los bijvoeglijk woord (adjective) of geen van alle (nothing).",
        "en": "What the definition begins with: a noun phrase, a pronoun, an infinitive, a finite verb, a subordinate "
        "clause, a preposition phrase without a noun to carry it, a loose adjective, or nothing of these.",
    },
    example="forbid opening_words unless beginning is noun",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    values=tuple(Start),
    limits="An article is looked through; a bare copula is a finite verb. Open where the readings of a word differ.",
)
def beginning(view: View) -> str | Open:
    """The kind of beginning, open where it cannot be told.

    Raises:
        MissingInputError: without an analyzer.
    """
    _, found = read(view)
    if found.start is Start.FINITE:
        return Start.FINITE.value if _surely_finite(view, found) else OPEN
    return found.start.value if found.certain else OPEN


@REGISTRY.feature(
    "opening_words",
    Type.SEARCH,
    text={
        "nl": "De woorden waaraan te zien is waarmee de definitie begint: de persoonsvorm, het voegwoord of "
        "betrekkelijk woord, de losse bepaling, of het kernwoord.",
        "en": "The words that show what the definition begins with: the finite verb, the conjunction or relative word, "
        "the loose phrase, or the head.",
    },
    example="forbid opening_words unless beginning is noun",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
)
def opening_words(view: View) -> Sequence[Span]:
    """One span, none for a text without words; possible where the beginning is open.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    if found.first >= words.last:
        return []
    start, end = found.first, found.first + 1
    if found.finite is not None:
        start, end = found.finite, found.finite + 1
        if found.head is not None:
            start = found.first
    elif found.start in (Start.PHRASE, Start.ADJECTIVE):
        end = max(end, min(found.end, words.last))
    elif found.head is not None:
        start, end = found.head, found.head + 1
    span = words.span(start, end)
    return [span if found.certain or found.head is not None else span.but(OPEN)]


@REGISTRY.feature(
    "finite_core",
    Type.SEARCH,
    text={
        "nl": "De persoonsvorm die de kern van de definitie is: aan het begin (‘regelt het verkeer’), na een bijwoord, "
        "een bepaling of een onderwerp (‘gemeente verleent vergunning’), of een koppelwerkwoord zonder onderwerp.",
        "en": "The finite verb that is the core of the definition: at the beginning, behind an adverb, a phrase or a "
        "subject, or a copula without a subject.",
    },
    example="forbid finite_core",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A word that can be a noun as well (‘wacht op’) is none, unless an object follows it at once. Verbs in a "
    "subordinate clause do not count.",
)
def finite_core(view: View) -> Sequence[Span]:
    """The finite verb of the main clause, at most one; possible where readings differ.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    if found.finite is not None:
        start = found.first if found.head is not None else found.finite
        span = words.span(start, found.finite + 1)
        return [span if _surely_finite(view, found) else span.but(OPEN)]
    at = _main(words, found, heads_at(view))
    return [] if at is None else [words.span(at, at + 1)]


@REGISTRY.feature(
    "finite_term",
    Type.SEARCH,
    text={
        "nl": "De persoonsvorm in een begrip dat als zin of vervoegd werkwoord geschreven is: ‘stelt vast’, "
        "‘verleende’.",
        "en": "The finite verb in a term that is written as a sentence or an inflected verb.",
    },
    example="forbid finite_term",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/begrip",),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A word that can be a noun or a participle as well (‘bericht’, ‘verplicht’) is none. The plural of the "
    "present tense is the infinitive.",
)
def finite_term(view: View) -> Sequence[Span]:
    """The finite verb of the term, at most one.

    Raises:
        MissingInputError: without an analyzer.
    """
    words = words_of(view, BEGRIP)
    # *beschuldigde* is a past tense and a person; that the text speaks of a person decides.
    either = not words.must(words.first, FIN) or words.word(words.first).endswith(("de", "te"))
    if words.last - words.first == 1 and either and _names_person(view):
        return []
    found = opening(words)
    at = found.finite if found.finite is not None and found.certain else None
    if at is None and found.head is not None:
        at = _main(words, found, coordinated(words, found.head))
    if at is None:
        at = _finite_label(words)
    if at is None:
        at = _separated(view, words)
    if at is None and words.last - words.first == 1 and _is_third_person(words) and _explained_by_verb(view):
        at = words.first
    if at is None or any(r.lemma == words.word(at) and r.tag in ("VERB", "AUX") for r in view.readings(BEGRIP)[at]):
        return []
    if words.last - words.first == 1 and _bare_stem(view, at) and opening(words_of(view, DEFINITIE)).head is not None:
        return []
    return [words.span(at, at + 1)]


def _bare_stem(view: View, at: int) -> bool:
    """Whether a word is the mere stem of its verb (``opwek``): people name the activity by it, not what ``ik`` does."""
    word = view.tokens(BEGRIP).folded[at]
    return any(reading.lemma.startswith(word) for reading in view.readings(BEGRIP)[at])


def _surely_finite(view: View, found: Opening) -> bool:
    """Whether the verb at the beginning is finite; the text of a verb may begin with an infinitive of the same form."""
    if found.head is not None or not found.certain or found.finite is None or not explains_verb(view):
        return found.head is not None or found.certain
    form, readings = view.tokens(DEFINITIE).folded[found.finite], view.readings(DEFINITIE)[found.finite]
    auxiliary = any(reading.tag == "AUX" for reading in readings)
    return auxiliary or not any(reading.lemma == form and "plur" in reading.marks for reading in readings)


def _separated(view: View, words: Words) -> int | None:
    """A verb form with its loose part, where the two are a known verb: ``voer uit``."""
    first, last = words.first, words.last - 1
    if view.analyzer is None or last <= first or words.word(last) not in LOOSE or words.may(first, INF | ATTRIBUTE):
        return None
    verbs = {lemma for lemma in view.analyzer.lemmas(words.word(first)) if lemma.endswith("n")}
    return first if any(view.analyzer.lemmas(words.word(last) + verb) for verb in verbs) else None


def _is_third_person(words: Words) -> bool:
    return words.may(words.first, FIN) and words.word(words.first).endswith("t")


def _explained_by_verb(view: View) -> bool:
    """Whether the definition is an infinitive without ``het``: no noun is explained so (``stelt``: ``neerzetten``)."""
    words, found = read(view)
    if found.start is not Start.INFINITIVE or not found.certain or found.head is None:
        return False
    return words.word(found.first) != "het" and words.word(found.head + 1) not in ("van", "door")


def _names_person(view: View) -> bool:
    """Whether the definition begins with a person: the term is then a participle used as a noun (``beschuldigde``)."""
    words, found = read(view)
    return found.head is not None and (found.start is Start.PRONOUN or words.word(found.head) in PERSONS)


def _finite_label(words: Words) -> int | None:
    """The finite verb of a label that reads otherwise as a text: ``stelt vast``, ``in beslag neemt``, ``besliste``."""
    first, last = words.first, words.last - 1
    if last < first:
        return None
    if last > first and words.word(last) in PARTICLES and words.may(first, FIN) and not words.must(first, NOUN):
        return first
    if words.must(last, FIN):
        return last
    if last > first and words.may(last - 1, NOUN) and words.may(last, FIN) and words.must(last, FIN | ATTRIBUTE):
        return last
    past = words.may(last, FIN) and words.must(last, FIN | ATTRIBUTE) and words.word(last).endswith(("de", "te"))
    return last if past and first == last else None


def _main(words: Words, found: Opening, heads: Sequence[int]) -> int | None:
    """The verb behind the noun phrase that makes a main clause of it."""
    known = found.start in (Start.NOUN, Start.PRONOUN) and found.certain
    return main_verb(words, heads[-1]) if known and heads else None
