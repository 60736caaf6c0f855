"""Versions of packs, activations and re-validations as they come in and go out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from api.packs.activation import Activated
from storage.models import ActivationRow, DefinitionRow, PackRow, RevalidationRow, ReviewRow

VERSION_LENGTH = 80


class Closed(BaseModel):
    """What comes in names nothing else."""

    model_config = ConfigDict(extra="forbid")


class StoredVersion(Closed):
    """A version that the service has kept."""

    version: str = Field(
        min_length=1, max_length=VERSION_LENGTH, description="Its number (of several the newest), or its digest."
    )


class UploadedVersion(Closed):
    """A version that is sent along."""

    archive: Base64Bytes = Field(description="What `definitie packs build` makes, in base64.", min_length=1)
    signature: str | None = Field(
        None, max_length=20_000, description="What `definitie packs sign` makes; needed where the service demands it."
    )


class SourceVersion(Closed):
    """The version that the source of the pack holds now: the folder or git repository of the settings."""

    source: Literal[True]


Wanted = Annotated[
    StoredVersion | UploadedVersion | SourceVersion,
    Field(examples=[{"source": True}], description="Which version: one that is kept, one sent along, or the source's."),
]


class VersionOut(BaseModel):
    """A version of a pack."""

    version: str
    digest: str = Field(description="Of its contents, as reports name it.")
    active: bool
    kept: bool = Field(description="Whether its files are kept, so that it can be asked for and activated.")
    signed: bool
    activated_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, row: PackRow) -> VersionOut:
        """The row as it is sent."""
        return cls(
            version=row.version,
            digest=row.digest,
            active=row.active,
            kept=row.archive_digest is not None,
            signed=row.signature is not None,
            activated_at=row.activated_at,
            created_at=row.created_at,
        )


class VersionsOut(BaseModel):
    """The versions of a pack, newest first."""

    items: list[VersionOut]


class RuleChangeOut(BaseModel):
    """A rule that is not as it was."""

    code: str
    change: Literal["added", "removed", "changed"]
    verdict_changed: bool
    fields: list[str] = Field(description="What differs, as JSON pointers.")


class ActivatedOut(BaseModel):
    """What came of an activation."""

    pack: str
    version: str
    digest: str
    previous_version: str
    previous_digest: str
    unchanged: bool = Field(description="Whether it was the active version already.")
    rules: list[RuleChangeOut]
    revalidation: UUID | None = Field(description="What is judged again; `null` where no report can differ.")

    @classmethod
    def of(cls, done: Activated) -> ActivatedOut:
        """The outcome as it is sent."""
        old, new = done.diff.old, done.diff.new
        return cls(
            pack=new.name,
            version=new.version,
            digest=new.digests.content,
            previous_version=old.version,
            previous_digest=old.digests.content,
            unchanged=done.unchanged,
            rules=[
                RuleChangeOut(
                    code=change.code,
                    change=change.kind.value,
                    verdict_changed=change.verdict_changed,
                    fields=[each.path for each in change.fields],
                )
                for change in done.diff.rules
            ],
            revalidation=done.revalidation,
        )


class ActivationOut(BaseModel):
    """A try at activating a version."""

    number: int
    origin: Literal["start", "source", "upload", "stored", "rollback"]
    outcome: Literal["activated", "failed"]
    from_version: str | None
    from_digest: str | None
    to_version: str | None
    to_digest: str | None
    actor: str | None = Field(description="`null` for the service itself.")
    reason: dict[str, Any] | None = Field(description="Of a failure: `code`, `nl`, `en`, `problems`.")
    created_at: datetime

    @classmethod
    def of(cls, row: ActivationRow) -> ActivationOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class ActivationsOut(BaseModel):
    """The latest tries, newest first."""

    items: list[ActivationOut]


class RevalidationOut(BaseModel):
    """How far the judging again of what is stored is."""

    id: UUID
    state: Literal["waiting", "running", "done", "superseded", "failed"]
    from_digest: str | None
    to_digest: str
    rules: list[str] = Field(description="Rules that can say something else, came or went.")
    total: int = Field(description="Definitions when it began.")
    checked: int = Field(description="Definitions that are done.")
    evaluated: int = Field(description="Rules asked of definitions, all together.")
    changed: int = Field(description="Definitions with another outcome, decision or score.")
    to_review: int = Field(description="Established definitions among them that fail now; see `…/reviews`.")
    reason: str | None
    created_at: datetime
    started_at: datetime | None
    first_at: datetime | None = Field(description="When the first definitions were done.")
    finished_at: datetime | None

    @classmethod
    def of(cls, row: RevalidationRow) -> RevalidationOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class ReviewOut(BaseModel):
    """An established definition that fails since rules, or others of its scheme, changed."""

    definition_id: UUID
    begrip: str
    version: int
    decision: str | None
    codes: list[str] = Field(description="Rules that object now and did not before.")
    revalidation: UUID | None = Field(description="`null` where others of its scheme changed, and not the rules.")
    created_at: datetime

    @classmethod
    def of(cls, review: ReviewRow, row: DefinitionRow) -> ReviewOut:
        """The rows as they are sent."""
        return cls(
            definition_id=row.id,
            begrip=row.begrip,
            version=row.version,
            decision=review.decision,
            codes=review.codes,
            revalidation=review.revalidation_id,
            created_at=review.created_at,
        )


class ReviewsOut(BaseModel):
    """A page of them, oldest first."""

    items: list[ReviewOut]
    next_cursor: str | None = Field(description="To go on with; null at the end.")
