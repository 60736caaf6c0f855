"""Features that later parts will bring, in a form simple enough to see through: they test how the language composes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.features.registry import Need, Parameter, Registry, Type
from engine.features.view import View
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import OPEN, MissingInputError, Truth

FAKES = Registry()
TEXT = {"nl": "proef", "en": "test"}
OF = (Parameter("of", Type.SEARCH, "what it is about"),)


def _fake(
    name: str, kind: Type, parameters: tuple[Parameter, ...] = (), **more: object
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return FAKES.feature(name, kind, text=TEXT, example=f"require {name}", parameters=parameters, **more)  # type: ignore[arg-type]


def _words(view: View, field: str = DEFINITIE) -> list[Span]:
    tokens = view.tokens(field)
    return [Span(field, start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def _text(view: View, span: Span) -> str:
    return view.text(span.field).text[span.start : span.end]


@_fake("first_word", Type.SEARCH)
def first_word(view: View) -> Sequence[Span]:
    return _words(view)[:1]


@_fake("genus", Type.WORD)
def genus(view: View) -> Sequence[Span]:
    return _words(view)[:1]


@_fake("head", Type.WORD, OF)
def head(view: View, of: Sequence[Span]) -> Sequence[Span]:
    field = of[0].field
    return _words(view, field)[-1:]


@_fake("class", Type.CHOICE, OF, values=("activity", "result", "person", "thing", "collection"))
def class_of(view: View, of: Sequence[Span]) -> str:
    return "activity" if _text(view, of[0]).endswith("ing") else "thing"


@_fake("introduced", Type.SEARCH)
def introduced(view: View) -> Sequence[Span]:
    seen: set[str] = set()
    again = []
    for span in _words(view):
        word = _text(view, span)
        again += [span] if word in seen else []
        seen.add(word)
    return again


@_fake("antecedent", Type.SEARCH, OF)
def antecedent(view: View, of: Sequence[Span]) -> Sequence[Span]:
    return [span for span in _words(view) if span.end <= of[0].start and _text(view, span) == "persoon"]


@_fake("measurable", Type.YES_NO, OF)
def measurable(view: View, of: Sequence[Span]) -> Truth:
    if any(_text(view, span) == "ongeveer" for span in _words(view)):
        return OPEN
    return any(_text(view, span).isdigit() for span in _words(view) if span.start >= of[0].end)


@_fake("countable", Type.YES_NO, OF)
def countable(view: View, of: Sequence[Span]) -> Truth:
    return _text(view, of[0]) != "water"


@_fake("identifier", Type.SEARCH)
def identifier(view: View) -> Sequence[Span]:
    return [span for span in _words(view) if _text(view, span).endswith("nummer")]


@_fake("coordination", Type.SEARCH, (Parameter("word", Type.TEXT, "the conjunction"),))
def coordination(view: View, word: str) -> Sequence[Span]:
    words = _words(view)
    return [
        Span(DEFINITIE, words[index - 1].start, words[index + 1].end)
        for index in range(1, len(words) - 1)
        if _text(view, words[index]) == word
    ]


@_fake("readings", Type.NUMBER, OF)
def readings(view: View, of: Sequence[Span]) -> int:
    return 1 if of[0].start == 0 else 2


@_fake("base.definition", Type.TEXT)
def base_definition(view: View) -> str:
    return "besluit van een gemeente"


@_fake("copied", Type.SEARCH, (Parameter("text", Type.TEXT, "which"), Parameter("words", Type.NUMBER, "how many", 3)))
def copied(view: View, text: str, words: int) -> Sequence[Span]:
    start = view.text(DEFINITIE).text.find(text)
    return [Span(DEFINITIE, start, start + len(text))] if start >= 0 and words <= len(text.split()) else []


@_fake("kind_of", Type.YES_NO, (Parameter("kind", Type.WORD, "which"), Parameter("base", Type.WORD, "of what")))
def kind_of(view: View, kind: Sequence[Span], base: Sequence[Span]) -> Truth:
    return (_text(view, kind[0]), _text(view, base[0])) == ("kapvergunning", "vergunning")


@_fake("corpus.terms", Type.SEARCH, fields=(BEGRIP,), needs=(Need.CORPUS,), reasons=(ReasonCode.NO_CORPUS,))
def corpus_terms(view: View) -> Sequence[Span]:
    if view.definition.corpus is None:
        raise MissingInputError(ReasonCode.NO_CORPUS)
    terms = {entry.begrip for entry in view.definition.corpus}
    return [span for span in _words(view, BEGRIP) if _text(view, span) in terms]


@_fake("informative_title", Type.SEARCH, fields=("/sources",), reasons=(ReasonCode.NO_SOURCES,))
def informative_title(view: View) -> Sequence[Span]:
    found = []
    for number, source in enumerate(view.definition.sources or ()):
        if source.title and len(source.title.split()) > 1:
            field = f"/sources/{number}/title"
            found.append(Span(field, 0, len(view.text(field).text)))
    return found
