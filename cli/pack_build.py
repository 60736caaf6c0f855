"""The work behind ``definitie packs validate``, ``packs build`` and ``packs lock``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import rfc8785

from cli.engines import engine_for
from cli.guard import FINDINGS, SUCCESS
from cli.output import Output
from cli.testing import write_unjudged
from cli.texts import say
from engine.errors import InputError, PackError, Problem
from engine.features.builtin import BUILTIN
from engine.packs.archive import SUFFIX, archive_digest, pack_archive
from engine.packs.examples import ExampleResult, check_examples
from engine.packs.find import LOCK, find_pack
from engine.packs.json_data import pack_data
from engine.packs.load import load_packs
from engine.packs.lock import lock_text
from engine.packs.model import Pack
from plugins.manager import features, pack_folders


def run_validate(name: str, language: str, stdout: TextIO) -> int:
    """Check a pack as a whole; the exit status.

    Raises:
        PackError: with every mistake in the pack.
    """
    _report_valid(_verified(name), language, stdout)
    return SUCCESS


def run_build(name: str, out: Path, language: str, stdout: TextIO) -> int:
    """Check a pack and write it as data and as an archive; the exit status.

    ``NAME-VERSION.json`` is the pack with all that it extends folded in, for programs; ``NAME-VERSION.pack.tar`` holds
    its files, to load and to sign. Both are the same wherever and whenever they are made.

    Raises:
        PackError: with every mistake in the pack.
        InputError: a file cannot be written.
    """
    verified = _verified(name)
    pack = verified.pack
    archive = pack_archive(find_pack(name, pack_folders()), pack_folders())
    stem = f"{pack.name}-{pack.version}"
    data, files = out / f"{stem}.json", out / f"{stem}{SUFFIX}"
    write_whole(data, rfc8785.dumps(pack_data(pack)) + b"\n")
    write_whole(files, archive)
    _report_valid(verified, language, stdout)
    stdout.write(say("pack-built", language, path=data) + "\n")
    stdout.write(say("archive-built", language, path=files, digest=archive_digest(archive)) + "\n")
    return SUCCESS


def run_lock(name: str, language: str, stdout: TextIO, *, check: bool) -> int:
    """Write the lock of a pack, or (``check``) tell whether it is as it would be written; the exit status.

    Raises:
        PackError: with every mistake in the pack.
        InputError: the file cannot be written.
    """
    folder = find_pack(name, pack_folders())
    loaded = load_packs([folder], BUILTIN.merged(*features()), search=pack_folders(), locked=False)
    path, count = folder / LOCK, len(loaded.beneath[0])
    text = lock_text(loaded.beneath[0])
    if check:
        there = path.read_text(encoding="utf-8") if path.is_file() else None
        said = "lock-holds" if there == text else "lock-stale"
        stdout.write(say(said, language, path=path, count=count, pack=name) + "\n")
        return SUCCESS if there == text else FINDINGS
    write_whole(path, text.encode())
    stdout.write(say("pack-locked", language, path=path, count=count) + "\n")
    return SUCCESS


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that a reader never sees half of it; the folder is made where it is missing.

    Raises:
        InputError: it cannot be written.
    """
    aside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Problem("unwritable-file", None, values={"path": str(path), "reason": reason})]) from error


@dataclass(frozen=True, slots=True)
class _Verified:
    pack: Pack
    result: ExampleResult


def _verified(name: str) -> _Verified:
    engine = engine_for([name])
    result = check_examples(engine)
    if any(not problem.warning for problem in result.problems):
        raise PackError(result.problems)
    return _Verified(engine.packs[0], result)


def _report_valid(verified: _Verified, language: str, stdout: TextIO) -> None:
    pack = verified.pack
    examples = sum(len(rule.passing) + len(rule.failing) for rule in pack.rules)
    said = say(
        "pack-valid", language, name=pack.name, version=pack.version, rules=len(pack.rules), examples=examples,
        verdict=pack.verdict_digest, content=pack.content_digest,
    )  # fmt: skip
    stdout.write(said + "\n")
    write_unjudged(Output(stdout), verified.result.unjudged, language)
