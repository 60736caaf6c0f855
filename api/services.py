"""What the routes work with: opened once for each process by ``bootstrap``, reached through ``app.state.services``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redis.asyncio import Redis

from api.batch import Places
from api.corpora import Corpora
from api.events.feed import Feed
from api.host.engine_host import EngineHost
from api.identity.passwords import Passwords
from api.identity.resolve import Identities
from api.identity.sign_in import SignIn
from api.limits import Limiter
from api.metrics import Metrics
from api.packs.activation import Activator
from api.packs.library import Library
from api.packs.sources import Sources
from api.readiness import Readiness
from api.settings import Settings
from api.webhooks.secrets import Sealer
from api.webhooks.targets import Targets
from storage.database import Database

if TYPE_CHECKING:
    from api.generations.office import Office  # which saves as requests do, and so needs all that needs this


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
    sources: Sources
    library: Library
    activator: Activator
    readiness: Readiness
    batches: Places
    feed: Feed
    streams: Places
    """Event streams that a worker sends at once."""
    sealer: Sealer
    targets: Targets
    metrics: Metrics
    office: Office | None = None
    """Where definitions are generated; ``None`` where that is switched off."""
