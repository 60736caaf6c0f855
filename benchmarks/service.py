"""How much the service does: ``python -m benchmarks.service [--seconds N] [--redis] [--connections N] [--json]``.

``definitie serve --workers 2`` on an embedded PostgreSQL, and load over real HTTP from another process of this machine,
signed in with an API key and with limits on. Measured one after the other: ``/validate`` with texts nobody has seen and
with texts that come back, ``/validate/batch``, and a mix of reads and writes of definitions. Beside what a second gave
stands the processor time it took, of service, database and load generator, since that suffers least from what else the
machine does. Nothing here is a test; it ends with 1 where a request failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.house import ROOT, House, house, megabytes, processor_seconds
from benchmarks.load import Job
from benchmarks.machine import about
from cli.request import cores

KINDS = ("new", "known", "batch", "crud")
NAMES = {
    "new": "/validate, texts never seen",
    "known": "/validate, texts seen",
    "batch": "/validate/batch, definitions",
    "crud": "mixed CRUD",
}
AIMS = {"new": 1000, "known": 1000, "batch": 3000, "crud": 300}
"""Of issue 5, a second; beside them a p95 of 50 ms for ``/validate``, and 300 MB a worker."""
WARM_SECONDS = 3.0
STREAMS = 2
VERSIONS = ("fastapi", "starlette", "uvicorn", "uvloop", "httptools", "sqlalchemy", "asyncpg", "redis")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="of each measurement (default 30)")
    parser.add_argument("--connections", type=int, default=16, help="that ask at once (default 16)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the service (default 2)")
    parser.add_argument("--only", choices=KINDS, action="append", help="measure this alone; may be repeated")
    parser.add_argument("--redis", action="store_true", help="with a Valkey for caches and limits")
    parser.add_argument(
        "--quiet", action="store_true", help="without the access log, which is on unless said otherwise"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    settings = {"DEFINITIE_ACCESS_LOG": "false"} if options.quiet else {}
    with house(workers=options.workers, redis=options.redis, environment=settings) as service:
        key = service.key()
        figures = [
            measure(service, key, kind, options.seconds, options.connections, 10_000_000 * (at + 1))
            for at, kind in enumerate(options.only or KINDS)
        ]
        memory = [megabytes(each) for each in service.workers()]
        rest = sum(megabytes(each)[1] for each in service.family() if each not in service.workers())
    facts = {
        **about((), VERSIONS),
        "service": f"{options.workers} workers, access log {'off' if options.quiet else 'on'}, "
        f"{'with Valkey' if options.redis else 'without Redis'}, embedded PostgreSQL, API key, limits on",
        "load": f"{options.connections} connections ({STREAMS} for the batch), closed loop, {options.seconds:g} s each",
    }
    if options.json:
        print(json.dumps({"about": facts, "figures": figures, "memory_mb": memory, "other_mb": rest}, indent=2))
    else:
        print(table(facts, figures))
        for at, (resident, share) in enumerate(memory, 1):
            print(f"worker {at}: {resident:.0f} MB resident, {share:.0f} MB with what is shared by its share (aim 300)")
        print(f"the process that starts them and those that judge batches: {rest:.0f} MB in all")
    return int(any(each["errors"] for each in figures))


def measure(
    service: House, key: str, kind: str, seconds: float, connections: int, first: int, *, warm: float = WARM_SECONDS
) -> dict[str, Any]:
    """One measurement, after a short run that nobody counts.

    Args:
        service: that is measured.
        key: to sign in with.
        kind: of requests.
        seconds: that are counted.
        connections: that ask at once.
        first: number of the first text; those of earlier measurements are lower.
        warm: seconds of the run that is not counted.
    """
    many = STREAMS if kind == "batch" else connections
    generate(Job(kind, service.port, key, warm, many, first))
    family = [service.family(), service.postgres(), service.cache()]
    before = [processor_seconds(each) for each in family]
    found = generate(Job(kind, service.port, key, seconds, many, first + 1_000_000))
    used = [processor_seconds(each) - was for each, was in zip(family, before, strict=True)]
    done = max(1, found["done"])
    return {
        "kind": kind,
        **found,
        "per_second": found["done"] / found["seconds"],
        "service_us": used[0] / done * 1e6,
        "database_us": used[1] / done * 1e6,
        "valkey_us": used[2] / done * 1e6,
        "load_us": found["processor_seconds"] / done * 1e6,
        "load_share": found["processor_seconds"] / found["seconds"] / cores(),
    }


def generate(job: Job) -> dict[str, Any]:
    """Let another process do a job; what it saw."""
    done = subprocess.run(
        (sys.executable, "-m", "benchmarks.load"),
        input=json.dumps(asdict(job)),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=job.seconds + 120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the load generator failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(facts: Mapping[str, str], figures: Sequence[dict[str, Any]]) -> str:
    """The figures, for reading."""
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    lines += [f"texts: {figures[0]['texts']}, each numbered and with the beginning of another after it", ""]
    lines.append(
        f"{'':31}{'/s':>8}{'aim':>6}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}{'longest':>9}{'errors':>8}"
        f"{'service µs':>12}{'database µs':>13}{'Valkey µs':>11}{'load µs':>9}{'load share':>12}"
    )
    for each in figures:
        times = "".join(f"{each[name]:8.1f}" if name in each else f"{'–':>8}" for name in ("p50", "p95", "p99"))
        lines.append(
            f"{NAMES[each['kind']]:31}{each['per_second']:8.0f}{AIMS[each['kind']]:6}{times}{each['longest']:9.1f}"
            f"{sum(each['errors'].values()):8}{each['service_us']:12.0f}{each['database_us']:13.0f}"
            f"{each['valkey_us']:11.0f}{each['load_us']:9.0f}{each['load_share']:12.0%}"
        )
        if each["errors"]:
            lines.append(f"    errors: {each['errors']}")
    return "\n".join([*lines, "µs is processor time for each answer; load share is of all cores.", ""])


if __name__ == "__main__":
    sys.exit(main())
