"""A rule changes while the service runs, told step by step: ``make demo-change``. Everything it makes is thrown away.

Uses nothing but the service's own command and HTTP: what is shown here, anybody's program can do.
"""

from __future__ import annotations

import http.client
import json
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.house import ROOT, House, HouseError, house

PACK = "astra-nl"
RULE, LEXICON, WORD = "ESS-01", "doelwoorden", "voor het behandelen"
RECORD = {"begrip": "leges", "definitie": "vergoeding voor het behandelen van een aanvraag door een gemeente"}
SCHEME = "openbare-ruimte"
SECONDS = 240
KINDS = ("PackActivated", "ValidationRuleChanged", "RevalidationProgressed", "DefinitionValidated")
SCOPES = ("read", "validate", "write", "review", "admin")


class Person:
    """Somebody with a key of the service."""

    def __init__(self, service: House, name: str) -> None:
        self.service = service
        self.key = service.key(name, scopes=SCOPES)

    def asks(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to a request; nothing where it is no success."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, answer = self.service.ask(
            method, f"/api/v1{path}", data, seconds=SECONDS,
            headers={"Content-Type": "application/json", "X-API-Key": self.key, **named},
        )  # fmt: skip
        return json.loads(answer) if 200 <= status < 300 else None

    def waits(self, what: str, path: str, done: Callable[[Any], bool]) -> Any:
        """What a path answers when that is what is waited for."""
        found: list[Any] = []

        def look() -> bool:
            found[:] = [self.asks("GET", path)]
            return found[0] is not None and done(found[0])

        self.service.wait(look, what, SECONDS)
        return found[0]


class Listener(threading.Thread):
    """Somebody who listens to the events of the service, and tells what it hears."""

    def __init__(self, who: Person) -> None:
        super().__init__(daemon=True)
        self._who = who
        self.listening = threading.Event()
        self.validated: list[dict[str, Any]] = []

    def run(self) -> None:
        query = "&".join(f"type={kind}" for kind in KINDS)
        connection = http.client.HTTPConnection("127.0.0.1", self._who.service.port, timeout=SECONDS)
        try:
            connection.request("GET", f"/api/v1/events?{query}", headers={"X-API-Key": self._who.key})
            stream = connection.getresponse()
            self.listening.set()
            for line in stream:
                if line.startswith(b"data:"):
                    self._hear(json.loads(line[5:]))
        except OSError:
            return

    def _hear(self, event: dict[str, Any]) -> None:
        data = event["data"]
        match event["type"]:
            case "PackActivated":
                tell(f"gebeurtenis  {event['subject']}: {data['from_version']} → {data['to_version']}")
            case "ValidationRuleChanged":
                fields = ", ".join(
                    f"{each['path']}: {shown(each['old'])} → {shown(each['new'])}" for each in data["fields"]
                )
                tell(f"gebeurtenis  {event['subject']}: {fields}")
            case "RevalidationProgressed" if data["state"] == "done":
                tell(f"gebeurtenis  {event['subject']}: {data['checked']} definities opnieuw beoordeeld")
            case "DefinitionValidated" if data.get("cause") == "rules":
                self.validated.append(data)


def main() -> int:
    """Play the story."""
    with TemporaryDirectory(prefix="definitie-") as name:
        pack = Path(name) / "regels" / PACK
        shutil.copytree(ROOT / "rulepacks" / PACK, pack)
        step("De dienst start, met een eigen PostgreSQL en een kopie van de regels")
        environment = {"DEFINITIE_PACKS": str(pack), "DEFINITIE_APPROVE_SOURCE": "false"}
        try:
            with house(workers=1, environment=environment) as service:
                play(service, pack)
        except HouseError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    return 0


