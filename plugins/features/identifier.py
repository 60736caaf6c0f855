"""``identifier``: what tells one instance of the term from another, and belongs to the thing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.genus import read
from plugins.features.identifier_words import (
    CARRIERS,
    CORPORATE,
    DATA,
    DOCUMENTARY,
    ENDINGS,
    HANDLING,
    IDENTIFYING,
    MARKS,
    NO_IDENTIFIERS,
    PERSONAL,
    UNIQUE,
    WHOLE,
)
from plugins.features.noun_class import Classes, NounClass, classes_at
from plugins.features.opening import Opening
from plugins.features.phrase_end import looked_through
from plugins.features.word_bits import (
    ADJ,
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    DET,
    INF,
    NOUN,
    NUM,
    OPEN_CLASS,
    POSS,
    PROPN,
    REL,
    Words,
)

if TYPE_CHECKING:
    from engine.features.view import View

PERSONS: Final = frozenset({NounClass.PERSON})
BODIES: Final = frozenset({NounClass.ORGANISATION})
OTHER_THINGS: Final = frozenset({NounClass.PERSON, NounClass.THING, NounClass.PLACE, NounClass.DOCUMENT})
PLURAL_ENDINGS: Final = ("nummers", "codes", "kentekens")
"""Numbers in the plural are no number of one instance, but what it holds, reads or lists."""
RECOGNISED: Final = frozenset(
    """
    herkennen herkend herkenbaar herkenbare onderscheiden onderscheidbaar onderscheidbare
    """.split()
)
SETTLED: Final = frozenset("aangeduid aangewezen bepaald vastgelegd gekenmerkt omschreven aangegeven".split())
BY: Final = frozenset("aan door met waaraan waardoor".split())
COMBINATIONS: Final = frozenset({"combinatie"})
NEAR: Final = 10
"""Tokens before such a word in which the characteristic is named."""
OTHER: Final = frozenset({"ander", "andere", "een", "die", "dat", "deze", "dit"})
REGISTERS: Final = (
    "register",
    "registratie",
    "administratie",
    "systeem",
    "lijst",
    "bestand",
    "kadaster",
    "database",
    "catalogus",
)


@REGISTRY.feature(
    "identifier",
    Type.SEARCH,
    text={
        "nl": "Een kenmerk waaraan men het ene exemplaar van het andere onderscheidt: een nummer, code of merk, of "
        "gegevens "
        "die dat samen doen, van de zaak zelf.",
        "en": "A characteristic by which one instance is told from another: a number, code or mark, or data that do so "
        "together, of the thing itself.",
    },
    example="require some identifier",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Not found: a number of something else (‘persoon die een auto met een kenteken bestuurt’). Possible where "
    "the "
    "number may belong to the genus or to a noun behind it (‘pas van een bedrijf met een nummer’).",
)
def identifier(view: View) -> Sequence[Span]:
    """Each such characteristic that can belong to the genus; open where it may belong to another noun.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    genus = None if found.head is None else looked_through(words, found.head)
    own = classes_at(view, words.span(genus, genus + 1)) if genus is not None else frozenset()
    spans = []
    for start, end in _candidates(view, words):
        belongs = _belongs(view, words, found, genus, own, start, end)
        if belongs is not False:
            spans.append(words.span(start, end) if belongs else words.span(start, end).but(OPEN))
    return spans


def _candidates(view: View, words: Words) -> Iterator[tuple[int, int]]:
    """Token ranges of words that identify."""
    at = words.first
    while at < words.last:
        word = words.lower[at]
        if (
            _is_identifier(word)
            or word in IDENTIFYING
            or _is_recognised(view, words, at)
            or (word in COMBINATIONS and words.word(at + 1) == "van")
        ):
            yield at, at + 1
        elif word in UNIQUE:
            mark = next((step for step in range(at + 1, min(at + 4, words.last)) if words.lower[step] in MARKS), None)
            if mark is not None and all(words.may(step, ATTRIBUTE | CCONJ | ADV) for step in range(at + 1, mark)):
                yield at, mark + 1
                at = mark
        elif word in DATA:
            end = _data_end(words, at)
            if end is not None:
                yield at, end
                at = end - 1
        at += 1


def _is_recognised(view: View, words: Words, at: int) -> bool:
    """Whether a verb says by what a thing is recognised: ``te herkennen aan``; with others it takes two data at least.

    ``door de minister aangewezen`` says who acts, ``aangewezen door vak en rij`` says by what.
    """
    word = words.lower[at]
    if word not in RECOGNISED | SETTLED:
        return False
    near = [*range(max(words.first, at - NEAR), at), *range(at + 1, min(words.last, at + 3))]
    for by in (step for step in near if words.lower[step] in BY):
        nouns = [step for step in range(by + 1, min(words.last, by + NEAR)) if words.must(step, NOUN)]
        classes = [classes_at(view, words.span(noun, noun + 1)) for noun in nouns]
        if any(one and one <= PERSONS | BODIES for one in classes[:1]):
            continue
        joined = {"en", ",", "plus"} & set(words.lower[by + 1 : nouns[1]]) if len(nouns) > 1 else set()
        if (word in RECOGNISED and (nouns or words.lower[by] in ("waaraan", "waardoor"))) or joined:
            return True
    return False


def _is_identifier(word: str) -> bool:
    if word in WHOLE or word in PERSONAL or word in CORPORATE:
        return True
    return word not in NO_IDENTIFIERS and len(word) > 4 and word.endswith(ENDINGS[:-2])


