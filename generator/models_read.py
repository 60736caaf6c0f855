"""Read the settings file of models: from YAML to providers, budgets and cache, or all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel, ValidationError

from engine.errors import Problem
from engine.messages import render_problem
from engine.packs.nodes import Document, plain
from engine.packs.yaml_reader import read_file
from generator.budgets import Budgets, Limit
from generator.models_file import LimitPart, ModelsFile, ProviderPart
from generator.prices import CURRENCY, known_price
from plugins.generators.openai.keys import Key, KeyMissingError
from plugins.generators.openai.model import Limits, Model, Price, Provider, Resilience

PACKAGES = ("openai", "stamina", "purgatory", "genai_prices")
"""What calls of models need, and nothing else does."""
VARIABLE = "DEFINITIE_MODELS_FILE"
"""The environment variable that names the settings file."""


class ModelsError(Exception):
    """A settings file of models that cannot be used: one mistake a line, ``file:line:column: field: what``."""


@dataclass(frozen=True, slots=True)
class Cache:
    """How many answers are kept in memory, and in which folder for how many days."""

    answers: int
    folder: Path | None
    days: int


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What the file says, with defaults and known prices filled in."""

    providers: tuple[Provider, ...]
    budgets: Budgets
    cache: Cache


def settings_of(file: Path | None = None, environment: Mapping[str, str] | None = None) -> ModelSettings | None:
    """The settings of models of this process.

    Args:
        file: the settings file; the one that ``DEFINITIE_MODELS_FILE`` names unless given.
        environment: the process's own unless given; keys are looked up in it too.

    Returns:
        The settings; ``None`` where no file is named, and then there is no generator ``openai``.

    Raises:
        ModelsError: the file cannot be read or used, or a key is not there.
    """
    known = os.environ if environment is None else environment
    path = Path(known[VARIABLE]) if file is None and known.get(VARIABLE) else file
    return None if path is None else read_models(path, known)


def read_models(path: Path, environment: Mapping[str, str]) -> ModelSettings:
    """Read one settings file.

    Raises:
        ModelsError: with every mistake that was found.
    """
    if any(find_spec(name) is None for name in PACKAGES):
        raise ModelsError("to call models, install the extra ‘models’: definitie[models]")
    document = read_file(path, str(path))
    if document.root is None or document.problems:
        raise ModelsError("\n".join(_syntax(problem) for problem in document.problems))
    try:
        found = ModelsFile.model_validate(plain(document.root))
    except ValidationError as error:
        raise ModelsError("\n".join(_mistakes(document, error))) from None
    budgets = _budgets(found)
    providers = tuple(_provider(found, part, environment) for part in found.providers)
    if mistakes := _unusable(document, providers, budgets):
        raise ModelsError("\n".join(mistakes))
    return ModelSettings(providers, budgets, Cache(found.cache.answers, found.cache.folder, found.cache.days))


def _syntax(problem: Problem) -> str:
    """A mistake of YAML, without the line it stands on."""
    return render_problem(replace(problem, line_text=None), "en")


_WORDS = {"extra_forbidden": "is not a setting", "missing": "is missing", "model_type": "must be a map"}
"""Where pydantic's words are those of a programmer."""


def _mistakes(document: Document, error: ValidationError) -> list[str]:
    found = []
    for detail in error.errors(include_url=False, include_input=False, include_context=False):
        words = _WORDS.get(detail["type"], detail["msg"].removeprefix("Value error, "))
        path = [*detail["loc"]]
        if "key" in path[:-1] and detail["type"] == "extra_forbidden":
            path, words = path[:-1], "knows only ‘env’ and ‘file’"
        found.append(_at(document, path, ".".join(map(str, path)), words))
    return found


def _at(document: Document, path: Sequence[str | int], field: str, words: str) -> str:
    place = document.place(path, key_only=True)
    return f"{document.file}:{place.line}:{place.column}: {field + ': ' if field else ''}{words}"


def _provider(file: ModelsFile, part: ProviderPart, environment: Mapping[str, str]) -> Provider:
    key = None if part.key is None else Key(part.key.env, part.key.file, environment)
    models = []
    for model in part.models:
        price: Price | None = None
        if model.prices is not None:
            price = Price(model.prices.input, model.prices.output, file.currency)
        elif file.currency == CURRENCY:
            price = known_price(part.base_url, model.name)
        models.append(Model(model.name, model.window, model.strong, price))
    return Provider(
        part.name, part.base_url, tuple(models), key,
        Limits(**(asdict(Limits()) | _given(file.limits) | _given(part.limits))),
        Resilience(**(asdict(Resilience()) | _given(file.resilience) | _given(part.resilience))),
        part.temperature, part.token_field, part.seeds,
    )  # fmt: skip


def _given(part: BaseModel) -> dict[str, int | float]:
    return part.model_dump(exclude_none=True)


def _budgets(file: ModelsFile) -> Budgets:
    run, standard = file.budgets.run, Budgets()
    return Budgets(
        standard.rounds if run.rounds is None else run.rounds,
        standard.seconds if run.seconds is None else run.seconds,
        Limit(standard.run.tokens if run.tokens is None else run.tokens, run.money),
        _limit(file.budgets.user_day),
        _limit(file.budgets.month),
        file.currency,
    )


def _limit(part: LimitPart) -> Limit:
    return Limit(part.tokens, part.money)


def _unusable(document: Document, providers: Sequence[Provider], budgets: Budgets) -> list[str]:
    """What only shows when all is known: keys that are not there, and money that cannot be counted."""
    found: list[str] = []
    for number, provider in enumerate(providers):
        path: list[str | int] = ["providers", number]
        if provider.key is not None:
            try:
                provider.key.read()
            except KeyMissingError as error:
                found.append(_at(document, [*path, "key"], f"key of {provider.name}", str(error)))
        for place, model in enumerate(provider.models):
            if model.price is None and budgets.bounds_money:
                words = "no price is known, and money is bounded: name ‘prices’"
                found.append(_at(document, [*path, "models", place], f"{provider.name}/{model.name}", words))
    return found
