"""``definitie users`` and ``definitie keys``: the first administrator, a key, and every mistake named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.command import definitie

PASSWORD = "een lang wachtwoord\n"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PASSES": "1", "KIBIBYTES": "8", "LANES": "1"}.items():
        monkeypatch.setenv(f"DEFINITIE_ARGON2_{name}", value)


def run(url: str, *arguments: str, given: str = "") -> tuple[int, str, str]:
    """The exit status, output and complaints of a command."""
    result = definitie(*arguments, "--database-url", url, stdin=given)
    return result.exit_code, result.stdout, result.stderr


def test_users_are_added_listed_and_given_a_new_password(database_url: str, tmp_path: Path) -> None:
    assert "users add" in run(database_url, "users", "list")[2]
    added = run(database_url, "users", "add", "Eva", "--role", "admin", given=PASSWORD)
    assert added == (0, "Toegevoegd: eva (admin)\n", "")
    secret = tmp_path / "wachtwoord"
    secret.write_text(PASSWORD, encoding="utf-8")
    assert run(database_url, "users", "add", "ada", "--password-file", str(secret))[0] == 0
    listed = run(database_url, "users", "list")[1]
    assert [line.split() for line in listed.splitlines()] == [["ada", "user"], ["eva", "admin"]]
    assert run(database_url, "users", "reset", "eva", "--password-file", "-", given=PASSWORD)[0] == 0


def test_a_key_is_printed_once_listed_and_revoked(database_url: str) -> None:
    run(database_url, "users", "add", "eva", given=PASSWORD)
    create = ("keys", "create", "ci", "--user", "eva", "--scope", "validate", "--scope", "read")
    status, key, said = run(database_url, *create)
    assert status == 0
    assert re.fullmatch(r"dfk_[\w-]{43}\n", key)
    assert key.strip() not in said
    listed = run(database_url, "keys", "list")[1]
    assert listed.split()[:3] == [key[:12] + "…", "ci", "read,validate"]
    assert key.strip() not in listed
    assert run(database_url, "keys", "revoke", key[:12])[0] == 0
    assert "ingetrokken" in run(database_url, "keys", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("users", "add", "kort"), "kort\n", "password: een wachtwoord heeft 12 tot 256 tekens"),
        (("users", "add", "../x"), PASSWORD, "name"),
        (("users", "reset", "niemand"), PASSWORD, "Die gebruiker of sleutel is er niet."),
        (("users", "reset", "niemand", "--lang", "en"), PASSWORD, "no such user"),
        (("users", "add", "x", "--password-file", "weg"), "", "weg"),
        (("users", "add", "ß" * 60), PASSWORD, "heeft niet de vorm"),
        (("users", "add", "x", "--password", "geheim"), "", "--password"),
        (("keys", "create", "x", "--user", "niemand", "--scope", "read"), "", "is er niet"),
        (("keys", "create", "x", "--user", "niemand", "--scope", "alles"), "", "alles"),
        (("keys", "revoke", "dfk_onbekend"), "", "is er niet"),
    ],
)
def test_mistakes_are_named_in_a_line(arguments: tuple[str, ...], given: str, said: str, database_url: str) -> None:
    status, out, complaint = run(database_url, *arguments, given=given)
    assert (status, out) == (2, "")
    assert said in complaint
    assert "Traceback" not in complaint


def test_a_name_is_taken_once(database_url: str) -> None:
    answers = [run(database_url, "users", "add", "eva", given=PASSWORD) for _ in range(2)]
    assert [status for status, *_ in answers] == [0, 2]
    assert "Er is al een gebruiker" in answers[1][2]


def test_the_life_of_a_key_is_bounded(database_url: str) -> None:
    run(database_url, "users", "add", "eva", given=PASSWORD)
    status, _, said = run(database_url, "keys", "create", "x", "--user", "eva", "--scope", "read", "--days", "400")
    assert (status, "365" in said) == (2, True)


def test_a_setting_that_cannot_be_used_is_named(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFINITIE_POOL_SIZE", "veel")
    status, _, said = run(database_url, "users", "list")
    assert (status, "DEFINITIE_POOL_SIZE" in said) == (2, True)
