"""The machine and versions that a figure belongs to."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cli.request import cores
from engine.packs.model import Pack

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("regex", "lark", "pydantic", "numpy")


def machine() -> str:
    """One line: processor, cores that this process may use, system, Python, and the packages that matter."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("regex", "lark", "pydantic"))
    return f"{platform.machine()}, {cores()} cores, {platform.system()}, Python {platform.python_version()}, {packages}"


def about(packs: Sequence[Pack] = (), others: Sequence[str] = ()) -> Mapping[str, str]:
    """What a report says of where its figures come from.

    Args:
        packs: the packs that judged.
        others: installed packages that were compared with.
    """
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    return {
        "processor": f"{_processor()}, {cores()} cores, load {load}",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {installed(name)}" for name in (*PACKAGES, *others)),
        "program": f"definitie {installed('definitie')}, commit {_commit()}",
        "packs": ", ".join(f"{pack.name} {pack.version} {pack.verdict_digest}" for pack in packs),
    }


def installed(name: str) -> str:
    """The version of a package, or a dash."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def peak_mb() -> int:
    """The most memory that this process has had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 if platform.system() != "Darwin" else 1024 * 1024))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "–"
