"""Passwords: Argon2id through pwdlib, off the event loop, and as slow for a name that nobody has."""

from __future__ import annotations

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.problems import FieldError, Problem

LONGEST = 256
THREADS = 2
"""Each takes the memory of one hash; more at once would only push others out."""


class Passwords:
    """Hashes and checks passwords.

    Args:
        passes: over the memory (RFC 9106, parameter t).
        kibibytes: of memory (m).
        lanes: p.
        shortest: number of characters that a new password has at least.
    """

    def __init__(self, *, passes: int, kibibytes: int, lanes: int, shortest: int) -> None:
        self._hasher = PasswordHash((Argon2Hasher(time_cost=passes, memory_cost=kibibytes, parallelism=lanes),))
        self._threads = ThreadPoolExecutor(THREADS, "password")
        self._nobody = self._hasher.hash("a password that nobody has")
        self.shortest = shortest

    async def hash(self, password: str) -> str:
        """The hash of a new password.

        Raises:
            Problem: ``invalid`` where it is too short or too long.
        """
        if not self.shortest <= len(password) <= LONGEST:
            detail = (
                f"een wachtwoord heeft {self.shortest} tot {LONGEST} tekens",
                f"a password has {self.shortest} to {LONGEST} characters",
            )
            raise Problem("invalid", errors=[FieldError("/password", detail, "length")])
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._hasher.hash, _bytes(password))

    async def verify(self, password: str, known: str | None) -> str | None:
        """Check a password.

        Args:
            password: as given.
            known: the hash of the user; ``None`` where there is no such user, which takes as long.

        Returns:
            ``None`` where it is wrong; else the hash to keep: a new one where the cost has been raised since.
        """
        if len(password) > LONGEST:
            return None
        check, given = self._hasher.verify_and_update, _bytes(password)
        loop = asyncio.get_running_loop()
        right, renewed = await loop.run_in_executor(self._threads, check, given, known or self._nobody)
        return (renewed or known) if right and known is not None else None

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _bytes(password: str) -> bytes:
    # One password, typed on two machines, may come in two forms of Unicode (RFC 8265, section 4.2: NFC).
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
