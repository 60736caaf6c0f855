"""The rules that are in use: the same for everyone, so that any cache on the way may keep them for a while."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.asked import LanguageQuery, PackQuery, ProfileQuery, engine_asked, language_asked
from api.caching import conditional
from api.dependencies import AppServices
from api.identity.permissions import Action
from api.problems import Problem, answers
from api.routing import requires, service_router
from api.rule_documents import encoded, find_rule, rule_document, rule_list, rule_names
from api.rule_schemas import RULE, RULES, answered
from engine.language.nearest import closest

FRESH = 60
"""Seconds for which an answer is used without asking again, and so at most what it is behind."""


def router() -> APIRouter:
    """The routes."""
    routes = service_router("rules")
    allowed = requires(Action.READ_PUBLIC)

    @routes.get(
        "",
        dependencies=[allowed],
        response_class=Response,
        responses=answered("The rules.", RULES) | answers("invalid"),
    )
    async def listed(
        request: Request,
        services: AppServices,
        profile: ProfileQuery = None,
        pack: PackQuery = None,
        lang: LanguageQuery = None,
    ) -> Response:
        """All rules of the packs in use, those that the profile does not run among them (`active` is false)."""
        engine = await engine_asked(services, profile, pack)
        content = encoded(rule_list(engine, language_asked(request, lang)))
        return conditional(request, content, public=True, max_age=FRESH)

    @routes.get(
        "/{code}",
        dependencies=[allowed],
        response_class=Response,
        responses=answered("The rule.", RULE) | answers("not-found", "invalid"),
    )
    async def one(
        code: str,
        request: Request,
        services: AppServices,
        profile: ProfileQuery = None,
        pack: PackQuery = None,
        lang: LanguageQuery = None,
    ) -> Response:
        """All of one rule, by code, name or alias: question, explanation, check, examples, configuration, source."""
        engine = await engine_asked(services, profile, pack)
        rule = find_rule(engine.packs, code)
        if rule is None:
            names = rule_names(engine.packs)
            meant = closest(code[:100].casefold(), names)
            raise Problem("not-found", members={} if meant is None else {"meant": names[meant].code})
        content = encoded(rule_document(rule, engine, language_asked(request, lang)))
        return conditional(request, content, public=True, max_age=FRESH)

    return routes
