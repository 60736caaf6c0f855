"""The estimate of tokens is never below what real vocabularies take for text that people write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.judging import Jury
from generator.tokens import estimate_tokens, fitting
from tests.unit.generator.vocabulary import tokens


def texts_of(jury: Jury) -> set[str]:
    return {
        text
        for rule in jury.engine.rules
        for text in (
            *rule.explanation.values(), *rule.question.values(),
            *(example.definition.definitie for example in (*rule.passing, *rule.failing)),
        )
    }  # fmt: skip


def test_no_text_takes_more_than_estimated_in_a_vocabulary_of_today(jury: Jury) -> None:
    texts = texts_of(jury)
    assert len(texts) > 500
    assert [text for text in texts if tokens(text, "o200k_base") > estimate_tokens(text)] == []


def test_an_older_vocabulary_takes_less_in_all_and_little_more_for_any_text(jury: Jury) -> None:
    counted = [(tokens(text, "cl100k_base"), estimate_tokens(text)) for text in texts_of(jury)]
    assert sum(count for count, _ in counted) < sum(estimate for _, estimate in counted)
    assert all(count <= estimate * 4 / 3 + 1 for count, estimate in counted)


@given(st.text(max_size=500), st.integers(min_value=1, max_value=120))
def test_a_text_is_cut_to_fit(text: str, most: int) -> None:
    cut = fitting(text, most)
    assert estimate_tokens(cut) <= max(most, estimate_tokens("…")) or cut == ""
    assert cut == text or text.startswith(cut.removesuffix("…").rstrip())


def test_a_text_is_cut_between_words() -> None:
    assert fitting("ruimte waar noodoproepen binnenkomen", 11) == "ruimte waar noodoproepen…"
