"""``definitie explain``: why a rule did, or did not, object to one definition."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.guard import complain, guarded
from cli.options import DEFAULT_PACK, Begrip, Definitie, Lang, Language, Packs, ProfileName, examples

EPILOG = examples(
    "definitie explain ESS-01 kader.ttl --id meldkamer",
    "definitie explain ESS-01 --begrip meldkamer --definitie 'ruimte om noodoproepen te ontvangen'",
)


@guarded
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code, name or alias of a rule.")],
    path: Annotated[
        str | None, typer.Argument(metavar="PATH", help="File with the record; - for JSONL on stdin.")
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", help="Which record: its id, the last part of its IRI, or its term.")
    ] = None,
    begrip: Begrip = None,
    definitie: Definitie = None,
    corpus: Annotated[
        list[str] | None, typer.Option("--corpus", metavar="FILE", help="Existing scheme to check against.")
    ] = None,
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    lang: Lang = Language.NL,
) -> int:
    """Explain what every part of a rule saw in one definition, also where it found nothing."""
    single = begrip is not None and definitie is not None
    if single == (path is not None) or (path is not None and id is None):
        return complain("what-to-explain", lang)
    from cli.explaining import Wanted, run_explain  # noqa: PLC0415 - the engine is loaded when there is work for it

    wanted = Wanted(
        code, path, id, begrip or "", definitie or "", tuple(corpus or ()), tuple(pack), profile, lang.value
    )
    return run_explain(wanted, stdin=sys.stdin.buffer, stdout=sys.stdout, stderr=sys.stderr)
