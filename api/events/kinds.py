"""Every kind of event, in one registry: what it tells, and who sees it.

Schemas, the AsyncAPI document, the reference page and the tests are made from it. Data never holds the text of a
definition, nor of a person more than the id that acted. A field may be added; none is removed or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from storage.models import Status


class Audience(StrEnum):
    """Who sees an event in the stream (webhooks and logs of an administrator get all)."""

    EVERYONE = "everyone who is signed in"
    READERS = "who may read the definition in the status that the event names"
    STAFF = "editors, and who did it"
    ADMINS = "administrators, and who did it"


class Data(BaseModel):
    """The data of an event."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event. ``subject`` is the form of its subject."""

    name: str
    text: str
    subject: str
    audience: Audience
    data: type[Data]
    example: dict[str, Any]


KINDS: dict[str, Kind] = {}


def kind(*, subject: str, audience: Audience, example: dict[str, Any]) -> Callable[[type[Data]], type[Data]]:
    """Make a model the data of the kind of event that has its name."""

    def register(model: type[Data]) -> type[Data]:
        KINDS[model.__name__] = Kind(model.__name__, model.__doc__ or "", subject, audience, model, example)
        return model

    return register


ID = "0198c1f4-7d3a-7b21-9c55-2f1d6a0e4b77"
DIGEST = "sha256:5f0c6d0e6f4e0f9d5d6e58c1c0b7d3d1f0a9b6f3f6d5d4c3b2a1908f7e6d5c4b"
SAVED: dict[str, Any] = {"id": ID, "scheme": "veiligheid", "status": "draft", "version": 1}


class Saved(Data):
    """A definition as it was saved."""

    id: UUID
    scheme: str | None = Field(description="Name of its scheme; `null` outside any.")
    status: Status
    version: int = Field(ge=1, description="Counts its saves.")


@kind(subject="definition/{id}", audience=Audience.READERS, example=SAVED)
class DefinitionCreated(Saved):
    """A definition was added, by hand or by an import."""


@kind(subject="definition/{id}", audience=Audience.READERS, example=SAVED | {"status": "review", "version": 2})
class DefinitionUpdated(Saved):
    """A definition has a new version: its text, its status or both."""


@kind(
    subject="definition/{id}",
    audience=Audience.READERS,
    example=SAVED | {"decision": "accepted", "score": 0.98, "findings": 1, "pack_digest": DIGEST},
)
class DefinitionValidated(Saved):
    """A definition was judged: when it was saved, or again when its rules or scheme changed an outcome."""

    decision: Literal["accepted", "rejected", "open"] | None
    score: float | None = Field(ge=0, le=1)
    findings: int | None = Field(None, ge=0, description="How many findings its report has.")
    pack_digest: str = Field(description="Digest of the rule packs that judged it.")
    cause: Literal["rules", "corpus"] | None = Field(
        None,
        description="Not saved, but judged again: by other rules (`rules`), or beside others of its scheme (`corpus`).",
    )
    rules: list[str] | None = Field(None, description="Rules that then say something else of it than before.")


class Digests(Data):
    """Of a rule: what it decides, and everything of it."""

    verdict: str
    content: str


class FieldChange(Data):
    """A field of a rule that differs: its path, and both values; `null` where it was or is not there."""

    path: str
    old: Any = None
    new: Any = None


@kind(
    subject="rule/{pack}/{code}",
    audience=Audience.EVERYONE,
    example={
        "pack": "astra-nl",
        "code": "ESS-01",
        "change": "changed",
        "from_version": "1.0.0",
        "to_version": "1.1.0",
        "old": {"verdict": DIGEST, "content": DIGEST},
        "new": {"verdict": DIGEST, "content": DIGEST},
        "verdict_changed": False,
        "fields": [{"path": "/severity", "old": "warning", "new": "error"}],
    },
)
class ValidationRuleChanged(Data):
    """A rule of a pack was added, changed or removed by the activation of another version of the pack."""

    pack: str
    code: str
    change: Literal["added", "changed", "removed"]
    from_version: str | None = Field(description="Of the pack that was active; `null` where none was.")
    to_version: str = Field(description="Of the pack that is active now.")
    old: Digests | None
    new: Digests | None
    verdict_changed: bool = Field(description="Whether it may decide otherwise, so that definitions are judged again.")
    fields: list[FieldChange] = Field(description="The difference, field by field.")


