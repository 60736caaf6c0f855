"""The tables, one module for what belongs together. Importing this package registers them all on ``Base.metadata``."""

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
from storage.models.identity import ApiKeyRow, RefreshTokenRow, Role, UserRow
from storage.models.records import AuditRow, GenerationRow, IdempotencyRow, OutboxRow
from storage.models.rules import PackRow, ValidationReportRow, ValidationRuleRow

__all__ = [
    "ApiKeyRow",
    "AuditRow",
    "Base",
    "DefinitionRow",
    "DefinitionVersionRow",
    "GenerationRow",
    "IdempotencyRow",
    "OutboxRow",
    "PackRow",
    "RefreshTokenRow",
    "RelationRow",
    "Role",
    "SchemeChangeRow",
    "SchemeRow",
    "SourceRow",
    "Status",
    "SynonymRow",
    "UserRow",
    "ValidationReportRow",
    "ValidationRuleRow",
]
