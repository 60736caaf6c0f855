"""What must hold between the rules of a pack: one meaning per code, name and alias, and references that exist."""

from __future__ import annotations

from collections.abc import Iterable

from engine.language.nearest import closest
from engine.packs.model import Rule
from engine.packs.nodes import Document
from engine.packs.rulefile import RuleFile
from engine.packs.scope import Scope

RuleSource = tuple[Document, RuleFile]


def check_between(
    sources: Iterable[RuleSource], inherited: Iterable[Rule], overrides: Iterable[str], scope: Scope
) -> None:
    """Check the rules of one pack against each other and against those it inherits.

    Args:
        sources: the pack's own rule files that could be read.
        inherited: rules of the packs it extends.
        overrides: codes it says to replace.
        scope: known codes and the list of problems.
    """
    own = list(sources)
    replaced = set(overrides)
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for rule in inherited:
        if rule.code not in replaced:
            codes.update({word.upper(): rule.code for word in (rule.code, *rule.aliases)})
            names[rule.name] = rule.code
    for document, file in own:
        _claim(document, ["code"], file.code, codes, file.code, "duplicate-code", scope)
        _claim(document, ["name"], file.name, names, file.code, "duplicate-name", scope)
    for document, file in own:
        for position, alias in enumerate(file.aliases):
            _claim(document, ["aliases", position], alias, codes, file.code, "duplicate-alias", scope)
    for document, file in own:
        _references(document, file, scope)


def _claim(
    document: Document, path: list[str | int], word: str, taken: dict[str, str], code: str, problem: str, scope: Scope
) -> None:
    if word.upper() in taken or word in taken:
        scope.report(document.problem(problem, path, word=word, other=taken.get(word.upper(), taken.get(word, code))))
    else:
        taken[word.upper() if problem != "duplicate-name" else word] = code


def _references(document: Document, file: RuleFile, scope: Scope) -> None:
    targets: list[tuple[list[str | int], str]] = [(["conflicts", code], code) for code in file.conflicts]
    if file.replaced_by is not None:
        targets.append((["replaced_by"], file.replaced_by))
    for path, code in targets:
        key_only = path[0] == "conflicts"
        if code == file.code:
            scope.report(document.problem("refers-to-itself", path, key_only=key_only, code=code))
        elif code not in scope.codes:
            near = closest(code, scope.codes)
            scope.report(document.problem("unknown-rule", path, near, key_only=key_only, code=code))