@kind(
    subject="pack/{name}",
    audience=Audience.EVERYONE,
    example={
        "pack": "astra-nl",
        "origin": "source",
        "from_version": "1.0.0",
        "from_digest": DIGEST,
        "to_version": "1.1.0",
        "to_digest": DIGEST,
        "actor": None,
    },
)
class PackActivated(Data):
    """A version of a rule pack came into use."""

    pack: str
    origin: str = Field(description="`source`, `upload`, `stored` or `rollback`.")
    from_version: str | None
    from_digest: str | None
    to_version: str
    to_digest: str
    actor: str | None


@kind(
    subject="pack/{name}",
    audience=Audience.EVERYONE,
    example={
        "pack": "astra-nl",
        "origin": "source",
        "from_version": "1.0.0",
        "from_digest": DIGEST,
        "to_version": "1.1.0",
        "to_digest": DIGEST,
        "actor": None,
        "code": "examples-failed",
    },
)
class PackActivationFailed(Data):
    """A version of a rule pack was refused; the one that was in use still is."""

    pack: str
    origin: str = Field(description="`source`, `upload`, `stored` or `rollback`.")
    from_version: str | None
    from_digest: str | None
    to_version: str | None = Field(description="`null` where it could not be read.")
    to_digest: str | None
    actor: str | None
    code: str = Field(description="Why: a code of the list of activations.")


@kind(
    subject="pack/{name}",
    audience=Audience.EVERYONE,
    example={
        "pack": "astra-nl",
        "revalidation": ID,
        "state": "running",
        "total": 10000,
        "checked": 2500,
        "evaluated": 2500,
        "changed": 63,
        "to_review": 4,
    },
)
class RevalidationProgressed(Data):
    """Definitions are judged again after an activation: it began, came further, or ended."""

    pack: str
    revalidation: UUID
    state: Literal["waiting", "running", "done", "failed"]
    total: int = Field(ge=0, description="Definitions to judge again.")
    checked: int = Field(ge=0, description="Those that are done.")
    evaluated: int = Field(ge=0, description="Rules asked of them, all together.")
    changed: int = Field(ge=0, description="Definitions with another outcome, decision or score.")
    to_review: int = Field(ge=0, description="Established definitions among them that fail now.")


@kind(
    subject="definition/{id}, user/{id}, key/{id}, scheme/{id}, webhook/{id}, …",
    audience=Audience.ADMINS,
    example={"action": "definition.approved", "actor": f"user:{ID}"},
)
class UserActionPerformed(Data):
    """Somebody did something: changed a definition, signed in, managed users, keys, schemes, webhooks or packs."""

    action: str = Field(pattern=r"^[a-z-]+\.[a-z-]+$", description="What was done, `definition.approved`.")
    actor: str | None = Field(description="`user:{id}`, `key:{id}` or `cli`; `null` for the service itself.")


@kind(
    subject="webhook/{id}",
    audience=Audience.ADMINS,
    example={"event": ID, "type": "DefinitionCreated", "attempts": 84, "reason": "500"},
)
class DeliveryFailed(Data):
    """An event was offered to a webhook for so long that it is not offered again by itself, while others were taken."""

    event: str = Field(description="`id` of the event.")
    type: str = Field(description="Its type.")
    attempts: int = Field(ge=1)
    reason: str = Field(description="Of the last failure: a status, or in a word what went wrong.")


@kind(
    subject="webhook/{id}",
    audience=Audience.ADMINS,
    example={"reason": "timeout", "since": "2026-11-21T09:30:00+00:00"},
)
class WebhookFailed(Data):
    """A webhook took nothing for so long that it is not tried any more; it goes on where it was when it is enabled."""

    reason: str = Field(description="Of the last failure: a status, or in a word what went wrong.")
    since: AwareDatetime | None = Field(description="When it began to fail.")


@kind(
    subject="sink/{name}",
    audience=Audience.ADMINS,
    example={"first": 1001, "last": 1500},
)
class EventsForgotten(Data):
    """Events were dropped that a receiver had not got: they had been kept for as long as the hard bound allows."""

    first: int = Field(ge=1, description="`sequence` of the first event that it will not get.")
    last: int = Field(ge=1, description="`sequence` of the last one.")
