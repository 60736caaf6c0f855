"""The office of a process, from its settings: which generators there are, and what they may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.generations.office import Office
from api.settings import SettingsError
from generator.answers import RedisAnswers
from generator.budgets import Budgets
from generator.models import openai_generator
from generator.models_read import ModelsError, ModelSettings, settings_of
from plugins.generators.openai.generator import OpenAIGenerator
from plugins.generators.openai.ports import Observer
from plugins.manager import generators

if TYPE_CHECKING:
    from api.services import Services


def office_for(services: Services) -> Office | None:
    """The office; ``None`` where generation is switched off. Takes a while: plugins are loaded.

    Raises:
        SettingsError: for a file of models that cannot be used.
    """
    settings = services.settings
    if not settings.generation:
        return None
    try:
        models = settings_of(settings.models_file)
    except ModelsError as error:
        raise SettingsError(str(error)) from None
    known = generators()
    of_models = models_for(models, services.redis, services.metrics.models)
    if of_models is not None:
        known[of_models.name] = of_models
    named = {name: known[name] for name in settings.generator_names if name in known}
    return Office(services, named, Budgets() if models is None else models.budgets)


def models_for(models: ModelSettings | None, redis: Redis | None, observer: Observer) -> OpenAIGenerator | None:
    """The generator of the models; ``None`` where there are none. With a Redis, its answers are shared.

    Args:
        models: the settings.
        redis: of the service.
        observer: is told what calls take.
    """
    if models is None:
        return None
    shared = [] if redis is None else [RedisAnswers(redis, models.cache.days, (RedisError, OSError))]
    return openai_generator(models, observer=observer, shared=shared)
