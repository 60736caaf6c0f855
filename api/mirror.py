"""Writes the packs that were loaded into the tables ``packs`` and ``validation_rules``, for who looks at the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.packs.model import Pack
from storage.database import Database
from storage.repositories.rules import RuleMirror


async def mirror(database: Database, packs: Sequence[Pack]) -> None:
    """Write packs, once for each digest, and mark them as the active ones. To do it again changes nothing.

    Raises:
        StorageError: where the database cannot do it now.
    """
    async with database.unit() as unit:
        # In one order, so that two processes that start at once do not wait for each other.
        for pack in sorted(packs, key=lambda each: each.name):
            await unit.packs.mirror(pack.name, pack.version, pack.content_digest, rules_of(pack))


def rules_of(pack: Pack) -> Iterator[RuleMirror]:
    """The rules of a pack as they are mirrored."""
    for rule in pack.rules:
        yield RuleMirror(
            code=rule.code,
            theme=rule.theme,
            severity=rule.severity.value,
            check="\n".join(dict.fromkeys(clause.source.text.strip() for clause in rule.clauses)),
            config={
                field.name: {
                    "type": field.type.value,
                    "default": field.default,
                    "minimum": field.minimum,
                    "maximum": field.maximum,
                }
                for field in rule.config
            },
            verdict_digest=rule.verdict_digest,
            content_digest=rule.content_digest,
        )
