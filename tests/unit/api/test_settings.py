"""Settings: from the environment or a file, with every mistake named and no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import reference
from api.settings import Settings, SettingsError


def test_each_comes_from_its_variable_or_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://eva:geheim@db/definitie\n", encoding="utf-8")
    settings = Settings.from_environment(
        {"DEFINITIE_PORT": "9000", "DEFINITIE_ACCESS_LOG": "false", "DATABASE_URL_FILE": str(secret), "REDIS_URL": ""}
    )
    assert (settings.port, settings.access_log, settings.redis_url) == (9000, False, None)
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://eva:geheim@db/definitie"
    assert "geheim" not in repr(settings) + str(settings)


def test_what_is_said_goes_before_the_environment_and_nothing_is_not_said() -> None:
    settings = Settings.from_environment({"DEFINITIE_PORT": "9000", "DEFINITIE_HOST": "::1"}, port=1, host=None)
    assert (settings.port, settings.host) == (1, "::1")


def test_the_own_name_goes_before_the_short_one() -> None:
    settings = Settings.from_environment({"REDIS_URL": "redis://a", "DEFINITIE_REDIS_URL": "redis://b"})
    assert settings.redis_url is not None
    assert settings.redis_url.get_secret_value() == "redis://b"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DEFINITIE_PORT": "geheim"}, "DEFINITIE_PORT"),
        ({"DEFINITIE_PORT": "70000"}, "DEFINITIE_PORT"),
        ({"DEFINITIE_LOG_LEVEL": "geheim"}, "DEFINITIE_LOG_LEVEL"),
        ({"DEFINITIE_LIMIT_USER": "geheim"}, "DEFINITIE_LIMIT_USER"),
        ({"DEFINITIE_LIMIT_USER": "1/s; 100/h"}, "DEFINITIE_LIMIT_USER"),
        ({"DEFINITIE_ARGON2_KIBIBYTES": "8", "DEFINITIE_ARGON2_LANES": "4"}, "argon2_kibibytes"),
        ({"DEFINITIE_TOKEN_KEYS": "geheim", "DEFINITIE_TOKEN_KEYS_FILE": "x"}, "DEFINITIE_TOKEN_KEYS_FILE"),
        ({"DEFINITIE_TOKEN_KEYS_FILE": "weg/geheel"}, "DEFINITIE_TOKEN_KEYS_FILE: weg/geheel"),
    ],
)
def test_a_mistake_is_named_and_its_value_is_not(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(environment)
    assert named in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_code_does(name: str) -> None:
    page = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert page == reference.PAGES[name](), "run: python -m api.reference"


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
