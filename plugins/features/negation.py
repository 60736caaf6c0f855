"""Negation: where a definition denies, in its core or inside a clause, and where two negations cancel each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.clauses import Clause, ClauseKind, subordinate
from plugins.features.negative_words import (
    EXCLUDING,
    FREE,
    LACK_ADJECTIVES,
    LACK_NOUNS,
    LACK_VERBS,
    Known,
    denies_by_affix,
    means_lack,
)
from plugins.features.syntax import NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

MEASURES: Final = frozenset(
    "alleen meer minder later eerder langer korter hoger lager groter kleiner slechts louter zozeer verder".split()
)
"""``niet meer dan``, ``niet alleen``: a bound or an addition, no denial."""
CHOICE_BEFORE: Final = frozenset({"dan", "of", "zo"})
"""``al dan niet``, ``wel of niet``, ``zo niet``."""
STAYING: Final = frozenset(
    """
    woont wonen leeft leven ligt liggen staat staan werkt werken hoort horen behoort behoren valt vallen groeit groeien
    gevestigd komt komen verblijft verblijven voorkomt voorkomen thuishoort
    """.split()
)
"""Verbs of place or belonging: denied, they say what the thing is not."""
BOUNDS: Final = frozenset({"om", "dan", "wegens", "vanwege", "ondanks"})
"""What follows these is no longer denied: a reason (``niet … wegens het ontbreken van``) is a fact of its own."""
ADDING: Final = frozenset({"ook", "tevens", "nog", "eveneens"})
SCOPE: Final = 8
"""A second negation is cancelled by the first at most this many tokens before it."""
EXCEPT: Final = (
    ("met", "uitzondering", "van"),
    ("in", "plaats", "van"),
    ("ter", "uitsluiting", "van"),
    ("in", "tegenstelling", "tot"),
)


@REGISTRY.feature(
    "core_negation",
    Type.SEARCH,
    text={
        "nl": "Een ontkenning in de kern van de definitie, dus buiten een bijzin: ‘geen’, ‘niet zijnde’, ‘anders "
        "dan’, ‘behalve’, ‘zonder’. Ook een bijzin die alles is wat de kern krijgt en alleen ontkent (‘zaak die niet "
        "onroerend is’).",
        "en": "A negation in the core of the definition, outside any clause: ‘geen’, ‘niet zijnde’, ‘anders dan’, "
        "‘behalve’, ‘zonder’. Also a clause that is all the core gets and only denies.",
    },
    example="forbid core_negation",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    signs=[FREE | EXCLUDING | {"anders", "ander", "andere"} | {words[1] for words in EXCEPT}],
    limits="‘al dan niet’, ‘niet meer dan’, ‘niet alleen’ and words with a denying affix are no negation of the core.",
)
def core_negation(view: View) -> Sequence[Span]:
    """Denials of the core, with the words they stand with."""
    syntax = syntax_of(view)
    clauses = subordinate(syntax)
    bare = _bare_core(syntax, clauses)
    found = [
        syntax.span(start, end)
        for start, end in _denials(syntax)
        if _in_core(start, [each for each in clauses if each is not bare])
    ]
    whole = _only_denies(syntax, clauses)
    return found if whole is None else [*found, syntax.span(*whole)]


def _denials(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Places that say what something is not, as tokens."""
    for at in range(syntax.first, syntax.last):
        word = syntax.word(at)
        three = (word, syntax.word(at + 1), syntax.word(at + 2))
        if three in EXCEPT:
            yield at, at + 3
        elif word == "anders" and syntax.word(at + 1) == "dan":
            yield at, at + 2
        elif word in ("ander", "andere") and "dan" in (syntax.word(at + 2), syntax.word(at + 3)):
            yield at, at + (3 if syntax.word(at + 2) == "dan" else 4)
        elif word in EXCLUDING:
            if not (word == "behalve" and _adds(syntax, at)) and not (
                word == "uitgesloten" and not syntax.is_(at - 1, Part.PUNCT)
            ):
                yield at, at + 1
        elif word in FREE and is_denial(syntax, at):
            yield at, at + (2 if word == "niet" and syntax.word(at + 1) == "zijnde" else 1)


