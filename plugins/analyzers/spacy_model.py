"""``nl-spacy``: word classes and lemmas from an installed spaCy model (``nl_core_news_*``), for those who have one.

Needs the extra ``spacy`` and a model; never loaded unless chosen. A spaCy model always answers, also where it guesses:
no token is left open. Forms of a lemma, which a tagger cannot give, come from the lexical analyzer.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.ports import Analyzer, Reading, Readings
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.over_lexical import OverLexical
from plugins.analyzers.treebank import marks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

MODEL: Final = "nl_core_news_sm"
UNSAID: Final = frozenset({"", "X", "SPACE"})
"""Word classes with which a model says that it does not know."""


class SpacyAnalyzer(OverLexical):
    """Word classes and lemmas from a spaCy pipeline. Safe to share between threads, one at a time."""

    name: Final = "nl-spacy"
    language: Final = "nl"

    def __init__(self, pipeline: Language, lexical: Analyzer | None = None) -> None:
        """Use a pipeline that sets ``pos``, ``morph`` and ``lemma``; ``lexical`` gives the forms of a lemma."""
        super().__init__(lexical or LexicalAnalyzer.load())
        self._pipeline = pipeline
        self._lock = threading.Lock()
        known = {name: pipeline.meta.get(name) for name in ("lang", "name", "version", "spacy_version")}
        content = json.dumps([known, pipeline.pipe_names, self._lexical.digest], sort_keys=True).encode()
        code = Path(__file__).read_bytes() + (Path(__file__).parent / "treebank.py").read_bytes()
        self.digest = f"sha256:{hashlib.sha256(content + code).hexdigest()}"

    @classmethod
    def load(cls, model: str = MODEL) -> SpacyAnalyzer:
        """Load an installed model by name.

        Raises:
            ImportError: spaCy is not installed (``pip install definitie[spacy]``).
            OSError: the model is not installed (``python -m spacy download``).
        """
        import spacy  # noqa: PLC0415 (spaCy takes a second to import, and is optional)

        return cls(spacy.load(model, exclude=["ner", "parser", "senter"]))

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """The reading of every token of every text; ``()`` where the model does not tell."""
        from spacy.tokens import Doc  # noqa: PLC0415

        with self._lock:
            docs = [Doc(self._pipeline.vocab, words=list(text)) for text in texts]
            found = self._pipeline.pipe([doc for doc in docs if len(doc)])
            answers = iter([tuple(_readings(token) for token in doc) for doc in found])
        return [next(answers) if text else () for text in texts]


def _readings(token: Token) -> Readings:
    if token.pos_ in UNSAID:
        return ()
    lemma = token.lemma_ or token.text
    name = token.pos_ == "PROPN"
    return (Reading(token.pos_, lemma if name else lemma.lower(), frozenset(marks(token.pos_, str(token.morph)))),)
