"""Who sees which event in the stream."""

from __future__ import annotations

from api.events.envelope import Event
from api.events.kinds import KINDS, Audience
from api.identity.permissions import Action, Resource, permitted
from api.identity.principal import Level, Principal


def seen(who: Principal, event: Event) -> bool:
    """Whether someone may see an event. One of an unknown kind is for administrators."""
    kind = KINDS.get(event.type)
    audience = Audience.ADMINS if kind is None else kind.audience
    match audience:
        case Audience.EVERYONE:
            return True
        case Audience.READERS:
            return permitted(who, Action.DEFINITION_READ, Resource(str(event.data.get("status")), event.owner_id))
        case Audience.STAFF:
            return who.level >= Level.EDITOR or _did(who, event)
        case Audience.ADMINS:
            return permitted(who, Action.AUDIT_READ) or _did(who, event)


def _did(who: Principal, event: Event) -> bool:
    actor = event.data.get("actor")
    return actor is not None and actor in {who.name, f"user:{who.user_id}"}
