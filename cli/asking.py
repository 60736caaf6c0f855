"""What was asked of ``definitie generate``, and how it becomes a request to the loop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from cli.texts import say
from engine.engine import Engine
from engine.errors import InputError, Problem
from engine.features.corpus import CorpusIndex
from engine.model import Category, Context, Definition
from generator.budgets import Budgets, Limit
from generator.model import Limits, Request
from generator.models_read import ModelsError, ModelSettings, settings_of
from plugins.generating import Generator, SourceText
from plugins.manager import generators as installed


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command; ``None`` where one was not given."""

    begrip: str
    category: str | None
    sources: tuple[Path, ...]
    generators: tuple[str, ...]
    models: Path | None
    organisations: tuple[str, ...]
    legal: tuple[str, ...]
    statutes: tuple[str, ...]
    synonyms: tuple[str, ...]
    corpus: tuple[str, ...]
    rounds: int | None
    candidates: int
    tokens: int | None
    money: Decimal | None
    seconds: float | None
    seed: int | None
    packs: tuple[str, ...]
    profile: str | None
    json: bool
    out: Path | None
    language: str


class UnusableError(Exception):
    """What was asked cannot be done; the message says why, in the reader's language."""


def settings(asked: Asked) -> ModelSettings | None:
    """The models to use; ``None`` where there are none.

    Raises:
        UnusableError: their settings cannot be used.
    """
    try:
        return settings_of(asked.models)
    except ModelsError as error:
        raise UnusableError(str(error)) from None


def writers(asked: Asked, models: ModelSettings | None) -> dict[str, Generator]:
    """All generators there are, by name."""
    from generator.models import openai_generator  # noqa: PLC0415 - only who generates needs it

    found = installed()
    of_models = openai_generator(models)
    return found if of_models is None else {**found, of_models.name: of_models}


def chosen(asked: Asked, known: dict[str, Generator]) -> tuple[str, ...]:
    """The generators to ask, in fallback order: those named, else ``source`` with sources, then ``openai`` with models.

    Raises:
        UnusableError: one does not exist, or there is none.
    """
    for name in asked.generators:
        if name not in known:
            raise UnusableError(
                say("no-such-generator", asked.language, name=name, known=", ".join(sorted(known)) or "–")
            )
    standard = (*(("source",) if asked.sources else ()), "openai")
    names = asked.generators or tuple(name for name in standard if name in known)
    if not names:
        raise UnusableError(say("no-generator", asked.language))
    return tuple(dict.fromkeys(names))


def budgets(asked: Asked, models: ModelSettings | None) -> Budgets:
    """The budgets of the settings, with what was asked for instead."""
    base = Budgets() if models is None else models.budgets
    run = Limit(
        base.run.tokens if asked.tokens is None else asked.tokens,
        base.run.money if asked.money is None else asked.money,
    )
    return replace(
        base, run=run, rounds=base.rounds if asked.rounds is None else asked.rounds,
        seconds=base.seconds if asked.seconds is None else asked.seconds,
    )  # fmt: skip


def request(asked: Asked, names: tuple[str, ...], limits: Budgets) -> Request:
    """The request to the loop.

    Raises:
        InputError: a source cannot be read.
        UnusableError: the term is blank.
    """
    if not any(sign.isalnum() for sign in asked.begrip):
        raise UnusableError(say("blank-begrip", asked.language))
    context = Context(asked.organisations or None, asked.legal or None, asked.statutes or None)
    record = Definition(
        asked.begrip.strip(), "",
        category=None if asked.category is None else Category(asked.category),
        context=context if context != Context() else None,
        synonyms=asked.synonyms or None,
    )  # fmt: skip
    return Request(
        record=record, sources=read_texts(asked.sources), generators=names,
        candidates=asked.candidates, seed=asked.seed, key="cli",
        limits=Limits(limits.rounds, limits.run.tokens, limits.run.money, limits.seconds),
    )  # fmt: skip


def index(engine: Engine, paths: tuple[str, ...], language: str) -> CorpusIndex | None:
    """The scheme to judge against, if one is named.

    Raises:
        InputError: a file of it cannot be read.
    """
    if not paths:
        return None
    from plugins.formats.reading import read_entries  # noqa: PLC0415 - readers load pydantic

    entries, problems = read_entries(paths, language=language)
    if problems:
        raise InputError(problems)
    return engine.index(entries)


def read_texts(paths: tuple[Path, ...]) -> tuple[SourceText, ...]:
    """Texts to look in.

    Raises:
        InputError: with what is wrong with each that cannot be read.
    """
    from plugins.generators.source.reading import read_source  # noqa: PLC0415 - readers of PDF and Word are not small

    texts: list[SourceText] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            texts.append(read_source(path))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(texts)
