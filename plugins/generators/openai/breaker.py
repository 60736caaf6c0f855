"""A circuit breaker for each provider: after so many failures in a row it is left alone, then tried with care.

The states, the counting of failures and the changes of state are purgatory's. Half open, it lets any number of calls
through, closes with the first that succeeds, and reads the wall clock; so the pause, the number of probes and the clock
are kept here (docs/decisions/0017).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from purgatory.domain.model import CLOSED, HALF_OPENED, OPENED, Context, HalfOpenedState

from plugins.generating import CallError
from plugins.generators.openai.failures import BROKEN, Reason, failed
from plugins.generators.openai.model import Resilience


class Breaker:
    """The breaker of one provider, for one event loop.

    Args:
        name: of the provider.
        resilience: failures, pause and probes.
        clock: seconds; only differences count.
        changed: is told of every new state.
    """

    def __init__(
        self, name: str, resilience: Resilience, clock: Callable[[], float], changed: Callable[[str], None]
    ) -> None:
        self._context = Context(name, resilience.failures, ttl=math.inf)
        self._pause = resilience.pause
        self._probes = resilience.probes
        self._clock = clock
        self._changed = changed
        self._until = 0.0
        self._let_through = 0
        self._succeeded = 0
        self._epoch = 0

    @property
    def state(self) -> str:
        """``closed``, ``opened`` or ``half-opened``."""
        return self._context.state

    @property
    def is_open(self) -> bool:
        """Whether the provider is left alone now."""
        return self.state == OPENED and self._clock() < self._until

    def require_open_way(self) -> None:
        """Fail where no call would be let through now, without counting as a call.

        Raises:
            CallError: ``circuit-open``.
        """
        if self.is_open or (self.state == HALF_OPENED and self._let_through >= self._probes):
            raise CallError(Reason.CIRCUIT_OPEN)

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Let one call through and learn from how it ends. A call that was broken off teaches nothing.

        Raises:
            CallError: ``circuit-open``, before the block; any error of the block itself.
        """
        self.require_open_way()
        if self.state == OPENED:
            self._turn(lambda: self._context.set_state(HalfOpenedState()))
        epoch = self._epoch
        self._let_through += 1
        try:
            yield
        except CallError as error:
            if epoch == self._epoch:
                self._judge(error)
            raise
        except BaseException:
            if epoch == self._epoch:
                self._let_through -= 1
            raise
        if epoch == self._epoch:
            self._succeed()

    def _judge(self, error: CallError) -> None:
        """An answer that says no comes from a provider that works; too busy, or not asked at all, proves nothing."""
        reason = failed(error.reason)
        if reason in BROKEN:
            self._turn(lambda: self._context.handle_exception(error))
        elif reason in (Reason.RATE_LIMITED, Reason.NO_KEY):
            self._let_through -= 1
        else:
            self._succeed()

    def _succeed(self) -> None:
        self._succeeded += 1
        if self.state == CLOSED or self._succeeded >= self._probes:
            self._turn(self._context.handle_end_request)

    def _turn(self, change: Callable[[], None]) -> None:
        """Change purgatory's state. In a new one, calls that began in an older one have nothing to say any more."""
        before = self.state
        change()
        self._context.messages.clear()
        if self.state == before:
            return
        self._epoch += 1
        self._let_through = self._succeeded = 0
        if self.state == OPENED:
            self._until = self._clock() + self._pause
        self._changed(self.state)
