"""``act_and_outcome``: a definition that is of an activity and of what comes of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.genus import read
from plugins.features.noun_class import Classes, NounClass, classes_at, nominal_infinitive
from plugins.features.word_bits import ADJ, ADV, CCONJ, DET, FIN, NOUN, PART, PRON, PUNCT, REL, SCONJ, SING, Words

if TYPE_CHECKING:
    from engine.features.view import View

JOINS: Final = frozenset(
    "en of alsmede alsook evenals / respectievelijk tevens wel c.q. plus inclusief ook daarnaast samen eveneens".split()
)
OUTCOMES: Final = frozenset(
    """
    resultaat resultaten uitkomst uitkomsten uitslag product producten eindproduct eindresultaat opbrengst neerslag
    weerslag
    """.split()
)
"""Nouns for what comes of an activity, whatever the activity is."""
ACTS: Final = frozenset(
    """
    proces activiteit handeling werkzaamheid werkzaamheden procedure totstandkoming uitvoering
    """.split()
)
BACK: Final = frozenset(
    """
    daarvan ervan hiervan daaruit hieruit eruit zelf ertoe daartoe daarbij hierbij waarmee
    """.split()
)
"""Words that point back to what was named first."""
SO_MADE: Final = frozenset(
    """
    aldus daaruit hieruit daarbij hierbij daardoor hierdoor daarmee hiermee zo eruit daarin
    """.split()
)
GAINED: Final = frozenset(
    """
    verkregen resulterende ontstane ontstaan voortvloeiende voortgekomen voortkomende volgende verkregene gevormde
    opgeleverde vastgelegde tot-stand-gekomen bereikte uiteindelijke behaalde
    """.split()
)
MADE: Final = frozenset({NounClass.DOCUMENT, NounClass.RESULT, NounClass.COLLECTION})
REMAINS: Final = frozenset(
    """
    daarna overblijft overblijven ontstaat ontstaan resulteert resulteren voortkomt voortvloeit
    """.split()
)
REACH: Final = 4
"""Tokens from a join to the noun it joins, and from that noun to the word that points back."""


@REGISTRY.feature(
    "act_and_outcome",
    Type.SEARCH,
    text={
        "nl": "De plaats waar een definitie behalve een activiteit ook haar uitkomst omschrijft, of omgekeerd: ‘… en "
        "het "
        "resultaat daarvan’, ‘het meten en de gemeten waarde’.",
        "en": "Where a definition of an activity also takes in its outcome, or the other way round.",
    },
    example="forbid act_and_outcome",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The second must be joined to the genus and be called an outcome (or act), point back to the first, or be "
    "made "
    "of the same verb. Possible where it may be joined to another activity that stands between.",
)
def act_and_outcome(view: View) -> Sequence[Span]:
    """The joined piece, from the join on; at most one.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    if found.head is None:
        return []
    own: Classes | None = None
    for at in range(found.head + 1, words.last):
        if not (words.word(at) in JOINS or (words.word(at) == "als" and "zowel" in words.lower[words.first : at])):
            continue
        if own is None:
            own = classes_at(view, words.span(found.head, found.head + 1))
        end = _joined(view, words, found.head, at, own)
        if end is None or _goes_on(words, end):
            continue
        span = words.span(at, end)
        between = (classes_at(view, words.span(i, i + 1)) for i in range(found.head + 1, at) if words.must(i, NOUN))
        sure = found.certain or bool(nominal_infinitive(view))
        certain = sure and not any(classes == {NounClass.ACTIVITY} for classes in between)
        return [span if certain else span.but(OPEN)]
    return []


def _joined(view: View, words: Words, head: int, at: int, own: Classes) -> int | None:
    """The token after a joined outcome of the act ``head``, or a joined act of the outcome ``head``."""
    for noun in range(at + 1, min(at + 2 + REACH, words.last)):
        if words.must(noun, REL | SCONJ) or words.word(noun) in (",", ";", "."):
            return None
        before = words.lower[at + 1 : noun]
        back = _back(words, noun)
        if NounClass.ACTIVITY in own:
            beside = at - head <= 2 or words.word(at) not in ("en", "of", "/")
            if words.word(noun) in OUTCOMES and (back or (beside and noun - at <= 2)):
                return back or noun + 1
            if words.must(noun, NOUN) and not _is_act(view, words, noun):
                shared = words.must(noun - 1, DET) and _shares_object(view, words, head, at, noun)
                if _is_made(before) or shared or _done_object(words, head, at, noun):
                    return noun + 1
                end = _clause_back(words, noun)
                if end is not None and (words.must(noun, SING) or classes_at(view, words.span(noun, noun + 1))):
                    return end
            if (end := _of_verb(view, words, head, noun)) is not None:
                return end
        if own and NounClass.ACTIVITY not in own and back and (words.word(noun) in ACTS or _is_act(view, words, noun)):
            return back
    return None


