"""What a service meets in bad company: greedy, slow and dishonest clients, and a disk that is full."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import socket
import subprocess
import time
import warnings
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import jwt

from api.identity.tokens import AUDIENCE, ISSUER, TYPE, Tokens
from benchmarks.house import House, house, megabytes
from benchmarks.load import DEFINITIONS, VALIDATE
from benchmarks.wire import Wire, error_of, request
from benchmarks.writers import Book, Client, written

UPDATES = 1000
AT_ONCE = 100
LIMIT = 10_000_000
"""Largest body, as it is set unless said otherwise."""
STILL_SECONDS = 10
GREEDY_MB = 150
"""What a worker may grow by while a client does not read."""
DISK_MB = 180
FULL_WRITES = 4000
RECORD = {"begrip": "kade", "definitie": "oever die met een muur is versterkt"}


@dataclass(frozen=True, slots=True)
class Row:
    """What was tried, what was seen, and whether that is as it should be."""

    tried: str
    seen: str
    right: bool

    def line(self) -> str:
        """For reading."""
        return f"{'right' if self.right else 'WRONG'}  {self.tried}: {self.seen}"


def concurrent_updates(service: House, key: str) -> Row:
    """All of one version: one may win."""
    name = {"begrip": f"kade {uuid4()}", "definitie": "oever"}
    status, body = service.ask("POST", DEFINITIONS, json.dumps(name).encode(), headers=_signed(key))
    assert status == HTTPStatus.CREATED, body
    place = f"{DEFINITIONS}/{json.loads(body)['id']}"
    began = time.perf_counter()
    seen = asyncio.run(_updates(service.port, key, place, name))
    seconds = time.perf_counter() - began
    _, body = service.get(place, headers=_signed(key))
    version = json.loads(body)["version"]
    expected = {"200": 1, "412 stale-version": UPDATES - 1}
    return Row(
        f"{UPDATES} updates of one definition, {AT_ONCE} at a time",
        f"{_told(seen)} in {seconds:.1f} s; its version is then {version}",
        right=seen == expected and version == 2,
    )


async def _updates(port: int, key: str, place: str, record: Mapping[str, str]) -> Counter[str]:
    seen: Counter[str] = Counter()

    async def some(first: int) -> None:
        wire = await Wire.open(port)
        for number in range(first, UPDATES, AT_ONCE):
            body = json.dumps({**record, "definitie": f"oever {number}"}).encode()
            answer = await wire.ask(request("PUT", place, key, body, {"If-Match": '"1"'}))
            seen[
                str(answer.status) if answer.status == HTTPStatus.OK else f"{answer.status} {error_of(answer.body)}"
            ] += 1
        wire.close()

    await asyncio.gather(*map(some, range(AT_ONCE)))
    return seen


def large_bodies(service: House, key: str) -> Row:
    """Announced, unannounced, and just small enough."""
    headers = _signed(key)
    announced = service.ask("POST", VALIDATE, b" " * (LIMIT + 1), headers=headers)
    status_chunked = _chunked(service, key, LIMIT + 1)
    text = json.dumps(RECORD | {"definitie": "a b " * (LIMIT // 4 - 100)}).encode()
    began = time.perf_counter()
    fits = service.ask("POST", DEFINITIONS, text, headers=headers, seconds=60)
    seconds = time.perf_counter() - began
    other = service.ask("POST", VALIDATE, json.dumps(RECORD).encode(), headers=headers)
    return Row(
        "bodies of 10 MB",
        f"one byte too many: {announced[0]} {error_of(announced[1])}, the same in pieces: {status_chunked}; "
        f"one that fits, with a text too long to keep: {fits[0]} {error_of(fits[1])} after {seconds:.1f} s; "
        f"another client then: {other[0]}",
        right=(announced[0], fits[0], other[0]) == (413, 422, 200) and status_chunked == "413 too-large",
    )


def _chunked(service: House, key: str, size: int) -> str:
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as line:
        head = f"POST {VALIDATE} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        answer = b""
        try:
            for _ in range(size // 100_000 + 1):
                line.sendall(b"186a0\r\n" + b" " * 100_000 + b"\r\n")
            line.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # it was answered before all was sent
        try:
            while part := line.recv(65536):
                answer += part
        except OSError:
            pass  # hung up on, or silent: what came is told
    head_bytes, _, body = answer.partition(b"\r\n\r\n")
    return f"{head_bytes[9:12].decode() or 'no answer'} {error_of(body)}"


def forged(service: House, key: str) -> Row:
    """Tokens and keys that somebody made up, changed, or kept too long."""
    secret = dict(line.split("=", 1) for line in (service.data / "token-keys").read_text().split())
    own = {name: value.encode() for name, value in secret.items()}
    user, kid = uuid4(), next(iter(own))
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(user), "iat": 0, "exp": 4_000_000_000, "jti": "x"}
    heads = {"kid": kid, "typ": TYPE}
    plain = ".".join(
        urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none", **heads}, claims)
    )
    tries = {
        "alg none": f"{plain}.",
        "another secret": jwt.encode(claims, "x" * 43, "HS256", heads),
        "another algorithm": _with_another_algorithm(claims, own[kid], heads),
        "unknown kid": jwt.encode(claims, own[kid], "HS256", heads | {"kid": "../../etc/passwd"}),
        "over": Tokens(own, timedelta(minutes=10), lambda: time.time() - 3600).make(user),
        "nobody's": Tokens(own, timedelta(minutes=10)).make(user),
        "another audience": jwt.encode(claims | {"aud": "urn:other"}, own[kid], "HS256", heads),
        "a key with one sign changed": key[:-1] + ("A" if key[-1] != "A" else "B"),
        "a key that was made up": f"dfk_{secrets.token_urlsafe(32)}",
        "rubbish": "a.b.c",
        "60 kB of it": "x" * 60_000,
    }
    seen = Counter[str]()
    wrong = []
    for name, token in tries.items():
        status, body = service.get(DEFINITIONS, headers={"Authorization": f"Bearer {token}"})
        said = f"{status} {error_of(body)}" if body else str(status)
        seen[said] += 1
        if status not in {400, 401, 431}:
            wrong.append(name)
    return Row(f"{len(tries)} forged, expired or changed tokens and keys", _told(seen) + _list(wrong), right=not wrong)


def _with_another_algorithm(claims: Mapping[str, object], secret: bytes, heads: Mapping[str, str]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the secret is short for it
        return jwt.encode(dict(claims), secret, "HS384", dict(heads))


def deaf_client(service: House, key: str) -> Row:
    """Sends records to a batch, and never reads an answer."""
    before = sum(megabytes(each)[1] for each in service.family())
    line = json.dumps(RECORD).encode() + b"\n"
    piece = line * 1000
    sent, held = 0, []
    for _ in range(4):
        one = socket.create_connection(("127.0.0.1", service.port), timeout=1)
        head = f"POST {VALIDATE}/batch HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\n"
        one.sendall(f"{head}Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        held.append(one)
    until = time.perf_counter() + STILL_SECONDS
    others: Counter[str] = Counter()
    while time.perf_counter() < until:
        for one in held:
            try:
                one.settimeout(0.05)
                sent += one.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            except OSError:
                pass  # full: the service has stopped reading, which is what is hoped for
        status, _ = service.ask("POST", VALIDATE, json.dumps(RECORD).encode(), headers=_signed(key))
        others[str(status)] += 1
    grown = sum(megabytes(each)[1] for each in service.family()) - before
    for one in held:
        one.close()
    return Row(
        f"4 clients that send a batch and never read, for {STILL_SECONDS} s",
        f"the service took {sent / 1e6:.1f} MB and then stopped reading; all its processes grew by {grown:.0f} MB "
        f"(processes for batches that started included); other clients meanwhile: {_told(others)}",
        right=set(others) == {"200"} and sent < 64e6,
    )


def full_disk(_service: House, _key: str) -> Row:
    """A service of its own, on a disk of its own, which is filled."""
    tried = f"full disk ({DISK_MB} MB of its own)"
    with TemporaryDirectory(prefix="definitie-") as folder:
        mounted = subprocess.run(  # the mount of whatever system this is
            ("/usr/bin/env", "mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder),
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            return Row(tried, "not tried: this user may not mount a disk", right=True)
        try:
            with house(workers=1, folder=Path(folder)) as own:
                return _filled(own, own.key(), Path(folder), tried)
        finally:
            subprocess.run(("/usr/bin/env", "umount", "--lazy", folder), check=False)


def _filled(service: House, key: str, disk: Path, tried: str) -> Row:
    filler = disk / "filler"
    left = shutil.disk_usage(disk).free - 1_500_000
    with filler.open("wb") as out:
        for _ in range(left // 1_000_000):
            out.write(b"\0" * 1_000_000)
    book = Book(service.port, key)
    refused = asyncio.run(_until_refused(book))
    reads = Counter(str(service.get(f"{DEFINITIONS}?limit=1", headers=_signed(key))[0]) for _ in range(10))
    judged = service.ask("POST", VALIDATE, json.dumps(RECORD).encode(), headers=_signed(key))
    filler.unlink()
    began = time.perf_counter()
    service.wait(lambda: _writes(service, key), "writing again", 60)
    seconds = time.perf_counter() - began
    lost = asyncio.run(written(book))
    return Row(
        tried,
        f"{book.acknowledged} writes, then {_told(refused)}; reads meanwhile: {_told(reads)}, /validate: {judged[0]}; "
        f"space again: writes succeed after {seconds:.1f} s; read back {book.acknowledged} writes: {len(lost)} lost",
        right=bool(refused) and not lost and all(each.startswith("503") for each in refused) and judged[0] == 200,
    )


async def _until_refused(book: Book) -> Counter[str]:
    client, refused = Client(book), Counter[str]()
    for number in range(FULL_WRITES):
        text = f"voorwerp {number} " + "lang " * 3000
        body = json.dumps({"begrip": f"vol {number}", "definitie": text}).encode()
        answer = await client.ask(request("POST", DEFINITIONS, book.key, body))
        if answer is not None and answer.status == HTTPStatus.CREATED:
            book.note(str(json.loads(answer.body)["id"]), 1, text)
        elif answer is not None:
            refused[f"{answer.status} {error_of(answer.body)}"] += 1
        if sum(book.failed.values()) + sum(refused.values()) >= 20:
            break
    client.close()
    return refused + book.failed


def _writes(service: House, key: str) -> bool:
    body = json.dumps({"begrip": f"ruimte {uuid4()}", "definitie": "plaats"}).encode()
    return service.ask("POST", DEFINITIONS, body, headers=_signed(key))[0] == HTTPStatus.CREATED


def _signed(key: str) -> dict[str, str]:
    return {"X-API-Key": key, "Content-Type": "application/json"}


def _told(seen: Mapping[str, int]) -> str:
    return ", ".join(f"{count}× {what}" for what, count in sorted(seen.items(), key=lambda each: -each[1])) or "nothing"


def _list(wrong: list[str]) -> str:
    return f"; WRONG: {', '.join(wrong)}" if wrong else ""


HOSTILE: dict[str, Callable[[House, str], Row]] = {
    "concurrent updates": concurrent_updates,
    "large bodies": large_bodies,
    "forged tokens": forged,
    "client that does not read": deaf_client,
    "full disk": full_disk,
}
