"""Patterns as programs: a token automaton in the form of a few instructions, run without re-trying.

A search over tokens is a walk over states (instruction, position). Every state is entered at most once for one
attempt at a match (the technique of a bit-state matcher, R. Cox, "Regular Expression Matching: the Virtual
Machine Approach", 2009), so the work is bounded by instructions × tokens, and what an author writes cannot hang it.
Order of preference: leftmost; ``* + ?`` longest, a gap shortest.

Every token test answers yes, no, or ``None`` for *unknown*. A program runs twice where unknowns can occur: in
certain mode an unknown token does not match, in possible mode it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.compile.run import Scan


class Op(IntEnum):
    """What an instruction does."""

    TOKEN = 0
    EDGES = 1
    SPLIT = 2
    SAVE_START = 3
    SAVE_END = 4
    AT_START = 5
    AT_END = 6
    MATCH = 7


TokenTest = Callable[["Scan", int], bool | None]
"""Does the token at this index match? ``None``: unknown."""
EdgeList = Callable[["Scan", int, bool], Sequence[int]]
"""Token indexes at which something that starts at this index ends, preferred first; the flag is *certain*."""


class Instruction(NamedTuple):
    """One step. ``first`` and ``second`` are the targets of a SPLIT, in order of preference; ``label`` of a SAVE.

    ``starts``: the words that what this step matches can start with, ``None`` where that cannot be listed.
    """

    op: Op
    token: TokenTest | None = None
    edges: EdgeList | None = None
    first: int = 0
    second: int = 0
    label: str = ""
    starts: frozenset[str] | None = None


class Capture(NamedTuple):
    """A labelled piece, as a linked list: opened (``end`` < 0) or closed."""

    label: str
    position: int
    opens: bool
    rest: Capture | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One match: token indexes, half-open, with its labels."""

    start: int
    end: int
    labels: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled pattern. ``three_valued``: whether a token test may answer *unknown*.

    ``starts``: the words that a match can start with (as folded or as written), ``None`` where they cannot be listed.
    ``required``: lists of words of each of which every match holds at least one.
    """

    code: tuple[Instruction, ...]
    three_valued: bool
    starts: frozenset[str] | None = None
    required: tuple[frozenset[str], ...] = ()

    def hopeless(self, scan: Scan) -> bool:
        """Whether a word that every match needs is not in the region: then nothing has to be walked."""
        return any(scan.lacks(words) for words in self.required)

    def search(self, scan: Scan, *, certain: bool) -> Iterator[Hit]:
        """All matches in the scan's region, leftmost, not overlapping."""
        if self.hopeless(scan):
            return
        free, seen = scan.low, set[int]()
        for position in scan.places_of(self.starts) if self.starts is not None else range(scan.low, scan.high + 1):
            found = self._run(scan, position, certain, seen) if position >= free else None
            if found is not None:
                yield found
                seen = set()
                free = max(found.end, position + 1)

    def match_at(self, scan: Scan, start: int, *, certain: bool) -> bool:
        """Whether a match starts at this token."""
        return start <= scan.high and self._run(scan, start, certain, set()) is not None

    def match_until(self, scan: Scan, end: int, *, certain: bool) -> bool:
        """Whether a match ends just before this token. All ends are found in one walk over the region."""
        return end in scan.once((id(self), certain), lambda: self._ends(scan, certain))

    def _ends(self, scan: Scan, certain: bool) -> frozenset[int]:
        if self.hopeless(scan):
            return frozenset()
        starts = scan.places_of(self.starts) if self.starts is not None else range(scan.low, scan.high + 1)
        seen, ends = set[int](), set[int]()
        for start in starts:
            self._run(scan, start, certain, seen, reached=ends)
        return frozenset(ends)

    def match_exactly(self, scan: Scan, start: int, end: int, *, certain: bool) -> bool:
        """Whether the tokens from ``start`` to ``end`` are a match, all of them."""
        return self._run(scan, start, certain, set(), end) is not None

    def _run(  # noqa: C901, PLR0912 - one loop over instructions, kept in one place for speed and reading
        self,
        scan: Scan,
        start: int,
        certain: bool,
        seen: set[int],
        until: int | None = None,
        reached: set[int] | None = None,
    ) -> Hit | None:
        """The preferred match from ``start`` (that ends at ``until``), or with ``reached`` a note of every end."""
        code, high, width = self.code, scan.high, len(self.code)
        stack: list[tuple[int, int, Capture | None]] = [(0, start, None)]
        steps = 0
        while stack:
            pc, position, captures = stack.pop()
            while True:
                state = position * width + pc
                if state in seen:
                    break
                seen.add(state)
                steps += 1
                instruction = code[pc]
                op = instruction.op
                if op == Op.TOKEN:
                    if position >= high or instruction.token is None:
                        break
                    answer = instruction.token(scan, position)
                    if answer is False or (answer is None and certain):
                        break
                    position += 1
                    pc += 1
                elif op == Op.SPLIT:
                    stack.append((instruction.second, position, captures))
                    pc = instruction.first
                elif op == Op.EDGES:
                    ends = instruction.edges(scan, position, certain) if instruction.edges is not None else ()
                    if not ends:
                        break
                    stack.extend((pc + 1, end, captures) for end in reversed(ends[1:]) if end <= high)
                    if ends[0] > high:
                        break
                    position = ends[0]
                    pc += 1
                elif op in (Op.SAVE_START, Op.SAVE_END):
                    captures = Capture(instruction.label, position, op == Op.SAVE_START, captures)
                    pc += 1
                elif op == Op.MATCH:
                    if reached is not None:
                        reached.add(position)
                    elif until is None or position == until:
                        scan.charge(steps)
                        return Hit(start, position, _labels(captures))
                    break
                elif position == (scan.low if op == Op.AT_START else high):
                    pc += 1
                else:
                    break
        scan.charge(steps)
        return None


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
        if step.op in (Op.TOKEN, Op.EDGES):
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


def required_words(code: tuple[Instruction, ...]) -> tuple[frozenset[str], ...]:
    """Lists of words of each of which every match holds at least one: the listed steps that no way goes around."""
    listed = [pc for pc, step in enumerate(code) if step.starts is not None and step.op in (Op.TOKEN, Op.EDGES)]
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


def _labels(captures: Capture | None) -> tuple[tuple[str, int, int], ...]:
    """The last piece of each label, from the linked list (latest first)."""
    ends: dict[str, int] = {}
    found: dict[str, tuple[str, int, int]] = {}
    while captures is not None:
        if not captures.opens:
            ends.setdefault(captures.label, captures.position)
        elif captures.label not in found and captures.label in ends:
            found[captures.label] = (captures.label, captures.position, ends[captures.label])
        captures = captures.rest
    return tuple(found.values())
