"""The given context as lists of words to look for: names, abbreviations and derived adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import regex

from engine.features.catalog import BUILTIN
from engine.features.registry import Need, Type
from engine.features.text import Text
from engine.features.tokens import Kind, is_capitals, tokenize
from engine.model import ReasonCode
from engine.truth import MissingInputError

if TYPE_CHECKING:
    from engine.features.view import View

MAX_CAPITALS: Final = 8
"""A name of one word of at most this many characters, with two capitals or more, is an abbreviation."""
MIN_SHOUT: Final = 6
"""A name of at least this many characters is found in capitals too; a shorter one in capitals is an abbreviation."""
ADJECTIVES: Final = {
    "justitie": ("justitieel", "justitiële"), "politie": ("politieel", "politiële"), "fiscus": ("fiscaal", "fiscale"),
    "belasting": ("fiscaal", "fiscale"), "provincie": ("provinciaal", "provinciale"),
    "europa": ("europees", "europese"),
    "nederland": ("nederlands",), "wet": ("wettelijk",), "strafproces": ("strafprocessueel", "strafprocessuele"),
    "procesrecht": ("processueel", "processuele"), "notariaat": ("notarieel", "notariële"), "kerk": ("kerkelijk",),
    "techniek": ("technisch",),
}  # fmt: skip
"""Adjectives that no pattern below gives."""
PATTERNS: Final = (
    ("recht", "rechtelijk"), ("bestuur", "bestuurlijk"), ("schap", "schappelijk"), ("vordering", "vorderlijk"),
    ("gemeente", "gemeentelijk"), ("maatschappij", "maatschappelijk"),
    ("ogie", "ogisch"), ("omie", "omisch"), ("afie", "afisch"), ("sofie", "sofisch"),
)  # fmt: skip
"""How the end of a noun changes in its adjective: ``strafrecht`` gives ``strafrechtelijk``."""


@BUILTIN.feature(
    "context.names",
    Type.WORDS,
    text={
        "nl": "De opgegeven contexten bij hun volle naam: organisaties, rechtsgebieden en wetten. Van een opgegeven "
        "afkorting komt de volle naam uit het pakket erbij.",
        "en": "The given contexts by their full names: organisations, fields of law and statutes. For an abbreviation "
        "the full name from the pack is added.",
    },
    example="forbid any of context.names",
    needs=(Need.TEXT,),
    fields=("/context",),
    reasons=(ReasonCode.NO_CONTEXT,),
)
def names(view: View) -> Sequence[str]:
    """Full names, also as a shout: a text with capitals is compared exactly.

    Raises:
        MissingInputError: if no context is given.
    """
    given = _given(view)
    known = view.resources.known
    full = [name for name in given if not is_abbreviation(name)]
    full += [known[name] for name in given if name in known]
    full += [_UNDATED.sub("", name) for name in full]
    return list(dict.fromkeys([*full, *(name.upper() for name in full if len(name) >= MIN_SHOUT)]))


@BUILTIN.feature(
    "context.abbreviations",
    Type.WORDS,
    text={
        "nl": "De afkortingen van de opgegeven contexten: zelf opgegeven, of volgens het pakket bij een volle naam.",
        "en": "The abbreviations of the given contexts: given as such, or paired with a full name by the pack.",
    },
    example="forbid any of literal context.abbreviations",
    needs=(Need.TEXT,),
    fields=("/context",),
    reasons=(ReasonCode.NO_CONTEXT,),
)
def abbreviations(view: View) -> Sequence[str]:
    """Abbreviations, in the case in which they are written.

    Raises:
        MissingInputError: if no context is given.
    """
    given = _given(view)
    wanted = {name.casefold() for name in given}
    paired = [short for short, full in view.resources.known.items() if full.casefold() in wanted]
    return list(dict.fromkeys([*(name for name in given if is_abbreviation(name)), *paired]))


@BUILTIN.feature(
    "context.derived",
    Type.WORDS,
    text={
        "nl": "De bijvoeglijke vormen van de opgegeven contexten, zoals ‘strafrechtelijke’ bij ‘strafrecht’.",
        "en": "The adjectives made of the given contexts, such as ‘strafrechtelijke’ for ‘strafrecht’.",
    },
    example="forbid any of context.derived before any of contextwoorden",
    needs=(Need.TEXT,),
    fields=("/context",),
    reasons=(ReasonCode.NO_CONTEXT,),
    limits="Only for names of one word, by endings (-recht, -bestuur, -vordering, -schap, -logie, …) and a short list, "
    "and for fields of law in two words (civiel recht, Wetboek van Strafrecht).",
)
def derived(view: View) -> Sequence[str]:
    """Adjectives, with and without the ending ``-e``.

    Raises:
        MissingInputError: if no context is given.
    """
    given, known = _given(view), view.resources.known
    found = (form for name in given for form in adjectives(known.get(name, name)))
    return list(dict.fromkeys(found))


def adjectives(name: str) -> list[str]:
    """The adjectives of a name, in lower case; empty where no pattern fits."""
    word = _CODE.sub("", name.lower())
    stems: list[str] = []
    law = _LAW.fullmatch(word)
    if law is not None:
        kind = law.group(1)
        positive = POSITIVES.get(kind, kind.removesuffix("e"))
        stems += [kind, positive, positive + "rechtelijk", *PRIVATE.get(positive, ())]
    if word.isalpha():
        stems += (word[: -len(end)] + new for end, new in PATTERNS if word.endswith(end))
        for part, forms in ADJECTIVES.items():
            if word == part:
                stems += forms
        stems += PRIVATE.get(word.removesuffix("recht"), ())
    return list(dict.fromkeys(form for stem in stems for form in _inflected(stem)))


PRIVATE: Final = {
    "civiel": ("burgerrechtelijk", "privaatrechtelijk"),
    "burgerlijk": ("civielrechtelijk", "burgerrechtelijk", "civiel"),
    "privaat": ("civielrechtelijk", "burgerrechtelijk"), "fiscaal": ("belastingrechtelijk",),
    "belasting": ("fiscaal", "fiscaalrechtelijk"), "staats": ("constitutioneel",),
}  # fmt: skip
"""Other names of the same field of law."""
UNLIKE: Final = {
    "civiel": "civiele", "fiscaal": "fiscale", "internationaal": "internationale", "privaat": "private",
    "europees": "europese", "constitutioneel": "constitutionele", "materieel": "materiële",
    "administratief": "administratieve", "notarieel": "notariële",
}  # fmt: skip
"""Adjectives whose inflected form is spelled in another way."""
POSITIVES: Final = {inflected: stem for stem, inflected in UNLIKE.items()}
_CODE: Final = regex.compile(r"^wetboek van (?:burgerlijke )?(?=\pL+$)")
_LAW: Final = regex.compile(
    r"((?:civie|fisca|internationa|priva|materi|constitutione|publie|administratie)\pL+|europee?se?|burgerlijke?"
    r"|militaire?|kerkelijke?|notarieel) recht"
)
_UNDATED: Final = regex.compile(r"\s+(?:18|19|20)\d\d$")
_PAIR: Final = regex.compile(r"(.+?)\s*\(([^()]+)\)")
_ARTICLE: Final = regex.compile(r"^(?:de|het)\s+(?=\S)", regex.IGNORECASE)


def is_abbreviation(name: str) -> bool:
    """Whether a name is an abbreviation: one short word with two capitals or more, or with stops (``OM``, ``WvSr``)."""
    tokens = tokenize(name)
    if len(tokens) != 1 or tokens.kinds[0] is not Kind.WORD or len(name) > MAX_CAPITALS:
        return False
    return is_capitals(name) or sum(map(str.isupper, name)) > 1 or name.count(".") > 1


def _inflected(stem: str) -> Iterable[str]:
    if stem in UNLIKE:
        return (stem, UNLIKE[stem])
    return (stem, stem + "e") if stem.endswith(("lijk", "isch", "lands", "iek", "ief")) else (stem,)


def _given(view: View) -> list[str]:
    context = view.definition.context
    lists = () if context is None else (context.organizational, context.legal, context.statutory)
    if all(values is None for values in lists):
        raise MissingInputError(ReasonCode.NO_CONTEXT)
    names = [part for values in lists for name in values or () for part in _parts(Text(name).text)]
    return [name for name in names if any(map(str.isalnum, name))]


def _parts(name: str) -> Sequence[str]:
    """A name without its article, and the abbreviation that stands behind it in brackets."""
    pair = _PAIR.fullmatch(name)
    given = pair.groups() if pair is not None and is_abbreviation(pair.group(2)) else (name,)
    return [_ARTICLE.sub("", part) for part in given]
