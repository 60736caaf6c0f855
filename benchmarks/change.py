"""What one changed rule costs: ``python -m benchmarks.change [--definitions N | --full] [--kill [WHAT]] [--rate N]``.

A service of its own with N stored definitions, in schemes of a thousand. Then one word is added to a list that one
rule of ``astra-nl`` uses; the service notices, proves, activates and announces it, and judges all again. Meanwhile
somebody asks ``/validate`` at a steady pace. It ends with 1 where a definition was not judged by the new rule.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from benchmarks.asking import CONNECTIONS, Asking, asking
from benchmarks.faults import STRIKES
from benchmarks.house import ROOT, House, house
from benchmarks.load import Texts
from benchmarks.machine import about
from benchmarks.settling import settle

SCHEME = 1000
"""Definitions in a scheme, and in an upload."""
WORD = "realiseert"
LEXICON = "open_slot"
PACK = "astra-nl"
OLD, NEW = "0.1.0", "0.2.0"
WARM_SECONDS, CALM_SECONDS = 10.0, 15.0
WAIT_SECONDS = 3600
AIM = 1.5
TOLD = 10_000
"""Definitions between two lines about how far it is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--definitions", type=int, default=10_000, help="that are stored (default 10,000)")
    parser.add_argument("--full", action="store_true", help="100,000 definitions")
    parser.add_argument("--workers", type=int, default=2, help="processes of the service (default 2)")
    parser.add_argument("--pace", type=float, default=100, help="requests a second meanwhile (default 100)")
    parser.add_argument("--rate", type=int, default=200, help="definitions judged again a second at most (default 200)")
    parser.add_argument("--kill", choices=STRIKES, nargs="?", const="service", help="kill this (-9) half-way")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    number = 100_000 if options.full else options.definitions
    with TemporaryDirectory(prefix="definitie-") as name:
        folder = Path(name) / PACK
        shutil.copytree(ROOT / "rulepacks" / PACK, folder)
        environment = {
            "DEFINITIE_PACKS": str(folder),
            "DEFINITIE_REVALIDATION_RATE": str(options.rate),
            "DEFINITIE_ACCESS_LOG": "false",
        }
        with house(workers=options.workers, redis=options.kill == "Valkey", environment=environment) as service:
            key = service.key()
            found = store(service, key, number)
            found["neighbours_seconds"] = settle(service)
            found |= change(service, key, folder, options.pace, kill=options.kill)
    facts = {
        **about((), ("fastapi", "sqlalchemy", "asyncpg", "watchfiles")),
        "service": f"{options.workers} workers, embedded PostgreSQL, {PACK} in a folder that is watched",
        "load": f"/validate with texts nobody has seen, {options.pace:g} a second over {CONNECTIONS} connections",
    }
    print(json.dumps({"about": facts, "figures": found}, indent=2) if options.json else table(facts, found))
    return int(not found["complete"])


def store(service: House, key: str, number: int) -> dict[str, Any]:
    """Fill the store; how many definitions there are then."""
    texts, imported, began = Texts(50_000_000), 0, time.perf_counter()
    headers = {"X-API-Key": key, "Content-Type": "application/json"}
    for at in range(0, number, SCHEME):
        scheme = f"kader-{at // SCHEME}"
        body = json.dumps({"name": scheme, "title": scheme}).encode()
        service.ask("POST", "/api/v1/schemes", body, headers=headers)
        lines = "".join(json.dumps(texts.next()) + "\n" for _ in range(min(SCHEME, number - at)))
        status, answer = service.ask(
            "POST", f"/api/v1/definitions/import?scheme={scheme}", lines.encode(), seconds=600,
            headers=headers | {"Content-Type": "application/jsonl"},
        )  # fmt: skip
        if status != 200:
            raise SystemExit(f"import: {status} {answer[:500]!r}")
        imported += json.loads(answer)["imported"]
        if (at + SCHEME) % TOLD == 0:
            print(f"{imported} stored after {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return {"stored": imported, "texts": texts.source, "store_seconds": time.perf_counter() - began}


def change(service: House, key: str, folder: Path, pace: float, *, kill: str | None) -> dict[str, Any]:
    """Change the rule, and see it through."""
    with asking(service.port, key, pace, PACK):
        time.sleep(WARM_SECONDS)
    with asking(service.port, key, pace, PACK) as calm:
        time.sleep(CALM_SECONDS)
    began, wall = time.perf_counter(), time.time()
    with asking(service.port, key, pace, PACK) as busy:
        add_word(folder)
        activated = wait(service, key, f"/packs/{PACK}/activations", arrived)
        after = moment(activated["items"][0]["created_at"]) - wall
        if kill:
            wait(service, key, f"/packs/{PACK}/revalidation", lambda found: found["checked"] >= found["total"] // 2)
            busy.stop()
            STRIKES[kill](service)
        done = wait(service, key, f"/packs/{PACK}/revalidation", lambda found: found["state"] == "done")
        seconds = time.perf_counter() - began
        memory = revalidation_memory(service)
    events = feed(service, key)
    return {
        "activated_seconds": after,
        "first_seconds": moment(done["first_at"]) - wall,
        "last_seconds": seconds,
        "judged_per_second": done["checked"] / (moment(done["finished_at"]) - moment(done["first_at"]) or 1),
        "checked": done["checked"],
        "evaluated": done["evaluated"],
        "changed": done["changed"],
        "complete": done["checked"] >= done["total"],
        "killed": kill,
        "version": activated["items"][0]["to_version"],
        "events": events,
        "memory_mb": memory,
        "switched_seconds": max(0.0, busy.last_by(OLD) - wall - after),
        "failed": calm.errors + busy.errors,
        **waits(calm, busy, {"proving": wall, "switching": wall + after, "judging": moment(done["first_at"])}),
    }


def waits(calm: Asking, busy: Asking, begins: dict[str, float]) -> dict[str, Any]:
    """How long answers took, before and meanwhile, and in each of the phases that begin at some moments."""
    ends = [*begins.values(), float("inf")][1:]
    return {
        "before": calm.figures(),
        "meanwhile": busy.figures(),
        **{name: busy.figures(begin, end) for (name, begin), end in zip(begins.items(), ends, strict=True)},
        "ratio": busy.figures()["p95"] / calm.figures()["p95"],
    }


def add_word(folder: Path) -> None:
    """The change: a word in a list, and the version that goes with it."""
    lexicon, manifest = folder / "lexicons" / f"{LEXICON}.yaml", folder / "pack.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8").rstrip("\n") + f"\n  - {WORD}\n", encoding="utf-8")
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(f"\nversion: {OLD}\n", f"\nversion: {NEW}\n", 1), encoding="utf-8")


