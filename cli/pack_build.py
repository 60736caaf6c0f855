"""The work behind ``definitie packs validate`` and ``packs build``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import rfc8785

from cli.engines import engine_for
from cli.guard import SUCCESS
from cli.output import Output
from cli.pack_data import pack_data
from cli.testing import write_unjudged
from cli.texts import say
from engine.errors import InputError, PackError, Problem
from engine.packs.examples import ExampleResult, check_examples
from engine.packs.model import Pack


def run_validate(name: str, language: str, stdout: TextIO) -> int:
    """Check a pack as a whole; the exit status.

    Raises:
        PackError: with every mistake in the pack.
    """
    _report_valid(_verified(name), language, stdout)
    return SUCCESS


def run_build(name: str, out: Path, language: str, stdout: TextIO) -> int:
    """Check a pack and write it as one file; the exit status.

    The file is written aside and renamed, so that a reader never sees half of it.

    Raises:
        PackError: with every mistake in the pack.
        InputError: the file cannot be written.
    """
    verified = _verified(name)
    pack = verified.pack
    path = out / f"{pack.name}-{pack.version}.json"
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(rfc8785.dumps(pack_data(pack)) + b"\n")
        aside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Problem("unwritable-file", None, values={"path": str(path), "reason": reason})]) from error
    _report_valid(verified, language, stdout)
    stdout.write(say("pack-built", language, path=path) + "\n")
    return SUCCESS


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
