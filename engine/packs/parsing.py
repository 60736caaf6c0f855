"""Parse the checks and searches of a pack, with problems placed in the file, and bounded in depth.

Everything that later walks a syntax tree recurses once per level; so a tree that is too deep is refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

from engine.errors import LanguageError
from engine.language import tree
from engine.language.parse import parse_check, parse_target
from engine.packs.model import CheckText
from engine.packs.nodes import Document, Path
from engine.packs.scope import Scope, placed

MAX_DEPTH = 120
"""Deepest syntax tree, in nodes; one pair of parentheses takes four."""

Parsed = TypeVar("Parsed", bound=tree.Node)


def parse_clauses(document: Document, path: Path, scope: Scope) -> tuple[CheckText, tuple[tree.Clause, ...]]:
    """The clauses of the check at a path; none after a complaint."""
    source = document.check_text(path)
    check = _parsed(parse_check, source, document, path, scope)
    return source, check.clauses if check is not None else ()


def parse_search(document: Document, path: Path, scope: Scope) -> tuple[CheckText, tree.Expression | None]:
    """The search at a path; ``None`` after a complaint."""
    source = document.check_text(path)
    return source, _parsed(parse_target, source, document, path, scope)


def _parsed(
    parse: Callable[[str], Parsed], source: CheckText, document: Document, path: Path, scope: Scope
) -> Parsed | None:
    try:
        found = parse(source.text)
    except LanguageError as error:
        scope.report(*placed(error.problems, source, document))
        return None
    except RecursionError:
        found = None
    if found is None or _depth(found) > MAX_DEPTH:
        scope.report(document.problem("check-too-deep", path))
        return None
    return found


def _depth(root: tree.Node) -> int:
    """Levels of a tree, counted without recursion."""
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        for field in fields(node):
            value = getattr(node, field.name)
            children = value if isinstance(value, tuple) else (value,)
            waiting += [(child, depth + 1) for child in children if isinstance(child, tree.Node)]
    return deepest
