"""``definitie serve``: the service on this machine, with a database of its own where none is named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import SUCCESS, UNUSABLE, guarded
from cli.options import Lang, Language, examples
from cli.texts import say

EPILOG = examples(
    "definitie serve",
    "definitie serve --port 8080 --workers 2 --data gegevens",
    "DATABASE_URL=postgresql://… definitie serve --host 0.0.0.0",
)


@guarded
def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on. [default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 for any. [default: 8000]")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes that answer requests. [default: 1]")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Data folder: keys, and the embedded PostgreSQL."),
    ] = None,
    lang: Lang = Language.NL,
) -> int:
    """Start the service: definitions and validation over REST. Ctrl-C stops it.

    Without DATABASE_URL it starts a PostgreSQL of its own in the data folder. All settings: docs/reference/settings.md.
    """
    from api.serving import Addresses, ServingError  # noqa: PLC0415 - loaded when there is work for it
    from api.serving import serve as run  # noqa: PLC0415
    from api.settings import Settings, SettingsError  # noqa: PLC0415
    from cli.first_steps import FirstSteps  # noqa: PLC0415

    def started(addresses: Addresses) -> None:
        FirstSteps(addresses, data, lang.value).start()

    try:
        settings = Settings.from_environment(host=host, port=port, workers=workers, data_folder=data)
        run(settings, started)
    except SettingsError as error:
        sys.stderr.write(say("settings-wrong", lang.value, reason=str(error)) + "\n")
        return UNUSABLE
    except ServingError as error:
        sys.stderr.write(say(error.code, lang.value, **error.values) + "\n")
        return UNUSABLE
    except KeyboardInterrupt:  # before it had started
        pass
    sys.stdout.write(say("served", lang.value) + "\n")
    return SUCCESS