def wait(service: House, key: str, path: str, done: Any) -> dict[str, Any]:
    """What a path answers when that is what is waited for."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        status, body = service.get(f"/api/v1{path}", headers={"X-API-Key": key})
        if status == 200 and done(found := json.loads(body)):
            answer: dict[str, Any] = found
            return answer
        time.sleep(0.2)
    raise SystemExit(f"{path} did not come to its end in {WAIT_SECONDS} s: {service.last_words()}")


def arrived(activations: dict[str, Any]) -> bool:
    """Whether the newest try was that of the changed folder; ``SystemExit`` with the reason where it was refused."""
    newest = activations["items"][0]
    if newest["outcome"] == "failed":
        raise SystemExit(f"the new version was refused: {newest['reason']}")
    return bool(newest["to_version"] != OLD)


def feed(service: House, key: str) -> dict[str, int]:
    """The events since the beginning that tell of the change, by kind."""
    kinds = ("ValidationRuleChanged", "DefinitionValidated", "RevalidationProgressed", "PackActivationFailed")
    counts = dict.fromkeys(kinds, 0)
    for event in told(service, key, kinds):
        if event["type"] != "DefinitionValidated" or event["data"].get("cause") == "rules":
            counts[event["type"]] += 1
    return counts


def told(service: House, key: str, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """The events of some kinds since the beginning; none where the feed does not answer."""
    query = "&".join(f"type={kind}" for kind in kinds)
    status, body = service.get(
        f"/api/v1/events?{query}&follow=false", seconds=600, headers={"X-API-Key": key, "Last-Event-ID": "0"}
    )
    lines = body.decode().splitlines() if status == 200 else []
    return [json.loads(line[5:]) for line in lines if line.startswith("data:")]


def revalidation_memory(service: House) -> float:
    """Memory of the process that judges again, in MB; 0 where it has ended."""
    for process in service.family():
        try:
            if "api.revalidation" in process.cmdline():
                return float(process.memory_info().rss / 1e6)
        except psutil.Error:
            continue
    return 0.0


def moment(text: str) -> float:
    """A time of the service, in seconds."""
    return datetime.fromisoformat(text).timestamp()


def table(facts: dict[str, str], found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{name}: {value}" for name, value in facts.items()]
    lines += [
        "",
        f"stored: {found['stored']} definitions ({found['texts']}) in {found['store_seconds']:.0f} s, "
        f"judged again beside each other in {found['neighbours_seconds']:.0f} s",
        f"from saving the file: activated after {found['activated_seconds']:.1f} s, first definition judged again "
        f"after {found['first_seconds']:.1f} s, the last after {found['last_seconds']:.1f} s",
        f"judged again: {found['checked']} definitions, {found['judged_per_second']:.0f} a second, "
        f"{found['evaluated']} rules asked, {found['changed']} definitions changed"
        + (f", {found['killed']} killed half-way" if found["killed"] else ""),
        f"events: {found['events'] or 'not read'}",
        f"last request judged by the old version: sent {found['switched_seconds']:.1f} s after the activation; "
        f"{found['failed']} requests failed",
        f"memory of the process that judges again: {found['memory_mb']:.0f} MB",
    ]
    for name in ("before", "meanwhile", "proving", "switching", "judging"):
        each = found[name]
        lines.append(
            f"/validate {name}: {each['asked']} answered, p50 {each['p50']:.1f} ms, p95 {each['p95']:.1f} ms, "
            f"p99 {each['p99']:.1f} ms, longest {each['longest']:.0f} ms"
        )
    lines.append(f"p95 meanwhile against before: {found['ratio']:.2f} (aim {AIM:g} at most)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
