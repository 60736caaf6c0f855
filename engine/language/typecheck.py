"""The type checker: does a clause mean something, and does it mean what its author will think it means?

One walk over the tree. It knows three roles that an expression can play (search, condition, value) and reports
every mistake it meets, in words of ``engine.messages.language``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as defaulted

from engine.errors import Problem
from engine.features.registry import Type
from engine.language import tree
from engine.language.environment import MATCH, Environment, labels_of, single_atom, unwrap
from engine.language.nearest import closest
from engine.language.placeholders import placeholders
from engine.language.print import print_expression
from engine.language.searchcheck import SearchChecker


@dataclass(frozen=True, slots=True)
class Checked:
    """The result: problems (empty if all is well) and the placeholders that the clause's texts may use."""

    problems: tuple[Problem, ...] = ()
    placeholders: frozenset[str] = defaulted(default_factory=frozenset)


def check_clause(clause: tree.Clause, environment: Environment, text: str = "") -> Checked:
    """Check one clause. ``text`` is the text of the whole check, for the line shown with a problem."""
    checker = _Checker(environment, text)
    checker.clause(clause)
    checker.bounded(clause)
    return Checked(tuple(checker.problems), placeholders(clause, environment))


def check_search(expression: tree.Expression, environment: Environment, text: str = "") -> Checked:
    """Check a search on its own: a selector, or the target of a fix (which may name ``match``)."""
    checker = _Checker(environment, text, frozenset({MATCH}))
    checker.search(expression)
    checker.bounded(expression)
    return Checked(tuple(checker.problems))


class _Checker(SearchChecker):
    """Clauses and conditions; searches and values are in the base class."""

    def clause(self, clause: tree.Clause) -> None:
        if clause.guard is not None:
            self.condition(clause.guard, bare=False)
        subject = clause.subject
        if subject is not None:
            if clause.verb == "forbid":
                self._forbidden(subject)
            else:
                self.condition(subject, bare=clause.verb == "require")
        labels = labels_of(subject) | {MATCH} if clause.verb == "forbid" else frozenset[str]()
        inner = _Checker(self.environment, self.text, labels, about_match=clause.verb == "forbid")
        for suffix in clause.suffixes:
            self._suffix(suffix, clause, inner)
        self.problems += inner.problems

    def _forbidden(self, subject: tree.Expression) -> None:
        if isinstance(unwrap(subject), tree.Or | tree.Related):
            if self.is_condition(subject):
                opposite = print_expression(subject)
                self.complain("forbid-condition", subject, opposite=opposite)
            else:
                self.search(subject)
        else:
            self.complain("forbid-condition", subject, opposite=print_expression(subject))

    def _suffix(self, suffix: tree.Suffix, clause: tree.Clause, inner: _Checker) -> None:
        kinds = [other.kind for other in clause.suffixes]
        if suffix.kind != "unless" and kinds.count(suffix.kind) > 1 and suffix.kind != "where":
            self.complain("suffix-twice", suffix, suffix=suffix.kind)
        if suffix.expression is None:
            return
        if suffix.kind == "at":
            inner.search(suffix.expression)
        elif suffix.kind == "where" and clause.verb != "forbid":
            self.complain("where-without-forbid", suffix)
        else:
            inner.condition(suffix.expression, bare=False)

    # --- conditions ----------------------------------------------------------------------------------

    def condition(self, expression: tree.Expression, *, bare: bool) -> None:
        """``bare``: whether a search alone means "there is one" here (only in ``require``)."""
        match expression:
            case tree.And() | tree.Or():
                for part in expression.parts:
                    self.condition(part, bare=bare)
            case tree.Not():
                self.condition(expression.inner, bare=bare)
            case tree.Compare():
                self._comparison(expression)
            case tree.Between():
                for value in (expression.value, expression.low, expression.high):
                    self._number(value)
            case tree.Is():
                self._is(expression)
            case tree.Quantified():
                self.search(expression.search)
            case tree.Related():
                self._related_condition(expression, bare=bare)

    def _related_condition(self, expression: tree.Related, *, bare: bool) -> None:
        if expression.sequence is None:
            if not self.about_match:
                self.complain("relation-about-nothing", expression)
            self.relations(expression.relations)
            return
        atom = single_atom(tree.Related(expression.sequence))
        if isinstance(atom, tree.Group) and not expression.relations:
            self.condition(atom.inner, bare=bare)
            return
        if isinstance(atom, tree.Name) and atom.name in self.labels:
            if not expression.relations:
                self.complain("label-alone", expression, name=atom.name)
            self.relations(expression.relations)
            return
        if self.type_of(expression) is Type.YES_NO:
            self.value(expression)
            return
        self.search(expression)
        if not bare:
            self.complain("bare-search", expression, search=print_expression(expression))

    def _comparison(self, comparison: tree.Compare) -> None:
        types = [self.value(comparison.left), self.value(comparison.right)]
        if None in types:
            return
        if comparison.operator not in ("=", "!="):
            self._number(comparison.left)
            self._number(comparison.right)
        elif set(types) == {Type.CHOICE, None}:
            return
        elif len(set(types)) > 1 or types[0] in (Type.SEARCH, Type.WORDS):
            self.complain(
                "comparison-of-types", comparison, left=str(types[0]), right=str(types[1]),
            )  # fmt: skip

    def _number(self, expression: tree.Expression) -> None:
        found = self.value(expression)
        if found is not None and found is not Type.NUMBER:
            self.complain("number-expected", expression, found=print_expression(expression), type=str(found))

    def _is(self, node: tree.Is) -> None:
        atom = single_atom(node.left)
        meaning = self.meaning(atom.name) if isinstance(atom, tree.Name | tree.Call) else None
        if meaning is not None and meaning.type is Type.CHOICE and meaning.feature is not None:
            self.value(node.left)
            answer = single_atom(node.right)
            values = meaning.feature.values
            if not isinstance(answer, tree.Name) or answer.name not in values:
                word = print_expression(node.right)
                self.complain(
                    "unknown-answer", node.right, closest(word, values), word=word, name=meaning.feature.name,
                    values=", ".join(values),
                )  # fmt: skip
            return
        self.search(node.left)
        self.search(node.right)

    # --- help ----------------------------------------------------------------------------------------

    def is_condition(self, expression: tree.Expression) -> bool:
        """Whether what looks like a search is a condition in parentheses, a yes/no feature or a value."""
        inner = unwrap(expression)
        if isinstance(inner, tree.Or):
            return any(self.is_condition(part) for part in inner.parts)
        if not isinstance(inner, tree.Related):
            return True
        return self.type_of(inner) in (Type.YES_NO, Type.NUMBER, Type.CHOICE, Type.TEXT) and not inner.relations
