"""What the engine says of a definition that is to be saved, and of which revision of its scheme it says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from api.host.engine_host import Corpus
from api.host.judged import Judged
from api.packs.sets import set_digest
from api.services import Services
from engine.model import Definition
from storage.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Verdict:
    """A report with what is stored beside it; ``corpus`` is the scheme that was seen, ``None`` outside any."""

    document: dict[str, Any]
    decision: str | None
    score: Decimal | None
    findings: int
    corpus: Corpus | None

    @property
    def pack_digest(self) -> str:
        """The digest of the packs that gave it: of several, SHA-256 over all."""
        return set_digest([str(pack["digest"]) for pack in self.document["packs"].values()])

    @classmethod
    def of(cls, judged: Judged, corpus: Corpus | None) -> Verdict:
        """What the host gave."""
        score = None if judged.score is None else Decimal(judged.score) / 100
        return cls(judged.document(), judged.decision, score, sum(judged.findings.values()), corpus)


async def judge(
    services: Services, record: Definition, scheme_id: UUID | None, unit: UnitOfWork | None = None
) -> Verdict:
    """Judge a record under the engine's own profile, as part of its scheme.

    Args:
        services: has engine and corpora.
        record: with its id, by which the engine knows it among the others.
        scheme_id: of its scheme.
        unit: the transaction that holds the scheme, so that it stays as it is judged. Only for a corpus that was asked
            for without it a moment before, so that little is left to read. It must not have changed the scheme: reports
            are cached by its revision.
    """
    corpus = None if scheme_id is None else await services.corpora.of(scheme_id, unit)
    host = services.host
    loaded = host.loaded
    return Verdict.of(await host.validate(record, host.manner(loaded=loaded), corpus, loaded), corpus)
