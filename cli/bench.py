"""``definitie bench``: reports on the quality of definitions, and measurements of the program itself.

``quality`` is part of the program. The others measure on data that only a checkout of the repository has.
"""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import UNUSABLE, guarded
from cli.options import DEFAULT_PACK, Lang, Language, Packs, ProfileName, examples
from cli.texts import say

app = typer.Typer(
    no_args_is_help=True,
    help="Report on the quality of definitions; measure accuracy, speed and scale (these need a checkout).",
    epilog=examples("definitie bench quality kader.ttl", "definitie bench accuracy --rule ESS-01"),
)
CHECKOUT = Path(__file__).resolve().parents[1]
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


class Format(StrEnum):
    """Kinds of files of a report."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    PNG = "png"


@app.command(
    "quality",
    epilog=examples(
        "definitie bench quality kader.ttl",
        "definitie bench quality kader/*.ttl --out rapport-maart --title 'Kader openbare ruimte, maart'",
        "definitie bench quality kader.ttl --previous rapport-maart/rapport.json --out rapport-juni",
        "definitie bench quality kader-nu.csv --compare kader-toen.csv --format html",
    ),
)
@guarded
def quality(
    paths: Annotated[list[str], typer.Argument(metavar="CORPUS", help="Files, as for check.")],
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    previous: Annotated[
        str | None, typer.Option("--previous", metavar="REPORT.json", help="Earlier report to compare with.")
    ] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option("--compare", metavar="FILE", help="The same scheme at an earlier date; may be repeated."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write into.")] = Path("kwaliteit"),
    format: Annotated[
        list[Format] | None, typer.Option("--format", help="Kinds of files; may be given more than once; else all.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the report; else made of the schemes.")] = None,
    lang: Lang = Language.NL,
) -> int:
    """Report on whole schemes: scores, decisions, frequent findings, worst definitions, and what changed since before.

    Exit status: 0, or 2 where something could not be read or compared (the report says what). Findings are results.
    """
    if previous is not None and compare:
        sys.stderr.write(say("previous-or-compare", lang.value) + "\n")
        return UNUSABLE
    from cli.quality.making import QualityRequest, run_quality  # noqa: PLC0415 - the engine is loaded when needed

    request = QualityRequest(
        paths=tuple(paths),
        packs=tuple(pack),
        profile=profile,
        previous=previous,
        compare=tuple(compare or ()),
        out=out,
        formats=tuple(each.value for each in format or Format),
        title=title,
        language=lang.value,
    )
    return run_quality(request, stdout=sys.stdout, stderr=sys.stderr)


@app.command(
    "accuracy",
    context_settings=PASS_ON,
    epilog=examples(
        "definitie bench accuracy",
        "definitie bench accuracy --rule ESS-01 --show",
        "definitie bench accuracy --html juistheid.html",
    ),
)
def accuracy(context: typer.Context, lang: Lang = Language.NL) -> None:
    """Precision, recall and F1 of every rule on labelled cases, and how well the score separates good from bad."""
    _run("benchmarks.accuracy", context.args, lang.value)


@app.command(
    "speed",
    context_settings=PASS_ON,
    epilog=examples("definitie bench speed", "definitie bench speed --records 5000 --html snelheid.html"),
)
def speed(context: typer.Context, lang: Lang = Language.NL) -> None:
    """Definitions a second, time of one call and of each rule, start-up and memory, against what else people use."""
    _run("benchmarks.speed", context.args, lang.value)


@app.command(
    "scale",
    context_settings=PASS_ON,
    epilog=examples("definitie bench scale", "definitie bench scale --full --html schaal.html"),
)
def scale(context: typer.Context, lang: Lang = Language.NL) -> None:
    """Time and memory against the number of rules, of definitions and of processes."""
    _run("benchmarks.scale", context.args, lang.value)


@guarded
def _run(module: str, arguments: list[str], lang: str) -> int:
    if not (CHECKOUT / "benchmarks").is_dir():
        sys.stderr.write(say("needs-checkout", lang) + "\n")
        return UNUSABLE
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - our own module, no shell
