"""``incoherence``: Dutch words that make no Dutch phrase. The cheapest way through a grammar says how odd a text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.sameness import token_keys
from engine.features.tokens import Kind, Tokens
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY
from plugins.features.order_state import BREAK, FREE, State
from plugins.features.role_words import ADVERBIALS, AFTER_TE, SKIPPED
from plugins.features.word_order import shared, steps
from plugins.features.word_roles import ADV, ALL, CCONJ, COMMA, NOUN_SING, PROPN, QUANT, roles_of

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

MIN_WORDS: Final = 4
"""A shorter text says too little to be judged; other rules object to it."""
MAX_WORDS: Final = 400
"""Words looked at, so that the work is bounded; what is incoherent shows in fewer."""
MOST: Final = 3
"""What one place counts at most, so that one slip of the pen, or one word read wrong, condemns no text."""
LEAST: Final = 3.5
PER_WORD: Final = 0.2
"""A text is incoherent from ``LEAST + PER_WORD × words`` on (docs/explanation/score.md has the measurements)."""
KNOWN: Final = 0.5
"""Share of the words that the analyzer must know; else the text may well be in another language."""
NUMBER_AFTER: Final = frozenset({"van", "der", "of", "à", "tot", "op", ""})
"""Behind ‘een’: then it is the number, not the article."""
ADVERBIAL_WORDS: Final = frozenset(word for phrase in ADVERBIALS for word in phrase.split())
"""The words of adverbial phrases: what is none of them makes no such phrase with its neighbour."""
CONTRACTED: Final = frozenset({"ten", "ter"})

States = frozenset[tuple[State, int]]
Place = tuple[int, int]


def _at_no_cost(*states: State) -> States:
    return frozenset((state, 0) for state in states)


INITIAL: Final = _at_no_cost(State())
NEXT_SENTENCE: Final = _at_no_cost(State(), State(clause=1))
RESTARTS: Final = _at_no_cost(
    State(),
    State(last=COMMA, clause=1),
    State(last=COMMA, verbs=1, clause=1),
    State(last=COMMA, main=1, clause=1),
    State(FREE, NOUN_SING, groups=1),
)
"""Where a reader may be after a place at which the phrase broke off."""


@REGISTRY.feature(
    "incoherence",
    Type.SEARCH,
    text={
        "nl": "Plaatsen waar de woorden geen Nederlandse woordgroep of zin vormen: een lidwoord zonder zelfstandig "
        "naamwoord, een bijzin zonder werkwoord, twee losse naamwoorden achter elkaar. Alleen als de tekst als geheel "
        "geen samenhang heeft; een enkele verschrijving telt niet.",
        "en": "Places where the words make no Dutch phrase or clause: an article without a noun, a subordinate clause "
        "without a verb, two loose nouns. Only where the text as a whole does not hang together; a single slip does "
        "not count.",
    },
    example="forbid incoherence",
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Sees word order and agreement, not meaning: ‘de olifant bestuurt een vergunning’ is a sentence. Of "
    "definitions with their words shuffled one in six to one in four can still be a phrase and is not seen. "
    "Nothing is found in texts of fewer than four words, in capitals only, or of mostly unknown words.",
)
def incoherence(view: View) -> Sequence[Span]:
    """The places where an incoherent text breaks off; none in a text that holds together.

    Raises:
        MissingInputError: without an analyzer, or over the work budget.
    """
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    words = [at for at in range(first, last) if tokens.kinds[at] is Kind.WORD]
    if len(words) < MIN_WORDS or view.text(DEFINITIE).text.isupper():
        return []
    last = words[min(len(words), MAX_WORDS) - 1] + 1 if len(words) > MAX_WORDS else last
    text, allowed = view.text(DEFINITIE).text, PER_WORD * min(len(words), MAX_WORDS)
    places = odd_places(text, tokens, readings, first, last)
    if _oddity(places) < LEAST + allowed or not _is_dutch(view, [tokens.words[at] for at in words[:MAX_WORDS]]):
        return []
    possible = _all_readings(view, first, last)
    if _oddity(odd_places(text, tokens, possible, first, last, _in_terms(view, first, last))) <= allowed:
        return []
    return [Span(DEFINITIE, tokens.starts[at], tokens.ends[at]) for at in sorted({at for at, _ in places})]


def _oddity(places: Sequence[Place]) -> int:
    return sum(min(cost, MOST) for _, cost in places)


def _all_readings(view: View, first: int, last: int) -> Sequence[Readings]:
    """How each token can be read, what its neighbours ruled out included: one word read wrong condemns no text."""
    tokens, found = view.tokens(DEFINITIE), list(view.readings(DEFINITIE))
    alone = view.analyzer.analyse([[word] for word in tokens.words[first:last]]) if view.analyzer is not None else ()
    for at, (possible,) in enumerate(alone, first):
        if found[at]:
            found[at] = tuple(dict.fromkeys((*found[at], *possible)))
    return found


def _in_terms(view: View, first: int, last: int) -> frozenset[int]:
    """The tokens of terms of more words that the corpus has: as good as names, whatever their words are."""
    if not view.has_corpus:
        return frozenset()
    graph = view.corpus.graph
    uses = graph.uses(graph.identities(token_keys(view.tokens(DEFINITIE))[first:last]), frozenset())
    longer = [use for use in uses if use.end - use.start > 1]
    return frozenset(first + at for use in longer for at in range(use.start, use.end))


def _is_dutch(view: View, words: Sequence[str]) -> bool:
    analyzer = view.analyzer
    return analyzer is not None and sum(bool(analyzer.lemmas(word.lower())) for word in words) >= KNOWN * len(words)


def odd_places(
    text: str, tokens: Tokens, readings: Sequence[Readings], first: int, last: int, names: Set[int] = frozenset()
) -> list[Place]:
    """The tokens at which the cheapest way through the grammar becomes dearer, each with by how much.

    ``names``: tokens that may be part of a name besides what they can be by their readings.
    """
    states, outside, places = INITIAL, list[States](), list[Place]()
    at = first
    for at, by_readings in _roles(tokens, readings, first, last):
        role = by_readings | PROPN if at in names and by_readings else by_readings
        mark = tokens.words[at] if not role else ""
        if at > first and "\n" in text[tokens.ends[at - 1] : tokens.starts[at]]:
            states = INITIAL | RESTARTS
        if mark in ("(", "["):
            outside.append(states)
            states = INITIAL
        elif mark in (")", "]"):
            states = outside.pop() if outside else INITIAL | RESTARTS
        elif mark in (":", ";"):
            states = INITIAL | RESTARTS
        elif mark in (".", "!", "?"):
            places.append((max(at - 1, first), _closing(states)))
            states = NEXT_SENTENCE
        elif role:
            cost, states = _advance(states, role)
            places.append((at, cost))
    places.append((at, _closing(states)))
    return [(place, cost) for place, cost in places if cost]


def _closing(states: States) -> int:
    return min(cost + state.closing for state, cost in states)


def _roles(tokens: Tokens, readings: Sequence[Readings], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Each token that counts with its roles; ``0`` for a mark that is no comma or slash."""
    words = [word.lower() for word in tokens.words[first:last]]
    for number, word in enumerate(words):
        at = first + number
        before = words[number - 1] if number else ""
        after = words[number + 1] if number + 1 < len(words) else ""
        if tokens.kinds[at] not in (Kind.WORD, Kind.NUMBER):
            if word in (",", "-", "–", "—"):
                yield at, COMMA
            elif word in ("/", "&", "+"):
                if before != "en":
                    yield at, CCONJ
            else:
                yield at, 0
        elif word.rstrip(".") not in SKIPPED and not (word == "dan" and after == "wel"):
            if word == "wel" and before == "dan":
                yield at, CCONJ
            elif not (word == "of" and before == "/"):
                yield at, roles_of(tokens.words[at], readings[at], tokens.kinds[at]) | _by_company(before, word, after)


