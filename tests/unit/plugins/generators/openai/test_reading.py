"""Any body gives an answer or says what is wrong with it; nothing else ever comes out."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.generating import Answer, Attempt, CallError, Usage
from plugins.generators.openai.failures import Reason
from plugins.generators.openai.reading import flaw, read_answer, read_error

ATTEMPT = Attempt("k", "hoofd", "klein", 40, 60, Decimal(1), Decimal(1))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["choices", "message", "content", "usage", "text", "type", "refusal", "finish_reason", "model",
                         "prompt_tokens", "completion_tokens", "error", "code"]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


def read(body: bytes) -> Answer | CallError:
    try:
        return read_answer(body, ATTEMPT)
    except CallError as error:
        return error


@given(data=ANYTHING)
def test_whatever_json_comes(data: object) -> None:
    body = json.dumps(data).encode()
    answer = read(body)
    if isinstance(answer, Answer):
        assert isinstance(answer.text, str)
        assert flaw(answer) in (None, Reason.NO_TEXT, Reason.LENGTH, Reason.REFUSED)
    else:
        assert answer.reason == Reason.MALFORMED
    assert all(isinstance(text, str) for text in read_error(body))


@given(body=st.binary(max_size=50))
def test_whatever_bytes_come(body: bytes) -> None:
    assert all(isinstance(text, str) for text in read_error(body))
    answer = read(body)
    assert isinstance(answer, CallError)
    assert (answer.reason, answer.usage) == (Reason.MALFORMED, None)


@pytest.mark.parametrize(
    "usage",
    [None, 7, {}, {"prompt_tokens": 1}, {"prompt_tokens": -1, "completion_tokens": 2},
     {"prompt_tokens": 10**30, "completion_tokens": 2}, {"prompt_tokens": "1", "completion_tokens": 2}],
)  # fmt: skip
def test_a_count_that_cannot_be_believed_is_no_count(usage: object) -> None:
    body = json.dumps({"choices": [{"message": {"content": "tekst"}}], "usage": usage}).encode()
    assert read_answer(body, ATTEMPT).usage == Usage(40, 60)


def test_a_name_that_is_no_name_is_not_taken_over() -> None:
    body = json.dumps({"choices": [{"message": {"content": "x"}, "finish_reason": "<b>"}], "model": "a\nb"}).encode()
    answer = read_answer(body, ATTEMPT)
    assert (answer.model, answer.finish) == ("klein", "stop")


def test_the_tokens_of_an_answer_without_choices_are_known() -> None:
    body = json.dumps({"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 0}}).encode()
    with pytest.raises(CallError) as caught:
        read_answer(body, ATTEMPT)
    assert caught.value.usage == Usage(5, 0)


def test_half_a_definition_is_no_definition() -> None:
    assert flaw(Answer("ruimte waar", Usage(), "length", "klein")) is Reason.LENGTH
