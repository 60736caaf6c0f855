"""The routes, one module for what belongs together; each has one function ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    audit,
    auth,
    definitions,
    events,
    generations,
    health,
    keys,
    packs,
    rules,
    schemes,
    transfer,
    users,
    validation,
    versions,
    webhooks,
    workflow,
)

MODULES = (
    health, validation, rules, packs, auth, users, keys,
    transfer, definitions, versions, workflow, schemes, generations, events, webhooks, audit,
)  # fmt: skip


def routers() -> list[APIRouter]:
    """All routers of the service."""
    return [module.router() for module in MODULES]
