"""Put the generator ``openai`` together: providers from the settings, routing, prices, and a cache of answers."""

from __future__ import annotations

from collections.abc import Sequence

from generator.answers import FolderAnswers, LayeredAnswers, MemoryAnswers
from generator.models_read import Cache, ModelSettings
from generator.routing import Routing
from generator.tokens import estimate_tokens
from plugins.generators.openai.generator import OpenAIGenerator
from plugins.generators.openai.ports import Answers, Observer


def openai_generator(
    settings: ModelSettings | None,
    *,
    observer: Observer | None = None,
    shared: Sequence[Answers] = (),
) -> OpenAIGenerator | None:
    """The generator ``openai``; ``None`` where no models are configured.

    It is made without loading the package ``openai``; that comes with the first question.

    Args:
        settings: from ``generator.models_read.settings_of``.
        observer: is told of calls, retries, breakers and the cache, for metrics.
        shared: stores of answers beside memory and folder (Redis).
    """
    if settings is None:
        return None
    if observer is not None:
        for provider in settings.providers:
            observer.circuit(provider.name, "closed")
    return OpenAIGenerator(
        settings.providers,
        Routing(estimate_tokens),
        estimate_tokens,
        answers=_answers(settings.cache, shared),
        observer=observer,
    )


def _answers(cache: Cache, shared: Sequence[Answers]) -> Answers | None:
    """No cache where none is kept in memory: that is how it is switched off."""
    if not cache.answers:
        return None
    folders = [FolderAnswers(cache.folder, cache.days)] if cache.folder is not None else []
    return LayeredAnswers([MemoryAnswers(cache.answers), *folders, *shared])
