"""Coordinations of nouns with ``en`` or ``of``, and how many readings each leaves.

What stands before, behind or above a coordination may belong to one member or to all. Agreement, own articles, and
nouns that are incomplete without a complement often leave one reading; these are looked at before anything is called
ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import Truth, all_of
from plugins.features.beside import (
    CONJUNCTIONS,
    apposition_end,
    attributive,
    clause_end,
    condition_end,
    counted,
    done_so,
    is_place,
    joined,
    measure_end,
    measure_scope,
    modified,
    moved,
    participle,
    relative,
)
from plugins.features.catalog import REGISTRY
from plugins.features.clauses import subordinate
from plugins.features.governing import alike, governor_scope
from plugins.features.nouns import is_group
from plugins.features.phrases import Phrase, noun_phrases, phrase_of
from plugins.features.scope import acting, attribute_scope, clause_scope, participle_scope, phrase_scope
from plugins.features.scope_words import UNITS
from plugins.features.syntax import LOOK, NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

PLACES: Final = ("attribute", "tail", "governor")
"""Where words stand that may belong to one member or to all: before, behind, or above with a preposition between."""
GROUPERS: Final = frozenset({"zowel", "hetzij", "ofwel", "enerzijds", "respectievelijk", "noch"})
LAST_OF: Final = 2
"""Members behind the first of a series of three; an attribute does not reach over a longer one."""
MEASURING: Final = frozenset(
    """
    aantal paar soort voorraad hoeveelheid partij lading doos kist kilo liter ton hoop stapel bos rij tal selectie
    verscheidenheid assortiment
    """.split()
)
"""Nouns that only count or measure what stands behind them."""
NO_MEMBERS: Final = frozenset(
    """
    meer minder anders niet wel dergelijke gelijk alle enkele lager hoger ouder jonger groter kleiner later eerder
    langer korter zwaarder lichter breder verder vroeger beter
    """.split()
)


@dataclass(frozen=True, slots=True)
class Coordination:
    """Members, the conjunction at ``at``, and what may belong to more than one of them, as tokens."""

    members: tuple[Phrase, ...]
    at: int

    @property
    def left(self) -> Phrase:
        """The first member."""
        return self.members[0]

    @property
    def right(self) -> Phrase:
        """The last member."""
        return self.members[-1]


def coordinations(syntax: Syntax, phrases: Sequence[Phrase], word: str) -> Iterator[Coordination]:
    """Noun phrases joined directly by ``word``, with members before them that are joined by commas."""
    for number, (left, right) in enumerate(pairwise(phrases)):
        if left.start < syntax.first or not joined(syntax, left.end, right.start, word):
            continue
        if syntax.word(left.head).endswith("-") or joins_clauses(syntax, left, right):
            continue
        if (
            (syntax.word(right.start) in NO_MEMBERS and not _parent(syntax, left, right))
            or not syntax.is_(left.head, *NOMINAL)
            or not syntax.is_(right.head, *NOMINAL)
        ):
            continue
        members = [left, right]
        for place in range(number - 1, -1, -1):
            earlier = phrases[place]
            if earlier.end + 1 != members[0].start or syntax.word(earlier.end) != "," or earlier.start < syntax.first:
                break
            members.insert(0, earlier)
        yield Coordination(tuple(members), left.end)


def _parent(syntax: Syntax, left: Phrase, right: Phrase) -> bool:
    """``leraar of ouder die``, not ``twaalf jaar of ouder``."""
    named = left.person or (syntax.is_(right.end, Part.REL) and syntax.lemmas(left.head).isdisjoint(UNITS))
    return syntax.word(right.start) == "ouder" and named


def joins_clauses(syntax: Syntax, left: Phrase, right: Phrase) -> bool:
    """Whether the clause has a verb before the first member and one more behind: the conjunction joins verbs."""
    start = left.start
    nearest = max(syntax.first, left.start - LOOK)
    while (
        start > nearest
        and not syntax.is_(start - 1, Part.REL, Part.SCONJ)
        and syntax.word(start - 1) not in (";", ",", "(")
    ):
        start -= 1
    end = syntax.segment_end(right.end, ".;:()")
    return any(syntax.is_(at, Part.VERB) for at in range(start, left.start)) and any(
        syntax.is_(at, Part.VERB)
        for at in range(right.end, next((n for n in range(right.end, end) if syntax.is_(n, Part.REL)), end))
    )


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One place of a coordination: the tokens to point at, and whether it leaves more than one reading."""

    place: str
    start: int
    end: int
    double: Truth


