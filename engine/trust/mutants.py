"""Small mistakes, made on purpose: what a check would be with one thing left out or one bound shifted.

A rule is as good as its examples: a mistake that no example notices could be made tomorrow. The mutations are those
that authors make (issue 7): a clause or an exception dropped, an entry of a lexicon dropped, a bound flipped or off by
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from engine.language import tree
from engine.language.print import print_clause, print_expression, print_suffix
from engine.packs.digest import names_leaned_on
from engine.packs.model import Lexicon, LexiconEntry, Pack, Rule, RuleClause

FLIPPED: Mapping[tree.Operator, tree.Operator] = {"=": "!=", "!=": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
QUANTITIES: Mapping[tree.Quantity, tree.Quantity] = {
    "some": "no", "no": "some", "at least": "more than", "more than": "at least", "at most": "fewer than",
    "fewer than": "at most",
}  # fmt: skip


class Kind(StrEnum):
    """What was done to a check."""

    CLAUSE = "clause"
    EXCEPTION = "exception"
    BOUND = "bound"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one mistake in it.

    Attributes:
        kind: of mistake.
        place: the clause, or the lexicon, it is in.
        change: what was changed, in the words of the rule language.
        rule: with the mistake.
        lexicon: with the mistake, where it is there.
        entry: that was dropped from it.
    """

    kind: Kind
    place: str
    change: str
    rule: Rule
    lexicon: Lexicon | None = None
    entry: LexiconEntry | None = None


def mutants(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    """Every mistake of these kinds in one rule and the lexicons that it leans on, in a fixed order."""
    for position, clause in enumerate(rule.clauses):
        yield from _of_clause(rule, position, clause)
    yield from _of_config(rule)
    for name in sorted(names_leaned_on(rule, pack) & pack.lexicons.keys()):
        lexicon = pack.lexicons[name]
        for place, entry in enumerate(lexicon.entries):
            rest = (*lexicon.entries[:place], *lexicon.entries[place + 1 :])
            shown = f"‘{entry.text}’" + (f" ({entry.tag})" if entry.tag else "")
            yield Mutant(Kind.ENTRY, name, shown, rule, replace(lexicon, entries=rest), entry)


def _of_config(rule: Rule) -> Iterator[Mutant]:
    for place, each in enumerate(rule.config):
        others: tuple[int | bool, ...] = ()
        if isinstance(each.default, bool):
            others = (not each.default,)
        elif isinstance(each.default, int):
            others = (each.default + 1, each.default - 1)
        for other in others:
            config = (*rule.config[:place], replace(each, default=other), *rule.config[place + 1 :])
            yield Mutant(Kind.BOUND, f"config.{each.name}", f"{each.default} → {other}", replace(rule, config=config))


def _of_clause(rule: Rule, position: int, clause: RuleClause) -> Iterator[Mutant]:
    def put(*syntax: tree.Clause) -> Rule:
        made = (replace(clause, syntax=each) for each in syntax)
        return replace(rule, clauses=(*rule.clauses[:position], *made, *rule.clauses[position + 1 :]))

    syntax = clause.syntax
    if syntax.verb == "judge":
        return
    yield Mutant(Kind.CLAUSE, clause.name, print_clause(syntax), put())
    for number, suffix in enumerate(syntax.suffixes):
        if suffix.kind != "else judge":
            rest = (*syntax.suffixes[:number], *syntax.suffixes[number + 1 :])
            yield Mutant(Kind.EXCEPTION, clause.name, print_suffix(suffix), put(replace(syntax, suffixes=rest)))
    if syntax.guard is not None:
        shown = f"when {print_expression(syntax.guard)}"
        yield Mutant(Kind.EXCEPTION, clause.name, shown, put(replace(syntax, guard=None)))
    for changed, note in _variants(syntax):
        if isinstance(changed, tree.Clause):
            yield Mutant(Kind.BOUND, clause.name, note, put(changed))


def _variants(node: object) -> Iterator[tuple[object, str]]:
    """The node with one bound below it changed, in every way there is, and what was changed in words."""
    if isinstance(node, tuple):
        for place, part in enumerate(node):
            for changed, note in _variants(part):
                yield (*node[:place], changed, *node[place + 1 :]), note
        return
    if not isinstance(node, tree.Node):
        return
    for changed in _changed(node):
        yield changed, f"{_told(node)} → {_told(changed)}"
    for each in fields(node):
        if each.name != "at":
            for changed, note in _variants(getattr(node, each.name)):
                yield replace(node, **{each.name: changed}), note  # type: ignore[arg-type]  # a field of the same kind


def _told(node: tree.Node) -> str:
    """A bound as the rule language writes it."""
    match node:
        case tree.Gap(limit=limit):
            return f"…{limit}"
        case tree.Relation(kind=kind, target=target, negated=negated):
            return f"{'not ' if negated else ''}{kind} {print_expression(target)}"
    return print_expression(node)


def _changed(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.Compare(operator=operator):
            yield replace(node, operator=FLIPPED[operator])
        case tree.Number(value=value):
            yield replace(node, value=value + 1)
            if value > 0:
                yield replace(node, value=value - 1)
        case tree.Quantified(quantity=quantity, number=number):
            if quantity in QUANTITIES:
                yield replace(node, quantity=QUANTITIES[quantity])
            if number is not None:
                yield replace(node, number=number + 1)
        case tree.Gap(limit=int(limit)):
            yield from (replace(node, limit=other) for other in _beside(limit))
        case tree.Relation(negated=negated):
            yield replace(node, negated=not negated)
        case tree.Not(inner=inner):
            yield inner


def _beside(limit: int) -> Iterator[int]:
    yield limit + 1
    if limit > 1:
        yield limit - 1
