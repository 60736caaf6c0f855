"""``definitie test``: run the examples of every rule, both ways."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import DEFAULT_PACK, Lang, Language, examples

EPILOG = examples("definitie test", "definitie test mijn-pakket/", "definitie test mijn-pakket/ --lang en")


@guarded
def run_examples(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="Rule pack, by name or folder.")] = DEFAULT_PACK,
    lang: Lang = Language.NL,
) -> int:
    """Run the examples of every rule: pass examples must be silent, fail examples must fire where they say.

    Also shows which clauses no example fires, and which rules object to each other's examples.
    """
    from cli.testing import run_test  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_test(pack, lang.value, stdout=sys.stdout, stderr=sys.stderr)
