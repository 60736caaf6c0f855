"""How work that nobody waits for leaves the processor, and the interpreter, to who asks something now."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

POLITE = 10
"""Steps of ``nice``: a process gets a tenth of what another one gets."""
SWITCH_SECONDS = 0.0005
"""How long a thread works before others that wait may go on, while something long is done beside requests."""

USUAL_SECONDS: Final = sys.getswitchinterval()


def stand_back() -> None:
    """Let this process take less of a processor that others want too (``nice``)."""
    with suppress(OSError):
        os.nice(POLITE)


def only_what_is_left() -> None:
    """Let this thread take what no other thread of the machine wants, where the system can do that (Linux).

    What it starts is not held to that. For computing only: who holds a lock or a transaction would make others wait
    for what it does not get to do. A thread with ``nice`` is stopped only when its turn is over, some milliseconds
    later, each time somebody else is woken up.
    """
    if hasattr(os, "SCHED_IDLE"):
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE | os.SCHED_RESET_ON_FORK, os.sched_param(0))


@contextmanager
def in_small_steps() -> Iterator[None]:
    """While the block lasts, the threads of this process take turns ten times as often.

    Who answers a request needs the interpreter a few times for some tenths of a millisecond; beside a thread that
    computes, each of those times would wait for five.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(USUAL_SECONDS)


def set_aside() -> None:
    """Have all that is in memory now, engines above all, left out when garbage is looked for.

    To go through an engine takes 0.4 s, in which nobody is answered; what is made for one request is looked through in
    no time.
    """
    gc.freeze()


def look_again() -> None:
    """Look for garbage in what was set aside too: something large has been let go."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
