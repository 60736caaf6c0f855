"""Opens what the service works with, in order, and closes it in reverse. Nothing connects before this is called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from redis.asyncio import Redis

from api.batch import Places
from api.corpora import Corpora
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from api.identity.passwords import Passwords
from api.identity.resolve import Identities
from api.identity.sign_in import ADDRESS_RATE, SignIn
from api.identity.tokens import Tokens, signing_keys
from api.limits import Limiter
from api.metrics import Metrics
from api.readiness import Readiness
from api.sampling import sampling
from api.services import Services
from api.settings import Settings
from engine.engine import Engine
from plugins import load_engine
from storage.database import Database
from storage.location import database_at
from storage.migrate import upgrade

REDIS_SECONDS = 0.25
"""Longest wait for Redis: beyond that the process does without, until it answers again."""


@asynccontextmanager
async def open_services(settings: Settings, engine: Engine | None = None) -> AsyncIterator[Services]:
    """All services of a process, for as long as the block lasts.

    Args:
        settings: of the process.
        engine: of its packs, where it was loaded already.

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
        host = await asyncio.to_thread(open_host, settings, redis, metrics, engine)
        stack.callback(host.close)
        services = assemble(settings, database, redis, host, metrics)
        stack.callback(services.passwords.close)
        await services.readiness.start()
        await stack.enter_async_context(sampling(services))
        yield services


def open_host(settings: Settings, redis: Redis | None, metrics: Metrics, engine: Engine | None = None) -> EngineHost:
    """The engine of the settings, with its cache and processes.

    Args:
        settings: name packs and profile.
        redis: for the reports that processes share.
        metrics: are told of every report.
        engine: of these packs and profile, where it was loaded already.

    Raises:
        PackError: where a pack does not load.
    """
    packs = settings.pack_names
    loaded = engine or load_engine(packs, profile=settings.profile, verify="once")
    cache = ReportCache(redis)
    return EngineHost(loaded, packs, processes=settings.processes, cache=cache, told=metrics.judged)


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
        readiness=Readiness(database, host),
        batches=Places(settings.batches),
        metrics=metrics or Metrics(),
    )


def make_passwords(settings: Settings) -> Passwords:
    """Passwords at the cost of the settings."""
    return Passwords(
        passes=settings.argon2_passes,
        kibibytes=settings.argon2_kibibytes,
        lanes=settings.argon2_lanes,
        shortest=settings.password_length,
    )
