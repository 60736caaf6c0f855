"""The entry point: all commands in one application. Importing it loads no engine, no pack and no format."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Annotated

import typer

from cli import (
    audit,
    bench,
    check,
    db,
    events,
    explain,
    generate,
    keys,
    packs,
    plugins,
    replay,
    rules,
    serve,
    test,
    users,
)
from cli.guard import DEBUG, close_quietly, guarded
from cli.options import examples

app = typer.Typer(
    name="definitie",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "definitie check kader.ttl",
        "definitie explain ESS-01 kader.ttl --id meldkamer",
        "definitie rules list",
    ),
)
app.command("check", epilog=check.EPILOG)(check.check)
app.command("explain", epilog=explain.EPILOG)(explain.explain)
app.command("test", epilog=test.EPILOG)(test.run_examples)
app.command("generate", epilog=generate.EPILOG)(generate.generate)
app.command("replay", epilog=replay.EPILOG)(replay.replay)
app.add_typer(rules.app, name="rules")
app.add_typer(packs.app, name="packs")
app.add_typer(plugins.app, name="plugins")
app.add_typer(bench.app, name="bench")
app.command("serve", epilog=serve.EPILOG)(serve.serve)
app.add_typer(db.app, name="db")
app.add_typer(users.app, name="users")
app.add_typer(keys.app, name="keys")
app.add_typer(audit.app, name="audit")
app.add_typer(events.app, name="events")


def show_version(wanted: bool) -> None:
    """Print the version with the packs that are installed and their digests, and end."""
    if wanted:
        _print_versions()


@guarded
def _print_versions() -> int:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - costs more than all of --help

    from cli.versions import installed_packs  # noqa: PLC0415 - packs are loaded only when they are asked for

    try:
        number = version("definitie")
    except PackageNotFoundError:
        number = "(not installed)"
    sys.stdout.write(f"definitie {number}\n")
    for pack in installed_packs():
        sys.stdout.write(
            f"{pack.name} {pack.version}\n  verdict {pack.verdict_digest}\n  content {pack.content_digest}\n"
        )
    return 0


@app.callback()
def definitie(
    show: Annotated[
        bool,
        typer.Option(
            "--version", callback=show_version, is_eager=True, help="Versions and digests of program and packs."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback for faults of the program itself; also DEFINITIE_DEBUG=1.")
    ] = False,
) -> None:
    """Check definitions of terms against rule packs."""
    if debug:
        os.environ[DEBUG] = "1"


def main() -> None:
    """Run the program; a pipe that was closed meanwhile ends it silently."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8 wherever it goes; a file name that is not stays legible.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="definitie")
    finally:
        # All that is left goes when the process does; looking through it first takes 0.1 s.
        gc.disable()
        gc.freeze()
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            close_quietly()
