"""The machine and versions that a figure belongs to."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def machine() -> str:
    """One line: processor, cores that this process may use, system, Python, and the packages that matter."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(f"{name} {version(name)}" for name in ("regex", "lark", "pydantic"))
    return f"{platform.machine()}, {cores} cores, {platform.system()}, Python {platform.python_version()}, {packages}"