def _adds(syntax: Syntax, at: int) -> bool:
    """``behalve A ook B``: A counts as well."""
    return any(syntax.word(place) in ADDING for place in range(at + 1, syntax.segment_end(at, ".;")))


def is_denial(syntax: Syntax, at: int) -> bool:
    """Whether a negative word denies here, and does not bound, choose or add."""
    word = syntax.word(at)
    if word == "niet":
        return syntax.word(at + 1) not in MEASURES and syntax.word(at - 1) not in CHOICE_BEFORE
    if word == "geen":
        return syntax.word(at + 1) not in MEASURES and syntax.word(at - 1) not in CHOICE_BEFORE
    if word == "zonder":
        return syntax.word(at + 1) not in ("meer", "twijfel") and not (
            syntax.word(at - 1) in ("of", "en") and syntax.word(at - 2) == "met"
        )
    return True


def _in_core(at: int, clauses: Sequence[Clause]) -> bool:
    """Whether a token stands in no clause, or opens one with ``zonder`` in the main sentence."""
    around = [clause for clause in clauses if clause.holds(at)]
    return not around or (len(around) == 1 and around[0].kind is ClauseKind.INFINITIVE and around[0].start == at)


def _bare_core(syntax: Syntax, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that is the core itself, because no noun stands before it: ``al wat niet …``, ``wie niet …``."""
    if not clauses or clauses[0].kind is not ClauseKind.RELATIVE:
        return None
    before = [syntax.word(at) for at in range(syntax.first, clauses[0].start)]
    return clauses[0] if before in ([], ["al"], ["alles"], ["datgene"], ["dat"], ["al", "het"], ["hetgene"]) else None


def _only_denies(syntax: Syntax, clauses: Sequence[Clause]) -> tuple[int, int] | None:
    """``X die niet Y is`` and nothing more: from the negation to the end."""
    if len(clauses) != 1 or clauses[0].kind is not ClauseKind.RELATIVE or clauses[0].end != syntax.last:
        return None
    start = clauses[0].start
    first, last = syntax.word(start + 1), syntax.word(syntax.last - 1)
    if any(syntax.is_(at, Part.PARTICIPLE, Part.CCONJ) for at in range(syntax.first, start)):
        return None
    if last != "is" and any(syntax.is_(at, Part.ADP, Part.ADJ) for at in range(syntax.first, start)):
        return None
    if first in ("nooit", "nimmer", "noch") or (first == "niet" and last in STAYING and _placed(syntax, start + 2)):
        return start + 1, syntax.last
    if first not in ("niet", "geen") or last not in ("is", "zijn", "betreft"):
        return None
    inside = range(start + 2, syntax.last - 1)
    if not inside or not all(syntax.is_(at, Part.DET, Part.ADJ, Part.NUM, *NOMINAL) for at in inside):
        return None
    if any(syntax.is_(at, Part.ADP, Part.ADJ) for at in range(syntax.first, start)) and not (
        syntax.is_(inside[-1], *NOMINAL) and (first == "geen" or syntax.is_(inside[0], Part.DET))
    ):
        return None
    return start + 1, syntax.last


def _placed(syntax: Syntax, at: int) -> bool:
    """``niet op het platteland``: a place or whole that the thing is said not to be in."""
    return syntax.word(at) in ("op", "in", "bij", "aan", "tot", "binnen", "onder", "uit", "voor", "langs")


@REGISTRY.feature(
    "double_negation",
    Type.SEARCH,
    text={
        "nl": "Twee ontkenningen in één zinsdeel die elkaar opheffen: ‘niet … zonder’, ‘geen onbevoegde’, ‘niet "
        "weigeren’. `{first}` en `{second}` zijn de twee ontkennende woorden.",
        "en": "Two negations in one clause that cancel: ‘niet … zonder’, ‘geen onbevoegde’, ‘niet weigeren’. "
        "`{first}` and `{second}` are the two negative words.",
    },
    example="forbid double_negation",
    needs=(Need.MORPHOLOGY,),
    variables=("first", "second"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A conjunction, comma or clause marker between them makes two separate negations.",
    signs=[FREE],
)
def double_negation(view: View) -> Sequence[Span]:
    """From the first negative word to the second."""
    syntax = syntax_of(view)
    known = _known(view)
    found: list[Span] = []
    at = syntax.first
    while at < syntax.last:
        second = None
        if syntax.word(at) in FREE and is_denial(syntax, at):
            second = next((place for place in _reach(syntax, at) if _denies(syntax, place, known)), None)
        if second is None:
            at += 1
            continue
        span = syntax.span(at, second + 1)
        words = {"first": syntax.tokens.words[at], "second": syntax.tokens.words[second]}
        found.append(Span(span.field, span.start, span.end, None if _certain(syntax, second) else OPEN, {}, words))
        at = second + 1
    return found


def _known(view: View) -> Known:
    """Whether the analyzer knows a word."""
    analyzer = view.analyzer
    return lambda word: analyzer is not None and bool(analyzer.lemmas(word))


def _reach(syntax: Syntax, at: int) -> Iterator[int]:
    """Tokens that the negation at ``at`` governs: up to a conjunction, stop or clause marker."""
    end = min(at + 1 + SCOPE, syntax.last)
    for place in range(at + 1, end):
        if syntax.word(place) == "als":
            continue
        if syntax.is_(place, Part.CCONJ, Part.SCONJ, Part.REL, Part.PUNCT) or syntax.word(place) in BOUNDS:
            return
        yield place


def _denies(syntax: Syntax, at: int, known: Known) -> bool:
    word = syntax.word(at)
    if word in FREE:
        return is_denial(syntax, at) or word == "zonder"
    if syntax.is_(at, Part.ADP, Part.NAME):
        return False
    lemmas = syntax.lemmas(at)
    if {word, *lemmas} & LACK_ADJECTIVES or (lemmas & LACK_VERBS and not syntax.is_(at, *NOMINAL)):
        return True
    if lemmas & LACK_NOUNS or ("gebrek" in lemmas and syntax.word(at + 1) == "aan"):
        return True
    return any(denies_by_affix(lemma, known) for lemma in {*lemmas, word})


def _certain(syntax: Syntax, at: int) -> bool:
    return bool(syntax.readings[at])


@REGISTRY.feature(
    "lacking",
    Type.YES_NO,
    text={
        "nl": "Of een term zelf een gemis of ontkenning betekent: door een deel ervan (‘onbevoegde’, ‘werkloze’, "
        "‘niet-roker’) of uit zichzelf (‘wees’, ‘verbod’, ‘leegstand’).",
        "en": "Whether a term itself means a lack or denial: by an affix (‘onbevoegde’, ‘werkloze’, ‘niet-roker’) or "
        "by its own sense (‘wees’, ‘verbod’, ‘leegstand’).",
    },
    example="applies when not lacking(term)",
    parameters=(Parameter("of", Type.SEARCH, "The term."),),
    needs=(Need.MORPHOLOGY,),
    fields=("/begrip",),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Words that mean a lack by their own sense are a list; a compound goes by its last part.",
)
def lacking(view: View, of: Sequence[Span]) -> bool:
    """Whether some word of the term means a lack."""
    analyzer = view.analyzer
    known = _known(view)
    for span in of:
        tokens = view.tokens(span.field)
        first, last = tokens.covering(span.start, span.end)
        for word in (each.lower() for each in tokens.words[first:last]):
            lemmas = {word, *(analyzer.lemmas(word) if analyzer is not None else ())}
            if word in FREE or any(means_lack(lemma, known) for lemma in lemmas):
                return True
    return False
