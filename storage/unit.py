"""The unit of work: all that one request does to the store, done together or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from storage.repositories.activations import Activations
from storage.repositories.attempts import Attempts
from storage.repositories.audit import Audit
from storage.repositories.definitions import Definitions
from storage.repositories.events import Events, Sinks
from storage.repositories.generation import Generations
from storage.repositories.idempotency import IdempotencyKeys
from storage.repositories.identity import ApiKeys, RefreshTokens, Users
from storage.repositories.imports import Imports
from storage.repositories.journal import Outbox
from storage.repositories.revalidations import Revalidations
from storage.repositories.rules import Packs, Reports
from storage.repositories.schemes import Schemes
from storage.repositories.touched import Touched
from storage.repositories.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. ``name`` is ``user:…``, ``key:…`` or ``cli``; ``None`` for nobody in particular."""

    name: str | None = None
    user_id: UUID | None = None
    request_id: str | None = None


ANONYMOUS = Actor()


class UnitOfWork:
    """The repositories of one transaction."""

    def __init__(self, session: AsyncSession, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    @cached_property
    def definitions(self) -> Definitions:
        return Definitions(self.session)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self.session)

    @cached_property
    def schemes(self) -> Schemes:
        return Schemes(self.session)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.session)

    @cached_property
    def packs(self) -> Packs:
        return Packs(self.session)

    @cached_property
    def generations(self) -> Generations:
        return Generations(self.session)

    @cached_property
    def attempts(self) -> Attempts:
        return Attempts(self.session)

    @cached_property
    def activations(self) -> Activations:
        return Activations(self.session)

    @cached_property
    def revalidations(self) -> Revalidations:
        return Revalidations(self.session)

    @cached_property
    def touched(self) -> Touched:
        return Touched(self.session)

    @cached_property
    def users(self) -> Users:
        return Users(self.session)

    @cached_property
    def tokens(self) -> RefreshTokens:
        return RefreshTokens(self.session)

    @cached_property
    def keys(self) -> ApiKeys:
        return ApiKeys(self.session)

    @cached_property
    def idempotency(self) -> IdempotencyKeys:
        return IdempotencyKeys(self.session)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.session, self.actor.name, self.actor.request_id)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.session)

    @cached_property
    def events(self) -> Events:
        return Events(self.session)

    @cached_property
    def sinks(self) -> Sinks:
        return Sinks(self.session)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self.session)

    @property
    def announced(self) -> bool:
        """Whether events may have been written."""
        return "outbox" in self.__dict__
