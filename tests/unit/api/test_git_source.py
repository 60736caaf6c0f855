"""Addresses of packs in git repositories: what could be an option of git, lead out of it or hold a secret is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.packs.git_source import git_sources
from api.settings import SettingsError


@pytest.mark.parametrize(
    "text",
    [
        "eigen",
        "eigen=https://x/y",
        "eigen=--upload-pack=x#main",
        "eigen=https://x/y#--x",
        "eigen=https://x/y#main:../..",
        "eigen=https://x/y#main:/etc",
        "eigen=https://naam:geheim@x/y#main",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(text: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        git_sources(text, tmp_path)
    assert "geheim" not in str(refused.value)
