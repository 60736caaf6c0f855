"""Whether packs load and all their examples hold, found out in a process of its own: it takes seconds of a core.

What it compiles on the way is kept in the cache of compiled packs, where the processes of the service find it.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from api.host.memory import give_back
from api.host.pool import end_with_parent
from api.standing_back import in_small_steps, only_what_is_left, set_aside, stand_back
from engine.engine import Engine
from engine.errors import PackError, Problem
from engine.model import Definition

PATIENCE_SECONDS = 60.0
"""How long a proof may take with what others leave of the machine; on an idle one it takes some ten seconds."""
WARM_RECORDS = 64
END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it: name, version and content digest of each pack that loads, and what is wrong with them.

    ``died``: the process ended before it could tell.
    """

    packs: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    died: bool = False


async def prove(folders: Sequence[str], profile: str | None) -> Proof:
    """Load packs and run all their examples.

    Args:
        folders: of all packs that are judged by together, the main one first.
        profile: that the service runs.
    """
    proof = await _proof(folders, profile, idle=True, seconds=PATIENCE_SECONDS)
    if proof is None:  # others want all of the machine all of the time
        proof = await _proof(folders, profile, idle=False)
    return proof or Proof(died=True)


async def _proof(
    folders: Sequence[str], profile: str | None, *, idle: bool, seconds: float | None = None
) -> Proof | None:
    """One try, with what others leave of the machine or with a share of its own; ``None`` where time is over."""
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    arguments = (sending, tuple(folders), profile, idle)
    # A daemon: it ends with the service, whatever it is doing.
    process = context.Process(target=_prove_into, args=arguments, name="proof", daemon=True)
    process.start()
    sending.close()
    try:
        return await asyncio.to_thread(_received, receiving, seconds)
    finally:
        process.kill()
        await asyncio.to_thread(process.join, END_SECONDS)
        receiving.close()


def _received(receiving: Connection, seconds: float | None) -> Proof | None:
    try:
        if not receiving.poll(seconds):
            return None
        proof = receiving.recv()
    except (EOFError, OSError):
        return Proof(died=True)
    return proof if isinstance(proof, Proof) else Proof(died=True)


def load(folders: Sequence[str], profile: str | None, recent: Sequence[Definition] = ()) -> Engine:
    """An engine of packs that were proven, used a little, so that its first requests are no slower than the others.

    Args:
        folders: of all packs that are judged by together, the main one first.
        profile: that the service runs.
        recent: what was asked last: what it takes to judge that is made now already.

    Raises:
        PackError: where they do not load after all.
    """
    from plugins import load_engine  # noqa: PLC0415 - where it is loaded, the folder for figures must be named before

    # Hundreds of thousands of objects are made that all stay: to look among them for rubbish takes more than half of
    # the time, and holds up those who ask (longest wait 1.9 s with, 0.17 s without, on a machine that is busy).
    gc.disable()
    try:
        with in_small_steps():
            engine = load_engine(folders, profile=profile, verify=False)
            records = [each.definition for pack in engine.packs for rule in pack.rules for each in rule.passing[:1]]
            for record in (*records[:WARM_RECORDS], *recent):
                began = time.perf_counter()
                engine.validate(record)
                time.sleep(time.perf_counter() - began)  # half of the time is for who asks
    finally:
        gc.enable()
    set_aside()
    give_back()
    return engine


def _prove_into(sending: Connection, folders: tuple[str, ...], profile: str | None, idle: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its processes itself
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    stand_back()
    if idle:
        only_what_is_left()
    sending.send(_prove(folders, profile))


def _prove(folders: tuple[str, ...], profile: str | None) -> Proof:
    from plugins import load_engine  # noqa: PLC0415 - in the process that proves

    try:
        engine = load_engine(folders, profile=profile, verify=False)
    except PackError as error:
        return Proof(problems=error.problems)
    packs = tuple((pack.name, pack.version, pack.content_digest) for pack in engine.packs)
    try:
        engine.verify()
    except PackError as error:
        return Proof(packs, error.problems)
    return Proof(packs)
