"""From lexicon files and ``selectors:`` to the named lists and searches of a pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from engine.language import tree
from engine.language.nearest import closest
from engine.language.placeholders import walk
from engine.language.size import MOST_STEPS, steps_of
from engine.language.typecheck import check_search
from engine.packs.lexiconfile import LexiconFile
from engine.packs.model import Lexicon, LexiconEntry, Selector
from engine.packs.nodes import Document
from engine.packs.parsing import parse_search
from engine.packs.read_model import read_model
from engine.packs.scope import Scope, placed
from engine.packs.texts import IDENTIFIER


def build_lexicons(files: Iterable[tuple[str, Document]], scope: Scope) -> None:
    """Add the lexicons of a pack to those it inherits, in ``scope``."""
    for name, document in files:
        file, problems = read_model(document, LexiconFile, scope.language)
        scope.report(*problems)
        if not re.match(IDENTIFIER, name):
            scope.report(document.problem("lexicon-name", [], found=name))
        if file is None:
            scope.broken_lexicons.add(name)
            continue
        lexicon = Lexicon(name, tuple(_entries(document, file, scope)), document.mark(["words"], key_only=True))
        _add(document, file, lexicon, scope)


def _add(document: Document, file: LexiconFile, lexicon: Lexicon, scope: Scope) -> None:
    name = lexicon.name
    if file.extend is not None:
        if file.extend != name:
            scope.report(document.problem("extend-other-name", ["extend"], extend=file.extend, name=name))
        elif name not in scope.lexicons:
            near = closest(name, scope.lexicons)
            scope.report(document.problem("extend-nothing", ["extend"], near, name=name))
        else:
            inherited = scope.lexicons[name]
            scope.lexicons[name] = Lexicon(name, _joined(inherited.entries, lexicon.entries), inherited.mark)
            return
    elif kind := scope.taken(name):
        code = "lexicon-inherited" if kind == "lexicon" else "name-taken"
        scope.report(document.problem(code, [], name=name, kind=kind))
    scope.lexicons[name] = lexicon


def _joined(first: tuple[LexiconEntry, ...], second: tuple[LexiconEntry, ...]) -> tuple[LexiconEntry, ...]:
    known = {(entry.text, entry.tag) for entry in first}
    return (*first, *(entry for entry in second if (entry.text, entry.tag) not in known))


def _entries(document: Document, file: LexiconFile, scope: Scope) -> Iterator[LexiconEntry]:
    seen: dict[tuple[str, str | None], int] = {}
    for position, word in enumerate(file.words):
        text = " ".join(unicodedata.normalize("NFC", word.word).split())
        key = (text, word.tag)
        place = document.place(["words", position])
        if not text:
            scope.report(document.problem("no-text", ["words", position], key="words", found=word.word))
        elif key in seen:
            scope.report(document.problem("duplicate-word", ["words", position], word=text, first=str(seen[key])))
        seen.setdefault(key, place.line)
        yield LexiconEntry(text, word.tag, word.note)


def build_selectors(document: Document, names: Iterable[str], scope: Scope) -> None:
    """Add the selectors of a pack to those it inherits, in ``scope``."""
    own: dict[str, Selector] = {}
    for name in names:
        if kind := scope.taken(name):
            scope.report(document.problem("name-taken", ["selectors", name], key_only=True, name=name, kind=kind))
            continue
        source, syntax = parse_search(document, ["selectors", name], scope)
        if syntax is None:
            scope.broken_selectors[name] = _stand_in(name)
        else:
            own[name] = Selector(name, syntax, source)
    scope.selectors.update(own)
    recursive = {name: path for name in own if (path := _path_back(name, scope.selectors))}
    for name, path in recursive.items():
        scope.report(
            document.problem("selector-recursion", ["selectors", name], key_only=True, name=name, path=" → ".join(path))
        )
        scope.broken_selectors[name] = _stand_in(name)
        del scope.selectors[name]
    large = _too_large(own, scope)
    for name in large:
        scope.report(document.problem("search-too-large", ["selectors", name], key_only=True, limit=str(MOST_STEPS)))
        scope.broken_selectors[name] = _stand_in(name)
        del scope.selectors[name]
    environment = scope.environment()
    for name, selector in own.items():
        if name not in recursive and name not in large:
            checked = check_search(selector.syntax, environment, selector.source.text)
            scope.report(*placed(checked.problems, selector.source, document))


def _too_large(own: Iterable[str], scope: Scope) -> list[str]:
    """The selectors that grow too large when the others are written out in them."""
    selectors = {name: selector.syntax for name, selector in scope.selectors.items()}
    known: dict[str, int] = {}
    return [name for name in own if name in selectors and steps_of(tree.Name(name), selectors, known) > MOST_STEPS]


def _stand_in(name: str) -> tree.Expression:
    """What stands for a selector that is wrong, so that checks that use it are not called wrong too."""
    return tree.Related(tree.Sequence((tree.Item(tree.Text(name)),)))


def names_used(node: tree.Node) -> frozenset[str]:
    """Every name below a node that may stand for a lexicon or selector."""
    return frozenset(part.name for part in walk(node) if isinstance(part, tree.AnyOf | tree.Name | tree.Call))


def _path_back(start: str, selectors: Mapping[str, Selector]) -> list[str] | None:
    """The way from a selector back to itself, if there is one."""
    stack = [[start]]
    seen = set()
    while stack:
        path = stack.pop()
        for name in sorted(names_used(selectors[path[-1]].syntax)):
            if name == start:
                return [*path, start]
            if name in selectors and name not in seen:
                seen.add(name)
                stack.append([*path, name])
    return None