def _data_end(words: Words, at: int) -> int | None:
    """The end of a list of data that begins here; ``None`` if it has but one."""
    count, end = 1, at + 1
    step = at + 1
    while step < min(words.last, end + 4):
        if words.lower[step] in DATA:
            count, end = count + 1, step + 1
        elif not (
            words.lower[step] in (",", "en", "plus", "van")
            or words.may(step, DET | POSS | ATTRIBUTE)
            or _is_identifier(words.lower[step])
        ):
            break
        step += 1
    return end if count > 1 else None


def _belongs(
    view: View, words: Words, found: Opening, genus: int | None, own: Classes, start: int, end: int
) -> bool | None:
    """Whether an identifier is the genus's; ``None`` where it may be."""
    if genus is None or not found.certain:
        return None
    word = words.lower[start]
    if own and ((word in PERSONAL and not own & PERSONS) or (word in CORPORATE and not own & BODIES)):
        return False
    if own and word.endswith("kenteken") and own <= PERSONS | BODIES:
        return False
    if start < genus:
        return True
    if word.endswith(PLURAL_ENDINGS):
        return False
    if _of_what_is_handled(words, genus, start):
        return False
    if word in DOCUMENTARY:
        return None
    owner = _owner(view, words, genus, end) if end - start == 1 else None
    if word in IDENTIFYING or word in RECOGNISED | SETTLED:
        return _is_alone(words, genus, start) or None
    return _host(view, words, genus, start) if owner is None else owner


def _of_what_is_handled(words: Words, genus: int, start: int) -> bool:
    """Whether a number is what the genus works with (``apparaat dat een streepjescode leest``), not what it has."""
    if words.lower[start] in ("nummert", "nummeren", "codeert"):
        return "zich" not in words.lower[genus + 1 : start]
    if words.lower[start] in IDENTIFYING and words.lower[start].endswith("e") and words.must(start + 1, NOUN):
        return True
    near = (words.word(start + 1), words.word(start - 1))
    return words.word(genus + 1) in ("die", "dat", "waar") and any(word in HANDLING for word in near)


def _owner(view: View, words: Words, genus: int, end: int) -> bool | None:
    """Whether the genus is what has the identifier (``nummer van de aanvrager``); ``None`` if nothing is told."""
    if words.word(end) in ("ervan", "daarvan"):
        return True
    if words.word(end) != "van":
        return None
    near = range(end + 1, min(end + 5, words.last))
    noun = next(
        (at for at in near if words.may(at, NOUN) and not words.must(at, ADJ) and words.word(at) not in OTHER), None
    )
    if noun is None:
        return None
    if words.lower[noun] == words.lower[genus] or words.lower[noun] in view.text("/begrip").text.lower():
        return True
    classes = classes_at(view, words.span(noun, noun + 1))
    return False if classes and classes <= OTHER_THINGS else None


def _host(view: View, words: Words, genus: int, start: int) -> bool | None:
    """Whether the genus is the noun that a phrase or clause with the identifier belongs to."""
    at = start - 1
    while at > genus and (
        words.may(at, ATTRIBUTE | DET | POSS | NUM | ADV) or words.word(at) in ("van", "voorzien", ",", "en")
    ):
        if words.word(at) == "van" and words.word(at - 1) not in ("voorzien", "hand", "middel", "combinatie", "wijze"):
            return False if words.may(at - 1, INF) else _is_alone(words, genus, start)
        if words.must(at, REL) or (words.must(at, NOUN)):
            break
        at -= 1
    if at <= genus or words.word(at) == "onder":
        return True
    clause = next((words.lower[step] for step in range(start - 1, genus, -1) if words.must(step, REL)), "")
    if clause in ("waarmee", "waarin", "waarmede"):
        if words.word(at) == "met" and words.must(at - 1, NOUN) and at - 1 > genus:
            return False
        return False if clause != "waarin" else None
    host = at if words.may(at, NOUN) and not words.may(at, ADP | REL) else at - 1
    if host <= genus:
        return True
    if words.word(at) not in ("met", "waarvan", "dat", "die", "waarop", "waaraan", "voor"):
        return _is_alone(words, genus, start)
    if not words.may(host, NOUN) or words.bits[host] == OPEN_CLASS or words.must(host, PROPN):
        return _is_alone(words, genus, start)
    return _of_other(view, words, genus, host)


def _is_alone(words: Words, genus: int, start: int) -> bool | None:
    """True where no other noun stands between genus and identifier, else open."""
    return None if any(words.must(at, NOUN) for at in range(genus + 1, start)) else True


def _of_other(view: View, words: Words, genus: int, host: int) -> bool | None:
    """Whether the identifier behind another noun can still be the genus's."""
    noun = words.lower[host]
    classes = classes_at(view, words.span(host, host + 1))
    before = host - 1
    while before > genus and words.may(before, ATTRIBUTE | DET | POSS | NUM):
        before -= 1
    if words.word(before) == "door" or noun.endswith(REGISTERS):
        return None
    if noun in CARRIERS and "met" in (words.word(before), words.word(host - 1)):
        return None
    inside = any(words.may(at, REL) and not words.must(at, DET) for at in range(genus + 1, host))
    subject = words.may(before, REL) and bool(classes & (PERSONS | BODIES))
    if inside and not subject:
        return False if words.must(host, NOUN) and (not classes or classes <= OTHER_THINGS | BODIES) else None
    indefinite = any(words.word(at) in ("een", "zijn", "haar", "hun") for at in range(max(genus + 1, host - 3), host))
    return False if indefinite and classes and classes <= OTHER_THINGS else None