def _doubts(syntax: Syntax, word: str) -> Iterator[_Doubt]:
    if CONJUNCTIONS[word].isdisjoint(syntax.words):
        return
    phrases = noun_phrases(syntax)
    clauses = [clause for clause in subordinate(syntax) if clause.depth == 1]
    starts, ends = index_of(phrases)
    for each in coordinations(syntax, phrases, word):
        left, right = each.left, each.right
        if _grouped(syntax, left):
            continue
        others = each.members[1:]
        own = right.determiner is None or syntax.is_(right.determiner, Part.POSS)
        if len(others) == LAST_OF and right.start != right.head and own:
            others = others[:-1]  # the last of three has an attribute of its own
        bare = all(member.start == member.head for member in others)
        if bare and attributive(syntax, left.start - 1):
            yield _Doubt("attribute", left.start - 1, right.end, True)
        if bare and any(syntax.is_(at, Part.ADJ, Part.PARTICIPLE) for at in range(left.start, left.head)):
            scopes = [attribute_scope(syntax, left, member) for member in others]
            yield _Doubt("attribute", left.start, right.end, all_of(scopes))
        elif word == "en" and counted(syntax, left, right):
            yield _Doubt("attribute", left.start, right.end, True)
        around = [clause.end for clause in clauses if clause.holds(each.at)]
        inside = any(syntax.is_(at, Part.VERB) for end in around for at in range(right.end, end))  # a verb to come
        governor = _governor(syntax, ends, left)
        if governor is not None and alike(syntax, governor, right):
            left = governor
        yield from _behind(syntax, starts, left, right, governor, word, inside=inside)
        if governor is not None and (len(each.members) == 2 or right.determiner is None):
            yield _Doubt("governor", governor.start, right.end, governor_scope(syntax, governor, each.left, right))
    for start, end in modified(syntax) if word == "en" else ():
        yield _Doubt("attribute", start, end, True)
    for start, end in done_so(syntax, word):
        yield _Doubt("tail", start, end, True)


def _behind(
    syntax: Syntax, starts: Mapping[int, Phrase], left: Phrase, right: Phrase, governor: Phrase | None, word: str,
    *, inside: bool,
) -> Iterator[_Doubt]:  # fmt: skip
    """What stands behind the last member; ``inside`` says that a verb is still to come."""
    added = apposition_end(syntax, left, right) or condition_end(syntax, right)
    measured = measure_end(syntax, right.end)
    if added is not None:
        yield _Doubt("tail", left.start, added, True)
    elif measured is not None:
        acts = inside or (governor is not None and acting(syntax, governor))
        yield _Doubt("tail", left.start, measured, measure_scope(syntax, left, right, acts=acts))
    elif inside and (clause := moved(syntax, right.end)) is not None:
        yield _Doubt("tail", left.start, clause + 1, clause_scope(syntax, left, right, word, clause))
    elif relative(syntax, right.end) or (syntax.is_(right.end, Part.ADP) and syntax.is_(right.end + 1, Part.REL)):
        yield _Doubt("tail", left.start, clause_end(syntax, right.end), clause_scope(syntax, left, right, word))
    elif syntax.is_(right.end, Part.ADP) and (syntax.word(right.end) != "te" or is_place(syntax, right.end + 1)):
        behind = next((starts[at] for at in range(right.end + 1, right.end + 5) if at in starts), None)
        if behind is not None:
            yield _Doubt("tail", left.start, behind.end, phrase_scope(syntax, left, right, governor, inside=inside))
    elif participle(syntax, right.end) and not inside:
        yield _Doubt("tail", left.start, right.end + 1, participle_scope(syntax, left, right))


def _doubts_of(view: View, word: str) -> list[_Doubt]:
    return view.once(
        ("coordinations", word),
        lambda: sorted(_doubts(syntax_of(view), word), key=lambda each: (each.start, each.end)),
    )


def _grouped(syntax: Syntax, left: Phrase) -> bool:
    """``zowel A als B``, ``hetzij A of B``, ``vermelding man of vrouw``: the members belong together.

    Not ``groep oude mannen en vrouwen``, where the noun before only counts them.
    """
    start = left.start
    if syntax.is_(start, Part.PARTICIPLE) or attributive(syntax, start - 1):
        return False
    if start > syntax.first and syntax.is_(start - 1, Part.NOUN):
        lemmas = syntax.lemmas(start - 1, "NOUN")
        measured = any(is_group(each) or each in MEASURING for each in lemmas)
        return not measured or (left.start == left.head and _together(syntax, left))
    return grouped_at(syntax, start)