def _back(words: Words, noun: int) -> int | None:
    """The token after a word behind a noun that points back; ``None`` if there is none."""
    for at in range(noun + 1, min(noun + 1 + REACH, words.last)):
        if words.word(at) in BACK:
            return at + 1
        if words.word(at) == "van" and words.word(at + 1) in ("die", "deze", "dit", "dat"):
            return at + 3 if words.may(at + 2, NOUN) else at + 2
        if words.must(at, CCONJ | FIN | PUNCT):
            return None
    return None


def _done_object(words: Words, head: int, at: int, noun: int) -> bool:
    """Whether an outcome is the object with the act done to it: ``een boek uitgeven of het uitgegeven boek``."""
    objects = {words.lower[step] for step in range(head + 1, at) if words.must(step, NOUN)}
    return words.may(noun - 1, PART) and words.must(noun - 2, DET) and words.lower[noun] in objects


def _of_verb(view: View, words: Words, head: int, noun: int) -> int | None:
    """The token after an outcome named by the verb of the act itself; ``None`` if it is another verb."""
    if words.word(noun + 1) == "zelf" and _named_by(view, words, head, noun):
        return noun + 2
    if _same_verb(view, words, head, noun):
        return noun + 2 if words.may(noun + 1, NOUN) and words.may(noun, PART | ADJ) else noun + 1
    return None


def _named_by(view: View, words: Words, head: int, noun: int) -> bool:
    """Whether a noun in *-ing* names the outcome of the infinitive: ``het inschrijven en de inschrijving``."""
    verbs = {reading.lemma for reading in view.readings(DEFINITIE)[head] if reading.tag == "VERB"}
    return words.lower[noun].removesuffix("ing") + "en" in verbs | {words.lower[head]}


def _shares_object(view: View, words: Words, head: int, at: int, noun: int) -> bool:
    """Whether an outcome is of what the act is of: ``het tellen van stemmen en de lijst met stemmen``."""
    if not classes_at(view, words.span(noun, noun + 1)) <= MADE or words.word(noun + 1) not in ("van", "met", "over"):
        return False
    if not classes_at(view, words.span(noun, noun + 1)):
        return False
    objects = {words.lower[step] for step in range(head + 1, at) if words.must(step, NOUN)}
    return any(words.word(step) in objects for step in range(noun + 2, min(noun + 2 + REACH, words.last)))


def _clause_back(words: Words, noun: int) -> int | None:
    """The end of a relative clause that says that its noun comes of the act: ``de lijst die daaruit volgt``."""
    if words.word(noun + 1) not in ("die", "dat", "waarin", "waarop"):
        return None
    end = next((at for at in range(noun + 2, words.last) if words.lower[at] in (",", ";", ".")), words.last)
    told = set(words.lower[noun + 2 : end])
    return end if told & (SO_MADE - {"zo", "daarbij", "hierbij"} | OUTCOMES | BACK - {"zelf"} | REMAINS) else None


def _is_made(before: Sequence[str]) -> bool:
    return (bool(SO_MADE & set(before)) and len(before) > 1) or bool(GAINED & set(before))


def _is_act(view: View, words: Words, at: int) -> bool:
    return classes_at(view, words.span(at, at + 1)) == {NounClass.ACTIVITY}


def _same_verb(view: View, words: Words, head: int, at: int) -> bool:
    """Whether a participle is of the verb that the genus names: ``het verzamelen … en de verzamelde``."""
    readings = view.readings(DEFINITIE)
    verbs = {reading.lemma for reading in readings[head] if reading.tag == "VERB"}
    stem = words.lower[head].removesuffix("ing")
    other = {reading.lemma for reading in readings[at] if "part" in reading.marks}
    nominal = words.must(at - 1, DET | PRON) and words.may(at, PART | ADJ)
    if not nominal:
        return False
    return bool(verbs & other) or (words.lower[head].endswith("ing") and any(verb[:-2] == stem for verb in other))


def _goes_on(words: Words, end: int) -> bool:
    """Whether a finite verb follows that the joined piece belongs to: ``en het resultaat daarvan vastlegt``."""
    for at in range(end, words.last):
        if words.must(at, REL | SCONJ) or words.word(at) in (",", ";", "."):
            return False
        if words.may(at, FIN) and not words.may(at, NOUN | ADJ | ADV):
            return True
    return False
