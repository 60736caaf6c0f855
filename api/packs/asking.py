"""A version that somebody asks for by hand: where its files come from, and refusals as problems."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from api.packs.activation import Activated, BusyError, Unit, UnknownPackError
from api.packs.announcing import Candidate
from api.packs.forms import SourceVersion, StoredVersion, UploadedVersion
from api.packs.refusals import Reason, RefusedError, told_by
from api.problems import FieldError, Problem
from api.services import Services
from engine.errors import PackError
from storage.errors import NotFoundError
from storage.models import Origin, PackRow
from storage.unit import Actor, UnitOfWork

RETRY_AFTER = "5"
NOT_KEPT = (
    "deze versie is hier niet bewaard; GET /packs/{name}/versions noemt welke er zijn",
    "this version is not kept here; GET /packs/{name}/versions names those that are",
)


@dataclass(frozen=True, slots=True)
class ActivationDesk:
    """Where versions are activated for one request."""

    services: Services
    actor: Actor
    unit: Unit

    async def activate(self, name: str, candidate: Candidate) -> Activated:
        """Activate a version.

        Raises:
            Problem: ``not-found``, ``activation-running`` or ``pack-refused``.
        """
        try:
            return await self.services.activator.activate(name, candidate, self.unit, self._noted)
        except UnknownPackError:
            raise Problem("not-found") from None
        except BusyError:
            raise Problem("activation-running", headers={"Retry-After": RETRY_AFTER}) from None
        except RefusedError as error:
            raise refused(self.services, name, error.reason) from None

    def _noted(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self.services.database.unit(self.actor)


async def wanted_version(
    services: Services, name: str, body: StoredVersion | UploadedVersion | SourceVersion
) -> Candidate:
    """The version that a body names.

    Raises:
        Problem: ``invalid`` for one that is not kept, ``pack-refused`` for a source that cannot be read, ``not-found``
            for a pack that is not in use.
    """
    if all(pack.name != name for pack in services.host.engine.packs):
        raise Problem("not-found")
    if isinstance(body, UploadedVersion):
        return Candidate(Origin.UPLOAD, body.archive, body.signature)
    if isinstance(body, SourceVersion):
        return await _from_source(services, name)
    try:
        async with services.database.unit() as unit:
            row = await unit.packs.named(name, body.version)
    except NotFoundError:
        raise Problem("invalid", errors=[FieldError("/version", NOT_KEPT, "unknown-version")]) from None
    return _kept(row, Origin.STORED)


async def earlier(services: Services, name: str) -> Candidate:
    """The version that was active before the active one.

    Raises:
        Problem: ``not-found`` for a pack that is not in use, ``no-earlier-version``.
    """
    async with services.database.unit() as unit:
        active = next((row for row in await unit.packs.active() if row.name == name), None)
        if active is None:
            raise Problem("not-found")
        digest = await unit.activations.before(name, active.digest)
        if digest is None:
            raise Problem("no-earlier-version")
        row = await unit.packs.get(name, digest)
    if row.archive is None:
        raise Problem("no-earlier-version")
    return _kept(row, Origin.ROLLBACK)


async def _from_source(services: Services, name: str) -> Candidate:
    try:
        # Who asks for it by hand means it, whatever became of the history.
        return await asyncio.to_thread(services.sources.read, name, rewritten=True)
    except PackError as error:
        raise refused(services, name, told_by(error, "not-loadable", services.sources.root(name))) from None
    except FileNotFoundError as error:
        raise refused(services, name, Reason.of("source-gone", str(error))) from None
    except OSError as error:
        raise refused(services, name, Reason.of("not-readable", error.strerror or type(error).__name__)) from None


def _kept(row: PackRow, origin: Origin) -> Candidate:
    if row.archive is None:
        raise Problem("invalid", errors=[FieldError("/version", NOT_KEPT, "unknown-version")])
    return Candidate(origin, row.archive, row.signature)


def refused(services: Services, name: str, reason: Reason) -> Problem:
    """The problem for a version that is not activated."""
    active = next(pack.version for pack in services.host.engine.packs if pack.name == name)
    errors = [FieldError("", reason.said, reason.code), *reason.problems]
    return Problem("pack-refused", errors=errors, active=active)
