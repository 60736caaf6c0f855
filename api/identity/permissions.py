"""Who may do what: the table of DESIGN section 7, the only place where it is written down.

Routes name an action (``requires``); where the state of a definition matters they ask again with ``authorize``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from api.identity.principal import Level, Principal
from api.problems import Problem
from storage.models import Status


class Action(StrEnum):
    """Everything that can be allowed. The value is what a refusal names."""

    SIGN_IN = "sign-in"
    READ_PUBLIC = "read-public"
    VALIDATE = "validate"
    VALIDATE_BATCH = "validate-batch"
    VALIDATE_IN_SCHEME = "validate-in-scheme"
    SELF = "self"
    DEFINITION_LIST = "definition-list"
    DEFINITION_READ = "definition-read"
    DEFINITION_REPORT = "definition-report"
    DEFINITION_CREATE = "definition-create"
    DEFINITION_UPDATE = "definition-update"
    DEFINITION_SUBMIT = "definition-submit"
    DEFINITION_DECIDE = "definition-decide"
    DEFINITION_RESTORE = "definition-restore"
    DEFINITION_ARCHIVE = "definition-archive"
    DEFINITION_OVERRIDE = "definition-override"
    DEFINITION_DELETE = "definition-delete"
    GENERATE = "generate"
    GENERATION_READ = "generation-read"
    GENERATION_CANCEL = "generation-cancel"
    SCHEMES_MANAGE = "schemes-manage"
    PACKS_ACTIVATE = "packs-activate"
    USERS_MANAGE = "users-manage"
    KEYS_MANAGE = "keys-manage"
    AUDIT_READ = "audit-read"
    EVENTS_READ = "events-read"
    WEBHOOKS_MANAGE = "webhooks-manage"


class When(StrEnum):
    """In which case a grant holds."""

    ALWAYS = "always"
    ESTABLISHED = "established"
    IN_REVIEW = "in review"
    OWN = "own"
    OWN_DRAFT = "own draft"
    OTHERS = "others' only"


class Scope(StrEnum):
    """What an API key can be narrowed to; several add up."""

    READ = "read"
    VALIDATE = "validate"
    WRITE = "write"
    REVIEW = "review"
    GENERATE = "generate"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """From which level on an action is allowed, and when."""

    level: Level
    when: When = When.ALWAYS


@dataclass(frozen=True, slots=True)
class Entry:
    """An action's line in the table: the scope that a key needs for it (``None``: no key can), and who has it."""

    scope: Scope | None
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """What of a definition matters for a permission."""

    status: str
    owner_id: UUID | None


