"""Regular Dutch inflection, so that a word of which only the base is known can still be recognised when inflected.

The spelling rules are those of the Woordenlijst Nederlandse Taal: a long vowel is written double in a closed
syllable (*boom*, *bomen*), a short one keeps its closed syllable by doubling the consonant (*bom*, *bommen*), and
*f/s* at the end of a syllable answer to *v/z* at its beginning. Where spelling does not tell (stress), all
candidates are given: callers who need precision hold them against the lexicon.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

VOWELS: Final = "aeiouyàáâäèéêëìíîïòóôöùúûü"
PREFIXES: Final = (
    "be",
    "ge",
    "her",
    "ont",
    "ver",
    "er",
    "mis",
    "over",
    "onder",
    "door",
    "om",
    "vol",
    "weer",
    "aan",
    "voor",
)
"""Prefixes that verbs may have without *ge-* in the participle; some of them separable as well."""
INSEPARABLE: Final = ("be", "ge", "her", "ont", "ver", "er")
PARTICLES: Final = (
    "aaneen achterna achterover achteruit achter aan af bijeen bij binnen boven buiten dicht dood door dooreen fijn "
    "gelijk goed groot hard heen her herin in ineen kapot klaar kwijt langs leeg los mede mee mis na naar neer om "
    "omhoog omlaag omver onder op open opeen over rond samen schoon schuil stil stop stuk tegemoet tegen teleur "
    "tentoon terecht terug teweeg thuis toe uit uiteen vast ver vol voor voorbij vooruit voort vrij waar weer weg "
    "wijs zwart plaats deel lief kwalijk bekend beschikbaar openbaar"
).split()
"""First parts of separable verbs."""

_LONG: Final = re.compile(rf"(^|[^{VOWELS}])([aeou])([^{VOWELS}x])$")
_DOUBLE: Final = re.compile(rf"([^{VOWELS}])\1$")
_UNSTRESSED: Final = re.compile(rf"[{VOWELS}].*(el|er|em|en|ig|ik)$")
_SHORT: Final = re.compile(rf"(^|[^{VOWELS}])([aeiou])([^{VOWELS}wxjh])$")
_LONG_SPELLED: Final = re.compile(rf"(aa|ee|oo|uu)([^{VOWELS}])$")
_VOICED: Final = {"f": "v", "s": "z"}


def _closed(base: str) -> set[str]:
    """Spellings of ``base`` (what is left after *-en*) as a syllable of its own."""
    if _DOUBLE.search(base):
        return {base[:-1]}
    found = {base}
    if match := _LONG.search(base):
        doubled = base[: match.start(2)] + match[2] * 2 + match[3]
        found = {base, doubled} if _UNSTRESSED.search(base) else {doubled}
    return {form[:-1] + {"v": "f", "z": "s"}.get(form[-1], form[-1]) for form in found if form}


def _opened(word: str) -> set[str]:
    """Spellings of ``word`` before an ending that begins with a vowel."""
    if match := _LONG_SPELLED.search(word):
        base = word[: match.start(1)] + match[1][0] + match[2]
        return {base, base[:-1] + _VOICED[base[-1]]} if base[-1] in _VOICED else {base}
    if _SHORT.search(word):
        return {word, word + word[-1]} if _UNSTRESSED.search(word) else {word + word[-1]}
    if word[-1] in _VOICED and len(word) > 2:
        return {word, word[:-1] + _VOICED[word[-1]]}
    return {word}


@lru_cache(maxsize=1024)
def stems(infinitive: str) -> frozenset[str]:
    """Possible stems (first person) of a verb, from its infinitive; empty for a word that cannot be one."""
    if len(infinitive) < 4 or not infinitive.endswith("en"):
        return frozenset()
    if infinitive.endswith("iën"):
        return frozenset({infinitive[:-2]})
    if infinitive.endswith("komen"):
        return frozenset({infinitive[:-2]})
    return frozenset(_closed(infinitive[:-2]))


def participles(infinitive: str, stem: str) -> set[str]:
    """Weak past participles of a verb."""
    end = stem if stem[-1] in "dt" else stem + _dental(infinitive)
    found = {"ge" + end} if not infinitive.startswith(INSEPARABLE) else {end}
    for prefix in PREFIXES:
        if infinitive.startswith(prefix):
            found.add(end)
    for particle in PARTICLES:
        rest = infinitive[len(particle) :]
        if infinitive.startswith(particle) and len(rest) > 3:
            found.add(particle + ("" if rest.startswith(INSEPARABLE) else "ge") + end[len(particle) :])
    return {form.replace("gee", "geë", 1) if form.startswith("gee") else form for form in found}


def _dental(infinitive: str) -> str:
    """*t* or *d*: the ending of the past follows the sound before *-en* (’t kofschip)."""
    return "t" if infinitive[:-2].endswith(("t", "k", "f", "s", "ch", "p", "x")) else "d"


@lru_cache(maxsize=1024)
def conjugate(infinitive: str) -> dict[str, frozenset[str]]:
    """Regular forms of a verb, each with what it can be: ``inf stem sing plur part`` (``stem``: first person only)."""
    kinds: dict[str, set[str]] = {infinitive: {"inf", "plur"}, infinitive + "d": {"part"}, infinitive + "de": {"part"}}
    dental = _dental(infinitive)
    for stem in sorted(stems(infinitive)):
        kinds.setdefault(stem, set()).add("sing" if stem.endswith("t") else "stem")
        kinds.setdefault(stem if stem.endswith("t") else stem + "t", set()).add("sing")
        kinds.setdefault(stem + dental + "e", set()).add("sing")
        kinds.setdefault(stem + dental + "en", set()).add("plur")
        for participle in sorted(participles(infinitive, stem)):
            for form in (participle, *(opened + "e" for opened in _opened(participle))):
                kinds.setdefault(form, set()).add("part")
    return {form: frozenset(kind) for form, kind in kinds.items()}


def plurals(noun: str) -> frozenset[str]:
    """Possible regular plurals of a noun."""
    if noun.endswith("heid"):
        return frozenset({noun[:-4] + "heden"})
    if noun.endswith(("a", "i", "o", "u", "y")) and noun[-2:-1] not in "aeou":
        return frozenset({noun + "'s"})
    if noun.endswith("ee"):
        return frozenset({noun + "ën"})
    if noun.endswith("ie"):
        return frozenset({noun + "s", noun + "ën", noun[:-1] + "ën"})
    if noun.endswith("e"):
        return frozenset({noun + "s", noun + "n"})
    return frozenset({noun + "s", *(base + "en" for base in _opened(noun))})


def regular_plural(noun: str) -> str | None:
    """The one plural that the rules give with certainty, ``None`` where spelling does not tell."""
    if noun.endswith(("heid", "a", "i", "o", "u", "y", "ee")):
        return next(iter(plurals(noun))) if len(plurals(noun)) == 1 else None
    if noun.endswith(("tie", "sie", "xie", "je", "age", "ster", "aar", "eur", "tor", "el", "er", "em", "um")):
        return noun + "s" if not noun.endswith(("um", "eel", "eer", "eem")) else None
    if noun.endswith(("ing", "schap", "iteit", "ist", "ent", "ment", "aat", "uut", "ief", "lijst", "plicht", "recht")):
        return sorted(base + "en" for base in _opened(noun))[-1]
    return None


def diminutives(noun: str) -> frozenset[str]:
    """Possible diminutives of a noun, singular."""
    ends = {"je", "tje", "pje", "etje"}
    found = {noun + end for end in ends} | {base + "etje" for base in _opened(noun)}
    return frozenset(found | {noun[:-1] + "kje", noun + noun[-1] + "tje"})


def degrees(adjective: str) -> frozenset[str]:
    """Inflected forms of an adjective: *-e*, comparative, superlative, and with *-s* and *-n*."""
    found: set[str] = {adjective + "s", adjective + "st", adjective + "ste", adjective + "t", adjective + "te"}
    for base in _opened(adjective) if not adjective.endswith(("e", "a", "o", "i")) else {adjective}:
        end = base if base.endswith("e") else base + "e"
        found |= {end, end + "n", end + "r", end + "re", end + "rs", base + "der", base + "dere"}
    if adjective.endswith("r"):
        found |= {adjective + "der", adjective + "dere"}
    return frozenset(found)


def inflected(lemma: str, tag: str) -> frozenset[str]:
    """All forms that regular inflection may give a lemma of a word class, the lemma included."""
    if tag == "NOUN":
        small = diminutives(lemma)
        return frozenset({lemma, *plurals(lemma), *small, *(form + "s" for form in small)})
    if tag == "ADJ":
        return frozenset({lemma, *degrees(lemma)})
    if tag in ("VERB", "AUX"):
        return frozenset({lemma, *conjugate(lemma)})
    return frozenset({lemma})


def declined(adjective: str) -> frozenset[str]:
    """The form in *-e* of an adjective, where spelling tells it with certainty."""
    if adjective.endswith(("e", "en", "a", "i", "o", "y", "é")):
        return frozenset()
    opened = _opened(adjective)
    voiced = {base for base in opened if base[-1] in "vz"}
    chosen = voiced if voiced and _LONG_SPELLED.search(adjective) else opened
    return frozenset({next(iter(chosen)) + "e"}) if len(chosen) == 1 else frozenset()


def regular_verb(infinitive: str) -> frozenset[str]:
    """Present tense and present participle of a verb that no table holds; its past cannot be told."""
    found = stems(infinitive)
    if len(found) != 1:
        return frozenset()
    stem = next(iter(found))
    return frozenset({stem, stem if stem.endswith("t") else stem + "t", infinitive + "d", infinitive + "de"})
