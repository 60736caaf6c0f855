"""One record as features see it: every layer of analysis computed at most once, and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, TypeGuard

from engine.features.body import split_lead_in
from engine.features.corpus import CorpusIndex
from engine.features.text import Text
from engine.features.tokens import Tokens, tokenize
from engine.memo import Memo
from engine.model import Definition, ReasonCode
from engine.ports import Analyzer, Readings, TellsLanguage
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import MissingInputError

MAX_TOKENS = 40_000
"""Work budget of one record: a text with more tokens is judged only by what needs no tokens."""
MAX_CHARACTERS = 400_000
"""Work budget of one record: a longer text is judged only by its length."""
TOGETHER: Final = (DEFINITIE, BEGRIP)
"""Fields that nearly every record is asked the readings of: an analyzer answers them quicker in one call."""


@dataclass(frozen=True)
class Resources:
    """What the pack tells features: its language, and abbreviations with what they stand for."""

    language: str = "nl"
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The abbreviations with what they stand for, normalised as texts are."""
        return {Text(short).text: Text(full).text for short, full in self.abbreviations.items()}


def _tells_language(analyzer: Analyzer) -> TypeGuard[TellsLanguage]:
    return _offers_language(type(analyzer))


@lru_cache(64)
def _offers_language(kind: type[Analyzer]) -> bool:
    """Asked of a class once: asking a protocol takes some microseconds."""
    return issubclass(kind, TellsLanguage)


class View(Memo):
    """Lazy layers over one record. Not shared between threads, dropped after the record."""

    def __init__(
        self,
        definition: Definition,
        *,
        resources: Resources,
        analyzer: Analyzer | None = None,
        corpus: CorpusIndex | None = None,
    ) -> None:
        super().__init__()
        self.definition = definition
        self.resources = resources
        self.analyzer = analyzer
        self._corpus = corpus
        self._texts: dict[str, Text] = {}
        self._tokens: dict[str, Tokens] = {}
        self._readings: dict[str, tuple[Readings, ...]] = {}
        self._wholes: dict[str, Span] = {}
        self._parts: tuple[Span | None, Span] | None = None
        self._language: tuple[str | None, ...] = ()
        """One item, once it is known. (A ``cached_property`` takes a lock each time, which is felt.)"""

    def raw(self, field: str) -> str:
        """The field as given, by JSON pointer; ``KeyError`` if the record has no such text."""
        definition, steps = self.definition, field.split("/")[1:]
        match steps:
            case ["definitie"]:
                return definition.definitie
            case ["begrip"]:
                return definition.begrip
            case ["preferred_term"] if definition.preferred_term is not None:
                return definition.preferred_term
            case ["synonyms", index]:
                return (definition.synonyms or ())[int(index)]
            case ["sources", index, ("title" | "citation" | "url") as part]:
                text: str | None = getattr((definition.sources or ())[int(index)], part)
                if text is not None:
                    return text
        raise KeyError(field)

    def text(self, field: str) -> Text:
        """The normalised text of a field, with its map back to the text as given."""
        found = self._texts.get(field)
        if found is None:
            raw = self.raw(field)
            if len(raw) > MAX_CHARACTERS:
                raise MissingInputError(ReasonCode.LIMIT, f"{field}: {len(raw)} > {MAX_CHARACTERS} tekens")
            found = self._texts[field] = Text(raw)
        return found

    def whole(self, field: str) -> Span:
        """The whole text of a field."""
        found = self._wholes.get(field)
        if found is None:
            found = self._wholes[field] = Span(field, 0, len(self.text(field).text))
        return found

    def tokens(self, field: str) -> Tokens:
        """The tokens of a field; raises ``MissingInputError`` (``limit``) over the work budget."""
        found = self._tokens.get(field)
        if found is None:
            found = tokenize(self.text(field).text)
            if len(found) > MAX_TOKENS:
                raise MissingInputError(ReasonCode.LIMIT, f"{field}: {len(found)} > {MAX_TOKENS} woorden en tekens")
            self._tokens[field] = found
        return found

    def readings(self, field: str) -> tuple[Readings, ...]:
        """Readings of every token of a field.

        Raises ``MissingInputError`` without an analyzer, or where the definition is in another language than its.
        """
        found = self._readings.get(field)
        if found is None:
            if self.analyzer is None:
                raise MissingInputError(ReasonCode.NO_ANALYZER)
            if self.other_language is not None:
                raise MissingInputError(ReasonCode.OTHER_LANGUAGE, self.other_language)
            words = self.tokens(field).words
            unread = self.unread if field in TOGETHER else ()
            fields = [field, *(other for other in unread if other != field)]
            answers = self.analyzer.analyse([words, *(self.tokens(other).words for other in fields[1:])])
            self._readings.update(zip(fields, answers, strict=True))
            found = answers[0]
        return found

    @property
    def unread(self) -> list[str]:
        """The fields that are analysed together, as far as that was not done and their tokens can be had."""
        return [field for field in TOGETHER if field not in self._readings and self._has_tokens(field)]

    def _has_tokens(self, field: str) -> bool:
        try:
            return self.tokens(field) is not None
        except MissingInputError:
            return False

    @property
    def other_language(self) -> str | None:
        """The language (BCP 47) that the definition is certainly written in, if it is not the analyzer's."""
        if not self._language:
            self._language = (self._tell_language(),)
        return self._language[0]

    def _tell_language(self) -> str | None:
        analyzer = self.analyzer
        if analyzer is None or not _tells_language(analyzer):
            return None
        return analyzer.other_language(self.tokens(DEFINITIE).words)

    def preset_readings(self, field: str, readings: tuple[Readings, ...]) -> None:
        """Readings computed in a batch with other records."""
        self._readings[field] = readings

    @property
    def has_corpus(self) -> bool:
        """Whether a corpus is given."""
        return self._corpus is not None

    @property
    def corpus(self) -> CorpusIndex:
        """The index of the other entries; raises ``MissingInputError`` where no corpus is given."""
        if self._corpus is None:
            raise MissingInputError(ReasonCode.NO_CORPUS)
        return self._corpus

    def _split(self) -> tuple[Span | None, Span]:
        found = self._parts
        if found is None:
            text = self.text(DEFINITIE).text
            found = self._parts = split_lead_in(self.tokens(DEFINITIE), self.tokens(BEGRIP), text)
        return found

    @property
    def lead_in(self) -> Span | None:
        """A recognised lead-in (``begrip:``, ``Een begrip is een``), article included."""
        return self._split()[0]

    @property
    def body(self) -> Span:
        """The definition without its lead-in."""
        found = self._parts
        return found[1] if found is not None else self._split()[1]
