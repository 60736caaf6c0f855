"""Every list that the service shows is answered from an index: EXPLAIN says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Select, select, text

from storage.database import Database
from storage.identifiers import new_id
from storage.models import (
    ApiKeyRow,
    AuditRow,
    DefinitionRow,
    DefinitionVersionRow,
    IdempotencyRow,
    OutboxRow,
    RefreshTokenRow,
    SynonymRow,
    UserRow,
    ValidationReportRow,
)  # fmt: skip
from storage.repositories.definitions import Filter, listed

KEY = new_id()
Question = Select[Any]


def after(question: Question) -> Question:
    """The next page of a list."""
    return question.where(DefinitionRow.id > KEY).order_by(DefinitionRow.id).limit(51)


QUESTIONS: dict[str, tuple[Callable[[], Question], str]] = {
    "all": (lambda: after(listed(Filter(everything=True))), "pk_definitions"),
    "by status": (lambda: after(listed(Filter(everything=True, status="review"))), "ix_definitions_status_id"),
    "by category": (lambda: after(listed(Filter(everything=True, category="proces"))), "ix_definitions_category_id"),
    "by scheme": (lambda: after(listed(Filter(everything=True, scheme_id=KEY))), "ix_definitions_scheme"),
    "by owner": (lambda: after(listed(Filter(everything=True, owner_id=KEY))), "ix_definitions_owner_id"),
    "by words": (lambda: after(listed(Filter(everything=True, search="sluis"))), "ix_definitions_search"),
    "by score": (lambda: after(listed(Filter(everything=True, score_max=Decimal(0)))), "ix_definitions_score_id"),
    "what a user sees": (lambda: after(listed(Filter(visible_to=KEY))), "pk_definitions"),
    "by term": (
        lambda: select(DefinitionRow).where(DefinitionRow.term_key == "sluis", DefinitionRow.scheme_id == KEY),
        "ix_definitions_scheme",
    ),
    "by synonym": (lambda: select(SynonymRow).where(SynonymRow.term_key == "pont"), "ix_synonyms_term_key"),
    "versions": (
        lambda: select(DefinitionVersionRow).where(DefinitionVersionRow.definition_id == KEY),
        "uq_definition_versions_definition_id_version",
    ),
    "newest report": (
        lambda: select(ValidationReportRow).where(ValidationReportRow.definition_id == KEY).limit(1),
        "ix_validation_reports_definition_id_id",
    ),
    "user by name": (lambda: select(UserRow).where(UserRow.name == "eva"), "uq_users_name"),
    "key by digest": (lambda: select(ApiKeyRow).where(ApiKeyRow.digest == "x"), "uq_api_keys_digest"),
    "token by digest": (
        lambda: select(RefreshTokenRow).where(RefreshTokenRow.digest == "x"),
        "uq_refresh_tokens_digest",
    ),
    "repeated request": (
        lambda: select(IdempotencyRow).where(IdempotencyRow.principal == "p", IdempotencyRow.key == "k"),
        "uq_idempotency_keys_principal_key",
    ),
    "audit of a subject": (
        lambda: select(AuditRow).where(AuditRow.subject == "definition/1"),
        "subject_number_idx",  # of each partition
    ),
    "events to deliver": (
        lambda: select(OutboxRow).where(OutboxRow.number > 5).order_by(OutboxRow.number).limit(100),
        "outbox",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
async def test_the_question_is_answered_from_an_index(database: Database, name: str) -> None:
    make, index = QUESTIONS[name]
    asked = make().compile(dialect=database.engine.dialect)
    values = tuple(asked.params[name] for name in asked.positiontup or ())
    async with database.engine.connect() as connection:
        await connection.execute(text(FILL))
        await connection.execute(text("ANALYZE"))
        # Tables of a test are so small that reading them whole costs less; what counts is that an index can be used.
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join((await connection.exec_driver_sql(f"EXPLAIN {asked}", values)).scalars())
        await connection.rollback()
    assert index in plan, plan
    assert "Seq Scan" not in plan, plan


FILL = """
INSERT INTO definitions (id, begrip, definitie, term_key, category, status, validation_score)
SELECT gen_random_uuid(), 'term ' || n, 'werk in het water ' || n, 'term ' || n,
       (ARRAY['type', 'proces', 'resultaat', 'exemplaar'])[n % 4 + 1],
       (ARRAY['imported', 'draft', 'review', 'established', 'archived'])[n % 5 + 1], (n % 100) / 100.0
FROM generate_series(1, 2000) AS n
"""
