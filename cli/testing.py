"""The work behind ``definitie test``: run examples, and show what a rule author wants to know about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TextIO

from cli.complain import Complaints
from cli.engines import engine_for
from cli.guard import SUCCESS, UNUSABLE
from cli.output import Output, shortened, visible
from cli.text_report import LONGEST_MATCH
from cli.texts import say
from engine.errors import Mark
from engine.packs.examples import ExampleResult, UnjudgedExample, check_examples
from engine.packs.model import Pack


def run_test(name: str, language: str, *, stdout: TextIO, stderr: TextIO) -> int:
    """Run the examples of a pack; the exit status.

    Raises:
        PackError: the pack does not load.
    """
    engine = engine_for([name])
    return tell(engine.packs[0], check_examples(engine), language, stdout=stdout, stderr=stderr)


def tell(pack: Pack, result: ExampleResult, language: str, *, stdout: TextIO, stderr: TextIO) -> int:
    """Show what running the examples of a pack gave; the exit status."""
    output = Output(stdout)
    Complaints(Output(stderr), language).add(result.problems)
    _counts(output, pack, result, language)
    _uncovered(output, result, language)
    _objections(output, result, language)
    write_unjudged(output, result.unjudged, language)
    if count := len(result.problems):
        key = "example-broken" if count == 1 else "examples-broken"
        output.line((say(key, language, count=count), "bold red"))
        return UNUSABLE
    output.line((say("examples-hold", language), "green"))
    return SUCCESS


def write_unjudged(output: Output, unjudged: tuple[UnjudgedExample, ...], language: str) -> None:
    """Name the examples that could not be judged, which is no mistake."""
    if unjudged:
        output.line((say("unjudged-examples", language, count=len(unjudged)), "bold"))
    for example in unjudged:
        output.line((f"  {example.code} ", ""), (f"{at(example.mark)} ", "dim"), (f"({example.reason})", ""))


def at(mark: Mark) -> str:
    """``file:line`` of a mark, as editors read it."""
    return f"{mark.file}:{mark.line}"


def _counts(output: Output, pack: Pack, result: ExampleResult, language: str) -> None:
    counts = result.counts
    said = say("examples-run", language, passing=counts["pass"], failing=counts["fail"], good=counts["good"])
    rules = say("rules", language, count=len(pack.rules))
    output.line((f"{pack.name} {pack.version}", "bold"), (f": {rules}; {said}", ""))


def _uncovered(output: Output, result: ExampleResult, language: str) -> None:
    if not result.uncovered:
        return
    by_rule: dict[str, list[str]] = defaultdict(list)
    for code, clause in result.uncovered:
        by_rule[code].append(clause)
    output.line((say("uncovered", language), "bold"))
    for code, clauses in by_rule.items():
        output.line((f"  {code}: {', '.join(clauses)}", ""))


def _objections(output: Output, result: ExampleResult, language: str) -> None:
    if not result.objections:
        return
    output.line((say("objections", language, count=len(result.objections)), "bold"))
    for (code, other), count in sorted(Counter((each.code, each.other) for each in result.objections).items()):
        first = next(each for each in result.objections if (each.code, each.other) == (code, other))
        match = f" ‘{shortened(visible(first.match), LONGEST_MATCH)}’" if first.match else ""
        more = f" (×{count})" if count > 1 else ""
        said = say("objects-to", language, other=other, code=code)
        output.line((f"  {said}{more}{match} ", ""), (at(first.mark), "dim"))
