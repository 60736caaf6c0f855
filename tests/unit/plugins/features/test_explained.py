"""When the letters of an abbreviation fit the words of a name."""

from __future__ import annotations

import pytest

from plugins.features.explained import fits


@pytest.mark.parametrize(
    ("letters", "words", "fit"),
    [
        ("brp", "basisregistratie personen", True),
        ("bsn", "burgerservicenummer", True),
        ("avb", "algemene maatregel van bestuur", False),
        ("om", "openbaar ministerie van justitie", False),
        ("amvb", "algemene maatregel van bestuur", True),
        ("om", "", False),
    ],
)
def test_letters_fit_a_name(letters: str, words: str, *, fit: bool) -> None:
    assert fits(letters, tuple(words.split())) is fit
