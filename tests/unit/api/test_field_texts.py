"""What is wrong with a field is said in one language at a time, also where pydantic words a part of it."""

from __future__ import annotations

import pytest

from api.field_texts import field_error


@pytest.mark.parametrize(
    ("index", "said"), [(0, "is een van 'nl' of 'en'"), (1, "is one of 'nl' or 'en'")], ids=["nl", "en"]
)
def test_a_choice_is_listed_in_the_language_of_the_reader(index: int, said: str) -> None:
    error = field_error("query:lang", "literal_error", {"expected": "'nl' or 'en'"})
    assert error.detail[index] == said
