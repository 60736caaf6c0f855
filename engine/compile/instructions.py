"""The steps of pattern programs, and what can be read off them before any text is seen.

Which words a match can start with, and of which lists of words every match holds one: what the filter lives on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.compile.run import Scan


class Op(IntEnum):
    """What an instruction does."""

    WORDS = 0
    TOKEN = 1
    EDGES = 2
    SPLIT = 3
    SAVE_START = 4
    SAVE_END = 5
    AT_START = 6
    AT_END = 7
    GAP = 8
    MATCH = 9


TokenTest = Callable[["Scan", int], bool | None]
"""Does the token at this index match? ``None``: unknown."""
EdgeList = Callable[["Scan", int, bool], Sequence[int]]
"""Token indexes at which something that starts at this index ends, preferred first; the flag is *certain*."""


Begins = Callable[["Scan", bool], Sequence[int]]
"""Token indexes at which what another search found begins, in order; the flag is *certain*."""


class Instruction(NamedTuple):
    """One step. ``first`` and ``second`` are the targets of a SPLIT, in order of preference; ``label`` of a SAVE.

    WORDS takes a token that is one of ``loose`` (case folded) or ``exact`` (as written). GAP crosses a token of the
    sort ``first`` (``engine.compile.run``). ``starts``: the words that what this step matches can start with,
    ``None`` where that cannot be listed. ``begins``: where EDGES of another search begin.
    """

    op: Op
    token: TokenTest | None = None
    edges: EdgeList | None = None
    first: int = 0
    second: int = 0
    label: str = ""
    starts: frozenset[str] | None = None
    loose: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    begins: Begins | None = None


LISTED = (Op.WORDS, Op.TOKEN, Op.EDGES)
Lean = tuple[int, object, object]
"""A step as the inner loop reads it: its kind, and what that kind takes."""


def lean(step: Instruction) -> Lean:
    """The step as the inner loop reads it."""
    match step.op:
        case Op.WORDS:
            return int(step.op), step.loose, step.exact
        case Op.TOKEN:
            return int(step.op), step.token, None
        case Op.EDGES:
            return int(step.op), step.edges, None
        case Op.SPLIT | Op.GAP:
            return int(step.op), step.first, step.second
    return int(step.op), step.label, None


def first_words(code: tuple[Instruction, ...]) -> frozenset[str] | None:
    """The words that a match of the program can start with, ``None`` where they cannot be listed."""
    found: set[str] = set()
    waiting, seen = [0], set[int]()
    while waiting:
        pc = waiting.pop()
        if pc in seen:
            continue
        seen.add(pc)
        step = code[pc]
        if step.op in LISTED:
            if step.starts is None:
                return None
            found |= step.starts
        elif step.op == Op.SPLIT:
            waiting += (step.first, step.second)
        elif step.op in (Op.SAVE_START, Op.SAVE_END, Op.AT_START):
            waiting.append(pc + 1)
        else:
            return None
    return frozenset(found)


def anchored(code: tuple[Instruction, ...]) -> bool:
    """Whether every way through the program begins at the start of the region."""
    begins = next(step.op for step in code if step.op != Op.SAVE_START)
    return begins == Op.AT_START


def required_words(code: tuple[Instruction, ...]) -> tuple[frozenset[str], ...]:
    """Lists of words of each of which every match holds at least one: the listed steps that no way goes around."""
    listed = [pc for pc, step in enumerate(code) if step.starts is not None and step.op in LISTED]
    alone = [code[pc].starts for pc in listed if not _reaches_match(code, {pc})]
    if not alone and listed and not _reaches_match(code, set(listed)):
        alone = [frozenset[str]().union(*(code[pc].starts or () for pc in listed))]
    return tuple({words for words in alone if words is not None})


def _reaches_match(code: tuple[Instruction, ...], closed: set[int]) -> bool:
    """Whether there is a way from the start to a match that goes through none of the closed steps."""
    waiting, seen = [0], set[int]()
    while waiting:
        pc = waiting.pop()
        if pc in seen or pc in closed:
            continue
        seen.add(pc)
        if code[pc].op == Op.MATCH:
            return True
        waiting += (code[pc].first, code[pc].second) if code[pc].op == Op.SPLIT else (pc + 1,)
    return False
