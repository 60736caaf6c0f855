"""The tables, one module for what belongs together. Importing this package registers them all on ``Base.metadata``."""

from storage.models.activation import (
    ActivationRow,
    Origin,
    RevalidationRow,
    RevalidationState,
    ReviewRow,
    SchemeRoundRow,
    TouchedRow,
)
from storage.models.audit import AuditLinkRow, AuditPendingRow, AuditPersonalRow, AuditRow
from storage.models.base import Base
from storage.models.definitions import (
    DefinitionRow,
    DefinitionVersionRow,
    RelationRow,
    SchemeChangeRow,
    SchemeRow,
    SourceRow,
    Status,
    SynonymRow,
)
from storage.models.events import EventSinkRow, OutboxCounterRow, WebhookDeliveryRow, WebhookRow
from storage.models.generation import (
    GenerationAttemptRow,
    GenerationRow,
    GenerationRunRow,
    GenerationTotalRow,
    RunState,
)
from storage.models.identity import ApiKeyRow, RefreshTokenRow, Role, UserRow
from storage.models.records import IdempotencyRow, OutboxRow
from storage.models.rules import PackRow, ValidationReportRow, ValidationRuleRow

__all__ = [
    "ActivationRow",
    "ApiKeyRow",
    "AuditLinkRow",
    "AuditPendingRow",
    "AuditPersonalRow",
    "AuditRow",
    "Base",
    "DefinitionRow",
    "DefinitionVersionRow",
    "EventSinkRow",
    "GenerationAttemptRow",
    "GenerationRow",
    "GenerationRunRow",
    "GenerationTotalRow",
    "IdempotencyRow",
    "Origin",
    "OutboxCounterRow",
    "OutboxRow",
    "PackRow",
    "RefreshTokenRow",
    "RelationRow",
    "RevalidationRow",
    "RevalidationState",
    "ReviewRow",
    "Role",
    "RunState",
    "SchemeChangeRow",
    "SchemeRoundRow",
    "SchemeRow",
    "SourceRow",
    "Status",
    "SynonymRow",
    "TouchedRow",
    "UserRow",
    "ValidationReportRow",
    "ValidationRuleRow",
    "WebhookDeliveryRow",
    "WebhookRow",
]
