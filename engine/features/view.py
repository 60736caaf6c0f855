"""One record as features see it: every layer of analysis computed at most once, and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.features.body import split_lead_in
from engine.features.corpus import CorpusIndex
from engine.features.text import Text
from engine.features.tokens import Tokens, tokenize
from engine.memo import Memo
from engine.model import Definition, ReasonCode
from engine.ports import Analyzer, Readings
from engine.spans import DEFINITIE, Span
from engine.truth import MissingInputError

MAX_TOKENS = 40_000
"""Work budget of one record: a text with more tokens is judged only by what needs no tokens."""
MAX_CHARACTERS = 400_000
"""Work budget of one record: a longer text is judged only by its length."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What the pack tells features: its language, and abbreviations with what they stand for."""

    language: str = "nl"
    abbreviations: Mapping[str, str] = field(default_factory=dict)


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
        """Readings of every token of a field; raises ``MissingInputError`` without an analyzer."""
        found = self._readings.get(field)
        if found is None:
            if self.analyzer is None:
                raise MissingInputError(ReasonCode.NO_ANALYZER)
            found = self._readings[field] = self.analyzer.analyse([self.tokens(field).words])[0]
        return found

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

    @cached_property
    def _parts(self) -> tuple[Span | None, Span]:
        return split_lead_in(self.tokens(DEFINITIE), self.tokens("/begrip"), self.text(DEFINITIE).text)

    @property
    def lead_in(self) -> Span | None:
        """A recognised lead-in (``begrip:``, ``Een begrip is een``), article included."""
        return self._parts[0]

    @property
    def body(self) -> Span:
        """The definition without its lead-in."""
        return self._parts[1]
