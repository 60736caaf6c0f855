"""The simulated writer writes by lot, but by the same lot every time, and mends only what it is told of."""

from __future__ import annotations

import pytest

from benchmarks.refine import VARIANTS, runs
from benchmarks.simulated import Material, SimulatedWriter, material
from generator.judging import Jury
from generator.material import as_material
from generator.model import StopReason
from plugins import load_engine
from plugins.generating import Ask, Prompt, Proposal

CORE = "ruimte waar oproepen binnenkomen"
FAULTS = (("om hulp te bieden", "ESS-01"), ("en zo voort", "INT-09"), ("zoals brand", "INT-06"))


class NoCalls:
    """Nobody calls here."""


def asked(number: int, **data: object) -> Ask:
    prompt = Prompt("", as_material({"begrip": "meldkamer", **data}), "1")
    return Ask("meldkamer", None, None, "nl", (), prompt, 3, number, number, "run", "sha256:x")


async def texts(seed: int, ask: Ask) -> list[str]:
    writer = SimulatedWriter(CORE, FAULTS, seed)
    return [proposal.text for proposal in await writer.propose(ask, NoCalls())]  # type: ignore[arg-type]


async def test_the_same_seed_writes_the_same_and_every_first_text_has_a_fault() -> None:
    seen = set()
    for seed in range(20):
        writer = SimulatedWriter(CORE, FAULTS * 2, seed)
        first: list[Proposal] = await writer.propose(asked(1), NoCalls())  # type: ignore[arg-type]
        again = await SimulatedWriter(CORE, FAULTS * 2, seed).propose(asked(1), NoCalls())  # type: ignore[arg-type]
        assert first == again
        assert all(proposal.text.startswith(CORE + " ") for proposal in first)
        seen |= {proposal.text for proposal in first}
    assert len(seen) > 5


async def test_it_mends_about_seven_in_ten_of_what_it_is_told_and_nothing_else() -> None:
    before = f"{CORE} om hulp te bieden zoals brand"
    told = ["‘om hulp te bieden’ zegt waarvoor het dient."]
    written = [text for seed in range(200) for text in await texts(seed, asked(2, definitie=before, bezwaren=told))]
    mended = sum("om hulp te bieden" not in each for each in written) / len(written)
    broken = sum("en zo voort" in each for each in written) / len(written)
    assert mended == pytest.approx(0.7, abs=0.06)
    assert broken == pytest.approx(0.1, abs=0.05)
    assert all("zoals brand" in each for each in written)


def test_the_material_is_good_and_bad_by_the_engines_own_word_and_the_loop_beats_what_leaves_something_out() -> None:
    jury = Jury.of(load_engine(profile="streng", verify=False))
    found = material(jury.engine)
    assert len(found.good) > 200
    assert len({code for _, code in found.faults}) > 10
    few = Material(found.good[:20], found.faults)
    shares = {}
    for variant in VARIANTS:
        row, seconds, judging = runs(jury, few, variant, 12, 2)
        shares[variant] = row.accepted
        assert len(seconds) == round(row.rounds * 12)
        assert 0 < judging <= sum(seconds)
        assert row.stops.get(StopReason.ACCEPTED.value, 0) == round(row.accepted * 12)
    assert shares["loop"] > shares["one finding"] > shares["resampling"]
