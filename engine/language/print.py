"""The canonical text of a syntax tree: for digests, explanations and documentation. parse ∘ print = identity."""

from __future__ import annotations

from functools import singledispatch

from engine.language import tree


def print_check(check: tree.Check) -> str:
    """All clauses, one a line."""
    return "\n".join(print_clause(clause) for clause in check.clauses)


def print_clause(clause: tree.Clause) -> str:
    """One clause on one line."""
    guard = f"when {print_expression(clause.guard)}: " if clause.guard is not None else ""
    if clause.verb == "judge":
        return f'{guard}judge "{clause.question}"'
    verb = "applies when" if clause.verb == "applies" else clause.verb
    subject = print_expression(clause.subject) if clause.subject is not None else ""
    suffixes = "".join(f" {print_suffix(suffix)}" for suffix in clause.suffixes)
    return f"{guard}{verb} {subject}{suffixes}"


def print_suffix(suffix: tree.Suffix) -> str:
    """``unless …``, ``where …``, ``at …`` or ``else judge "…"``."""
    if suffix.expression is None:
        return f'else judge "{suffix.question}"'
    return f"{suffix.kind} {print_expression(suffix.expression)}"


@singledispatch
def print_expression(node: tree.Node) -> str:
    """The text of any node below a clause."""
    raise TypeError(f"no text for {type(node).__name__}")


@print_expression.register
def _(node: tree.Text) -> str:
    return f'"{node.value}"'


@print_expression.register
def _(node: tree.Lemma) -> str:
    return f'lemma "{node.value}"'


@print_expression.register
def _(node: tree.Regex) -> str:
    return "/" + node.pattern.replace("/", "\\/") + "/"


@print_expression.register
def _(node: tree.AnyOf) -> str:
    return f"any of {'literal ' if node.literal else ''}{node.name}"


@print_expression.register
def _(node: tree.Gap) -> str:
    return "…" if node.limit is None else f"…{node.limit}"


@print_expression.register
def _(node: tree.Edge) -> str:
    return node.side


@print_expression.register
def _(node: tree.Name) -> str:
    return node.name


@print_expression.register
def _(node: tree.Number) -> str:
    return str(node.value)


@print_expression.register
def _(node: tree.Call) -> str:
    given = [print_expression(argument) for argument in node.arguments]
    given += [f"{name}: {print_expression(value)}" for name, value in node.keywords]
    return f"{node.name}({', '.join(given)})"


@print_expression.register
def _(node: tree.Group) -> str:
    return f"({print_expression(node.inner)})"


@print_expression.register
def _(node: tree.Token) -> str:
    return f"[{' | '.join(print_expression(part) for part in node.alternatives)}]"


@print_expression.register
def _(node: tree.TagAlternative) -> str:
    return " ".join((node.tag, *node.marks))


@print_expression.register
def _(node: tree.NotAlternative) -> str:
    return f"not {print_expression(node.inner)}"


@print_expression.register
def _(node: tree.Item) -> str:
    label = f" as {node.label}" if node.label else ""
    return f"{print_expression(node.atom)}{_repetition(node)}{label}"


def _repetition(item: tree.Item) -> str:
    match item.minimum, item.maximum:
        case 1, 1:
            return ""
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case low, None:
            return f"{{{low},}}"
        case low, high if low == high:
            return f"{{{low}}}"
        case low, high:
            return f"{{{low},{high}}}"


@print_expression.register
def _(node: tree.Sequence) -> str:
    return " ".join(print_expression(item) for item in node.items)


@print_expression.register
def _(node: tree.Relation) -> str:
    return f"{'not ' if node.negated else ''}{node.kind} {print_expression(node.target)}"


@print_expression.register
def _(node: tree.Related) -> str:
    parts = [] if node.sequence is None else [print_expression(node.sequence)]
    return " ".join([*parts, *(print_expression(relation) for relation in node.relations)])


@print_expression.register
def _(node: tree.Compare) -> str:
    return f"{print_expression(node.left)} {node.operator} {print_expression(node.right)}"


@print_expression.register
def _(node: tree.Between) -> str:
    low, high = print_expression(node.low), print_expression(node.high)
    return f"{print_expression(node.value)} between {low} and {high}"


@print_expression.register
def _(node: tree.Is) -> str:
    return f"{print_expression(node.left)} is {'not ' if node.negated else ''}{print_expression(node.right)}"


@print_expression.register
def _(node: tree.Quantified) -> str:
    number = "" if node.number is None else f" {node.number}"
    return f"{node.quantity}{number} {print_expression(node.search)}"


@print_expression.register
def _(node: tree.Not) -> str:
    return f"not {print_expression(node.inner)}"


@print_expression.register
def _(node: tree.And) -> str:
    return " and ".join(print_expression(part) for part in node.parts)


@print_expression.register
def _(node: tree.Or) -> str:
    return " or ".join(print_expression(part) for part in node.parts)
