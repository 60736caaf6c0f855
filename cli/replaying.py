"""The work behind ``definitie replay``: every candidate then and now, and what would be chosen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from cli.asking import index
from cli.engines import engine_for
from cli.generated import counted
from cli.guard import FINDINGS, SUCCESS, UNUSABLE
from cli.output import Output, visible
from cli.rounds import standing
from cli.texts import say
from generator.data import DataError
from generator.judging import Jury
from generator.model import Candidate, Result, StopReason
from generator.outcome import candidate_of
from generator.replay import Replayed, replay
from generator.runfile import read_run


def run_replay(
    path: Path, packs: tuple[str, ...], profile: str | None, corpus: tuple[str, ...], language: str,
    *, as_json: bool, stdout: TextIO, stderr: TextIO,
) -> int:  # fmt: skip
    """Replay a run; the exit status.

    Raises:
        PackError: a pack does not load.
        InputError: the corpus cannot be read.
        OSError: the file cannot be read.
    """
    try:
        result = read_run(path)
    except DataError as error:
        stderr.write(say("not-a-run", language, path=path, reason=error) + "\n")
        return UNUSABLE
    engine = engine_for(packs, profile, verify=True)
    jury = Jury.of(engine, language=language, corpus=index(engine, corpus, engine.packs[0].language))
    now = replay(result, jury)
    if as_json:
        stdout.write(json.dumps(_data(result, now, jury), ensure_ascii=False, indent=2) + "\n")
    else:
        _write(Output(stdout), result, now, jury, language)
    return SUCCESS if now.stop is StopReason.ACCEPTED else FINDINGS


def _place(candidate: Candidate | None) -> str:
    return "–" if candidate is None else f"{candidate.round}.{candidate.number}"


def _data(result: Result, now: Replayed, jury: Jury) -> dict[str, Any]:
    return {
        "begrip": result.request.record.begrip,
        "packs": {pin.name: {"version": pin.version, "digest": pin.digest} for pin in jury.pins},
        "profile": jury.engine.profile_name,
        "then": {"stop": result.stop.value, "best": _place(result.best), "rounds": len(result.rounds)},
        "now": {"stop": None if now.stop is None else now.stop.value, "best": _place(now.best), "rounds": now.rounds},
        "candidates": [{"then": candidate_of(old), "now": candidate_of(new)} for old, new in now.pairs],
    }


def _write(output: Output, result: Result, now: Replayed, jury: Jury, language: str) -> None:
    packs = ", ".join(f"{pin.name} {pin.version}" for pin in jury.pins)
    head = say(
        "replay-head", language, begrip=visible(result.request.record.begrip),
        count=counted("candidate", len(now.pairs), language), rounds=counted("round", len(result.rounds), language),
        packs=f"{packs} ({jury.engine.profile_name})",
    )  # fmt: skip
    output.line((head, "bold"))
    for old, new in now.pairs:
        mark = "*" if _place(new) == _place(now.best) else " "
        output.line((f"{mark} {_place(new)} {visible(new.text)}", ""))
        for word, candidate in (("replay-then", old), ("replay-now", new)):
            codes = ", ".join(dict.fromkeys(flaw.code for flaw in candidate.flaws))
            said = f"{say(word, language)}: {standing(candidate, language)}"
            output.line((f"      {said}{': ' + codes if codes else ''}", "dim"))
    same = _place(now.best) == _place(result.best)
    values = {"place": _place(now.best), "before": _place(result.best)}
    output.line((say("replay-same" if same else "replay-other", language, **values), "bold"))
    if now.stop is None:
        output.line((say("replay-on", language), "yellow"))
    else:
        reason = say(f"stop-{now.stop.value}", language)
        output.line((say("replay-stop", language, round=now.rounds, reason=reason), "green"))