TABLE: Mapping[Action, Entry] = {
    Action.SIGN_IN: Entry(None, (Grant(Level.ANONYMOUS),)),
    Action.READ_PUBLIC: Entry(Scope.READ, (Grant(Level.ANONYMOUS),)),
    Action.VALIDATE: Entry(Scope.VALIDATE, (Grant(Level.ANONYMOUS),)),
    # A stream takes more than the low limit of who is unknown means to give.
    Action.VALIDATE_BATCH: Entry(Scope.VALIDATE, (Grant(Level.USER),)),
    # Findings name terms of the scheme, drafts among them.
    Action.VALIDATE_IN_SCHEME: Entry(Scope.VALIDATE, (Grant(Level.USER),)),
    Action.SELF: Entry(None, (Grant(Level.USER),)),
    Action.DEFINITION_LIST: Entry(Scope.READ, (Grant(Level.ANONYMOUS),)),
    Action.DEFINITION_READ: Entry(
        Scope.READ,
        (
            Grant(Level.ANONYMOUS, When.ESTABLISHED),
            Grant(Level.USER, When.OWN),
            Grant(Level.USER, When.IN_REVIEW),
            Grant(Level.EDITOR),
        ),
    ),
    # Of a definition that one may read; it can quote drafts of the same scheme, so it is not for everyone.
    Action.DEFINITION_REPORT: Entry(Scope.READ, (Grant(Level.USER),)),
    Action.DEFINITION_CREATE: Entry(Scope.WRITE, (Grant(Level.USER),)),
    Action.DEFINITION_UPDATE: Entry(Scope.WRITE, (Grant(Level.USER, When.OWN_DRAFT), Grant(Level.EDITOR))),
    Action.DEFINITION_SUBMIT: Entry(Scope.WRITE, (Grant(Level.USER, When.OWN_DRAFT), Grant(Level.EDITOR))),
    Action.DEFINITION_DECIDE: Entry(Scope.REVIEW, (Grant(Level.EDITOR, When.OTHERS),)),
    Action.DEFINITION_RESTORE: Entry(Scope.WRITE, (Grant(Level.EDITOR),)),
    Action.DEFINITION_ARCHIVE: Entry(Scope.REVIEW, (Grant(Level.EDITOR),)),
    Action.DEFINITION_OVERRIDE: Entry(Scope.ADMIN, (Grant(Level.ADMIN, When.OTHERS),)),
    Action.DEFINITION_DELETE: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
    Action.GENERATE: Entry(Scope.GENERATE, (Grant(Level.USER),)),
    Action.GENERATION_READ: Entry(Scope.GENERATE, (Grant(Level.USER, When.OWN), Grant(Level.EDITOR))),
    Action.GENERATION_CANCEL: Entry(Scope.GENERATE, (Grant(Level.USER, When.OWN), Grant(Level.ADMIN))),
    Action.SCHEMES_MANAGE: Entry(Scope.WRITE, (Grant(Level.EDITOR),)),
    Action.PACKS_ACTIVATE: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
    Action.USERS_MANAGE: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
    Action.KEYS_MANAGE: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
    Action.AUDIT_READ: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
    # Of what one may read: ``events.seen`` asks again for each event.
    Action.EVENTS_READ: Entry(Scope.READ, (Grant(Level.USER),)),
    Action.WEBHOOKS_MANAGE: Entry(Scope.ADMIN, (Grant(Level.ADMIN),)),
}

WITHOUT_EFFECT = frozenset({Action.SIGN_IN, Action.READ_PUBLIC, Action.VALIDATE, Action.VALIDATE_BATCH})
"""Actions that change nothing that a repeated request could change twice: they take no Idempotency-Key."""


def permitted(who: Principal, action: Action, resource: Resource | None = None) -> bool:
    """Whether someone may do something.

    Args:
        who: asks.
        action: is asked for.
        resource: the definition it is about; without one the answer is whether it may be allowed for any.
    """
    entry = TABLE[action]
    if who.scopes is not None and (entry.scope is None or entry.scope not in who.scopes):
        return False
    return any(who.level >= grant.level and _holds(grant.when, who, resource) for grant in entry.grants)


def authorize(who: Principal, action: Action, resource: Resource | None = None, *, hidden: bool = False) -> None:
    """Refuse what is not permitted.

    Args:
        who: asks.
        action: is asked for.
        resource: the definition it is about.
        hidden: answer 404, so that nobody learns that it exists.

    Raises:
        Problem: ``unauthenticated``, ``forbidden`` or ``not-found``.
    """
    if permitted(who, action, resource):
        return
    if hidden:
        raise Problem("not-found")
    if who.level is Level.ANONYMOUS:
        raise Problem("unauthenticated", headers={"WWW-Authenticate": "Bearer"})
    raise Problem("forbidden", action=action.value)


def _holds(when: When, who: Principal, resource: Resource | None) -> bool:
    if resource is None or when is When.ALWAYS:
        return True
    own = who.user_id is not None and resource.owner_id == who.user_id
    match when:
        case When.ESTABLISHED:
            return resource.status == Status.ESTABLISHED
        case When.IN_REVIEW:
            return resource.status == Status.REVIEW
        case When.OWN:
            return own
        case When.OWN_DRAFT:
            return own and resource.status in {Status.DRAFT, Status.IMPORTED}
        case When.OTHERS:
            return not own
