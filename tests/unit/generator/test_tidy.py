"""From an answer to the text of a definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.tidy import LONGEST_ANSWER, tidied

TEXT = "ruimte waar noodoproepen binnenkomen"


@pytest.mark.parametrize(
    "answer",
    [
        TEXT,
        f"  {TEXT}\n",
        f"Definitie: {TEXT}",
        f"**Definitie:** {TEXT}",
        f"Definitie van meldkamer: {TEXT}",
        f"Verbeterde definitie: “{TEXT}”",
        f"meldkamer: {TEXT}",
        f"**Meldkamer**: {TEXT}",
        f'"{TEXT}"',
        f"‘{TEXT}’",
        f"**{TEXT}**",
        f"*{TEXT}*",
        f"`{TEXT}`",
        f"- {TEXT}",
        f"1. {TEXT}",
        f"> {TEXT}",
        f"### {TEXT}",
        f"```\n{TEXT}\n```",
        f"```text\nDefinitie: {TEXT}\n```\n",
        f"Natuurlijk! Hier is de definitie:\n\n{TEXT}",
        f"Hier is de definitie:\n{TEXT}\n\nToelichting: dit is een goede definitie.",
        f"# Definitie\n\n{TEXT}",
        f"<think>wat is een meldkamer?</think>\n{TEXT}",
        f'{{"definitie": "{TEXT}"}}',
        f'```json\n{{"definition": "{TEXT}"}}\n```',
        "ruimte waar noodoproepen\nbinnenkomen",
        "ruimte\u00a0waar noodoproepen binnenkomen".replace("\u00a0", " "),
        "\ufeffruimte\u200b waar nood\u00adoproepen \u202ebinnenkomen",
        f"Antwoord: Definitie: {TEXT}",
    ],
)
def test_what_stands_around_a_definition_goes(answer: str) -> None:
    assert tidied(answer, "meldkamer") == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "‘open’ plaats waar ‘gesloten’ zaken staan",
        "getal 2*3*4 in een reeks",
        "naam_van_een_veld in een bestand",
        "cafe\u0301 aan de kade".replace("e\u0301", "é"),
        "maat: lengte in meters",
        "3,5 meter lange balk",
    ],
)
def test_what_belongs_to_it_stays(text: str) -> None:
    assert tidied(text, "meldkamer") == text


@pytest.mark.parametrize(
    "answer",
    ["", " \n ", "…", "```\n```", "Definitie:", "<think>eindeloos", "x" * (LONGEST_ANSWER + 1), "lang " * 2000],
)
def test_what_holds_no_definition_gives_none(answer: str) -> None:
    assert tidied(answer, "meldkamer") is None


@given(st.text(max_size=400), st.sampled_from(["meldkamer", "a", "C++", "*"]))
def test_tidying_twice_is_tidying_once_and_leaves_one_plain_line(answer: str, begrip: str) -> None:
    once = tidied(answer, begrip)
    if once is not None:
        assert "\n" not in once
        assert once == once.strip()
        assert tidied(once, begrip) == once
