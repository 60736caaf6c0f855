"""``python -m benchmarks.sources``: how many definitions of statutes the generator ``source`` finds, and invents.

The statutes are written for the tests; beside each stands a list of the definitions that a lawyer finds in it, and of
terms that it only mentions. Whatever else is proposed for any of them counts as invented. ``--show`` prints each
difference, ``--real FILE…`` what is found in other documents.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks.machine import machine
from plugins.generating import SourceText
from plugins.generators.source import SourceGenerator, read_source
from plugins.generators.source.finding import read

STATUTES = Path(__file__).resolve().parents[1] / "tests/unit/plugins/generators/source/statutes"


@dataclass(frozen=True, slots=True)
class Expected:
    """A definition that stands in a statute."""

    begrip: str
    definitie: str
    citation: str


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute: its file, its definitions, and the terms that it only mentions."""

    path: Path
    expected: tuple[Expected, ...]
    mentioned: tuple[str, ...]


@dataclass(slots=True)
class Result:
    """What was found in one statute; ``missed``, ``miscited`` and ``invented`` say it in words."""

    name: str
    expected: int
    found: int = 0
    cited: int = 0
    missed: list[str] = field(default_factory=list)
    miscited: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def statutes(folder: Path = STATUTES) -> list[Statute]:
    """All statutes, by name."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        expected = tuple(Expected(each["begrip"], each["definitie"], each["citation"]) for each in data["definitions"])
        text = next(path.with_suffix(suffix) for suffix in (".txt", ".md") if path.with_suffix(suffix).exists())
        found.append(Statute(text, expected, tuple(data["none"])))
    return found


def judge(statute: Statute, source: SourceText, generator: SourceGenerator) -> Result:
    """Ask for every term of a statute, and compare."""
    result = Result(statute.path.stem, len(statute.expected))
    for begrip in dict.fromkeys([*(each.begrip for each in statute.expected), *statute.mentioned]):
        proposals = {each.text: [cited.citation for cited in each.sources] for each in generator.find(begrip, [source])}
        wanted = [each for each in statute.expected if each.begrip == begrip]
        for each in wanted:
            if each.definitie not in proposals:
                result.missed.append(f"{begrip}: {each.definitie}")
                continue
            result.found += 1
            if each.citation in proposals[each.definitie]:
                result.cited += 1
            else:
                result.miscited.append(f"{begrip}: {proposals[each.definitie]}, not {each.citation}")
        right = {each.definitie for each in wanted}
        result.invented += [f"{begrip}: {text} {cited}" for text, cited in proposals.items() if text not in right]
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is missed, cited wrongly or invented")
    parser.add_argument("--real", nargs="+", metavar="FILE", default=[], help="print all definitions in these files")
    options = parser.parse_args(arguments)
    if options.real:
        for path in options.real:
            _print_real(path)
        return
    generator = SourceGenerator()
    generator.find("begrip", [])
    print(machine())
    print(f"{'statute':<16}{'found':>10}{'cited':>8}{'invented':>10}{'s / 100,000 characters':>26}")
    results = []
    for statute in statutes():
        source = read_source(statute.path)
        results.append(judge(statute, source, generator))
        each = results[-1]
        share = f"{each.found}/{each.expected}"
        print(f"{each.name:<16}{share:>10}{each.cited:>8}{len(each.invented):>10}{seconds(source):>26.3f}")
        if options.show:
            for word, lines in (("missed", each.missed), ("miscited", each.miscited), ("invented", each.invented)):
                print("".join(f"    {word} {line}\n" for line in lines), end="")
    found, expected = sum(each.found for each in results), sum(each.expected for each in results)
    invented, cited = sum(len(each.invented) for each in results), sum(each.cited for each in results)
    print(f"{'all':<16}{f'{found}/{expected}':>10}{cited:>8}{invented:>10}   {found / expected:.1%} found")
    text = "\n\n".join(statute.path.read_text(encoding="utf-8") for statute in statutes())
    for size in (100_000, 300_000, 1_000_000):
        whole = (text * (size // len(text) + 1))[:size]
        start = time.process_time()
        read(SourceText("x", whole))
        print(f"{size:>9,} characters: {time.process_time() - start:.2f} s")


def seconds(source: SourceText) -> float:
    """Seconds of processor time that reading 100,000 characters takes, the fastest of five times."""
    times = []
    for _ in range(5):
        start = time.process_time()
        read(source)
        times.append(time.process_time() - start)
    return min(times) * 100_000 / max(1, len(source.text))


def _print_real(path: str) -> None:
    source = read_source(path)
    for each in read(source).found:
        if each.subject is None:
            print(f"{each.names[0]}: {each.text}\n    {each.place.cite(source.title)}")


if __name__ == "__main__":
    main()
