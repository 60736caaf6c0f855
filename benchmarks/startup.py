"""How long does the program take to start, and on what: ``python -m benchmarks.startup [--rounds N] [--json]``.

Whole processes are timed (fastest of N): Python alone, ``--help``, and ``check`` of one definition with its pack
compiled in the cache, compiled anew, and without a cache. Then the imports of ``--help`` and ``check`` by package, with
Python's own ``-X importtime``, and the packages that should not have been loaded. Seconds of processor time stand
beside those of the clock, since they suffer less from a busy machine. No figure is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.machine import machine

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("-c", "from cli.main import main; main()")
CHECK = ("check", "--begrip", "weg", "--definitie", "strook grond voor het verkeer van voertuigen")
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")
HEAVY = ("lark", "pydantic", "yaml", "rdflib", "jsonschema", "rfc8785", "rich", "numpy", "regex", "typer", "pluggy")
NEEDLESS = ("lark", "yaml", "rdflib", "jsonschema", "rfc8785", "rich")
"""What a check of one definition with a cached pack should not load. (typer converts options through pydantic.)"""
SHOWN = 12


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each process is started (default 5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    figures = measure(options.rounds)
    print(json.dumps(figures, indent=2) if options.json else table(figures))


def measure(rounds: int) -> dict[str, object]:
    """All figures, by name."""
    with tempfile.TemporaryDirectory() as folder:
        cached = {"DEFINITIE_CACHE": folder}
        first = fastest(1, (*PROGRAM, *CHECK), cached)
        processes = {
            "python": fastest(rounds, ("-c", "pass"), cached),
            "help": fastest(rounds, (*PROGRAM, "--help"), cached),
            "check_cached": fastest(rounds, (*PROGRAM, *CHECK), cached),
            "check_first": first,
            "check_without_cache": fastest(max(1, rounds // 3), (*PROGRAM, *CHECK), {"DEFINITIE_CACHE": "off"}),
        }
        imports = {name: imported(command, cached) for name, command in (("help", ("--help",)), ("check", CHECK))}
    return {
        "machine": machine(),
        "processes": processes,
        "imports_ms": {name: shown(found) for name, found in imports.items()},
        "loaded_by_check": [name for name in HEAVY if name in imports["check"]],
        "needless": [name for name in NEEDLESS if name in imports["check"]],
    }


def fastest(rounds: int, command: Sequence[str], environment: Mapping[str, str]) -> dict[str, float]:
    """Seconds of clock and processor of the fastest of some processes."""
    best = {"seconds": float("inf"), "processor": float("inf")}
    for _ in range(rounds):
        before, start = _children(), time.perf_counter()
        _run(command, environment)
        best["seconds"] = round(min(best["seconds"], time.perf_counter() - start), 3)
        best["processor"] = round(min(best["processor"], _children() - before), 3)
    return best


def imported(arguments: Sequence[str], environment: Mapping[str, str]) -> Counter[str]:
    """Microseconds of importing, without what each import imports in turn, by package (two steps for our own)."""
    said = _run(("-X", "importtime", *PROGRAM, *arguments), environment)
    found: Counter[str] = Counter()
    for own, name in IMPORT.findall(said):
        steps = name.split(".")
        found[".".join(steps[:2]) if steps[0] in ("engine", "plugins") else steps[0]] += int(own)
    return found


def shown(found: Counter[str]) -> dict[str, float]:
    """The dearest packages in milliseconds, and all others together."""
    dearest = dict(found.most_common(SHOWN))
    rest = found.total() - sum(dearest.values())
    return {name: round(own / 1000, 1) for name, own in {**dearest, "others": rest, "total": found.total()}.items()}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Start Python with a command; what it wrote to standard error."""
    full = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, env=full)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stderr


def table(figures: Mapping[str, object]) -> str:
    """The figures for reading."""
    lines = [str(figures["machine"])]
    processes, imports = figures["processes"], figures["imports_ms"]
    if isinstance(processes, dict):
        lines += [
            f"{name:22}{one['seconds']:8.3f} s{one['processor']:8.3f} s processor" for name, one in processes.items()
        ]
    for name, found in imports.items() if isinstance(imports, dict) else ():
        lines.append(f"imports of {name}, ms: " + ", ".join(f"{package} {own}" for package, own in found.items()))
    lines.append(f"loaded by check: {figures['loaded_by_check']}; needless: {figures['needless']}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
