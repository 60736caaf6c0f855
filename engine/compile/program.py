"""Patterns as programs: a token automaton in the form of a few instructions, run without re-trying.

A search over tokens is a walk over states (instruction, position). Every state is entered at most once for one
attempt at a match (the technique of a bit-state matcher, R. Cox, "Regular Expression Matching: the Virtual
Machine Approach", 2009), so the work is bounded by instructions × tokens, and what an author writes cannot hang it.
Order of preference: leftmost; ``* + ?`` longest, a gap shortest.

Every token test answers yes, no, or ``None`` for *unknown*. In certain mode an unknown token does not match, in
possible mode it does. A walk in certain mode that met nothing unknown is the walk of possible mode too, so the second
one is made only where ``scan.doubt`` was raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.compile.instructions import Instruction, Lean, Op, anchored, first_words, lean, required_words

if TYPE_CHECKING:
    from engine.compile.run import Scan

WORDS, TOKEN, EDGES, SPLIT, SAVE_START, SAVE_END, AT_START, AT_END, GAP, MATCH = map(int, Op)


class Capture(NamedTuple):
    """A labelled piece, as a linked list: opened or closed at ``position``."""

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


class Program:
    """A compiled pattern.

    ``three_valued``: whether a token test may answer *unknown*. ``starts``: the words that a match can start with
    (as folded or as written), ``None`` where they cannot be listed. ``required``: lists of words of each of which
    every match holds at least one. ``asks``: whether it holds other searches, which may lack their input.
    """

    __slots__ = ("_anchored", "_begins", "_first", "_one", "_steps", "asks", "required", "starts", "three_valued")

    def __init__(self, code: tuple[Instruction, ...], *, three_valued: bool, asks: bool) -> None:
        self._steps: tuple[Lean, ...] = tuple(map(lean, code))
        self._first = code[0].token if code[0].op == Op.TOKEN else None
        """The test that every match begins with: quicker asked before a walk is set up."""
        self._one = len(code) == 2 and code[0].op in (Op.TOKEN, Op.WORDS)
        """Whether a match is one token that passes one test: then there is nothing to walk."""
        self._begins = next(step.begins for step in code if step.op != Op.SAVE_START)
        """Where what another search found begins, if every match begins with that."""
        self._anchored = anchored(code)
        """Whether every match begins at the start of the region."""
        self.three_valued = three_valued
        self.asks = asks
        self.starts = first_words(code)
        self.required = required_words(code)

    def hopeless(self, scan: Scan) -> bool:
        """Whether a word that every match needs is not in the region: then nothing has to be walked."""
        return any(map(scan.lacks, self.required))

    def search(self, scan: Scan, *, certain: bool) -> list[Hit]:
        """All matches in the scan's region, leftmost, not overlapping."""
        if self.required and (scan.narrow or self.asks) and self.hopeless(scan):
            return []
        if self._one:
            return [Hit(place, place + 1) for place in self._ones(scan, certain)]
        free, seen, hits = scan.low, set[int](), []
        for position in self._beginnings(scan, certain):
            found = self._run(scan, position, certain, seen) if position >= free else None
            if found is not None:
                hits.append(found)
                seen = set()
                free = max(found.end, position + 1)
        return hits

    def _beginnings(self, scan: Scan, certain: bool) -> Iterable[int]:
        """The places from which a walk is worth while."""
        first, places = self._first, self._places(scan, certain)
        if first is None:
            return places
        scan.charge(len(places))
        answers = [(place, first(scan, place)) for place in places if place < scan.high]
        if any(answer is None for _, answer in answers):
            scan.doubt = True
        return [place for place, answer in answers if answer or (answer is None and not certain)]

    def _ones(self, scan: Scan, certain: bool) -> Iterable[int]:
        """The tokens that are a match, where a match is one token."""
        if self._first is not None:
            return self._beginnings(scan, certain)
        step: tuple[int, Any, Any] = self._steps[0]
        _, loose, exact = step
        tokens, places = scan.tokens, self._places(scan, certain)
        scan.charge(len(places))
        return [
            place
            for place in places
            if place < scan.high and (tokens.folded[place] in loose or (exact and tokens.words[place] in exact))
        ]

    def _places(self, scan: Scan, certain: bool) -> Sequence[int]:
        """Where a match can start."""
        if self._anchored:
            return (scan.low,)
        if scan.narrow:
            if self.starts is not None:
                return scan.places_of(self.starts)
            if self._begins is not None:
                return self._begins(scan, certain)
        return range(scan.low, scan.high + 1)

    def _begins_not(self, scan: Scan, at: int) -> bool:
        """Whether no match can start at this token, as its word is none that one starts with."""
        starts = self.starts
        if starts is None or not scan.narrow:
            return False
        tokens = scan.tokens
        return at >= scan.high or (tokens.folded[at] not in starts and tokens.words[at] not in starts)

    def match_at(self, scan: Scan, start: int, *, certain: bool) -> bool:
        """Whether a match starts at this token."""
        if start > scan.high or self._begins_not(scan, start):
            return False
        return self._run(scan, start, certain, set()) is not None

    def match_until(self, scan: Scan, end: int, *, certain: bool) -> bool:
        """Whether a match ends just before this token. All ends are found in one walk over the region."""
        ends, doubt = scan.once((id(self), certain), lambda: self._ends(scan, certain))
        scan.doubt = scan.doubt or doubt
        return end in ends

    def _ends(self, scan: Scan, certain: bool) -> tuple[frozenset[int], bool]:
        if self.required and self.hopeless(scan):
            return frozenset(), False
        before, scan.doubt = scan.doubt, False
        seen, ends = set[int](), set[int]()
        for start in self._places(scan, certain):
            self._run(scan, start, certain, seen, reached=ends)
        doubt, scan.doubt = scan.doubt, before
        return frozenset(ends), doubt

    def match_exactly(self, scan: Scan, start: int, end: int, *, certain: bool) -> bool:
        """Whether the tokens from ``start`` to ``end`` are a match, all of them."""
        return not self._begins_not(scan, start) and self._run(scan, start, certain, set(), end) is not None

    def _run(  # noqa: C901, PLR0912, PLR0915 - one loop over instructions, kept in one place for speed and reading
        self,
        scan: Scan,
        start: int,
        certain: bool,
        seen: set[int],
        until: int | None = None,
        reached: set[int] | None = None,
    ) -> Hit | None:
        """The preferred match from ``start`` (that ends at ``until``), or with ``reached`` a note of every end."""
        steps: tuple[tuple[int, Any, Any], ...] = self._steps
        high, width = scan.high, len(steps)
        folded, words = scan.tokens.folded, scan.tokens.words
        stack: list[tuple[int, int, Capture | None]] = [(0, start, None)]
        entered = len(seen)
        while stack:
            pc, position, captures = stack.pop()
            while True:
                state = position * width + pc
                if state in seen:
                    break
                seen.add(state)
                op, first, second = steps[pc]
                if op == WORDS:
                    if position >= high or not (folded[position] in first or (second and words[position] in second)):
                        break
                    position += 1
                    pc += 1
                elif op == SPLIT:
                    stack.append((second, position, captures))
                    pc = first
                elif op == TOKEN:
                    if position >= high:
                        break
                    answer = first(scan, position)
                    if answer is None:
                        scan.doubt = True
                        if certain:
                            break
                    elif not answer:
                        break
                    position += 1
                    pc += 1
                elif op == GAP:
                    if position >= high or scan.gaps()[position] != first:
                        break
                    position += 1
                    pc += 1
                elif op == EDGES:
                    ends = first(scan, position, certain)
                    if not ends:
                        break
                    stack.extend((pc + 1, end, captures) for end in reversed(ends[1:]) if end <= high)
                    if ends[0] > high:
                        break
                    position = ends[0]
                    pc += 1
                elif op == MATCH:
                    if reached is not None:
                        reached.add(position)
                    elif until is None or position == until:
                        scan.charge(len(seen) - entered)
                        return Hit(start, position, _labels(captures) if captures is not None else ())
                    break
                elif op in (SAVE_START, SAVE_END):
                    captures = Capture(first, position, op == SAVE_START, captures)
                    pc += 1
                elif position == (scan.low if op == AT_START else high):
                    pc += 1
                else:
                    break
        scan.charge(len(seen) - entered)
        return None


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
