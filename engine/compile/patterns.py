"""From a sequence of the rule language to a program over tokens (``engine.compile.program``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from engine.compile.asking import Searches
from engine.compile.found import Found
from engine.compile.instructions import EdgeList, Instruction, Op
from engine.compile.program import Program
from engine.compile.run import GAP_SIGN, GAP_WORD, Scan
from engine.compile.tokentests import TokenTests
from engine.compile.words import Phrase, lemma_phrase, literal_phrase
from engine.language import tree
from engine.language.environment import unwrap

NOWHERE: Final[Mapping[int, list[int]]] = {}


class PatternCompiler:
    """Builds one program. ``searches`` compiles what is no token pattern (features, regexes, relations)."""

    def __init__(self, searches: Searches) -> None:
        self.searches = searches
        self.tests = TokenTests(searches)
        self.code: list[Instruction] = []
        self.three_valued = False
        self.asks = False

    def program(self, sequence: tree.Sequence) -> Program:
        """The program of a sequence."""
        self._sequence(sequence)
        self._emit(Op.MATCH)
        return Program(tuple(self.code), three_valued=self.three_valued, asks=self.asks)

    def _emit(self, op: Op, **parts: object) -> int:
        self.code.append(Instruction(op, **parts))  # type: ignore[arg-type]
        return len(self.code) - 1

    def _split(self) -> int:
        return self._emit(Op.SPLIT)

    def _aim(self, at: int, *, first: int, second: int) -> None:
        self.code[at] = self.code[at]._replace(first=first, second=second)

    # --- structure -----------------------------------------------------------------------------------

    def _sequence(self, sequence: tree.Sequence) -> None:
        for item in sequence.items:
            if item.label is not None:
                self._emit(Op.SAVE_START, label=item.label)
            self._repeated(lambda atom=item.atom: self._atom(atom), item.minimum, item.maximum)  # type: ignore[misc]
            if item.label is not None:
                self._emit(Op.SAVE_END, label=item.label)

    def _repeated(self, body: Callable[[], None], minimum: int, maximum: int | None, *, longest: bool = True) -> None:
        for _ in range(minimum):
            body()
        if maximum is None:
            loop = self._split()
            body()
            again = self._emit(Op.SPLIT)
            self._aim(again, first=loop, second=loop)
            self._prefer(loop, loop + 1, len(self.code), longest)
            return
        skips = []
        for _ in range(maximum - minimum):
            skips.append(self._split())
            body()
        for skip in skips:
            self._prefer(skip, skip + 1, len(self.code), longest)

    def _prefer(self, at: int, inside: int, outside: int, longest: bool) -> None:
        self._aim(at, first=inside if longest else outside, second=outside if longest else inside)

    def _alternatives(self, parts: Sequence[Callable[[], None]]) -> None:
        jumps = []
        for part in parts[:-1]:
            choice = self._split()
            part()
            jumps.append(self._split())
            self._aim(choice, first=choice + 1, second=len(self.code))
        parts[-1]()
        for jump in jumps:
            self._aim(jump, first=len(self.code), second=len(self.code))

    # --- atoms ---------------------------------------------------------------------------------------

    def _atom(self, atom: tree.Atom) -> None:
        match atom:
            case tree.Text():
                self._phrase(literal_phrase(atom.value))
            case tree.Lemma():
                self._phrase(lemma_phrase(atom.value, None, self.searches.analyzer))
            case tree.AnyOf():
                self._any_of(atom)
            case tree.Token():
                self._token(atom)
            case tree.Gap():
                self._gap(atom)
            case tree.Edge():
                self._emit(Op.AT_START if atom.side == "start" else Op.AT_END)
            case tree.Group():
                self._group(atom)
            case tree.Name() if atom.name in self.searches.selectors:
                self._group(tree.Group(self.searches.selectors[atom.name]))
            case _:
                self._found(tree.Related(tree.Sequence((tree.Item(atom),))))

    def _group(self, group: tree.Group) -> None:
        inner = unwrap(group.inner)
        parts = inner.parts if isinstance(inner, tree.Or) else (inner,)
        plain = [part.sequence for part in parts if isinstance(part, tree.Related) and not part.relations]
        sequences = [sequence for sequence in plain if sequence is not None]
        if len(sequences) == len(parts):
            self._alternatives([lambda sequence=sequence: self._sequence(sequence) for sequence in sequences])  # type: ignore[misc]
        else:
            self._found(inner)

    def _edges(self, edges: EdgeList) -> None:
        self._emit(Op.EDGES, edges=edges)

    def _words(self, loose: frozenset[str], exact: frozenset[str]) -> None:
        self._emit(Op.WORDS, loose=loose, exact=exact, starts=loose | exact)

    def _phrase(self, phrase: Phrase) -> None:
        """One phrase, word by word."""
        if not phrase.forms:
            self._words(frozenset(), frozenset())
        for forms, exact in zip(phrase.forms, phrase.exact, strict=True):
            self._words(frozenset() if exact else forms, forms if exact else frozenset())

    def _token(self, atom: tree.Token) -> None:
        listed = self.tests.listed(atom)
        if listed is not None:
            self._words(*listed)
            return
        self.three_valued = self.three_valued or self.tests.asks_readings(atom)
        self.asks = self.asks or self.tests.asks_record(atom)
        self._emit(Op.TOKEN, token=self.tests.test(atom), starts=self.tests.starts(atom))

    def _any_of(self, atom: tree.AnyOf) -> None:
        table = self.searches.lexicon(atom)
        if table is None:
            words = self.searches.words(atom)
            self.asks = True
            self._edges(lambda scan, index, certain: words(scan.run).ends(scan, index, certain))
        elif table.single:
            self._words(table.words(exact=False), table.words(exact=True))
        else:
            self.three_valued = self.three_valued or table.has_tags
            self._emit(Op.EDGES, edges=table.ends, starts=table.first_words)

    def _found(self, expression: tree.Expression) -> None:
        """Something found by another search: its matches are edges from their first to after their last token."""
        search = self.searches.search(expression)
        self.three_valued = self.asks = True

        def found_at(scan: Scan, certain: bool) -> Mapping[int, list[int]]:
            found = search(scan.run, scan.region, None)
            if found.missing is not None:
                scan.missing = found.missing
            if not found.spans:
                return NOWHERE
            ends, doubt = scan.once((found_at, certain), lambda: places(scan, found, certain))
            scan.doubt = scan.doubt or doubt
            return ends

        def edges(scan: Scan, index: int, certain: bool) -> list[int]:
            return found_at(scan, certain).get(index, [])

        def begins(scan: Scan, certain: bool) -> list[int]:
            return sorted(place for place in found_at(scan, certain) if scan.low <= place < scan.high)

        def places(scan: Scan, found: Found, certain: bool) -> tuple[dict[int, list[int]], bool]:
            """Where matches end, longest first, by where they start; and whether any of them is in doubt."""
            ends: dict[int, list[int]] = {}
            for span in found.spans:
                if span.field == scan.field and (span.certain or not certain):
                    first, last = scan.tokens.covering(span.start, span.end)
                    if first < last and scan.tokens.starts[first] == span.start:
                        ends.setdefault(first, []).append(last)
            doubt = any(span.unknown is not None for span in found.spans)
            return {start: sorted(each, reverse=True) for start, each in ends.items()}, doubt

        self._emit(Op.EDGES, edges=edges, begins=begins)

    def _gap(self, gap: tree.Gap) -> None:
        def insertion(scan: Scan, index: int, certain: bool) -> Sequence[int]:
            end = scan.insertion_end(index) if index < scan.high else None
            return () if end is None else (end,)

        def free() -> None:
            self._alternatives([lambda: self._cross(GAP_SIGN), lambda: self._edges(insertion)])

        def step() -> None:
            self._repeated(free, 0, None, longest=False)
            self._cross(GAP_WORD)

        self._repeated(step, 0, gap.limit, longest=False)
        self._repeated(free, 0, None, longest=False)

    def _cross(self, sort: int) -> None:
        self._emit(Op.GAP, first=sort)
