"""Users and keys as administrators handle them: the same acts behind the routes and the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.field_texts import field_error
from api.identity.journal import note
from api.identity.permissions import Scope
from api.identity.secrets import KEY_MARK, digest, new_secret, shown
from api.problems import Problem
from storage.models import ApiKeyRow, Role, UserRow
from storage.unit import UnitOfWork

NAME = r"^[\w.@+-](?:[\w.@+ -]{0,98}[\w.@+-])?$"
"""A name to sign in with: letters, digits, ``. @ + - _``, and blanks between them; at most 100 characters."""
NAME_MOST = 100
NO_PASSWORD = "!"
"""A hash that belongs to no password."""


async def add_user(unit: UnitOfWork, name: str, password_hash: str, role: Role) -> UserRow:
    """Add a user.

    Args:
        unit: of work.
        name: to sign in with.
        password_hash: from ``Passwords.hash``.
        role: what he may do.

    Raises:
        Problem: ``invalid`` for a name that does not fit.
        ConflictError: for one that is taken.
    """
    if not re.fullmatch(NAME, name) or len(name.casefold()) > NAME_MOST:  # folded, as it is kept, it can be longer
        raise Problem("invalid", errors=[field_error("/name", "string_pattern_mismatch", {"pattern": NAME})])
    row = await unit.users.add(name, password_hash, role)
    await note(unit, "user.added", f"user/{row.id}", after={"role": row.role})
    return row


async def change_user(
    unit: UnitOfWork,
    row: UserRow,
    *,
    role: Role | None = None,
    active: bool | None = None,
    password_hash: str | None = None,
) -> None:
    """Change what is given. A new password, or being barred, ends all sessions of the user.

    Raises:
        Problem: ``last-admin`` where no active administrator would remain.
    """
    before = {"role": row.role, "active": row.active}
    await unit.users.admins()  # locks them, before any of them is changed
    row.role = row.role if role is None else role.value
    row.active = row.active if active is None else active
    if password_hash is not None:
        row.password_hash, row.failures, row.blocked_until = password_hash, 0, None
    await unit.session.flush()
    if before["role"] == Role.ADMIN and before["active"] and not await unit.users.admins():
        raise Problem("last-admin")
    if password_hash is not None or not row.active:
        await unit.tokens.revoke_user(row.id)
    after = {"role": row.role, "active": row.active, "password_changed": password_hash is not None}
    await note(unit, "user.changed", f"user/{row.id}", before=before, after=after)


async def make_key(
    unit: UnitOfWork, *, name: str, owner_id: UUID, scopes: Iterable[Scope], days: int, longest: int
) -> tuple[ApiKeyRow, str]:
    """Make an API key.

    Args:
        unit: of work.
        name: what it is for.
        owner_id: for whom it acts.
        scopes: what it is narrowed to.
        days: how long it holds.
        longest: the longest that it may hold, in days.

    Returns:
        The row, and the secret that nobody can see again.

    Raises:
        NotFoundError: where there is no such user.
        Problem: ``invalid`` for a life that is too long or too short.
    """
    if not 1 <= days <= longest:
        code, bound = ("less_than_equal", {"le": longest}) if days > longest else ("greater_than_equal", {"ge": 1})
        raise Problem("invalid", errors=[field_error("/days", code, bound)])
    owner = await unit.users.get(owner_id)
    secret = new_secret(KEY_MARK)
    row = await unit.keys.add(
        digest=digest(secret),
        prefix=shown(secret),
        name=name,
        user_id=owner.id,
        scopes=sorted({scope.value for scope in scopes}),
        expires_at=datetime.now(UTC) + timedelta(days=days),
    )
    await note(unit, "key.made", f"key/{row.id}", after={"scopes": row.scopes, "user": str(owner.id)})
    return row, secret


async def revoke_key(unit: UnitOfWork, row: ApiKeyRow) -> None:
    """Revoke a key, for good. To do it again changes nothing."""
    if row.revoked_at is None:
        row.revoked_at = datetime.now(UTC)
        await note(unit, "key.revoked", f"key/{row.id}")


async def erase_user(unit: UnitOfWork, row: UserRow) -> int:
    """Erase what is known of a person: the name, the password, and what was typed in acts. What was done stays.

    Args:
        unit: of work.
        row: of the person, locked.

    Returns:
        How many acts something was erased from.

    Raises:
        Problem: ``last-admin`` where no active administrator would remain.
    """
    await change_user(unit, row, active=False)
    row.name, row.password_hash = f"erased-{row.id}", NO_PASSWORD
    keys = await unit.keys.all(row.id)
    for key in keys:
        await revoke_key(unit, key)
        key.name = f"erased-{key.id}"
    erased = sum([await unit.audit.erase(actor) for actor in (f"user:{row.id}", *(f"key:{key.id}" for key in keys))])
    await note(unit, "user.erased", f"user/{row.id}", after={"acts": erased})
    return erased
