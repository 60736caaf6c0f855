"""From the text of a check to its syntax tree, or to problems with positions (``engine.language.complain``)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from engine.errors import LanguageError
from engine.language import tree
from engine.language.complain import complain


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = files("engine.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, parser="lalr", lexer="contextual", strict=False, start=["check", "target"], propagate_positions=True,
        maybe_placeholders=False,
    )  # fmt: skip


def parse_check(text: str) -> tree.Check:
    """The clauses of a check; raises ``LanguageError`` with marks that count within ``text``."""
    return cast(tree.Check, _parse(text, "check"))


def parse_target(text: str) -> tree.Expression:
    """A search on its own (selector, target of a fix); raises ``LanguageError``."""
    return cast(tree.Expression, _parse(text, "target"))


def _parse(text: str, start: str) -> tree.Node:
    try:
        return cast(tree.Node, _Builder().transform(_parser().parse(text, start=start)))
    except UnexpectedInput as error:
        raise LanguageError([complain(error, text)]) from error


def _at(meta: Any) -> tree.At:
    if getattr(meta, "empty", True):
        return tree.NOWHERE
    return tree.At(meta.line, meta.column, max(1, meta.end_pos - meta.start_pos))


def _words(token: Token) -> str:
    return " ".join(token.split())


def _unquote(token: Token) -> str:
    return token[1:-1]


def _repeat(token: Token) -> tuple[int, int | None]:
    simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
    if token.value in simple:
        return simple[token.value]
    low, comma, high = token[1:-1].partition(",")
    return int(low), (int(high) if high else None) if comma else int(low)


def _number(token: Token) -> int:
    return 1 if token == "one" else int(token)


@v_args(meta=True)
class _Builder(Transformer[Token, Any]):
    """One method for each rule of the grammar, of the same name."""

    def check(self, meta: Any, clauses: list[Any]) -> tree.Check:
        return tree.Check(tuple(clauses), at=_at(meta))

    def target(self, meta: Any, children: list[Any]) -> tree.Expression:
        return cast(tree.Expression, children[0])

    def target_at_edge(self, meta: Any, children: list[Any]) -> tree.Expression:
        inner, _, edge = children
        here = _at(meta)
        items = [tree.Item(tree.Group(inner, at=here), at=here)]
        marker = tree.Item(tree.Edge("start" if edge == "start" else "end", at=here), at=here)
        items = [marker, *items] if edge == "start" else [*items, marker]
        return tree.Related(tree.Sequence(tuple(items), at=here), at=here)

    def applies(self, meta: Any, children: list[Any]) -> tree.Clause:
        return tree.Clause("applies", children[1], at=_at(meta))

    def guarded(self, meta: Any, children: list[Any]) -> tree.Clause:
        _, guard, clause = children
        return tree.Clause(clause.verb, clause.subject, clause.question, guard, clause.suffixes, at=_at(meta))

    def unguarded(self, meta: Any, children: list[Any]) -> tree.Clause:
        return cast(tree.Clause, children[0])

    def forbid(self, meta: Any, children: list[Any]) -> tree.Clause:
        return tree.Clause("forbid", children[1], suffixes=tuple(children[2:]), at=_at(meta))

    def require(self, meta: Any, children: list[Any]) -> tree.Clause:
        return tree.Clause("require", children[1], suffixes=tuple(children[2:]), at=_at(meta))

    def judge(self, meta: Any, children: list[Any]) -> tree.Clause:
        return tree.Clause("judge", question=_unquote(children[1]), at=_at(meta))

    def condition_suffix(self, meta: Any, children: list[Any]) -> tree.Suffix:
        return tree.Suffix(children[0].value, children[1], at=_at(meta))

    def else_judge(self, meta: Any, children: list[Any]) -> tree.Suffix:
        return tree.Suffix("else judge", question=_unquote(children[1]), at=_at(meta))

    def or_(self, meta: Any, children: list[Any]) -> tree.Or:
        return tree.Or(tuple(child for child in children if not isinstance(child, Token)), at=_at(meta))

    def and_(self, meta: Any, children: list[Any]) -> tree.And:
        return tree.And(tuple(child for child in children if not isinstance(child, Token)), at=_at(meta))

    def negation(self, meta: Any, children: list[Any]) -> tree.Not:
        return tree.Not(children[1], at=_at(meta))

    def compare(self, meta: Any, children: list[Any]) -> tree.Compare:
        left, operator, right = children
        return tree.Compare(left, operator.value, right, at=_at(meta))

    def between(self, meta: Any, children: list[Any]) -> tree.Between:
        value, _, low, _, high = children
        return tree.Between(value, low, high, at=_at(meta))

    def is_a(self, meta: Any, children: list[Any]) -> tree.Is:
        return tree.Is(children[0], children[-1], negated=len(children) == 4, at=_at(meta))

    def quantified(self, meta: Any, children: list[Any]) -> tree.Quantified:
        quantity = cast(tree.Quantity, _words(children[0]))
        number = _number(children[1]) if len(children) == 3 else None
        return tree.Quantified(quantity, children[-1], number, at=_at(meta))

    def related(self, meta: Any, children: list[Any]) -> tree.Related:
        return tree.Related(children[0], tuple(children[1:]), at=_at(meta))

    def relations(self, meta: Any, children: list[Any]) -> tree.Related:
        return tree.Related(None, tuple(children), at=_at(meta))

    def relation(self, meta: Any, children: list[Any]) -> tree.Relation:
        kind = cast(tree.RelationKind, children[-2].value)
        return tree.Relation(kind, children[-1], negated=len(children) == 3, at=_at(meta))

    def sequence(self, meta: Any, children: list[Any]) -> tree.Sequence:
        return tree.Sequence(tuple(children), at=_at(meta))

    def item(self, meta: Any, children: list[Any]) -> tree.Item:
        atom, *rest = children
        minimum: int = 1
        maximum: int | None = 1
        if rest and rest[0].type == "REPEAT":
            minimum, maximum = _repeat(rest.pop(0))
        label = rest[-1].value if rest else None
        return tree.Item(atom, minimum, maximum, label, at=_at(meta))

    def text(self, meta: Any, children: list[Any]) -> tree.Text:
        return tree.Text(_unquote(children[0]), at=_at(meta))

    def lemma(self, meta: Any, children: list[Any]) -> tree.Lemma:
        return tree.Lemma(_unquote(children[1]), at=_at(meta))

    def regex(self, meta: Any, children: list[Any]) -> tree.Regex:
        return tree.Regex(_unquote(children[0]).replace("\\/", "/"), at=_at(meta))

    def any_of(self, meta: Any, children: list[Any]) -> tree.AnyOf:
        return tree.AnyOf(children[-1].name, literal=len(children) == 3, at=children[-1].at)

    def gap(self, meta: Any, children: list[Any]) -> tree.Gap:
        digits = children[0].lstrip("….")
        return tree.Gap(int(digits) if digits else None, at=_at(meta))

    def edge(self, meta: Any, children: list[Any]) -> tree.Edge:
        return tree.Edge("start" if children[0] == "start" else "end", at=_at(meta))

    def number(self, meta: Any, children: list[Any]) -> tree.Number:
        return tree.Number(_number(children[0]), at=_at(meta))

    def name(self, meta: Any, children: list[Any]) -> tree.Name:
        return tree.Name(children[0].value, at=_at(meta))

    def call(self, meta: Any, children: list[Any]) -> tree.Call:
        given = children[1] if len(children) > 1 else []
        keywords = tuple(part for part in given if isinstance(part, tuple))
        positional = tuple(part for part in given if not isinstance(part, tuple))
        return tree.Call(children[0].value[:-1], positional, keywords, at=_at(meta))

    def arguments(self, meta: Any, children: list[Any]) -> list[Any]:
        return children

    def keyword(self, meta: Any, children: list[Any]) -> tuple[str, tree.Expression]:
        return children[0].value, children[1]

    def token(self, meta: Any, children: list[Any]) -> tree.Token:
        return tree.Token(tuple(children), at=_at(meta))

    def group(self, meta: Any, children: list[Any]) -> tree.Group:
        return tree.Group(children[0], at=_at(meta))

    def tag(self, meta: Any, children: list[Any]) -> tree.TagAlternative:
        return tree.TagAlternative(children[0].value, tuple(child.value for child in children[1:]), at=_at(meta))

    def not_alternative(self, meta: Any, children: list[Any]) -> tree.NotAlternative:
        return tree.NotAlternative(children[1], at=_at(meta))
