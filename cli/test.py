"""``definitie test``: run the examples of every rule, both ways."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.guard import complain, guarded
from cli.options import DEFAULT_PACK, Lang, Language, examples

EPILOG = examples("definitie test", "definitie test mijn-pakket/", "definitie test mijn-pakket/ --lang en",
                  "definitie test --strict --rule ESS-01 --rule STR-06")  # fmt: skip

LEAST = 0.9
"""Of the mistakes made in a rule, the part that its examples are to notice."""


@guarded
def run_examples(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="Rule pack, by name or folder.")] = DEFAULT_PACK,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also make small mistakes in every check: an example must notice each.")
    ] = False,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="CODE", help="With --strict: only this rule; may be repeated.")
    ] = None,
    least: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="With --strict: the least part to be noticed, per rule.")
    ] = LEAST,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="With --strict: processes.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="With --strict: as JSON.")] = False,
    lang: Lang = Language.NL,
) -> int:
    """Run the examples of every rule: pass examples must be silent, fail examples must fire where they say.

    Also shows which clauses no example fires, and which rules object to each other's examples. --strict drops clauses,
    exceptions and words, and shifts bounds: what no example notices is shown, with a score for each rule. It also names
    words that are never used, rules that see the same thing, and the slowest rules.
    """
    if not strict:
        if rule or as_json or jobs != 1 or least != LEAST:
            return complain("needs-strict", lang.value)
        from cli.testing import run_test  # noqa: PLC0415 - the engine is loaded when there is work for it

        return run_test(pack, lang.value, stdout=sys.stdout, stderr=sys.stderr)
    from cli.strict import Strict, run_strict  # noqa: PLC0415 - as above

    asked = Strict(rule or (), least, jobs, lang.value, as_json)
    return run_strict(pack, asked, stdout=sys.stdout, stderr=sys.stderr)