def play(service: House, pack: Path) -> None:
    """The story itself."""
    author, reviewer = Person(service, "auteur"), Person(service, "beoordelaar")
    old = version(author)
    tell(f"gereed, met {PACK} {old}")

    step("Een begrippenkader wordt ingelezen, en een deel vastgesteld")
    author.asks("POST", "/schemes", {"name": SCHEME, "title": "Begrippenkader openbare ruimte"})
    turtle = (ROOT / "examples" / "begrippenkader.ttl").read_bytes()
    results = author.asks("POST", f"/definitions/import?scheme={SCHEME}", turtle, Content_Type="text/turtle")
    imported = [each["id"] for each in results["results"] if each["outcome"] == "imported"]
    established = [key for key in imported if establish(author, reviewer, key)]
    tell(f"{len(imported)} definities, waarvan {len(established)} vastgesteld")

    listener = Listener(author)
    listener.start()
    listener.listening.wait(SECONDS)
    step(f"Een regelschrijver breidt {RULE} uit: ook ‘{WORD}’ zegt waar iets voor dient, niet wat het is")
    change(pack)
    tell(f"bewaard in {pack.relative_to(pack.parents[1])}; verder doet niemand iets")
    began = time.monotonic()
    author.waits("geactiveerd", f"/packs/{PACK}/versions", lambda found: active(found) != old)
    tell(f"na {time.monotonic() - began:.1f} s geladen, alle voorbeelden beproefd en geactiveerd")
    done = author.waits("opnieuw beoordeeld", f"/packs/{PACK}/revalidation", lambda found: found["state"] == "done")
    service.wait(lambda: len(listener.validated) >= done["changed"], "gehoord", SECONDS)
    tell(f"{done['evaluated']} keer een regel gevraagd; definities met een andere uitkomst of score: {done['changed']}")

    step("Wat nu zakt, blijft vastgesteld, en staat op de lijst van de beoordelaar")
    for review in reviewer.asks("GET", f"/packs/{PACK}/revalidation/reviews")["items"]:
        row = reviewer.asks("GET", f"/definitions/{review['definition_id']}")
        tell(f"{row['begrip']} ({row['status']}): {', '.join(review['codes'])}: ‘{row['definitie']}’")

    step("Elk oud rapport is opnieuw te maken, en terug kan ook")
    for asked in (f"?pack={PACK}@{old}", ""):
        report = author.asks("POST", f"/validate{asked}", RECORD)
        tell(f"{RECORD['begrip']} volgens {PACK} {report['packs'][PACK]['version']}: {report['decision']}")
    back = reviewer.asks("POST", f"/packs/{PACK}/rollback")
    author.waits(
        "opnieuw beoordeeld",
        f"/packs/{PACK}/revalidation",
        lambda found: found["id"] == back["revalidation"] and found["state"] == "done",
    )
    left = reviewer.asks("GET", f"/packs/{PACK}/revalidation/reviews")["items"]
    tell(f"teruggedraaid naar {back['version']}; op de lijst staan er nog {len(left)}")


def establish(author: Person, reviewer: Person, key: str) -> bool:
    """Bring a definition from import to established, by two people; whether it met the bar."""
    steps = (("adopt", author), ("submit", author), ("approve", reviewer))
    return all(
        who.asks("POST", f"/definitions/{key}/{name}", {}, If_Match=f'"{number}"') is not None
        for number, (name, who) in enumerate(steps, 1)
    )


def change(pack: Path) -> None:
    """What the author of the rule changes: a word in a list, and the version that goes with it."""
    lexicon, manifest = pack / "lexicons" / f"{LEXICON}.yaml", pack / "pack.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8").rstrip("\n") + f"\n  - {WORD}\n", encoding="utf-8")
    text = manifest.read_text(encoding="utf-8")
    raised = re.sub(
        r"^(version: \d+\.)(\d+)\.\d+$", lambda found: f"{found[1]}{int(found[2]) + 1}.0", text, flags=re.MULTILINE
    )
    manifest.write_text(raised, encoding="utf-8")


def version(who: Person) -> str:
    """The active version of the pack."""
    return active(who.asks("GET", f"/packs/{PACK}/versions"))


def active(versions: Any) -> str:
    """The same, of a list of versions."""
    return next(str(each["version"]) for each in versions["items"] if each["active"])


def shown(value: Any) -> str:
    """A value of a field, short."""
    text = "–" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"


def step(text: str) -> None:
    """A part of the story begins."""
    sys.stdout.write(f"\n▶ {text}\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Something happened."""
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
