"""Users, refresh tokens and API keys in the store. Only digests of secrets are ever asked for or kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import NotFoundError
from storage.models import ApiKeyRow, RefreshTokenRow, Role, UserRow


class Users:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, name: str, password_hash: str, role: Role) -> UserRow:
        """A new user; the name is folded to lower case."""
        row = UserRow(name=name.casefold(), password_hash=password_hash, role=role.value)
        self._session.add(row)
        await self._session.flush()
        await self._session.refresh(row)
        return row

    async def get(self, key: UUID) -> UserRow:
        """The user with this id.

        Raises:
            NotFoundError: where there is none.
        """
        row = await self._session.get(UserRow, key)
        if row is None:
            raise NotFoundError(f"no user {key}")
        return row

    async def by_name(self, name: str, *, for_update: bool = False) -> UserRow | None:
        """The user who signs in with this name, locked where asked; ``None`` where there is none."""
        question = select(UserRow).where(UserRow.name == name.casefold())
        return (await self._session.scalars(question.with_for_update() if for_update else question)).one_or_none()

    async def all(self) -> Sequence[UserRow]:
        """All users, by name."""
        return (await self._session.scalars(select(UserRow).order_by(UserRow.name))).all()

    async def names(self, keys: Collection[UUID]) -> dict[UUID, str]:
        """The names of these users, as far as they are there."""
        found = await self._session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(keys)))
        return dict(found.all())

    async def admins(self) -> int:
        """How many active administrators there are; they are locked, so that the last two cannot end each other."""
        question = select(UserRow.id).where(UserRow.role == Role.ADMIN, UserRow.active).order_by(UserRow.id)
        return len((await self._session.scalars(question.with_for_update())).all())


class RefreshTokens:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, digest: str, family: UUID, user_id: UUID, expires_at: datetime) -> RefreshTokenRow:
        """A new token of a family."""
        row = RefreshTokenRow(digest=digest, family=family, user_id=user_id, expires_at=expires_at)
        self._session.add(row)
        await self._session.flush()
        return row

    async def locked(self, digest: str) -> RefreshTokenRow | None:
        """The token with this digest, locked so that it can be used once only; ``None`` where there is none."""
        question = select(RefreshTokenRow).where(RefreshTokenRow.digest == digest).with_for_update()
        return (await self._session.scalars(question)).one_or_none()

    async def revoke_family(self, family: UUID) -> None:
        """Revoke every token of the family."""
        await self._revoke(RefreshTokenRow.family == family)

    async def revoke_user(self, user_id: UUID) -> None:
        """Revoke every token of a user."""
        await self._revoke(RefreshTokenRow.user_id == user_id)

    async def forget_old(self) -> int:
        """Remove tokens whose time is over: none of them would be taken any more; how many there were."""
        gone = await self._session.execute(
            delete(RefreshTokenRow).where(RefreshTokenRow.expires_at < func.now()).returning(RefreshTokenRow.id)
        )
        return len(gone.all())

    async def _revoke(self, which: object) -> None:
        await self._session.execute(
            update(RefreshTokenRow)
            .where(which, RefreshTokenRow.revoked_at.is_(None))  # type: ignore[arg-type]
            .values(revoked_at=func.now())
        )


class ApiKeys:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, *, digest: str, prefix: str, name: str, user_id: UUID, scopes: Sequence[str], expires_at: datetime
    ) -> ApiKeyRow:
        """A new key of a user."""
        row = ApiKeyRow(
            digest=digest, prefix=prefix, name=name, user_id=user_id, scopes=list(scopes), expires_at=expires_at
        )
        self._session.add(row)
        await self._session.flush()
        await self._session.refresh(row)
        return row

    async def get(self, key: UUID) -> ApiKeyRow:
        """The key with this id.

        Raises:
            NotFoundError: where there is none.
        """
        row = await self._session.get(ApiKeyRow, key)
        if row is None:
            raise NotFoundError(f"no API key {key}")
        return row

    async def by_digest(self, digest: str) -> tuple[ApiKeyRow, UserRow] | None:
        """The key with this digest and its owner; ``None`` where there is none."""
        question = select(ApiKeyRow, UserRow).join(UserRow, ApiKeyRow.user_id == UserRow.id)
        found = (await self._session.execute(question.where(ApiKeyRow.digest == digest))).one_or_none()
        return None if found is None else (found[0], found[1])

    async def all(self, user_id: UUID | None = None) -> Sequence[ApiKeyRow]:
        """All keys, or those of one user, oldest first."""
        question = select(ApiKeyRow).order_by(ApiKeyRow.id)
        if user_id is not None:
            question = question.where(ApiKeyRow.user_id == user_id)
        return (await self._session.scalars(question)).all()

    async def used(self, key: UUID, moment: datetime) -> None:
        """Note when the key was last used."""
        await self._session.execute(update(ApiKeyRow).where(ApiKeyRow.id == key).values(last_used_at=moment))
