"""A loaded pack: rules, lexicons, selectors and profiles, resolved and immutable.

Made by ``engine.packs.load``, read by the compiler, the documentation and the service. Every text a person
reads is a map of language to text. Marks point into the files, so that later mistakes can still say where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.errors import Mark
from engine.language import tree
from engine.model import Definition, Outcome, Severity

Localised = Mapping[str, str]
NOTHING: Localised = {}
DEFAULT_PROFILE = "standaard"
"""The profile that every pack has."""


class Status(StrEnum):
    """Where a rule is in its life. ``draft`` rules run only where a profile enables them."""

    DRAFT = "draft"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class ConfigType(StrEnum):
    """Types of a configurable value. There are no fractions: say percentages."""

    INTEGER = "integer"
    YES_NO = "yes/no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ConfigField:
    """One configurable value of a rule: ``config.<name>`` in its check."""

    name: str
    type: ConfigType
    default: int | bool | str
    text: Localised
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class FixSpec:
    """What a fix does: replace or delete the places that ``target`` finds inside a finding's field.

    ``target`` ``None`` means the match of the finding. ``replacement`` ``""`` deletes (with one adjoining blank).
    """

    target: tree.Expression | None
    replacement: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RuleClause:
    """One clause of a rule with the words that belong to it. ``name`` is its key or its number from "1"."""

    name: str
    syntax: tree.Clause
    source: CheckText
    message: Localised
    suggestion: Localised
    fix: FixSpec | None


@dataclass(frozen=True, slots=True)
class CheckText:
    """The text of a check and where it stands, so that positions inside it become positions in the file.

    ``line`` and ``column`` are those of its first character; in a block scalar every further line begins at ``indent``.
    """

    text: str
    file: str
    line: int
    column: int
    indent: int

    def mark(self, at: tree.At) -> Mark:
        """The place in the file of a place in the text."""
        column = at.column + (self.column - 1 if at.line == 1 else self.indent)
        return Mark(self.file, self.line + at.line - 1, column, at.length)


@dataclass(frozen=True, slots=True)
class EachWord:
    """An example for every word of a lexicon: the record as written, with ``{woord}`` where the word comes.

    ``excluded``: words that the sentence does not suit.
    """

    lexicon: str
    definition: Definition
    match: str | None
    fixed: str | None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A record that runs as a test. ``match``, ``clause`` and ``fixed`` are what a ``fail`` example must show.

    ``outcome`` is what a ``pass`` example must show; ``None`` where it may pass or be not applicable.

    One with ``each`` stands for as many as its lexicon has words; its own texts have the first of them filled in.
    """

    definition: Definition
    mark: Mark
    profile: str | None = None
    match: str | None = None
    clause: str | None = None
    fixed: str | None = None
    each: EachWord | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a generator is told, with records written that way."""

    text: Localised
    good: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule whose finding on an example of this rule is expected, with the reason."""

    code: str
    reason: Localised


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the single source of its check, instruction, page, tests and row in the database."""

    code: str
    name: str
    title: Localised
    theme: str
    family: str
    severity: Severity
    status: Status
    question: Localised
    clauses: tuple[RuleClause, ...]
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]
    mark: Mark
    source: str = ""
    explanation: Localised = field(default_factory=lambda: NOTHING)
    instruction: Instruction | None = None
    config: tuple[ConfigField, ...] = ()
    aliases: tuple[str, ...] = ()
    penalty: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    note: Localised = field(default_factory=lambda: NOTHING)
    since: str | None = None
    replaced_by: str | None = None
    reason: Localised = field(default_factory=lambda: NOTHING)
    verdict_digest: str = ""
    content_digest: str = ""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word or phrase, with its word class (a UD tag) where only that class is meant."""

    text: str
    tag: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A named list of words and phrases."""

    name: str
    entries: tuple[LexiconEntry, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Selector:
    """A named search."""

    name: str
    syntax: tree.Expression
    source: CheckText


@dataclass(frozen=True, slots=True)
class Profile:
    """Named settings, its own ``extends`` already resolved. ``config`` is by rule code, then by name."""

    name: str
    enable: frozenset[str] = frozenset()
    disable: frozenset[str] = frozenset()
    config: Mapping[str, Mapping[str, int | bool | str]] = field(default_factory=dict)
    block_at: Severity = Severity.ERROR
    required_for_acceptance: frozenset[str] = frozenset()
    text: Localised = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class ScoreParameters:
    """How findings become a score (DESIGN §5), all in hundredths: a penalty of 20 takes 0.20 off.

    ``penalty`` by severity; ``findings_per_family``: how many findings of one family count at most;
    ``theme_cap``: most that one theme can take off; ``no_genus_cap``: highest score of a text without a genus;
    ``incoherent_cap``: that of a text whose words make no phrase.
    """

    penalty: Mapping[Severity, int] = field(
        default_factory=lambda: {Severity.ERROR: 20, Severity.WARNING: 8, Severity.INFO: 2}
    )
    findings_per_family: int = 2
    theme_cap: int = 60
    no_genus_cap: int = 50
    incoherent_cap: int = 10


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack with all it extends folded in."""

    name: str
    version: str
    language: str
    title: Localised
    themes: Mapping[str, Localised]
    families: Mapping[str, Localised]
    rules: tuple[Rule, ...]
    lexicons: Mapping[str, Lexicon]
    selectors: Mapping[str, Selector]
    profiles: Mapping[str, Profile]
    abbreviations: Mapping[str, str]
    score: ScoreParameters
    empty_rule: str | None
    licence: str
    extends: tuple[str, ...] = ()
    verdict_digest: str = ""
    content_digest: str = ""
