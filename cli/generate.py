"""``definitie generate``: have a definition written, judged and refined, without a service or a database."""

from __future__ import annotations

import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import DEFAULT_PACK, Lang, Language, Packs, ProfileName, examples


class CategoryName(StrEnum):
    """The ontological category of a term."""

    TYPE = "type"
    PROCES = "proces"
    RESULTAAT = "resultaat"
    EXEMPLAAR = "exemplaar"


class GenerateFormat(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"


def _money(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "."))
    except ArithmeticError:
        raise typer.BadParameter(f"‘{text}’") from None
    if not amount.is_finite() or amount < 0:
        raise typer.BadParameter(f"‘{text}’")
    return amount


EPILOG = examples(
    "definitie generate meldkamer --category type --source wet.txt",
    "definitie generate meldkamer --source wet.pdf --source toelichting.docx --out meldkamer.run.json",
    "definitie generate meldkamer --category type --models modellen.yaml --rounds 5 --budget-money 0.10",
    "definitie replay meldkamer.run.json --pack mijn-pakket/",
)


@guarded
def generate(
    begrip: Annotated[str, typer.Argument(metavar="BEGRIP", help="The term to be defined.")],
    category: Annotated[
        CategoryName | None, typer.Option("--category", help="Ontological category of the term.")
    ] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option("--source", metavar="FILE", help="Text to look in (.txt .html .pdf .docx); may be given again."),
    ] = None,
    generator: Annotated[
        list[str] | None,
        typer.Option("--generator", metavar="NAME", help="Who writes, in fallback order; else source, then openai."),
    ] = None,
    models: Annotated[
        Path | None,
        typer.Option("--models", metavar="FILE", help="Settings of models for openai; else DEFINITIE_MODELS_FILE."),
    ] = None,
    organisation: Annotated[
        list[str] | None, typer.Option("--organisation", metavar="NAME", help="Organisational context; may repeat.")
    ] = None,
    legal: Annotated[
        list[str] | None, typer.Option("--legal", metavar="FIELD", help="Field of law as context; may be given again.")
    ] = None,
    statute: Annotated[
        list[str] | None, typer.Option("--statute", metavar="NAME", help="Statute as context; may be given again.")
    ] = None,
    synonym: Annotated[
        list[str] | None, typer.Option("--synonym", metavar="TERM", help="Another term for it; may be given again.")
    ] = None,
    corpus: Annotated[
        list[str] | None, typer.Option("--corpus", metavar="FILE", help="Existing scheme to judge against.")
    ] = None,
    rounds: Annotated[int | None, typer.Option("--rounds", metavar="N", min=0, help="Rounds at most (3).")] = None,
    candidates: Annotated[
        int, typer.Option("--candidates", metavar="N", min=1, max=20, help="Candidates in a round.")
    ] = 3,
    budget_tokens: Annotated[
        int | None, typer.Option("--budget-tokens", metavar="N", min=0, help="Tokens at most, read and written.")
    ] = None,
    budget_money: Annotated[
        Decimal | None,
        typer.Option("--budget-money", metavar="AMOUNT", parser=_money, help="Money at most, in the models' currency."),
    ] = None,
    budget_seconds: Annotated[
        float | None, typer.Option("--budget-seconds", metavar="S", min=0, help="Seconds after which no round begins.")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", min=0, help="Makes proposals repeatable.")] = None,
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    format: Annotated[GenerateFormat, typer.Option("--format", help="How the result is written.")] = (
        GenerateFormat.TEXT
    ),
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Keep the whole run here, for replay.")
    ] = None,
    lang: Lang = Language.NL,
) -> int:
    """Propose, mend, judge and refine a definition until the rules accept it, or say why not.

    Exit status: 0 accepted, 1 not accepted, 2 unusable input, pack or arguments, 130 Ctrl-C (with the best so far).
    """
    from cli.asking import Asked  # noqa: PLC0415 - the engine is loaded when there is work for it
    from cli.generating import run_generate  # noqa: PLC0415

    asked = Asked(
        begrip=begrip,
        category=None if category is None else category.value,
        sources=tuple(source or ()),
        generators=tuple(generator or ()),
        models=models,
        organisations=tuple(organisation or ()),
        legal=tuple(legal or ()),
        statutes=tuple(statute or ()),
        synonyms=tuple(synonym or ()),
        corpus=tuple(corpus or ()),
        rounds=rounds,
        candidates=candidates,
        tokens=budget_tokens,
        money=budget_money,
        seconds=budget_seconds,
        seed=seed,
        packs=tuple(pack),
        profile=profile,
        json=format is GenerateFormat.JSON,
        out=out,
        language=lang.value,
    )
    return run_generate(asked, stdout=sys.stdout, stderr=sys.stderr)
