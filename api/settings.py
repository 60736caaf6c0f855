"""Settings of the service: each from one environment variable, or from a file that another variable names.

Secrets come by reference only, never as an argument, and never show: in ``repr``, in logs or in a problem.
``docs/reference/settings.md`` is written from the fields below.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from throttled.exceptions import DataError
from throttled.rate_limiter import quota_parser

from storage.location import default_folder

PREFIX = "DEFINITIE_"
FILE = "_FILE"
SHORT_NAMES = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL"}
"""Settings that are also read from the name that platforms give them."""
SECRET_FILES_MAX = 65_536


class SettingsError(Exception):
    """A setting that cannot be used. The message names it; it never holds the value of a secret."""


def _quota(text: str) -> str:
    try:
        (_,) = quota_parser.parse(text)
    except (DataError, ValueError) as error:
        raise ValueError("expected is a rate like ‘100/s burst 200’ or ‘60/m burst 30’") from error
    return text


def _networks(text: str) -> str:
    for part in filter(None, (part.strip() for part in text.split(","))):
        ip_network(part)
    return text


Rate = Annotated[str, AfterValidator(_quota)]
"""Requests per second, minute or hour, with the burst that may come at once: ``100/s burst 200``."""


class Settings(BaseModel):
    """All settings. Times are in the unit that the name says."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    data_folder: Path = Field(
        default_factory=default_folder,
        description="Folder of the embedded PostgreSQL and of keys that the service makes for itself.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL 15 or newer, `postgresql://…`; without it an embedded one is started in `data_folder`.",
    )
    redis_url: SecretStr | None = Field(
        None, description="Redis or Valkey, `redis://…`; without it caches and limits stay inside each process."
    )
    pool_size: int = Field(10, ge=1, le=200, description="Connections to the database that a process keeps open.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    metrics_port: int = Field(9464, ge=0, le=65535, description="Port of `/metrics`.")
    workers: int = Field(1, ge=1, le=64, description="Processes that answer requests.")
    trusted_proxies: str = Field(
        "127.0.0.1", description="Addresses of proxies whose `X-Forwarded-For` is believed, separated by commas."
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="What is logged from here on.")
    access_log: bool = Field(True, description="Whether every request is logged; failures of the service always are.")
    body_limit: int = Field(10_000_000, ge=1, description="Largest body of a request, in bytes; more is a 413.")
    limit_anonymous: Rate = Field("120/m burst 60", description="Requests of one address that is not signed in.")
    limit_user: Rate = Field("50/s burst 200", description="Requests of one signed-in person.")
    limit_key: Rate = Field("2000/s burst 4000", description="Requests of one API key.")
    token_keys: SecretStr | None = Field(
        None,
        description="Keys that sign access tokens, as `id=secret`, one a line or separated by commas; the first signs, "
        "all are believed. A secret has 32 characters or more. Without it a key is made and kept in `data_folder`.",
    )
    access_minutes: int = Field(10, ge=1, le=60, description="Life of an access token, in minutes.")
    refresh_days: int = Field(14, ge=1, le=90, description="Life of a refresh token that is not used, in days.")
    key_days_max: int = Field(365, ge=1, le=1095, description="Longest life of an API key, in days.")
    password_length: int = Field(12, ge=8, le=64, description="Shortest password that is taken, in characters.")
    argon2_passes: int = Field(3, ge=1, le=20, description="Passes of Argon2id over its memory for one password.")
    argon2_kibibytes: int = Field(65_536, ge=8, description="Memory of Argon2id for one password, in KiB.")
    argon2_lanes: int = Field(4, ge=1, le=16, description="Lanes of Argon2id.")
    sign_in_free: int = Field(3, ge=0, le=20, description="Failed sign-ins of a name before waiting begins.")
    sign_in_wait_max: int = Field(900, ge=1, description="Longest wait after failed sign-ins, in seconds.")
    sign_in_address: Rate = Field("30/h burst 20", description="Failed sign-ins of one address.")
    packs: str = Field(
        "astra-nl", min_length=1, description="Rule packs, names or folders, separated by commas, the main one first."
    )
    packs_auto: bool = Field(
        True, description="Whether a new version in the source of a pack is activated by itself once it is proven."
    )
    packs_git: str | None = Field(
        None,
        description="Git repositories that packs come from, `name=URL#branch:folder`, separated by commas; asked every "
        "`packs_git_seconds`. Credentials belong in git's own configuration, never here.",
    )
    packs_git_seconds: int = Field(60, ge=1, le=86_400, description="Time between two looks at git, in seconds.")
    packs_keys: str | None = Field(
        None,
        description="Files or folders (`*.pub`) with public keys, separated by commas. With them only versions are "
        "used that one of these keys signed (`definitie packs sign`), the first one too.",
    )
    pack_versions: int = Field(
        2, ge=1, le=20, description="Versions of the packs that a worker keeps loaded beside the one in use."
    )
    pack_ahead: float = Field(
        3.0,
        ge=0,
        le=60,
        description="Seconds between a version that is found good and its activation, for all workers to load it.",
    )
    revalidation_rate: int = Field(
        200,
        ge=1,
        le=1_000_000,
        description="Stored definitions that are judged again a second, at most, after rules changed.",
    )
    profile: str | None = Field(None, description="Profile of the main pack that holds where none is asked for.")
    processes: int = Field(
        2, ge=1, le=64, description="Processes for batches and long texts, of each worker; started when first needed."
    )
    batches: int = Field(16, ge=1, le=1000, description="Batches that a worker streams at once; more is a 503.")
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s?#]+$",
        description="Address of the service for others, `https://…`; events refer to their schemas under it.",
    )
    event_streams: int = Field(200, ge=1, le=10_000, description="Event streams that a worker sends at once.")
    event_stream_seconds: float = Field(
        3600, gt=0, le=86_400, description="Longest life of an event stream, in seconds; its client then comes back."
    )
    models_file: Path | None = Field(
        None,
        description="Settings file of model providers, budgets and prices (how-to/model-providers.md); without it "
        "there is no generator `openai`.",
    )
    event_days: int = Field(7, ge=1, le=365, description="How long events are kept for who comes late, in days.")
    event_days_max: int = Field(
        30, ge=1, le=3650, description="How long they are kept for a receiver that is behind, which is then told."
    )
    event_redis_url: SecretStr | None = Field(
        None, description="Redis or Valkey whose stream gets all events; it should keep them on disk."
    )
    event_redis_stream: str = Field("definitie:events", min_length=1, description="Key of that stream.")
    event_redis_length: int = Field(100_000, ge=1000, description="Events that it keeps, about.")
    event_kafka_servers: str | None = Field(
        None, description="Kafka whose topic gets all events: `host:port`, separated by commas."
    )
    event_kafka_topic: str = Field("definitie.events", min_length=1, max_length=249, description="Name of that topic.")
    event_kafka_protocol: Literal["PLAINTEXT", "SSL", "SASL_SSL"] = Field(
        "PLAINTEXT", description="How it is spoken with; `SASL_SSL` with user and password (SCRAM-SHA-512)."
    )
    event_kafka_user: str | None = Field(None, description="Its user.")
    event_kafka_password: SecretStr | None = Field(None, description="The password of that user.")
    secret_keys: SecretStr | None = Field(
        None,
        description="Keys that encrypt the secrets of webhooks, as `token_keys`; the first encrypts, all open. Without "
        "it a key is made and kept in `data_folder`.",
    )
    webhook_networks: Annotated[str, AfterValidator(_networks)] = Field(
        "", description="Networks that are not public and yet webhooks may lead to, `10.0.0.0/8, fd00::/8`."
    )
    webhook_seconds: float = Field(10, gt=0, le=60, description="How long a webhook may take to answer, in seconds.")
    webhook_pause: float = Field(
        5, gt=0, le=600, description="Pause after the first failure, in seconds; doubled each time, up to an hour."
    )
    webhook_hours: float = Field(
        72, gt=0, le=720, description="After so long an event that is refused is given up, or a webhook that is down."
    )
    webhook_tries: int = Field(100, ge=1, description="After so many tries an event that is refused is given up.")
    idempotency_hours: int = Field(24, ge=1, le=168, description="How long an Idempotency-Key is known, in hours.")
    generation: bool = Field(
        True, description="Whether definitions can be generated; it takes some 30 MB of memory of each worker."
    )
    generators: str = Field(
        "source,openai",
        min_length=1,
        description="Generators that may be used, in fallback order, separated by commas; absent ones are left out.",
    )
    generations: int = Field(8, ge=1, le=1000, description="Runs of generation that a worker carries out at once.")
    generations_user: int = Field(
        3, ge=1, le=1000, description="Runs of generation that one user has waiting or under way; more is a 429."
    )
    approve_score: Decimal = Field(
        Decimal("0.80"), ge=0, le=1, description="Lowest score with which a definition can be established."
    )
    approve_source: bool = Field(True, description="Whether a definition must name a source to be established.")
    approve_override: bool = Field(
        False, description="Whether an administrator may establish, with a reason, what does not meet the bar."
    )

    @property
    def pack_names(self) -> tuple[str, ...]:
        """The rule packs, one by one."""
        return tuple(name.strip() for name in self.packs.split(",") if name.strip())

    @property
    def generator_names(self) -> tuple[str, ...]:
        """The generators, one by one."""
        return tuple(name.strip() for name in self.generators.split(",") if name.strip())

    @model_validator(mode="after")
    def _memory_for_lanes(self) -> Self:
        if self.argon2_kibibytes < 8 * self.argon2_lanes:
            raise ValueError("argon2_kibibytes must be at least 8 for every lane (RFC 9106, section 3.1)")
        return self

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: object) -> Settings:
        """The settings of this process.

        Args:
            environment: the process's own unless given.
            given: what was said on the command line; ``None`` is not said.

        Raises:
            SettingsError: for a value that cannot be used, a file that cannot be read, or a setting that is unknown.
        """
        found: dict[str, object] = dict(_read(os.environ if environment is None else environment))
        found |= {name: value for name, value in given.items() if value is not None}
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            faults = "; ".join(
                f"{PREFIX}{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in error.errors()
            )
            raise SettingsError(faults) from None


def _read(environment: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    known |= {short: name for name, short in SHORT_NAMES.items()}
    for variable, name in known.items():
        value, file = environment.get(variable), environment.get(variable + FILE)
        if value and file:
            raise SettingsError(f"{variable} and {variable}{FILE} are both set: one of them is enough")
        if file:
            value = _from_file(variable, Path(file))
        if value:
            found.setdefault(name, value)
    return found


def _from_file(variable: str, path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as source:
            return source.read(SECRET_FILES_MAX).strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingsError(f"{variable}{FILE}: {path} cannot be read: {reason}") from None
