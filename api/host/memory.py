"""Gives memory back to the system that was needed to load something, and that nothing holds any more.

Reading packs and the numbers of the tagger takes blocks of megabytes for a moment. The C library keeps what lay between
them and was freed: some 20 MB of each process that judges, in which it would take long until something else fits.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what is free, where the C library can do that (glibc); elsewhere nothing happens."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
