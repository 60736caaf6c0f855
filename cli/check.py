"""``definitie check``: judge the records in files, on standard input or on the command line itself."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from cli.guard import complain, guarded
from cli.options import DEFAULT_PACK, Begrip, Definitie, Lang, Language, Packs, ProfileName, examples
from cli.request import Request, cores


class Format(StrEnum):
    """How reports are written."""

    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"


class OutputFormat(StrEnum):
    """How reports are written into the folder of ``--output``."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class FailLevel(StrEnum):
    """From which severity on findings give exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


EPILOG = examples(
    "definitie check kader.ttl",
    "definitie check begrippen.csv --format jsonl > rapport.jsonl",
    "definitie check groot.jsonl --jobs 0 --format jsonl > rapport.jsonl",
    "definitie check 's3://kaders/*.jsonl' --ray --output s3://rapporten/kaders",
    "definitie check nieuw.jsonl --corpus kader.ttl --fail-level warning",
    "definitie check --begrip meldkamer --definitie 'ruimte waar noodoproepen binnenkomen'",
)


@guarded
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files: .jsonl .json .csv .ttl .rdf .jsonld, or - for JSONL on stdin."),
    ] = None,
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    format: Annotated[Format, typer.Option("--format", help="How reports are written.")] = Format.TEXT,
    fail_level: Annotated[
        FailLevel | None,
        typer.Option("--fail-level", help="Findings from here on give exit status 1; else the profile decides."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CODE,…", help="Run these rules only; then nothing is decided."),
    ] = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="FILE", help="Existing scheme to check against; may be given more than once."),
    ] = None,
    begrip: Begrip = None,
    definitie: Definitie = None,
    lang: Lang = Language.NL,
    all_outcomes: Annotated[
        bool, typer.Option("--all-outcomes", help="List passes in JSON too, also for packs of more than 100 rules.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=0, help="Processes that judge (1); 0 for one on each core."),
    ] = None,
    timings: Annotated[
        bool, typer.Option("--timings", help="Show on standard error what each rule and feature cost.")
    ] = False,
    ray: Annotated[
        bool, typer.Option("--ray", help="Judge on a Ray cluster (RAY_ADDRESS, else this machine); paths may be URLs.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", metavar="URL", help="With --ray: folder for the reports and the manifest.")
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--output-format", help="With --ray: how reports are written.")
    ] = OutputFormat.JSONL,
    restart: Annotated[
        bool, typer.Option("--restart", help="With --ray: throw the earlier run in the folder away, and begin anew.")
    ] = False,
) -> int:
    """Check definitions: findings per record, then a summary.

    Exit status: 0 nothing at or above the fail level, 1 findings, 2 unusable input, pack or arguments, 130 Ctrl-C.
    """
    if (begrip is None) != (definitie is None):
        return complain("begrip-with-definitie", lang)
    if bool(paths) == (begrip is not None):
        return complain("what-to-check", lang)
    if (output is not None or restart) and not ray:
        return complain("only-with-ray", lang)
    # Arrays are small here: threads inside numpy cost more than they gain, and take the cores of --jobs.
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    request = Request(
        paths=tuple(paths or ()),
        packs=tuple(pack),
        profile=profile,
        format=format.value,
        fail_level=None if fail_level is None else fail_level.value,
        only=tuple(code.strip() for part in only or () for code in part.split(",") if code.strip()),
        corpus=tuple(corpus or ()),
        begrip=begrip,
        definitie=definitie,
        language=lang.value,
        all_outcomes=True if all_outcomes else None,
        jobs=cores() if jobs == 0 else jobs or 1,
        timings=timings,
    )
    if ray:
        from cli.cluster.asking import check_on_ray  # noqa: PLC0415 - neither is loaded without the other

        return check_on_ray(
            request, output=output, output_format=output_format.value, restart=restart, workers=jobs or None,
            stdout=sys.stdout, stderr=sys.stderr,
        )  # fmt: skip
    from cli.checking import run_check  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_check(request, stdin=sys.stdin.buffer, stdout=sys.stdout, stderr=sys.stderr)
