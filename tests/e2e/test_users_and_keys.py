"""``definitie users`` on a bare machine: the first administrator is there with one command."""

from __future__ import annotations

from pathlib import Path

from storage.location import database_at
from tests.e2e.command import start


def test_the_first_administrator_on_a_bare_machine(tmp_path: Path) -> None:
    with database_at(None, tmp_path):  # goes on between the two commands
        for arguments, given, shown in (
            (("users", "add", "eva", "--role", "admin"), "een lang wachtwoord\n", ["Toegevoegd:", "eva", "(admin)"]),
            (("users", "list"), "", ["eva", "admin"]),
        ):
            process = start(*arguments, "--data", tmp_path)
            out, said = process.communicate(given, timeout=60)
            assert (process.returncode, out.split(), said) == (0, shown, "")
