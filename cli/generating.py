"""The run behind ``definitie generate``: the loop in memory, shown while it runs, kept and reported when it ends."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
from typing import TextIO

from cli.asking import Asked, UnusableError, budgets, chosen, index, request, settings, writers
from cli.engines import engine_for
from cli.generated import write_result
from cli.guard import FINDINGS, INTERRUPTED, SUCCESS, UNUSABLE
from cli.output import Output
from cli.rounds import Rounds
from cli.texts import say
from generator.budgets import Budgets
from generator.calls import LocalCalls
from generator.judging import Jury
from generator.ledger import Account, MemoryLedger
from generator.local import PATIENCE, LocalSteps
from generator.loop import generate
from generator.model import Request, Result, StopReason
from generator.outcome import outcome_of
from generator.runfile import write_run
from plugins.generating import Generator


def run_generate(asked: Asked, *, stdout: TextIO, stderr: TextIO) -> int:
    """Generate a definition; the exit status.

    Raises:
        PackError: a pack does not load.
        InputError: a source or corpus cannot be read.
    """
    try:
        models = settings(asked)
        known = writers(asked, models)
        limits = budgets(asked, models)
        wanted = request(asked, chosen(asked, known), limits)
    except UnusableError as error:
        stderr.write(f"{error}\n")
        return UNUSABLE
    engine = engine_for(asked.packs, asked.profile, verify=True)
    jury = Jury.of(engine, language=asked.language, corpus=index(engine, asked.corpus, engine.packs[0].language))
    if asked.out is not None:
        asked.out.open("a", encoding="utf-8").close()  # what cannot be kept should be known before it costs anything
    shown = Rounds(stderr, asked.language, limits.rounds)
    with shown:
        result = asyncio.run(_generated(wanted, jury, known, limits, shown))
    if asked.out is not None:
        write_run(result, asked.out)
    if asked.json:
        stdout.write(json.dumps(outcome_of(result), ensure_ascii=False, indent=2) + "\n")
    else:
        write_result(Output(stdout), result, asked.language)
    if asked.out is not None:
        stderr.write(say("run-written", asked.language, path=asked.out) + "\n")
    return status_of(result)


def status_of(result: Result) -> int:
    """The exit status: 0 only for a definition that was accepted."""
    if result.stop is StopReason.CANCELLED:
        return INTERRUPTED
    return SUCCESS if result.accepted is not None else FINDINGS


async def _generated(
    wanted: Request, jury: Jury, known: dict[str, Generator], limits: Budgets, shown: Rounds
) -> Result:
    calls = LocalCalls(MemoryLedger(), limits, Account(wanted.key))
    patience = min(PATIENCE, limits.seconds) if limits.seconds else PATIENCE
    steps = LocalSteps(jury, known, calls, shown.add, patience=patience)
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C ends the program as everywhere
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, steps.cancel)
    try:
        return await generate(wanted, jury, steps)
    finally:
        for each in known.values():
            close = getattr(each, "close", None)
            if close is not None:
                await close()
