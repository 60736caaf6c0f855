"""The settings file of models: what it becomes, and how its mistakes are named."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from pydantic import BaseModel

from generator import models_file
from generator.budgets import Budgets, Limit
from generator.models import openai_generator
from generator.models_read import VARIABLE, ModelsError, ModelSettings, settings_of
from plugins.generating import Generator
from plugins.generators.openai.model import Limits, Model, Price, Resilience

SECRET = "sk-proef-0123456789"
KNOWN = {"SLEUTEL": SECRET}


def read(folder: Path, text: str) -> ModelSettings:
    file = folder / "models.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    settings = settings_of(file, KNOWN)
    assert settings is not None
    return settings


FULL = """\
    currency: EUR
    limits: {requests: 30}
    resilience: {retries: 2, timeout: 20}
    providers:
      - name: hoofd
        base_url: https://modellen.example.org/v1/
        key: {env: SLEUTEL}
        temperature: 0.4
        token_field: max_completion_tokens
        seeds: true
        limits: {concurrent: 4}
        resilience: {retries: 0}
        models:
          - {name: klein, window: 32000, prices: {input: "0.10", output: "0.40"}}
          - {name: groot, strong: true}
      - name: lokaal
        base_url: http://localhost:11434/v1
        models: [{name: "qwen3:8b"}]
    budgets:
      run: {rounds: 5, seconds: 60, tokens: 9000}
      user_day: {tokens: 100000}
    cache: {folder: antwoorden, days: 7}
    """


def test_a_whole_file(tmp_path: Path) -> None:
    settings = read(tmp_path, FULL)
    first, second = settings.providers
    assert (first.base_url, first.temperature, first.token_field, first.seeds) == (
        "https://modellen.example.org/v1", 0.4, "max_completion_tokens", True,
    )  # fmt: skip
    assert first.models == (
        Model("klein", 32_000, price=Price(Decimal("0.10"), Decimal("0.40"), "EUR")), Model("groot", strong=True),
    )  # fmt: skip
    assert (first.limits, second.limits) == (Limits(30, concurrent=4), Limits(30))
    assert (first.resilience, second.resilience) == (Resilience(0, timeout=20), Resilience(2, timeout=20))
    assert second.key is None
    assert settings.budgets == Budgets(5, 60, Limit(9_000), Limit(100_000), Limit(), "EUR")
    assert (settings.cache.folder, settings.cache.days) == (Path("antwoorden"), 7)


def test_the_defaults_are_those_of_the_design(tmp_path: Path) -> None:
    (provider,) = read(
        tmp_path, "providers: [{name: a, base_url: 'https://api.openai.com/v1', models: [{name: gpt-4o-mini}]}]"
    ).providers
    resilience, limits = provider.resilience, provider.limits
    assert (resilience.retries, resilience.timeout) == (3, 30.0)
    assert (resilience.failures, resilience.pause, resilience.probes) == (5, 60.0, 3)
    assert (limits.requests, limits.tokens, limits.concurrent) == (60, 90_000, 10)
    assert provider.models[0].price == Price(Decimal("0.15"), Decimal("0.6"))


def test_the_key_is_nowhere_in_what_was_read(tmp_path: Path) -> None:
    settings = read(tmp_path, FULL)
    generator = openai_generator(settings)
    assert isinstance(generator, Generator)
    assert generator.name == "openai"
    assert not re.search(f"{SECRET}|SLEUTEL", repr(settings) + repr(generator) + repr(vars(generator)))


def test_without_a_file_there_is_no_such_generator() -> None:
    assert settings_of(None, {}) is None
    assert openai_generator(None) is None


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    read(tmp_path, FULL)
    settings = settings_of(None, {VARIABLE: str(tmp_path / "models.yaml"), **KNOWN})
    assert settings is not None


PROVIDER = """\
    providers:
      - name: hoofd
        base_url: {url}
        models: [{{name: klein}}]
        {more}
    """


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        (f"key: {SECRET}", r":5:5: providers.0.key: must be a map"),
        (f"key: {{value: {SECRET}}}", r":5:5: providers.0.key: knows only ‘env’ and ‘file’"),
        (f"key: {{{SECRET}: x}}", r":5:5: providers.0.key: knows only ‘env’ and ‘file’"),
        (f"key: {{env: {SECRET}}}", r":5:11: providers.0.key.env: "),
        ("key: {env: WEG}", r":5:5: key of hoofd: the environment variable of the key is not set"),
        ("key: {file: weg}", r":5:5: key of hoofd: the file of the key cannot be read"),
        ("key: {env: A, file: b}", r":5:5: providers.0.key: needs one of ‘env’ \(name of a variable\) and ‘file’"),
        ("sleutel: x", r":5:5: providers.0.sleutel: is not a setting"),
        ("limits: {requests: 0}", r":5:14: providers.0.limits.requests: Input should be greater than or equal to 1"),
        ("limits: {requests: veel}", r":5:14: providers.0.limits.requests: Input should be a valid integer"),
        ("resilience: {timeout: nan}", r":5:18: providers.0.resilience.timeout: "),
        ("temperature: warm", r":5:5: providers.0.temperature: "),
        (f"key: [{SECRET}", r"yaml-brackets"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_without_its_value(tmp_path: Path, more: str, mistake: str) -> None:
    with pytest.raises(ModelsError) as caught:
        read(tmp_path, PROVIDER.format(url="https://a.example.org/v1", more=more))
    assert re.search(mistake, str(caught.value))
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"


@pytest.mark.parametrize(
    ("url", "mistake"),
    [
        ("http://a.example.org/v1", "must begin with https://"),
        ("http://127.0.0.1.example.org/v1", "must begin with https://"),
        ("https://ik:geheim@a.example.org/v1", "no user, password"),
        ("https://a.example.org/v1?sleutel=geheim", "no user, password"),
        ("ftp://a.example.org", "must be an address"),
        ("a.example.org", "must be an address"),
        ("https://[::1", "must be an address"),
        ("https://a.example.org:nul/v1", "must be an address"),
    ],
)
def test_an_address_that_a_key_must_not_go_to(tmp_path: Path, url: str, mistake: str) -> None:
    with pytest.raises(ModelsError, match=mistake) as caught:
        read(tmp_path, PROVIDER.format(url=f"'{url}'", more=""))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/v1", "http://localhost:1/v1", "http://[::1]:8000/v1"])
def test_this_machine_needs_no_encryption(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, PROVIDER.format(url=f"'{url}'", more="")).providers[0].base_url == url


def test_http_can_be_allowed(tmp_path: Path) -> None:
    read(tmp_path, PROVIDER.format(url="http://modellen.intern/v1", more="allow_http: true"))


def test_money_needs_prices(tmp_path: Path) -> None:
    text = dedent(PROVIDER).format(url="https://a.example.org/v1", more="")
    with pytest.raises(ModelsError, match=r":4:14: hoofd/klein: no price is known, and money is bounded"):
        read(tmp_path, text + "budgets: {month: {money: 10}}")


def test_all_mistakes_are_named_together(tmp_path: Path) -> None:
    with pytest.raises(ModelsError) as caught:
        read(tmp_path, "providers: []\ncurrency: euro\nbudget: {}\n")
    assert len(str(caught.value).splitlines()) == 3


def test_names_are_unique(tmp_path: Path) -> None:
    entry = "{name: a, base_url: 'https://a.example.org/v1', models: [{name: m}]}"
    with pytest.raises(ModelsError, match="two providers have the same name"):
        read(tmp_path, f"providers: [{entry}, {entry}]")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelsError, match="unreadable-file"):
        settings_of(tmp_path / "weg.yaml", {})


def test_without_the_packages_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "purgatory", None)
    with pytest.raises(ModelsError, match="install the extra ‘models’"):
        read(tmp_path, FULL)


def test_every_setting_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "models-file.md").read_text(encoding="utf-8")
    found = [part for _, part in inspect.getmembers(models_file, inspect.isclass)]
    parts = [part for part in found if issubclass(part, BaseModel) and part.__module__ == models_file.__name__]
    names = {name for part in parts for name in part.model_fields} - {"env", "file", "input", "output"}
    assert len(names) > 30
    assert [name for name in sorted(names) if not re.search(rf"`(\w+\.)?{name}`", page)] == []
    for field in (*fields(Limits), *fields(Resilience)):
        assert f"| `{field.name}` | {str(field.default).removesuffix('.0')} |" in page
    standard = Budgets()
    assert f"| `run.rounds` | {standard.rounds} |" in page
    assert f"| `run.seconds` | {standard.seconds:g} |" in page
    assert f"| `run.tokens` | {standard.run.tokens} |" in page
