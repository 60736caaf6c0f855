"""From a sequence of the rule language to a program over tokens (``engine.compile.program``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.compile.asking import Searches
from engine.compile.program import EdgeList, Instruction, Op, Program, TokenTest, first_words, required_words
from engine.compile.run import Scan
from engine.compile.words import WordTable, lemma_phrase, literal_phrase
from engine.language import tree
from engine.language.environment import unwrap
from engine.ports import Reading

Answer = Callable[[Scan, int, Reading | None], bool | None]


class PatternCompiler:
    """Builds one program. ``searches`` compiles what is no token pattern (features, regexes, relations)."""

    def __init__(self, searches: Searches) -> None:
        self.searches = searches
        self.code: list[Instruction] = []
        self.three_valued = False

    def program(self, sequence: tree.Sequence) -> Program:
        """The program of a sequence."""
        self._sequence(sequence)
        self._emit(Op.MATCH)
        code = tuple(self.code)
        return Program(code, self.three_valued, first_words(code), required_words(code))

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
                self._listed(WordTable([literal_phrase(atom.value)]))
            case tree.Lemma():
                self._listed(WordTable([lemma_phrase(atom.value, None, self.searches.analyzer)]))
            case tree.AnyOf():
                self._any_of(atom)
            case tree.Token():
                self._emit(Op.TOKEN, token=self._token_test(atom), starts=self._token_starts(atom))
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

    def _listed(self, table: WordTable) -> None:
        self.three_valued = self.three_valued or table.has_tags
        self._emit(Op.EDGES, edges=table.ends, starts=table.first_words)

    def _any_of(self, atom: tree.AnyOf) -> None:
        table = self.searches.lexicon(atom)
        if table is not None:
            self._listed(table)
            return
        words = self.searches.words(atom)
        self._edges(lambda scan, index, certain: words(scan.run).ends(scan, index, certain))

    def _found(self, expression: tree.Expression) -> None:
        """Something found by another search: its matches are edges from their first to after their last token."""
        search = self.searches.search(expression)
        self.three_valued = True

        def edges(scan: Scan, index: int, certain: bool) -> list[int]:
            return scan.once((edges, certain), lambda: places(scan, certain)).get(index, [])

        def places(scan: Scan, certain: bool) -> dict[int, list[int]]:
            """Where matches end, longest first, by where they start."""
            found = search(scan.run, scan.region, None)
            if found.missing is not None:
                scan.missing = found.missing
            ends: dict[int, list[int]] = {}
            for span in found.spans:
                if span.field == scan.field and (span.certain or not certain):
                    first, last = scan.tokens.covering(span.start, span.end)
                    if first < last and scan.tokens.starts[first] == span.start:
                        ends.setdefault(first, []).append(last)
            return {start: sorted(found, reverse=True) for start, found in ends.items()}

        self._edges(edges)

    def _gap(self, gap: tree.Gap) -> None:
        def word(scan: Scan, index: int) -> bool:
            return scan.is_word(index) and scan.crossable(index)

        def sign(scan: Scan, index: int) -> bool:
            return not scan.is_word(index) and scan.crossable(index)

        def insertion(scan: Scan, index: int, certain: bool) -> list[int]:
            end = scan.insertion_end(index) if index < scan.high else None
            return [] if end is None else [end]

        def free() -> None:
            self._alternatives([lambda: self._emit_token(sign), lambda: self._edges(insertion)])

        def step() -> None:
            self._repeated(free, 0, None, longest=False)
            self._emit_token(word)

        self._repeated(step, 0, gap.limit, longest=False)
        self._repeated(free, 0, None, longest=False)

    def _emit_token(self, test: TokenTest) -> None:
        self._emit(Op.TOKEN, token=test)

    # --- tokens --------------------------------------------------------------------------------------

    def _token_test(self, token: tree.Token) -> TokenTest:
        answers = [self._alternative(alternative) for alternative in token.alternatives]
        self.three_valued = self.three_valued or any(_asks_reading(part) for part in token.alternatives)

        def test(scan: Scan, index: int) -> bool | None:
            known = scan.answers.setdefault(test, {})
            if index not in known:
                known[index] = answer_for(scan, index)
            return known[index]

        def answer_for(scan: Scan, index: int) -> bool | None:
            readings = scan.readings(index)
            if not readings:
                return _either([answer(scan, index, None) for answer in answers])
            seen = {_either([answer(scan, index, reading) for answer in answers]) for reading in readings}
            return seen.pop() if len(seen) == 1 else None

        return test

    def _token_starts(self, token: tree.Token) -> frozenset[str] | None:
        """The words that a token can be, if all its alternatives are lists."""
        if any(_asks_reading(part) and not self._is_listed(part) for part in token.alternatives):
            return None
        return frozenset[str]().union(*(self._table(part).first_words for part in token.alternatives))

    def _is_listed(self, alternative: tree.Alternative) -> bool:
        return isinstance(alternative, tree.AnyOf) and self.searches.lexicon(alternative) is not None

    def _alternative(self, alternative: tree.Alternative) -> Answer:
        match alternative:
            case tree.NotAlternative():
                inner = self._alternative(alternative.inner)

                def negated(scan: Scan, index: int, reading: Reading | None) -> bool | None:
                    answer = inner(scan, index, reading)
                    return None if answer is None else not answer

                return negated
            case tree.TagAlternative():
                tag, marks = alternative.tag, frozenset(alternative.marks)
                return lambda _scan, _index, reading: (
                    None if reading is None else reading.tag == tag and marks <= reading.marks
                )
            case tree.AnyOf() if self.searches.lexicon(alternative) is None:
                words = self.searches.words(alternative)
                return lambda scan, index, _reading: index + 1 in words(scan.run).ends(scan, index, True)
            case _:
                table = self._table(alternative)

                def listed(scan: Scan, index: int, _reading: Reading | None) -> bool | None:
                    if index + 1 in table.ends(scan, index, True):
                        return True
                    return None if table.has_tags and index + 1 in table.ends(scan, index, False) else False

                return listed

    def _table(self, alternative: tree.Alternative) -> WordTable:
        if isinstance(alternative, tree.AnyOf):
            table = self.searches.lexicon(alternative)
            return table if table is not None else WordTable(())
        if isinstance(alternative, tree.Lemma):
            return WordTable([lemma_phrase(alternative.value, None, self.searches.analyzer)])
        if isinstance(alternative, tree.Text):
            return WordTable([literal_phrase(alternative.value)])
        return WordTable(())


def _either(answers: Sequence[bool | None]) -> bool | None:
    if any(answer is True for answer in answers):
        return True
    return None if any(answer is None for answer in answers) else False


def _asks_reading(alternative: tree.Alternative) -> bool:
    if isinstance(alternative, tree.NotAlternative):
        return _asks_reading(alternative.inner)
    return isinstance(alternative, tree.TagAlternative | tree.AnyOf)
