"""Works out what a word form is (number, infinitive, finite form, participle) from its base, for the lexicon recipe.

The tables of origin only say which base a form belongs to. Regular forms are recognised by inflecting the base;
strong verbs by the shape of the form. Where a form can be more than one thing, all are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plugins.analyzers import inflect

STRONG_IN_A: Final = (
    "geven vangen laten vallen houden komen treden lezen eten meten dragen varen graven lopen slapen roepen heten "
    "scheiden stoten raden hangen blazen houwen wassen wasemen bakken braden laden malen spannen zouten bannen lachen "
    "wreken weven groeien staan gaan slaan zien doen"
).split()
"""Verbs whose participle keeps the vowel of the infinitive: with an inseparable prefix the two are the same form."""

Pairs = dict[str, set[tuple[str, str]]]
"""Form → (word class, lemma)."""


def noun_marks(form: str, lemma: str, pairs: Pairs) -> Iterator[str]:
    """Number of a noun form, both where it cannot be told."""
    if form == lemma:
        yield "sing"
        if form.endswith(("en", "ën", "s", "ia")) and _looks_plural(form, pairs):
            yield "plur"
    elif form in inflect.plurals(lemma) or form.endswith(("en", "ën", "jes", "a", "i")):
        yield "plur"
    elif form in inflect.diminutives(lemma) or form.endswith("je"):
        yield "sing"
    elif form.endswith("s") and not lemma.endswith("s"):
        yield "plur"
    else:
        yield from ("sing", "plur")


def _looks_plural(form: str, pairs: Pairs) -> bool:
    """Whether a base may be a plural: it has no inflected form (*hersenen*), or ends like one (*mensenrechten*)."""
    more = ("s", "je", "tje", "pje") if form.endswith("en") else ("en", "je", "sen", "zen")
    if any(("NOUN", form) in pairs.get(form + ending, ()) for ending in more):
        return False
    if form.endswith("en"):
        return True
    return any(
        tag == "NOUN" and lemma != form[place:]
        for place in range(1, len(form) - 3)
        for tag, lemma in pairs.get(form[place:], ())
    )


def verb_marks(form: str, lemma: str, pairs: Pairs, strong: frozenset[str]) -> Iterator[str]:
    """What a form of a verb can be, each as marks of the rule language or ``stem`` (finite, first person only)."""
    regular = inflect.conjugate(lemma).get(form, frozenset())
    if "part" in regular and regular != {"part"} and not _is_weak(lemma, pairs, strong):
        regular -= {"part"}
    if form == lemma:
        yield from ("inf", "fin plur")
        if _participle_is_infinitive(lemma):
            yield "part"
    elif regular:
        names = {"stem": "stem", "sing": "fin sing", "plur": "fin plur", "part": "part"}
        yield from (names[kind] for kind in sorted(regular) if kind in names)
    else:
        yield from _irregular(form, lemma)


def _is_weak(lemma: str, pairs: Pairs, strong: frozenset[str]) -> bool:
    """Whether a past in *-te* or *-de* is known, or at least no strong participle."""
    weak = any(("VERB", lemma) in pairs.get(stem + end, ()) for stem in inflect.stems(lemma) for end in ("de", "te"))
    return weak or lemma not in strong


def strong_verbs(pairs: Pairs) -> frozenset[str]:
    """Verbs with a form that regular conjugation does not give."""
    return frozenset(
        lemma
        for form, readings in pairs.items()
        for tag, lemma in readings
        if tag == "VERB" and form not in inflect.conjugate(lemma)
    )


def _participle_is_infinitive(lemma: str) -> bool:
    """*ontvangen*, *vergeven*: verbs with an inseparable prefix before a verb of that kind."""
    return any(
        lemma == prefix + base
        for prefix in (*inflect.INSEPARABLE, "over", "onder", "door", "om", "mis", "aan", "voor", "weer")
        for base in STRONG_IN_A
    )


def _irregular(form: str, lemma: str) -> Iterator[str]:
    """Strong forms, by shape: *liep*, *liepen*, *gelopen*, *aangeboden*, *besloten* (past plural and participle)."""
    present = form.endswith(("nd", "nde")) and form[:3] == lemma[:3] and len(form) > len(lemma)
    past = (form.startswith("ge") and not lemma.startswith("ge")) or _has_inner_ge(form, lemma)
    if present or past:
        yield "part"
    elif form.endswith("en") and not form.endswith("een"):
        yield "fin plur"
        if lemma.startswith(inflect.PREFIXES) or "be" in lemma[1:] or "ver" in lemma[1:] or "ont" in lemma[1:]:
            yield "part"
    elif form.endswith("e"):
        yield from ("fin sing", "part")
    else:
        yield "fin sing"
        if form.endswith(("aan", "ocht", "acht", "echt", "wist")):
            yield "part"


def _has_inner_ge(form: str, lemma: str) -> bool:
    """*aangeboden*, *gebruikgemaakt*: *ge* after the first part of a separable verb."""
    return form.endswith(("d", "de", "t", "te", "en", "an", "ane")) and any(
        form[place : place + 2] == "ge" and form[:place] == lemma[:place] and lemma[place : place + 2] != "ge"
        for place in range(2, len(form) - 3)
    )
