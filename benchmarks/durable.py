"""What ``kill -9`` does to a run of generation: ``python -m benchmarks.durable [--candidates N] [--only KIND]``.

First a run is killed at every moment at which something is at stake, in a process of its own each time, and another
process goes on with it: is the result the same, how many calls were made again, is anything left reserved? Then the
service as people run it: ``definitie serve`` with a model on loopback that thinks for a while; a worker, or all of it,
is killed while it thinks, and the time to the result is told. It ends with 1 where a result differs, a call was made
more than twice, or a reservation is left.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from benchmarks.house import ROOT, House, house, megabytes
from benchmarks.machine import about
from storage.database import Database
from storage.embedded import EmbeddedServer
from storage.migrate import upgrade
from tests.integration.generations.conftest import prepare
from tests.integration.generations.killing import kill_everywhere
from tests.integration.generations.zygote import Zygote

LANES = 4
VERSIONS = ("dbos", "sqlalchemy", "asyncpg", "psycopg")
THINK_SECONDS = 1.0
RUNS = "/api/v1/generations"
BAD, GOOD = "eigenlijk een deur voor schepen", "werk tussen twee waterstanden waarin schepen worden geschut"
PACK = str(ROOT / "tests" / "e2e" / "packs" / "eigen")
"""Few rules, so that what is measured is not the judging."""
MODELS = """
providers:
  - name: lus
    base_url: http://127.0.0.1:{port}/v1
    models:
      - {{name: proef, prices: {{input: "1", output: "2"}}}}
cache: {{answers: 0}}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, default=1, help="asked for at once in a round (default 1)")
    parser.add_argument("--only", choices=("moments", "service"), help="measure this alone")
    options = parser.parse_args(arguments)
    print(*(f"{name}: {value}" for name, value in about((), VERSIONS).items() if value), sep="\n")
    fine = True
    if options.only != "service":
        fine &= moments(options.candidates)
    if options.only != "moments":
        fine &= service()
    return 0 if fine else 1


def moments(candidates: int) -> bool:
    """Kill at every moment; whether all went well."""
    with TemporaryDirectory(prefix="definitie-") as folder:
        server = EmbeddedServer(Path(folder))
        server.start()
        for lane in range(LANES):
            server.run("createdb", f"baan_{lane}")
            asyncio.run(upgrade(server.url(f"baan_{lane}")))
            asyncio.run(prepare(server.url(f"baan_{lane}")))
        zygote = Zygote(Path(folder))
        began = time.perf_counter()

        async def killed() -> Any:
            lanes = [Database(server.url(f"baan_{lane}"), pool_size=2) for lane in range(LANES)]
            try:
                return await kill_everywhere(lanes, zygote, candidates)
            finally:
                for lane in lanes:
                    await lane.close()

        whole, all_of_them = asyncio.run(killed())
        seconds = time.perf_counter() - began
        zygote.close()
        server.stop()
    same = sum(each.result == whole.result for each in all_of_them)
    again = [Counter(each.calls) - Counter(whole.calls) for each in all_of_them]
    left = sum(each.open for each in all_of_them)
    print(f"\nkill -9 at {len(all_of_them)} moments of a run with {len(whole.calls)} calls, {seconds:.0f} s:")
    print(f"  same result                   {same} of {len(all_of_them)}")
    print(f"  calls made again, at most     {max(each.total() for each in again)} a kill, each once")
    print(f"  kills that cost no call       {sum(not each for each in again)}")
    print(f"  reservations left             {left}")
    return same == len(all_of_them) and left == 0 and all(count == 1 for each in again for count in each.values())


@dataclass(slots=True)
class Model:
    """A model on loopback: bad at first, good from the third question on; thinks for a while.

    ``asked`` is called when a question comes in, with how many there were.
    """

    asked: Callable[[int], None] = lambda _: None
    questions: list[float] = field(default_factory=list)
    port: int = 0

    def answer(self) -> str:
        """To the question that came last."""
        self.questions.append(time.perf_counter())
        number = len(self.questions)
        self.asked(number)
        time.sleep(THINK_SECONDS)
        return GOOD if number > 1 else BAD

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer for as long as the block lasts."""
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["content-length"]))
                message = {"role": "assistant", "content": model.answer()}
                body = json.dumps(
                    {
                        "id": "x", "object": "chat.completion", "created": 0, "model": "proef",
                        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
                    }
                ).encode()  # fmt: skip
                try:
                    self.send_response(200)
                    self.send_header("content-type", "application/json")
                    self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # who asked was killed

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def service() -> bool:
    """Kill the service as people run it; whether all went well."""
    fine = True
    model = Model()
    with model.serving(), TemporaryDirectory() as folder:
        file = Path(folder) / "modellen.yaml"
        file.write_text(MODELS.format(port=model.port), encoding="utf-8")
        with house(workers=2, environment={"DEFINITIE_MODELS_FILE": str(file), "DEFINITIE_PACKS": PACK}) as serving:
            key = {"X-API-Key": serving.key(scopes=("read", "write", "generate")), "Content-Type": "application/json"}
            print("\ndefinitie serve --workers 2, a model that thinks 1 s, two questions:")
            blows: list[tuple[str, Callable[[], None]]] = [
                ("nothing killed", lambda: None),
                ("a worker killed", lambda: killed_worker(serving)),
                ("all of it killed, and started", lambda: killed_all(serving)),
            ]
            for name, blow in blows:
                fine &= told(serving, model, key, name, blow)
            print(
                "  memory of the workers         "
                + ", ".join(f"{megabytes(each)[1]:.0f} MB" for each in serving.workers())
            )
    return fine


def told(serving: House, model: Model, key: dict[str, str], name: str, blow: Callable[[], None]) -> bool:
    """One run, with a blow at its second question."""
    struck = threading.Event()
    model.questions.clear()
    model.asked = lambda number: struck.set() if number == 2 else None
    body = {"begrip": f"sas {name}", "generators": ["openai"], "candidates": 1, "save": False}
    began = time.perf_counter()
    status, answer = serving.ask("POST", RUNS, json.dumps(body).encode(), headers=key)
    if status != 202:
        print(status, answer)
        return False
    run = json.loads(answer)["id"]
    struck.wait(60)
    model.asked = lambda _: None
    blow()
    found: dict[str, Any] = {}

    def ended() -> bool:
        status, answer = serving.get(f"{RUNS}/{run}", headers=key)
        found.update(json.loads(answer) if status == 200 else {})
        return found.get("state") in {"done", "failed"}

    serving.wait(ended, "ended", 120)
    seconds = time.perf_counter() - began
    open_calls = sum(call["state"] == "intent" for call in found["calls"])
    fine = found["stop_reason"] == "accepted" and len(model.questions) <= 3 and open_calls == 0
    print(
        f"  {name:<30}{found['stop_reason']}, {len(model.questions)} questions, {seconds:.1f} s,"
        f" cost {found['result']['spent']['cost']}, {open_calls} reserved"
    )
    return fine


def killed_worker(serving: House) -> None:
    """The worker that is asking: it has a connection to the model."""
    asking = [each for each in serving.workers() if any(c.raddr for c in each.net_connections("tcp"))]
    (asking or serving.workers())[0].kill()


def killed_all(serving: House) -> None:
    """All of it at once, as in a power cut; then start it again, as whatever supervises it does."""
    workers = serving.workers()
    for each in workers:
        each.kill()
    serving.kill()
    psutil.wait_procs(workers, timeout=10)
    serving.start()


if __name__ == "__main__":
    sys.exit(main())
