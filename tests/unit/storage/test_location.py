"""Which database the environment names: ours goes before the platform's, a file before a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.location import VARIABLES, database_at, named_url

OURS, PLATFORM = VARIABLES


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(f"{variable}_FILE", raising=False)


def test_nothing_is_named() -> None:
    assert named_url() is None


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({PLATFORM: "postgresql://a"}, "postgresql://a"),
        ({OURS: "postgresql://b"}, "postgresql://b"),
        ({OURS: "postgresql://b", PLATFORM: "postgresql://a"}, "postgresql://b"),
        ({OURS: "", PLATFORM: "postgresql://a"}, "postgresql://a"),
    ],
)
def test_the_first_that_says_something(named: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in named.items():
        monkeypatch.setenv(variable, value)
    assert named_url() == found
    with database_at("postgresql://given") as url:
        assert url == "postgresql://given"


def test_a_file_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://c\n", encoding="utf-8")
    monkeypatch.setenv(f"{OURS}_FILE", str(secret))
    assert named_url() == "postgresql://c"
