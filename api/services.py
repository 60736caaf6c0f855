"""What the routes work with: opened once for each process by ``bootstrap``, reached through ``app.state.services``."""

from __future__ import annotations

from dataclasses import dataclass

from redis.asyncio import Redis

from api.batch import Places
from api.corpora import Corpora
from api.host.engine_host import EngineHost
from api.identity.passwords import Passwords
from api.identity.resolve import Identities
from api.identity.sign_in import SignIn
from api.limits import Limiter
from api.metrics import Metrics
from api.readiness import Readiness
from api.settings import Settings
from storage.database import Database


@dataclass(slots=True, kw_only=True)
class Services:
    """Everything that lives as long as the process does."""

    settings: Settings
    database: Database
    redis: Redis | None
    limiter: Limiter
    passwords: Passwords
    identities: Identities
    sign_in: SignIn
    host: EngineHost
    corpora: Corpora
    readiness: Readiness
    batches: Places
    metrics: Metrics
