"""Opens what the service works with, in order, and closes it in reverse. Nothing connects before this is called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

from redis.asyncio import Redis

from api.batch import Places
from api.closing import told_when_closing
from api.corpora import Corpora
from api.events.feed import Feed
from api.events.receivers import delivering, sink_names
from api.events.relay import relaying
from api.generations.office import working
from api.generations.opening import office_for
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from api.housekeeping import housekeeping
from api.identity.keyring import keyring
from api.identity.passwords import Passwords
from api.identity.resolve import Identities
from api.identity.sign_in import ADDRESS_RATE, SignIn
from api.identity.tokens import Tokens, signing_keys
from api.limits import Limiter
from api.metrics import Metrics
from api.packs.activation import Activator
from api.packs.following import Following, count_touched, running
from api.packs.leader import Work, leading
from api.packs.library import Library
from api.packs.signatures import Trust
from api.packs.sources import Sources
from api.packs.start import Opening, begin, shelf_of
from api.packs.watching import Watching
from api.readiness import Readiness
from api.revalidation.supervising import Supervising
from api.sampling import sampling
from api.sealing import sealing
from api.services import Services
from api.settings import Settings
from api.standing_back import set_aside
from api.webhooks.secrets import Sealer
from api.webhooks.targets import Targets, networks
from engine.engine import Engine
from storage.database import Database
from storage.location import database_at
from storage.migrate import upgrade

REDIS_SECONDS = 0.25
"""Longest wait for Redis: beyond that the process does without, until it answers again."""


@asynccontextmanager
async def open_services(settings: Settings, opening: Opening | None = None) -> AsyncIterator[Services]:
    """All services of a process, for as long as the block lasts.

    Args:
        settings: of the process.
        opening: its packs, where they were loaded already.

    Raises:
        PackError: where a pack does not load.
        StorageError: where the embedded database does not start.
        SettingsError: for keys that cannot be used.
    """
    async with AsyncExitStack() as stack:
        url = settings.database_url.get_secret_value() if settings.database_url is not None else None
        where = database_at(url, settings.data_folder)
        address = await asyncio.to_thread(where.__enter__)
        stack.push(where.__exit__)
        if url is None:  # ours alone, so nobody else decides when its tables change
            await upgrade(address)
        database = Database(address, pool_size=settings.pool_size)
        stack.push_async_callback(database.close)
        redis = connect_redis(settings)
        if redis is not None:
            stack.push_async_callback(redis.aclose)
        metrics = Metrics()
        begun = opening or await begin(settings, address)
        host = open_host(settings, redis, metrics, begun.engine, begun.packs)
        stack.callback(host.close)
        services = assemble(settings, database, redis, host, metrics)
        stack.callback(services.passwords.close)
        await services.readiness.start()
        await stack.enter_async_context(running(Following(database, services.library, metrics)))
        await stack.enter_async_context(leading(database, leaders_work(services, address)))
        await stack.enter_async_context(sampling(services))
        await stack.enter_async_context(housekeeping(database))
        await stack.enter_async_context(sealing(database))
        relay = await stack.enter_async_context(relaying(database, services.feed))
        await stack.enter_async_context(
            delivering(settings, database, services.feed, relay.listener, metrics, services.sealer, services.targets)
        )
        set_aside()
        services.office = await asyncio.to_thread(office_for, services)
        await stack.enter_async_context(working(services.office))
        stack.enter_context(told_when_closing(services.feed.close))
        yield services


def open_host(
    settings: Settings, redis: Redis | None, metrics: Metrics, engine: Engine, packs: Sequence[str] = ()
) -> EngineHost:
    """An engine, with its cache and processes.

    Args:
        settings: say how many.
        redis: for the reports that processes share.
        metrics: are told of every report.
        engine: to begin with.
        packs: that it was loaded from; those of the settings unless given.
    """
    return EngineHost(
        engine,
        packs or settings.pack_names,
        processes=settings.processes,
        cache=ReportCache(redis),
        told=metrics.judged,
        others=settings.pack_versions,
    )


def connect_redis(settings: Settings) -> Redis | None:
    """A client for the Redis of the settings; it connects when it is first used."""
    if settings.redis_url is None:
        return None
    return Redis.from_url(
        settings.redis_url.get_secret_value(),
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        health_check_interval=15,
    )


def assemble(
    settings: Settings,
    database: Database,
    redis: Redis | None,
    host: EngineHost,
    metrics: Metrics | None = None,
) -> Services:
    """The services on connections that are open already, and an engine that is loaded."""
    rates = {
        "anonymous": settings.limit_anonymous,
        "user": settings.limit_user,
        "key": settings.limit_key,
        ADDRESS_RATE: settings.sign_in_address,
    }
    limiter = Limiter(rates, redis)
    figures = metrics or Metrics()
    library = Library(database, host, shelf_of(settings), settings.profile)
    trust = Trust(settings)
    tokens = Tokens(signing_keys(settings), timedelta(minutes=settings.access_minutes))
    passwords = make_passwords(settings)
    return Services(
        settings=settings,
        database=database,
        redis=redis,
        limiter=limiter,
        passwords=passwords,
        identities=Identities(database, tokens),
        sign_in=SignIn(database, passwords, tokens, limiter, settings),
        host=host,
        corpora=Corpora(database, host),
        sources=Sources(settings),
        library=library,
        activator=Activator(database, host, library, settings, trust, figures.activation),
        readiness=Readiness(database, host, sinks=sink_names(settings)),
        batches=Places(settings.batches),
        feed=Feed(database, settings.public_url),
        streams=Places(settings.event_streams),
        sealer=Sealer(keyring("secret_keys", settings.secret_keys, settings.data_folder)),
        targets=Targets(networks(settings.webhook_networks)),
        metrics=figures,
    )


def leaders_work(services: Services, address: str) -> tuple[Work, ...]:
    """What one process does for all.

    Args:
        services: of the process.
        address: of the database.
    """
    settings = services.settings
    watching = Watching(
        services.database,
        services.host,
        services.sources,
        services.activator,
        auto=settings.packs_auto,
        git_seconds=settings.packs_git_seconds,
    )
    counting = partial(count_touched, services.database, services.metrics)
    return watching.folders, watching.git, Supervising(services.database, settings, address).run, counting


def make_passwords(settings: Settings) -> Passwords:
    """Passwords at the cost of the settings."""
    return Passwords(
        passes=settings.argon2_passes,
        kibibytes=settings.argon2_kibibytes,
        lanes=settings.argon2_lanes,
        shortest=settings.password_length,
    )
