"""What was needed to load something goes back to the system."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from api.host.memory import give_back

FREED = """
import psutil
from api.host.memory import give_back
blocks = [bytearray(50_000) for _ in range(2000)]
kept = blocks[-1]
del blocks
before = psutil.Process().memory_info().rss
give_back()
print(before - psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to")
def test_what_is_free_below_what_is_kept_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) > 50_000_000


@pytest.mark.parametrize(("system", "library"), [("win32", None), ("linux", object())])
def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch, system: str, library: object) -> None:
    def opened(name: None) -> object:
        if library is None:
            raise TypeError(name)
        return library

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(ctypes, "CDLL", opened)
    give_back()
