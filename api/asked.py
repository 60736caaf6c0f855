"""How a record is to be judged, as the query says it: by which profile, in which language, against which scheme."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Request

from api.host.engine_host import Corpus
from api.host.pool import Manner
from api.identity.permissions import Action, authorize
from api.problems import FieldError, Problem, preferred_language
from api.records import field_error_of
from api.services import Services
from engine.engine import Engine
from engine.errors import PackError
from storage.errors import NotFoundError

NO_SCHEME = ("dit begrippenkader is er niet", "there is no such scheme")


class Language(StrEnum):
    """The languages of the service."""

    NL = "nl"
    EN = "en"


LanguageQuery = Annotated[
    Language | None, Query(alias="lang", description="Language of the texts; else what Accept-Language prefers.")
]
ProfileQuery = Annotated[
    str | None,
    Query(max_length=100, description="Profile of the main pack; `/packs` lists them.", examples=["standaard"]),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """How to judge: the manner, and the corpus where a scheme was named."""

    manner: Manner
    corpus: Corpus | None


async def asked(
    request: Request,
    profile: ProfileQuery = None,
    lang: LanguageQuery = None,
    all_outcomes: Annotated[
        bool | None, Query(description="List the rules that passed too; unless said, for packs of at most 100 rules.")
    ] = None,
    scheme: Annotated[
        str | None,
        Query(max_length=255, description="Name of the scheme that it is compared with; for who is signed in."),
    ] = None,
) -> Asked:
    """What the query asks for.

    Raises:
        Problem: ``invalid`` for a profile or scheme that is not there.
    """
    services: Services = request.app.state.services
    manner = await _manner(services, profile, language_asked(request, lang), all_outcomes)
    return Asked(manner, None if scheme is None else await _corpus(request, services, scheme))


AskedQuery = Annotated[Asked, Depends(asked)]


def language_asked(request: Request, lang: Language | None) -> str:
    """The language of the answer."""
    return lang.value if lang is not None else preferred_language(request.headers.get("accept-language"))


async def engine_asked(services: Services, profile: str | None) -> Engine:
    """The engine in use, under a profile.

    Raises:
        Problem: ``invalid`` for a profile that is not there.
    """
    return services.host.engine_of(await _manner(services, profile, Language.NL.value, None))


async def _manner(services: Services, profile: str | None, language: str, all_outcomes: bool | None) -> Manner:
    host = services.host
    try:
        if host.knows(profile, language, all_outcomes=all_outcomes):
            return host.manner(profile, language, all_outcomes=all_outcomes)
        # A profile that is used for the first time is compiled, which takes a second.
        return await asyncio.to_thread(host.manner, profile, language, all_outcomes=all_outcomes)
    except PackError as error:
        raise Problem("invalid", errors=[field_error_of(each, "query:profile") for each in error.problems]) from None


async def _corpus(request: Request, services: Services, name: str) -> Corpus:
    authorize(request.state.principal, Action.VALIDATE_IN_SCHEME)
    try:
        async with services.database.unit() as unit:
            key = (await unit.schemes.by_name(name)).id
        return await services.corpora.of(key)
    except NotFoundError:
        raise Problem("invalid", errors=[FieldError("query:scheme", NO_SCHEME, "unknown-scheme")]) from None
