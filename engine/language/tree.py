"""The syntax tree of a check: what was written, with positions, before any meaning is given to it.

Conditions, searches and values share one kind of node (``Expression``) because only the type checker can tell
them apart: ``count(sentences) = 1``, ``kern in introduced`` and ``"om" … "te"`` grow from the same grammar.
Positions do not take part in equality, so that parse ∘ print = identity can be stated as ``==``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class At:
    """Where something stands in the text of its check: line and column count from 1, length in code points."""

    line: int = 1
    column: int = 1
    length: int = 1


NOWHERE = At()


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in the tree."""

    at: At = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


# --- atoms -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text, matched as written (case apart)."""

    value: str


@dataclass(frozen=True, slots=True)
class Lemma(Node):
    """``lemma "text"``: any form of the word."""

    value: str


@dataclass(frozen=True, slots=True)
class Regex(Node):
    """``/pattern/``."""

    pattern: str


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """``any of [literal] name``: a word or phrase of a lexicon, or of a list given with the record."""

    name: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Gap(Node):
    """``…`` or ``…6``: words in between, at most ``limit``; never across a segment boundary."""

    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Edge(Node):
    """``start`` or ``end`` of the region that is searched."""

    side: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A feature, selector, label, config value (``config.x``), answer of a choice, or ``match``."""

    name: str


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``function(argument, key: value)``."""

    name: str
    arguments: tuple[Expression, ...] = ()
    keywords: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Group(Node):
    """An expression in parentheses."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class TagAlternative(Node):
    """``NOUN plur`` inside brackets."""

    tag: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAlternative(Node):
    """``not …`` inside brackets."""

    inner: Alternative


Alternative = TagAlternative | Text | Lemma | AnyOf | NotAlternative


@dataclass(frozen=True, slots=True)
class Token(Node):
    """``[DET def | "ieder" | any of lexicon]``: one token."""

    alternatives: tuple[Alternative, ...]


Atom = Text | Lemma | Regex | AnyOf | Gap | Edge | Name | Number | Call | Group | Token

# --- searches and conditions -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item(Node):
    """An atom with its repetition (``minimum``, ``maximum``; ``None`` is without bound) and label."""

    atom: Atom
    minimum: int = 1
    maximum: int | None = 1
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """Items that stand directly after one another."""

    items: tuple[Item, ...]


RelationKind = Literal["before", "after", "in", "overlapping"]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """``[not] before|after|in|overlapping sequence``."""

    kind: RelationKind
    target: Sequence
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Related(Node):
    """A sequence with relations; without a sequence it is about the match or label at hand."""

    sequence: Sequence | None
    relations: tuple[Relation, ...] = ()


Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """``value op value``."""

    left: Expression
    operator: Operator
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``, both included."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class Is(Node):
    """``value is [not] search|word``."""

    left: Expression
    right: Expression
    negated: bool = False


Quantity = Literal["some", "no", "exactly", "at least", "at most", "more than", "fewer than"]


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """``some search``, ``exactly 2 search``."""

    quantity: Quantity
    search: Expression
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``not condition``."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class And(Node):
    """``a and b``."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """``a or b``: of conditions, or a union of searches."""

    parts: tuple[Expression, ...]


Expression = Related | Compare | Between | Is | Quantified | Not | And | Or

# --- clauses ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suffix(Node):
    """``unless``, ``where``, ``at``, or ``else judge`` (then ``question`` is set)."""

    kind: Literal["unless", "where", "at", "else judge"]
    expression: Expression | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """One clause: ``applies when`` (verb ``applies``), ``forbid``, ``require`` or ``judge``."""

    verb: Literal["applies", "forbid", "require", "judge"]
    subject: Expression | None = None
    question: str | None = None
    guard: Expression | None = None
    suffixes: tuple[Suffix, ...] = ()


@dataclass(frozen=True, slots=True)
class Check(Node):
    """All clauses of one text, in order."""

    clauses: tuple[Clause, ...]
