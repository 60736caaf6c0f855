"""From expressions of the rule language to conditions: closures that answer true, false, or why it is unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

from engine.compile.asking import Search
from engine.compile.found import NOTHING, Found
from engine.compile.run import Comparison, Run
from engine.compile.searches import SearchCompiler
from engine.compile.values import Number, Value, ValueCompiler, describe, equal
from engine.compile.whole import WholeMatch
from engine.features.registry import Type
from engine.language import tree
from engine.language.environment import MATCH, single_atom, unwrap
from engine.language.print import print_expression
from engine.spans import Span
from engine.truth import OPEN, Missing, Open, Truth, all_of, any_of, negate

Condition = Callable[[Run, "Span | None"], Truth]

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class ConditionCompiler:
    """Compiles conditions on top of searches and values.

    ``thorough``: ask every part of an *and* or *or*, also where one has decided: a requirement notes what its
    comparisons saw, and ``explain`` shows every part.
    """

    def __init__(self, searches: SearchCompiler, *, thorough: bool = False) -> None:
        self.searches = searches
        self.values = ValueCompiler(searches)
        self.thorough = thorough or searches.watching

    def condition(self, expression: tree.Expression) -> Condition:
        """The condition that an expression stands for."""
        return self.searches.watched(expression, self._condition(expression))  # type: ignore[arg-type, return-value]

    def _condition(self, expression: tree.Expression) -> Condition:
        match expression:
            case tree.And():
                every = [self.condition(part) for part in expression.parts]
                return self.decided(every, by=False)
            case tree.Or():
                either = [self.condition(part) for part in expression.parts]
                return self.decided(either, by=True)
            case tree.Not():
                inner = self.condition(expression.inner)
                return lambda run, match: negate(inner(run, match))
            case tree.Compare():
                return self._compare(expression)
            case tree.Between():
                return self._between(expression)
            case tree.Is():
                return self._is(expression)
            case tree.Quantified():
                return self._quantified(expression)
        return self._related(expression)

    def decided(self, parts: Sequence[Condition], *, by: bool) -> Condition:
        """*and* (decided by a part that is false) or *or* (by one that is true), in three values."""
        if self.thorough:
            combine = any_of if by else all_of
            return lambda run, match: combine([part(run, match) for part in parts])
        if len(parts) == 1:
            return parts[0]

        def holds(run: Run, match: Span | None) -> Truth:
            unknown: Truth | None = None
            for part in parts:
                truth = part(run, match)
                if truth is by:
                    return by
                if not isinstance(truth, bool) and not isinstance(unknown, Missing):
                    unknown = truth
            return (not by) if unknown is None else unknown

        return holds

    # --- about matches -------------------------------------------------------------------------------

    def _related(self, expression: tree.Related) -> Condition:
        if expression.sequence is None:
            return self._relations(expression.relations, lambda match: match)
        atom = single_atom(tree.Related(expression.sequence))
        if isinstance(atom, tree.Group) and not expression.relations:
            return self.condition(unwrap(atom.inner))
        if isinstance(atom, tree.Name) and self.searches.is_label(atom.name):
            name = atom.name
            return self._relations(
                expression.relations, lambda match: match if name == MATCH or match is None else match.labels.get(name)
            )
        if isinstance(atom, tree.Name | tree.Call) and self.values.type_of(atom) is Type.YES_NO:
            return self._yes_no(expression)
        search = self.searches.search(expression)
        return lambda run, match: search(run, None, match).some()

    def _relations(
        self, relations: tuple[tree.Relation, ...], place: Callable[[Span | None], Span | None]
    ) -> Condition:
        checks = [self.searches.relation(relation) for relation in relations]

        def holds(run: Run, match: Span | None) -> Truth:
            span = place(match)
            return False if span is None else all_of([check(run, span, match) for check in checks])

        return holds

    def _yes_no(self, expression: tree.Expression) -> Condition:
        value = self.values.value(expression)

        def holds(run: Run, match: Span | None) -> Truth:
            answer = value(run, match)
            return answer if isinstance(answer, bool | Open | Missing) else OPEN

        return holds

    # --- values --------------------------------------------------------------------------------------

    def _compare(self, node: tree.Compare) -> Condition:
        left, right = self.values.value(node.left), self.values.value(node.right)
        sign = node.operator
        compares = _COMPARE[sign]

        def holds(run: Run, match: Span | None) -> Truth:
            seen, bound = left(run, match), right(run, match)
            if isinstance(seen, Missing | Open):
                return seen
            if isinstance(bound, Missing | Open):
                return bound
            if isinstance(seen, Number) and isinstance(bound, Number):
                truth = seen.compared(compares, bound)
            else:
                truth = equal(run, seen, bound)
                truth = truth if sign == "=" else negate(truth)
            if truth is False and run.comparison is None:
                run.comparison = Comparison(describe(run, seen), describe(run, bound))
            return truth

        return holds

    def _between(self, node: tree.Between) -> Condition:
        value, low, high = (self.values.value(part) for part in (node.value, node.low, node.high))

        def holds(run: Run, match: Span | None) -> Truth:
            seen, least, most = value(run, match), low(run, match), high(run, match)
            if isinstance(seen, Number) and isinstance(least, Number) and isinstance(most, Number):
                truth = all_of([seen.compared(operator.ge, least), seen.compared(operator.le, most)])
                if truth is False and run.comparison is None:
                    run.comparison = Comparison(describe(run, seen), f"{describe(run, least)}–{describe(run, most)}")
                return truth
            unknown = [part for part in (seen, least, most) if isinstance(part, Missing | Open)]
            return all_of(unknown) if unknown else OPEN

        return holds

    def _is(self, node: tree.Is) -> Condition:
        atom = single_atom(node.left)
        if isinstance(atom, tree.Name | tree.Call) and self.values.type_of(atom) is Type.CHOICE:
            holds = self._is_answer(self.values.value(node.left), print_expression(node.right))
        else:
            holds = self._is_search(self.searches.search(node.left), WholeMatch(self.searches, node.right))
        return (lambda run, match: negate(holds(run, match))) if node.negated else holds

    def _is_answer(self, value: Value, wanted: str) -> Condition:
        def holds(run: Run, match: Span | None) -> Truth:
            answer = value(run, match)
            return answer if isinstance(answer, Missing | Open) else answer == wanted

        return holds

    def _is_search(self, left: Search, whole: WholeMatch) -> Condition:
        def holds(run: Run, match: Span | None) -> Truth:
            found = left(run, None, match)
            if not found.spans:
                return found.missing or OPEN
            return all_of([_doubted(whole.matches(run, span, match), span) for span in found.spans])

        return holds

    # --- quantities ----------------------------------------------------------------------------------

    def _quantified(self, node: tree.Quantified) -> Condition:
        search = self.searches.search(node.search)
        if node.quantity in ("some", "no"):
            wanted = node.quantity == "some"

            def exists(run: Run, match: Span | None) -> Truth:
                found = search(run, None, match)
                if found is NOTHING:
                    return not wanted
                truth = found.some()
                return truth if wanted else negate(truth)

            return exists
        quantity, number = node.quantity, node.number or 0

        def counted(run: Run, match: Span | None) -> Truth:
            found = search(run, None, match)
            low, high = found.count()
            truth = _count_holds(quantity, number, Number(low, high))
            if isinstance(truth, bool) and found.missing is None:
                if truth is False and run.comparison is None:
                    run.comparison = Comparison(str(high), str(number))
                return truth
            return truth if found.missing is None else _with_missing(quantity, number, found)

        return counted


def _doubted(truth: Truth, span: Span) -> Truth:
    return truth if span.unknown is None else span.unknown


def _count_holds(quantity: tree.Quantity, number: int, count: Number) -> Truth:
    signs: Mapping[str, Callable[[int, int], bool]] = {
        "exactly": operator.eq, "at least": operator.ge, "at most": operator.le, "more than": operator.gt,
        "fewer than": operator.lt,
    }  # fmt: skip
    return count.compared(signs[quantity], Number(number, number))


def _with_missing(quantity: tree.Quantity, number: int, found: Found) -> Truth:
    """Parts that could not be looked for can only add matches: what more matches cannot change still holds."""
    low, _ = found.count()
    truth = _count_holds(quantity, number, Number(low, max(low, number) + 1))
    return truth if isinstance(truth, bool) or found.missing is None else found.missing
