"""What the engine says of a proposal, in the form in which a run keeps it: a pure function of engine and text."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import Definition, Severity
from engine.render import Renderer
from generator.instructions import Asked, grouped, taking_part
from generator.model import Change, Judged, Pin


@dataclass(frozen=True, slots=True)
class Jury:
    """An engine with what is prepared once to write its reports. Threads can share it."""

    engine: Engine
    renderer: Renderer
    corpus: CorpusIndex | None = None
    _asked: dict[object, tuple[Asked, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, engine: Engine, *, language: str | None = None, corpus: CorpusIndex | None = None) -> Jury:
        """A jury that speaks a language (BCP 47), else that of the main pack."""
        renderer = Renderer(engine, language=language or engine.packs[0].language, all_outcomes=False)
        return cls(engine, renderer, corpus)

    @property
    def digest(self) -> str:
        """What the packs contain, in one word: that by which the service names them too."""
        return "+".join(pack.content_digest for pack in self.engine.packs)

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The packs that judge."""
        return tuple(Pin(pack.name, pack.version, pack.content_digest) for pack in self.engine.packs)

    def asked(self, record: Definition) -> tuple[Asked, ...]:
        """What the rules ask of who writes this record; worked out once for every kind of record."""
        context = record.context
        parts = () if context is None else (context.organizational, context.legal, context.statutory)
        known = (record.sources, record.synonyms, record.preferred_term, record.corpus, *parts)
        kind = (record.category, *(part is not None for part in known))
        if kind not in self._asked:
            rules = taking_part(self.engine, record, self.corpus)
            self._asked[kind] = grouped(rules, self.engine.packs[0].language)
        return self._asked[kind]

    def judge(self, definition: Definition) -> Judged:
        """Fix a definition to a fixed point and judge it by all rules."""
        fixed = self.engine.fix(definition, self.corpus)
        severities = [self.engine.rule(o.code).severity for o in fixed.report.outcomes for _ in o.findings]
        changes = tuple(Change(each.code, each.before, each.after) for each in fixed.applied)
        return Judged(
            text=fixed.definition.definitie,
            changes=changes,
            report=self.renderer.to_dict(fixed.report),
            blocking=sum(severity.rank <= self.engine.profile.block_at.rank for severity in severities),
            errors=severities.count(Severity.ERROR),
        )
