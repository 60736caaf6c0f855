"""The prompt of a round, made from the pack, the record and the best candidate: nothing else, so that it never grows.

Every part has a bound in tokens; what the rules ask takes the same room in every round, and what a first round spends
on good examples, later rounds spend on the best text and its findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import Definition, Source
from engine.spans import DEFINITIE
from generator.excerpts import passages
from generator.judging import Jury
from generator.material import CLOSE, OPEN, as_material, plain
from generator.model import Candidate, Flaw, Request
from generator.tokens import estimate_tokens, fitting
from generator.wording import PROMPT_VERSION, word
from plugins.generating import Prompt, SourceText

TERM, CONTEXT, TEXT, FLAWS, KEEP, SOURCES, EXAMPLES = 60, 120, 300, 260, 100, 450, 110
"""Most tokens (as ``estimate_tokens`` counts) of the parts of the data."""
CITED = 40
"""Most tokens of the title of a source."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts of one run. ``shown`` are the sources of which a passage stands in them."""

    language: str
    begrip: str
    system: str
    known: Mapping[str, object]
    examples: tuple[str, ...]
    shown: tuple[Source, ...]

    @classmethod
    def of(cls, jury: Jury, request: Request) -> Prompts:
        """What a run needs for its prompts; the first one for a kind of record takes as long as judging fifty."""
        record, language = request.record, jury.engine.packs[0].language
        asked = "\n".join(f"- {family.text}" for family in jury.asked(record))
        passage = _passages(request.sources, record.begrip)
        return cls(
            language=language,
            begrip=record.begrip,
            system=word("system", language, open=OPEN, close=CLOSE, asked=asked),
            known={**_known(record), **({"bronnen": [text for _, text in passage]} if passage else {})},
            examples=_examples(jury, record.begrip),
            shown=tuple(Source(title=source.title, url=source.url) for source, _ in passage),
        )

    def prompt(self, best: Candidate | None) -> Prompt:
        """The prompt of a round: to write (no candidate yet), or to improve the best one."""
        said = [word("first" if best is None else "refine", self.language)]
        if "bronnen" in self.known:
            said.append(word("sources", self.language))
        data = dict(self.known)
        if best is not None:
            data.update(self._best(best))
        elif self.examples:
            said.append(word("examples", self.language))
            data["voorbeelden"] = list(self.examples)
        return Prompt(self.system, f"{' '.join(said)}\n{as_material(data)}", PROMPT_VERSION)

    def _best(self, best: Candidate) -> dict[str, object]:
        flaws = self._objections(best)
        kept = kept_parts(best)
        told: dict[str, object] = {"definitie": fitting(plain(best.text), TEXT), "bezwaren": flaws}
        return {**told, "behouden": kept} if kept else told

    def _objections(self, best: Candidate) -> list[str]:
        """The findings in words, the worst first, each defect once; what does not fit is counted."""
        flaws = _distinct(best.flaws)
        room = FLAWS
        told: list[str] = []
        if best.foreign:
            told.append(word("foreign", self.language))
        for flaw in flaws:
            message = plain(flaw.message) if told else fitting(plain(flaw.message), room)
            if estimate_tokens(message) > room:
                break
            told.append(message)
            room -= estimate_tokens(message)
        first = len(told) - len(flaws[: len(told)]) if best.foreign else 0
        for position, flaw in enumerate(flaws[: len(told) - first]):
            advice = " " + plain(flaw.suggestion or "")
            if advice.strip() and estimate_tokens(advice) <= room:
                told[first + position] += advice
                room -= estimate_tokens(advice)
        left = len(flaws) - (len(told) - first)
        return [*told, word("more", self.language, count=left)] if left else told


def kept_parts(best: Candidate) -> list[str]:
    """The parts of a text that no finding is about, where findings have a place: what is right and should stay."""
    spans = sorted(
        (finding["start"], finding["end"])
        for outcome in best.judged.report["outcomes"] for finding in outcome["findings"]
        if finding["field"] == DEFINITIE and finding["start"] is not None
    )  # fmt: skip
    if not spans:
        return []
    parts, reached = [], 0
    for start, end in (*spans, (len(best.text), len(best.text))):
        part = plain(best.text[reached:start]).strip(" ,.;:()")
        if any(sign.isalpha() for sign in part):
            parts.append(part)
        reached = max(reached, end)
    return _within(parts, KEEP)


def _distinct(flaws: Sequence[Flaw]) -> list[Flaw]:
    """One finding for each defect: rules of a family that stumble over the same words see the same."""
    return list({(flaw.family, flaw.match): flaw for flaw in reversed(flaws)}.values())[::-1]


def _known(record: Definition) -> dict[str, object]:
    known: dict[str, object] = {"begrip": fitting(plain(record.begrip), TERM)}
    if record.category is not None:
        known["categorie"] = record.category.value
    context = record.context
    if context is not None:
        names = {
            "organisatorisch": context.organizational, "juridisch": context.legal, "wettelijk": context.statutory
        }  # fmt: skip
        room = CONTEXT // len(names)
        said = {name: _within([plain(value) for value in values], room) for name, values in names.items() if values}
        if said:
            known["context"] = said
    if record.synonyms:
        known["synoniemen"] = _within([plain(value) for value in record.synonyms], TERM)
    return known


def _within(texts: Sequence[str], tokens: int) -> list[str]:
    """As many of the texts as fit; the first one at least in part."""
    kept: list[str] = []
    for text in texts:
        part = text if kept else fitting(text, tokens)
        if estimate_tokens(part) > tokens:
            break
        kept.append(part)
        tokens -= estimate_tokens(part)
    return kept


def _passages(sources: Sequence[SourceText], begrip: str) -> list[tuple[SourceText, dict[str, Any]]]:
    room, found = SOURCES, []
    for source in sources:
        text = passages(source, begrip, room) if room > CITED else ""
        if text:
            title = fitting(plain(source.title), CITED)
            found.append((source, {"titel": title, "tekst": text}))
            room -= estimate_tokens(title) + estimate_tokens(text)
    return found


def _examples(jury: Jury, begrip: str) -> tuple[str, ...]:
    """Good texts of the pack's own instructions, of other terms."""
    texts = (
        f"{good.definition.begrip}: {good.definition.definitie}"
        for rule in jury.engine.rules if rule.instruction is not None
        for good in rule.instruction.good if good.definition.begrip.casefold() != begrip.casefold()
    )  # fmt: skip
    return tuple(_within([plain(text) for text in dict.fromkeys(texts)], EXAMPLES))
