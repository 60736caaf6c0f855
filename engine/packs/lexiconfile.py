"""The model of a lexicon file. Descriptions are in Dutch: editors show them to rule authors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from engine.packs.texts import Free, Identifier, Localised, Strict, Text

WordClass = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
]  # fmt: skip
"""Universal Dependencies word classes (https://universaldependencies.org/u/pos/)."""


class WordFile(Strict):
    """Een woord of woordgroep."""

    word: Text = Field(description="Het woord of de woordgroep.")
    tag: WordClass | None = Field(None, alias="class", description="Woordsoort, als alleen die bedoeld is.")
    note: Free | None = Field(None, description="Opmerking.")


def _word(value: Any) -> Any:
    return {"word": value} if isinstance(value, str) else value


Word = Annotated[WordFile, BeforeValidator(_word)]


class LexiconFile(Strict):
    """Een lijst woorden en woordgroepen; de naam is die van het bestand."""

    text: Localised | None = Field(None, description="Wat deze lijst bevat.")
    extend: Identifier | None = Field(None, description="Lijst van een ander pakket waar dit aan toegevoegd wordt.")
    words: list[Word] = Field(min_length=1, description="De woorden.")
