"""How a record is to be judged, as the query says it: by which profile, in which language, against which scheme."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Request

from api.host.engine_host import Corpus, Loaded
from api.host.pool import Manner
from api.identity.permissions import Action, authorize
from api.packs.library import NotKeptError
from api.problems import FieldError, Problem, preferred_language
from api.records import field_error_of
from api.services import Services
from engine.engine import Engine
from engine.errors import PackError
from storage.errors import NotFoundError

NO_VERSION = (
    "deze versie is hier niet; GET /packs/{name}/versions noemt welke er zijn",
    "this version is not here; GET /packs/{name}/versions names those that are",
)
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
PackQuery = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Another version of a pack in use, `name@1.2.0` or `name@sha256:…`; "
        "`/packs/{name}/versions` lists them.",
        examples=["astra-nl@1.0.0"],
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """How to judge: by which packs, in what manner, and with which corpus where a scheme was named.

    The packs are held, so that all of a request is judged by one version.
    """

    loaded: Loaded
    manner: Manner
    corpus: Corpus | None


async def asked(
    request: Request,
    profile: ProfileQuery = None,
    pack: PackQuery = None,
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
        Problem: ``invalid`` for a profile, version or scheme that is not there.
    """
    services: Services = request.app.state.services
    loaded = await loaded_asked(services, pack)
    manner = await _manner(services, loaded, profile, language_asked(request, lang), all_outcomes)
    return Asked(loaded, manner, None if scheme is None else await _corpus(request, services, scheme))


AskedQuery = Annotated[Asked, Depends(asked)]


def language_asked(request: Request, lang: Language | None) -> str:
    """The language of the answer."""
    return lang.value if lang is not None else preferred_language(request.headers.get("accept-language"))


async def loaded_asked(services: Services, pack: str | None) -> Loaded:
    """The packs in use, or with one of them in the version that is asked for.

    Raises:
        Problem: ``invalid`` for a version that is not there, or that this program cannot load.
    """
    if pack is None:
        return services.host.loaded
    try:
        return await services.library.asked(pack)
    except (NotFoundError, NotKeptError):
        raise Problem("invalid", errors=[FieldError("query:pack", NO_VERSION, "unknown-version")]) from None


async def engine_asked(services: Services, profile: str | None, pack: str | None = None) -> Engine:
    """The engine in use, or of another version, under a profile.

    Raises:
        Problem: ``invalid`` for a profile or version that is not there.
    """
    loaded = await loaded_asked(services, pack)
    return loaded.of(await _manner(services, loaded, profile, Language.NL.value, None))


async def _manner(
    services: Services, loaded: Loaded, profile: str | None, language: str, all_outcomes: bool | None
) -> Manner:
    host = services.host
    try:
        if host.knows(profile, language, all_outcomes=all_outcomes, loaded=loaded):
            return host.manner(profile, language, all_outcomes=all_outcomes, loaded=loaded)
        # A profile that is used for the first time is compiled, which takes a second.
        return await asyncio.to_thread(host.manner, profile, language, all_outcomes=all_outcomes, loaded=loaded)
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
