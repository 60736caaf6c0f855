"""From the texts of a rule file to clauses: check, message, suggestion and fix of each, all checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engine.language import tree
from engine.language.environment import Environment
from engine.language.nearest import closest
from engine.language.typecheck import check_clause, check_search
from engine.packs.model import CheckText, FixSpec, RuleClause
from engine.packs.nodes import Document, Path, Place, Scalar, scalars
from engine.packs.parsing import parse_clauses, parse_search
from engine.packs.rulefile import FixFile, RuleFile
from engine.packs.scope import Scope, placed
from engine.packs.texts import ALL_CLAUSES

APPLIES = "applies"
"""The name of an ``applies when`` clause in a check without names; it is not counted."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_TEXTS = ("message", "suggestion")


def build_clauses(document: Document, rule: RuleFile, scope: Scope) -> tuple[RuleClause, ...]:
    """The clauses of a rule. What is wrong goes to ``scope.problems``."""
    environment = scope.environment({name: config.type for name, config in rule.config.items()})
    found: list[RuleClause] = []
    for name, source, clause in _parsed(document, rule, scope):
        checked = check_clause(clause, environment, source.text)
        scope.report(*placed(checked.problems, source, document))
        allowed = checked.placeholders
        for key in _TEXTS:
            if not any(problem.code == "unknown-name" for problem in checked.problems):
                _placeholders(document, _text_path(key, name, getattr(rule, key)), allowed, name, scope)
        fix = _fix(document, rule, name, allowed, environment, scope)
        message, suggestion = (_text(getattr(rule, key), name) for key in _TEXTS)
        if not message and clause.verb in ("forbid", "require"):
            path = ["message"] if rule.message else ["check"]
            scope.report(document.problem("missing-message", path, key_only=True, clause=name))
        found.append(RuleClause(name, clause, source, message, suggestion, fix))
    _unknown_keys(document, rule, [clause.name for clause in found], scope)
    return tuple(found)


def _parsed(document: Document, rule: RuleFile, scope: Scope) -> Iterable[tuple[str, CheckText, tree.Clause]]:
    for key in rule.check:
        path = ["check", key] if key != ALL_CLAUSES else ["check"]
        node = document.node(path)
        if isinstance(node, Scalar) and node.lines > 1 and node.style != "|":
            scope.report(document.problem("check-not-block", path))
            continue
        source, clauses = parse_clauses(document, path, scope)
        if key == ALL_CLAUSES:
            yield from ((name, source, clause) for name, clause in _numbered(clauses))
        elif len(clauses) > 1:
            scope.report(document.problem("one-clause-each", path, key_only=True, clause=key))
        elif clauses:
            yield key, source, clauses[0]


def _numbered(clauses: Iterable[tree.Clause]) -> Iterable[tuple[str, tree.Clause]]:
    number = 0
    for clause in clauses:
        number += clause.verb != "applies"
        yield APPLIES if clause.verb == "applies" else str(number), clause


def _text(texts: Mapping[str, Mapping[str, str]] | None, name: str) -> Mapping[str, str]:
    return (texts or {}).get(name) or (texts or {}).get(ALL_CLAUSES, {})


def _text_path(key: str, name: str, texts: Mapping[str, object] | None) -> Path:
    return [key, name] if name in (texts or {}) else [key] if ALL_CLAUSES in (texts or {}) else []


def _placeholders(document: Document, path: Path, allowed: frozenset[str], clause: str, scope: Scope) -> None:
    """Complain about every placeholder that this clause cannot fill; ``path`` is empty where there is no text."""
    node = document.node(path) if path else None
    for scalar in scalars(node) if node is not None else ():
        for found in _PLACEHOLDER.finditer(scalar.text):
            name = found.group(1).strip()
            if name not in allowed:
                known = ", ".join(f"{{{word}}}" for word in sorted(allowed))
                place = _place_of(document, scalar, found.group())
                scope.report(document.problem_at("unknown-placeholder", place, closest(name, allowed),
                                                 name=name, clause=clause, allowed=known))  # fmt: skip


def _place_of(document: Document, scalar: Scalar, piece: str) -> Place:
    """Where a piece of a text stands in the file; the text itself if it was folded so that it is not found."""
    for number in range(scalar.place.line, scalar.place.line + scalar.lines):
        start = scalar.place.column - 1 if number == scalar.place.line else 0
        column = (document.line(number) or "").find(piece, start)
        if column >= 0:
            return Place(number, column + 1, len(piece))
    return scalar.place


def _fix(
    document: Document, rule: RuleFile, name: str, allowed: frozenset[str], environment: Environment, scope: Scope
) -> FixSpec | None:
    key = name if name in (rule.fix or {}) else ALL_CLAUSES
    file: FixFile | None = (rule.fix or {}).get(key)
    if file is None:
        return None
    steps = ["fix", key] if key else ["fix"]
    word = "delete" if file.delete is not None else "replace"
    mark = document.mark([*steps, word])
    if file.replacement is not None:
        _placeholders(document, [*steps, "with"], allowed, name, scope)
    if document.check_text([*steps, word]).text.strip() == "match":
        return FixSpec(None, file.replacement or "", mark)
    source, target = parse_search(document, [*steps, word], scope)
    if target is None:
        return None
    checked = check_search(target, environment, source.text)
    scope.report(*placed(checked.problems, source, document))
    return FixSpec(target, file.replacement or "", mark)


def _unknown_keys(document: Document, rule: RuleFile, names: list[str], scope: Scope) -> None:
    """Complain about texts and fixes of clauses that do not exist."""
    for key in (*_TEXTS, "fix"):
        for name in getattr(rule, key) or {}:
            if name != ALL_CLAUSES and name not in names and names:
                scope.report(
                    document.problem("unknown-clause", [key, name], closest(name, names), key_only=True,
                                     clause=name, known=", ".join(names))
                )  # fmt: skip
