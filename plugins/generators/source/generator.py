"""``source``: proposes the definitions that stand in given texts. No model, no network, nothing of its own making."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from engine.model import Context, Source
from engine.ports import Analyzer
from plugins.generating import Ask, Calls, Proposal, SourceText
from plugins.generators.source.compose import refers
from plugins.generators.source.copula import defines
from plugins.generators.source.finding import Reading, read
from plugins.generators.source.found import Found
from plugins.generators.source.terms import Match, Term, bare

NAME: Final = "source"


class SourceGenerator:
    """Finds definitions of the asked term in the texts that it is given.

    The best come first: a definition article before a glossary before running text, a definition before a mere
    reference to one, a text that the asked context names before others, the term itself before a form of it, and
    then the order of the texts. A further round gets the next ones; none is offered twice.
    """

    def __init__(self, analyzers: Callable[[], Sequence[Analyzer]] | None = None) -> None:
        """``analyzers`` are asked for when the first term is; by default those of all plugins."""
        self._analyzers = lru_cache(maxsize=1)(analyzers or _installed)

    @property
    def name(self) -> str:
        return NAME

    async def propose(self, ask: Ask, calls: Calls) -> Sequence[Proposal]:
        """The definitions that stand in the sources of the question; ``calls`` is not used, for nothing is called."""
        found = await asyncio.to_thread(self.find, ask.begrip, ask.sources, ask.language, ask.context)
        first = (ask.round - 1) * ask.count
        return found[first : first + ask.count]

    def find(
        self, begrip: str, sources: Sequence[SourceText], language: str = "nl", context: Context | None = None
    ) -> list[Proposal]:
        """All definitions of a term, best first; the same text of several places is one, with all its citations."""
        analyzer = next(
            (each for each in self._analyzers() if each.language == language.split("-", maxsplit=1)[0]), None
        )
        term = Term(begrip, analyzer)
        ranked: list[tuple[tuple[int, ...], str, Source]] = []
        for number, source in enumerate(sources):
            reading = read(source)
            away = 0 if _names_context(reading.title, source.title, context) else 1
            for order, (found, match) in enumerate(_of(term, reading, analyzer)):
                where = refers(found.text)
                citation = found.place.cite(reading.title) + (f" (verwijst naar {where})" if where else "")
                rank = (found.kind, 1 if where else 0, away, match, number, order)
                ranked.append((rank, found.text, Source(reading.title, citation, source.url)))
        ranked.sort(key=lambda each: each[0])
        texts: dict[str, list[Source]] = {}
        for _, text, cited in ranked:
            texts.setdefault(text, []).append(cited)
        return [Proposal(text, tuple(dict.fromkeys(cited)), NAME) for text, cited in texts.items()]


def _of(term: Term, reading: Reading, analyzer: Analyzer | None) -> list[tuple[Found, Match]]:
    """What a text says of a term."""
    matched = [(found, term.match(found.names)) for found in reading.found]
    named = [each for each in matched if each[1] is not Match.NONE and bare(each[0].text) != term.name]
    announced = [each for each in named if each[0].subject is None]
    if announced:
        # Who announces a definition of a term does not define it again with a mere *is*.
        return announced
    return [each for each in named if each[0].subject is not None and defines(each[0].subject, each[0].text, analyzer)]


def _names_context(title: str, given: str, context: Context | None) -> bool:
    if context is None:
        return False
    named = [*(context.statutory or ()), *(context.legal or ()), *(context.organizational or ())]
    titles = f"{title} {given}".casefold()
    return any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", titles) for name in named if name.strip())


def _installed() -> Sequence[Analyzer]:
    from plugins.manager import analyzers  # noqa: PLC0415 - the manager registers this module's class

    return analyzers()
