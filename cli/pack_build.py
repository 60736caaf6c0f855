"""The work behind ``definitie packs validate`` and ``packs build``."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import rfc8785

from cli.guard import SUCCESS
from cli.pack_data import pack_data
from cli.texts import say
from engine.engine import Engine
from engine.errors import InputError, Problem
from engine.packs.model import Pack
from plugins import load_engine


def run_validate(name: str, language: str, stdout: TextIO, stderr: TextIO) -> int:
    """Check a pack as a whole; the exit status.

    Raises:
        PackError: with every mistake in the pack.
    """
    engine = load_engine([name])
    stdout.write(_valid(engine.packs[0], language) + "\n")
    return SUCCESS


def run_build(name: str, out: Path, language: str, stdout: TextIO, stderr: TextIO) -> int:
    """Check a pack and write it as one file; the exit status.

    The file is written aside and renamed, so that a reader never sees half of it.

    Raises:
        PackError: with every mistake in the pack.
        InputError: the file cannot be written.
    """
    engine: Engine = load_engine([name])
    pack = engine.packs[0]
    path = out / f"{pack.name}-{pack.version}.json"
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(rfc8785.dumps(pack_data(pack)) + b"\n")
        aside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Problem("unwritable-file", None, values={"path": str(path), "reason": reason})]) from error
    stdout.write(_valid(pack, language) + "\n" + say("pack-built", language, path=path) + "\n")
    return SUCCESS


def _valid(pack: Pack, language: str) -> str:
    examples = sum(len(rule.passing) + len(rule.failing) for rule in pack.rules)
    return say(
        "pack-valid", language, name=pack.name, version=pack.version, rules=len(pack.rules), examples=examples,
        verdict=pack.verdict_digest, content=pack.content_digest,
    )  # fmt: skip