def _by_company(before: str, word: str, after: str) -> int:
    """Roles that a word has only beside another."""
    found = 0
    if word in ADVERBIAL_WORDS and (f"{word} {after}" in ADVERBIALS or f"{before} {word}" in ADVERBIALS):
        found |= ADV
    if word in CONTRACTED or before in CONTRACTED:
        found |= ADV
    if word == "een" and after in NUMBER_AFTER:
        found |= QUANT
    if before == "te" and word in AFTER_TE:
        found |= PROPN
    return found


@lru_cache(1 << 14)
def _advance(states: States, roles: int) -> tuple[int, States]:
    """By how much the cheapest way becomes dearer with one more token, and the states from there on."""
    costs = _one_step(states, roles)
    if not costs or min(costs.values()) >= BREAK // 2:
        for state, cost in _one_step(RESTARTS, roles).items():
            costs[state] = min(costs.get(state, 2 * BREAK), BREAK + min(cost, 1))
    if not costs:
        costs[State(FREE, NOUN_SING, groups=1)] = BREAK
    least = min(costs.values())
    kept = ((state, cost - least) for state, cost in costs.items() if cost - least < BREAK)
    return least, frozenset(shared(kept))


def _one_step(states: States, roles: int) -> dict[State, int]:
    costs: dict[State, int] = {}
    for state, so_far in states:
        for role in _single(roles):
            for after, more in steps(state, role):
                if so_far + more < costs.get(after, BREAK):
                    costs[after] = so_far + more
    return costs


@lru_cache(1 << 12)
def _single(roles: int) -> tuple[int, ...]:
    return tuple(role for role in ALL if roles & role)
