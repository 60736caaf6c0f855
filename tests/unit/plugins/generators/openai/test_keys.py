"""Keys: found where they are said to be, and shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.generators.openai.keys import Key, KeyMissingError

SECRET = "sk-proef-0123456789"


def test_a_key_from_a_variable() -> None:
    assert Key("SLEUTEL", None, {"SLEUTEL": f" {SECRET}\n"}).read() == SECRET


def test_a_key_from_a_file_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "sleutel"
    key = Key(None, file)
    file.write_text("oud\n", encoding="utf-8")
    assert key.read() == "oud"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    assert key.read() == SECRET


@pytest.mark.parametrize("value", ["", "  ", "twee woorden", "twee\nregels", "sleutël", "x" * 5_000, "\x00"])
def test_what_does_not_fit_in_a_header_is_refused_without_saying_it(value: str) -> None:
    key = Key("SLEUTEL", None, {"SLEUTEL": value})
    with pytest.raises(KeyMissingError) as caught:
        key.read()
    assert not value.strip() or value.strip() not in f"{caught.value} {key!r}"
    assert "SLEUTEL" not in f"{caught.value} {key!r}"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "geheime-plek"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(KeyMissingError) as caught:
        Key(None, file).read()
    assert "geheime-plek" not in f"{caught.value} {caught.value.__cause__}"
