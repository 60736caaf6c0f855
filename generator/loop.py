"""The loop: propose, fix, judge, keep the best, refine from the best, until it is accepted or there is reason to stop.

The only implementation (DESIGN §8). It holds one state, keeps no transcript, and does through ``Steps`` whatever is not
a pure function of that state, so that the same code runs in memory and durably. In a round the generators are asked in
their order, each only when those before it had nothing new: sources first, models after them, is how a run costs
nothing where nothing needs to be paid.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.model import Definition, Source
from generator.judging import Jury
from generator.model import (
    Candidate,
    Limits,
    Request,
    Result,
    Round,
    Spent,
    StopReason,
    Trouble,
    TroubleKind,
)
from generator.prompt import Prompts
from generator.select import PATIENCE, best_of, text_key, verdict, weight, without_news
from generator.steps import Steps
from generator.tidy import tidied
from plugins.generating import Ask, Prompt, Proposal

LOOP_VERSION = "1"
"""Changes when runs of the version before cannot be taken up any more. Part of the name of a durable workflow."""


@dataclass(slots=True)
class _State:
    """All that a run knows."""

    rounds: list[Round] = field(default_factory=list)
    best: Candidate | None = None
    texts: set[str] = field(default_factory=set)
    findings: set[frozenset[tuple[str, str, str]]] = field(default_factory=set)
    unimproved: int = 0


async def generate(request: Request, jury: Jury, steps: Steps, prompts: Prompts | None = None) -> Result:
    """Run the loop to its end.

    Args:
        request: what is asked.
        jury: the packs that the run is pinned to.
        steps: its surroundings.
        prompts: those of ``request``, where they were made before.

    Returns:
        How it ended. ``Result.accepted`` is the only thing that may be used as it is.
    """
    seed = request.seed if request.seed is not None else await steps.seed()
    run = _Run(replace(request, seed=seed), seed, jury, steps, prompts or Prompts.of(jury, request))
    stop, detail = await run.to_the_end()
    return Result(
        request=run.request, stop=stop, detail=detail, rounds=tuple(run.state.rounds), best=run.state.best,
        pins=jury.pins, profile=jury.engine.profile_name, spent=await steps.spent(),
        stale=await steps.digest() != jury.digest,
        required=tuple(sorted(jury.engine.profile.required_for_acceptance)),
    )  # fmt: skip


@dataclass(slots=True)
class _Run:
    request: Request
    seed: int
    jury: Jury
    steps: Steps
    prompts: Prompts
    state: _State = field(default_factory=_State)
    start: float = 0.0

    async def to_the_end(self) -> tuple[StopReason, str]:
        self.start = await self.steps.now()
        while True:
            reason = await self._before()
            if reason is not None:
                return reason
            reason = await self._round(len(self.state.rounds) + 1)
            if reason is not None:
                return reason

    async def _before(self) -> tuple[StopReason, str] | None:
        """Whether a further round may begin."""
        limits, done = self.request.limits, len(self.state.rounds)
        if await self.steps.cancelled():
            return StopReason.CANCELLED, ""
        if done >= limits.rounds:
            return (StopReason.BEST_EFFORT, "") if done else (StopReason.BUDGET_EXHAUSTED, "rounds")
        if limits.seconds is not None and await self.steps.now() - self.start >= limits.seconds:
            return StopReason.BUDGET_EXHAUSTED, "time"
        over = _over(limits, await self.steps.spent()) if done else None
        return None if over is None else (StopReason.BUDGET_EXHAUSTED, over)

    async def _round(self, number: int) -> tuple[StopReason, str] | None:
        """One round; why the run ends after it, if it does."""
        began = await self.steps.now()
        prompt = self.prompts.prompt(self.state.best)
        candidates, fresh, troubles = await self._candidates(number, prompt)
        better = self._keep(candidates)
        best = self.state.best
        done = Round(
            number=number, prompt=prompt, candidates=tuple(candidates), troubles=tuple(troubles),
            best=None if best is None else (best.round, best.number),
            began=began - self.start, ended=await self.steps.now() - self.start,
        )  # fmt: skip
        self.state.rounds.append(done)
        await self.steps.note(done)
        settled = verdict(best)
        if settled is not None:
            return settled, ""
        if not fresh:
            return without_news(troubles, best)
        self.state.unimproved = 0 if better else self.state.unimproved + 1
        return (StopReason.STAGNATED, "") if self.state.unimproved >= PATIENCE else None

    async def _candidates(self, number: int, prompt: Prompt) -> tuple[list[Candidate], bool, list[Trouble]]:
        """Ask the generators until one has something new: all candidates, whether any is new, and what went wrong."""
        candidates: list[Candidate] = []
        troubles: list[Trouble] = []
        for generator in self.request.generators:
            answer = await self.steps.propose(generator, self._ask(number, generator, prompt))
            if answer.trouble is not None:
                troubles.append(answer.trouble)
                if answer.trouble.kind is TroubleKind.CANCELLED:
                    break
                continue
            made, unusable = await self._judged(generator, answer.proposals, number, len(candidates))
            candidates += made
            if any(self._is_new(candidate) for candidate in made):
                return candidates, True, troubles
            if made:
                troubles.append(Trouble(generator, TroubleKind.REPEATED))
            else:
                kind = TroubleKind.UNUSABLE if unusable else TroubleKind.NOTHING
                troubles.append(Trouble(generator, kind, unusable))
        return candidates, False, troubles

    def _ask(self, number: int, generator: str, prompt: Prompt) -> Ask:
        request, record = self.request, self.request.record
        return Ask(
            begrip=record.begrip, category=record.category, context=record.context, language=self.prompts.language,
            sources=request.sources, prompt=prompt, count=request.candidates, round=number, seed=self.seed + number - 1,
            key=f"{request.key}/{number}/{generator}", digest=self.jury.digest, max_tokens=request.max_tokens,
        )  # fmt: skip

    async def _judged(
        self, generator: str, proposals: tuple[Proposal, ...], number: int, before: int
    ) -> tuple[list[Candidate], str]:
        """The proposals as candidates, each text once; and why the last one that is none, is none."""
        made: list[Candidate] = []
        unusable = ""
        for proposal in proposals[: self.request.candidates]:
            text = tidied(proposal.text, self.request.record.begrip)
            if text is None:
                unusable = f"{len(proposal.text)}"
                continue
            record = self._record(text, proposal)
            judged = await self.steps.judge(record)
            place = before + len(made) + 1
            made.append(Candidate(number, place, generator, proposal, record.sources, judged))
        return made, unusable

    def _record(self, text: str, proposal: Proposal) -> Definition:
        """The record with a text; its sources are those that the writer names, else those it was shown."""
        sources: tuple[Source, ...] | None = proposal.sources or self.prompts.shown or self.request.record.sources
        return replace(self.request.record, definitie=text, sources=sources)

    def _is_new(self, candidate: Candidate) -> bool:
        """Whether neither its text nor its set of findings was seen in a round before."""
        return text_key(candidate.text) not in self.state.texts and candidate.signature not in self.state.findings

    def _keep(self, candidates: list[Candidate]) -> bool:
        """Remember the candidates of a round, and the best; whether that is a better one."""
        state = self.state
        best = best_of([*([] if state.best is None else [state.best]), *candidates])
        better = best is not None and (state.best is None or weight(best) < weight(state.best))
        state.best = best
        state.texts.update(text_key(candidate.text) for candidate in candidates)
        state.findings.update(candidate.signature for candidate in candidates)
        return better


def _over(limits: Limits, spent: Spent) -> str | None:
    """The budget that is used up, if one is: also by a generator that does not reserve what it takes."""
    if limits.tokens is not None and spent.input_tokens + spent.output_tokens >= limits.tokens > 0:
        return "tokens"
    return "money" if limits.money is not None and spent.cost >= limits.money > 0 else None
