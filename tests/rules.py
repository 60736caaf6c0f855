"""Build a small engine from a few lines of the rule language: what most engine tests start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.compile.plan import RuleCompiler, make_plan
from engine.engine import Engine
from engine.errors import Mark
from engine.features.builtin import BUILTIN
from engine.features.registry import Registry
from engine.language.parse import parse_check, parse_target
from engine.model import Definition, Finding, RuleOutcome, Severity
from engine.packs.model import (
    CheckText,
    ConfigField,
    ConfigType,
    FixSpec,
    Lexicon,
    LexiconEntry,
    Pack,
    Profile,
    Rule,
    RuleClause,
    ScoreParameters,
    Selector,
    Status,
)
from engine.ports import Analyzer

HERE = Mark("test.yaml", 1, 1)
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Names:
    """What the names in a check stand for."""

    lexicons: Mapping[str, Sequence[str]] = field(default_factory=dict)
    selectors: Mapping[str, str] = field(default_factory=dict)
    config: Mapping[str, int | bool | str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)


def make_rule(
    check: str, *, code: str = "TEST-01", severity: str = "error", family: str = "proef", theme: str = "proef",
    config: Mapping[str, int | bool | str] | None = None, fix: FixSpec | None = None, penalty: int | None = None,
) -> Rule:  # fmt: skip
    """A rule with clauses numbered from 1."""
    source = CheckText(check, "test.yaml", 1, 1, 0)
    clauses = tuple(
        RuleClause(str(number), clause, source, {"nl": "‘{match}’"}, {}, fix)
        for number, clause in enumerate(parse_check(check).clauses, 1)
    )
    fields = tuple(_config_field(name, value) for name, value in (config or {}).items())
    return Rule(
        code, code.lower(), {"nl": code}, theme, family, Severity(severity), Status.STABLE, {"nl": "?"}, clauses,
        (), (), HERE, config=fields, penalty=penalty,
    )  # fmt: skip


def _config_field(name: str, value: int | bool | str) -> ConfigField:
    kind = ConfigType.YES_NO if isinstance(value, bool) else ConfigType.INTEGER
    return ConfigField(name, ConfigType.TEXT if isinstance(value, str) else kind, value, {})


def make_engine(
    rules: Sequence[Rule], names: Names | None = None, *, analyzer: Analyzer | None = None,
    features: Sequence[Registry] = (), empty_rule: str | None = None, score: ScoreParameters | None = None,
) -> Engine:  # fmt: skip
    """An engine of these rules, without reading a pack."""
    names = names or Names()
    themes = {rule.theme: {"nl": rule.theme} for rule in rules}
    profile = Profile("standaard", required_for_acceptance=frozenset(rule.code for rule in rules))
    pack = Pack(
        "test", "1.0.0", "nl", {"nl": "test"}, themes, {}, tuple(rules),
        {name: Lexicon(name, tuple(map(_entry, words)), HERE) for name, words in names.lexicons.items()},
        {
            name: Selector(name, parse_target(text), CheckText(text, "test.yaml", 1, 1, 0))
            for name, text in names.selectors.items()
        },
        {"standaard": profile}, names.abbreviations, score or ScoreParameters(), empty_rule, "EUPL-1.2",
    )  # fmt: skip
    registry = BUILTIN.merged(*features)
    compiler = RuleCompiler(pack, registry, analyzer, {})
    return Engine([pack], profile, make_plan(compiler.rule(rule, {}) for rule in rules), registry, analyzer)


def _entry(text: str) -> LexiconEntry:
    word, _, tag = text.partition("/")
    return LexiconEntry(word, tag or None)


def judge(
    check: str, definition: Definition | str, names: Names | None = None, *, analyzer: Analyzer | None = None,
    features: Sequence[Registry] = (),
) -> RuleOutcome:  # fmt: skip
    """The outcome of one check for one record, a plain pass included."""
    names = names or Names()
    record = Definition("proef", definition) if isinstance(definition, str) else definition
    engine = make_engine([make_rule(check, config=names.config)], names, analyzer=analyzer, features=features)
    return engine.implied(engine.validate(record))[0]


def matches(outcome: RuleOutcome) -> list[str | None]:
    """The matched texts of all findings."""
    findings: tuple[Finding, ...] = outcome.findings
    return [finding.match for finding in findings]
