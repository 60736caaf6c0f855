"""The packs of these tests, loaded once."""

from __future__ import annotations

import pytest

from generator.judging import Jury
from plugins import load_engine


@pytest.fixture(scope="session")
def jury() -> Jury:
    """The rules that come with the program, under their standard profile."""
    return Jury.of(load_engine(verify=False))