def _together(syntax: Syntax, left: Phrase) -> bool:
    """``groep mannen en vrouwen die samen reizen``: what follows is said of all of them."""
    words = {syntax.word(at) for at in range(left.end, min(left.end + LOOK, syntax.last))}
    return not {"met", "zonder", "van", "uit", "boven", "onder"} & words


def grouped_at(syntax: Syntax, start: int) -> bool:
    """Whether a word such as ``zowel``, or a noun that names them, stands before the first member."""
    if start > syntax.first and syntax.is_(start - 1, Part.NOUN) and syntax.word(start - 1) not in MEASURING:
        return not any(map(is_group, syntax.lemmas(start - 1, "NOUN")))
    return any(syntax.word(at) in GROUPERS for at in range(max(syntax.first, start - 3), start))


def index_of(phrases: Sequence[Phrase]) -> tuple[dict[int, Phrase], dict[int, Phrase]]:
    """Phrases by their first token, and by the token behind them."""
    return {phrase.start: phrase for phrase in phrases}, {phrase.end: phrase for phrase in phrases}


def _governor(syntax: Syntax, ends: Mapping[int, Phrase], left: Phrase) -> Phrase | None:
    """The noun, or infinitive with ``het``, that the first member hangs on by a preposition."""
    if not syntax.is_(left.start - 1, Part.ADP):
        return None
    found = ends.get(left.start - 1)
    if found is None and syntax.word(left.start - 3) == "het" and syntax.has(left.start - 2, "VERB", "inf"):
        return phrase_of(syntax, left.start - 3, left.start - 2)
    return found if found is not None and syntax.is_(found.head, Part.NOUN) else None


@REGISTRY.feature(
    "coordination",
    Type.SEARCH,
    text={
        "nl": "Naamwoorden die met het voegwoord ‘en’ of ‘of’ verbonden zijn, samen met wat bij één of bij alle "
        "leden kan horen. `place` kiest waar dat staat: `attribute` (ervoor: ‘oude mannen en vrouwen’), `tail` "
        "(erachter: ‘mannen en vrouwen met een baan’) of `governor` (erboven: ‘levering van goederen en montage’); "
        "`any` neemt alle drie.",
        "en": "Nouns joined by ‘en’ or ‘of’, with what may belong to one or to all members. `place` chooses where "
        "that stands: `attribute` (before), `tail` (behind), `governor` (above, with a preposition between); `any` "
        "takes all three.",
    },
    example='forbid coordination("en", place: "attribute") unless readings(match) = 1',
    parameters=(
        Parameter("word", Type.TEXT, "The conjunction: `en` or `of`."),
        Parameter("place", Type.TEXT, "`attribute`, `tail`, `governor` or `any`.", "any"),
    ),
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Members are noun phrases that stand directly beside the conjunction, or are joined by commas before it.",
)
def coordination(view: View, word: str, place: str = "any") -> Sequence[Span]:
    """Coordinations with ``word`` that have something before, behind or above them."""
    syntax = syntax_of(view)
    wanted = PLACES if place == "any" else (place,)
    return [syntax.span(each.start, each.end) for each in _doubts_of(view, word) if each.place in wanted]


@REGISTRY.feature(
    "readings",
    Type.NUMBER,
    text={
        "nl": "Hoeveel lezingen een coördinatie heeft: 1 als uit overeenkomst, eigen lidwoorden of de betekenis van "
        "de naamwoorden blijkt waar de bepaling bij hoort, anders 2.",
        "en": "How many readings a coordination has: 1 where agreement, own articles or the kind of the nouns tell "
        "what the attribute or phrase belongs to, else 2.",
    },
    example='forbid coordination("en") unless readings(match) = 1',
    parameters=(Parameter("of", Type.SEARCH, "The coordination, such as `match`."),),
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="2 only where grammar leaves both and no reason is known for one of them; what is open counts as 1.",
)
def readings(view: View, of: Sequence[Span]) -> int:
    """The largest number of readings of the coordinations ``of``."""
    syntax = syntax_of(view)
    asked = {syntax.place(span) for span in of}
    found = [each for word in ("en", "of") for each in _doubts_of(view, word) if (each.start, each.end) in asked]
    return 2 if any(each.double is True for each in found) else 1
