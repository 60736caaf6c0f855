"""Kept answers: found by exact content, bounded, private, and as good as absent when damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.answers import DAY, FolderAnswers, LayeredAnswers, MemoryAnswers, RedisAnswers
from plugins.generating import Answer, Ask, Prompt, Usage
from plugins.generators.openai.answers import answer_key
from plugins.generators.openai.model import Model, Provider

ANSWER = Answer("ruimte voor ‘meldingen’", Usage(90, 12), "stop", "klein")
KEY = "ab" * 32


def key_of(**other: object) -> str:
    ask = {"prompt": ("s", "u", "1"), "count": 1, "round": 1, "seed": 0, "digest": "d", "max_tokens": 100} | other
    provider = Provider(
        str(ask.pop("name", "a")), str(ask.pop("url", "https://a.example.org/v1")), (),
        temperature=ask.pop("temperature", None), seeds=bool(ask.pop("seeds", False)),  # type: ignore[arg-type]
    )  # fmt: skip
    model, sample = Model(str(ask.pop("model", "m"))), ask.pop("sample", 1)
    prompt = Prompt(*ask.pop("prompt"))  # type: ignore[misc]
    asked = Ask("b", None, None, "nl", (), prompt, key=str(ask.pop("key", "k")), **ask)  # type: ignore[arg-type]
    return answer_key(provider, model, asked, int(str(sample)), asked.seed)


@pytest.mark.parametrize(
    "other",
    [
        {"prompt": ("s", "u", "2")}, {"prompt": ("s", "v", "1")}, {"prompt": ("t", "u", "1")},
        {"prompt": ("su", "", "1")}, {"model": "n"},
        {"url": "https://b.example.org/v1"}, {"temperature": 0.5}, {"max_tokens": 99}, {"digest": "e"},
        {"sample": 2}, {"round": 2}, {"seeds": True},
    ],
    ids=str,
)  # fmt: skip
def test_everything_that_an_answer_depends_on_is_in_its_key(other: dict[str, object]) -> None:
    assert key_of(**other) != key_of()


@pytest.mark.parametrize("other", [{"count": 5}, {"key": "andere-run"}, {"seed": 9}, {"name": "b"}], ids=str)
def test_nothing_else_is(other: dict[str, object]) -> None:
    assert key_of(**other) == key_of()


def test_half_a_character_is_content_too() -> None:
    assert key_of(prompt=("\ud800", "", "1")) != key_of(prompt=("\ud801", "", "1"))


async def test_memory_keeps_what_was_used_last() -> None:
    store = MemoryAnswers(2)
    await store.put("a", ANSWER)
    await store.put("b", ANSWER)
    assert await store.get("a") == ANSWER
    await store.put("c", ANSWER)
    assert [await store.get(key) is not None for key in "abc"] == [True, False, True]


async def test_a_folder_keeps_answers_for_its_owner_and_for_some_days(tmp_path: Path) -> None:
    folder = tmp_path / "antwoorden"
    now = [1_000_000.0]
    store = FolderAnswers(folder, 30, lambda: now[0])
    assert await store.get(KEY) is None
    await store.put(KEY, ANSWER)
    (file,) = folder.rglob("*.json")
    os.utime(file, (now[0], now[0]))
    assert await FolderAnswers(folder, 30, lambda: now[0]).get(KEY) == ANSWER
    assert (file.stat().st_mode & 0o077, folder.stat().st_mode & 0o077) == (0, 0)
    now[0] += 30 * DAY + 1
    assert await store.get(KEY) is None
    assert not file.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"text": 7}', b"\xff", b"[" * 100_000])
async def test_a_damaged_answer_is_no_answer(tmp_path: Path, content: bytes) -> None:
    store = FolderAnswers(tmp_path)
    await store.put(KEY, ANSWER)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(content)
    assert await store.get(KEY) is None


async def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    store = FolderAnswers(tmp_path / "bestand")
    await store.put(KEY, ANSWER)
    assert await store.get(KEY) is None
    assert "could not be kept" in caplog.text
    assert "meldingen" not in caplog.text


async def test_layers_fill_the_nearer_ones() -> None:
    near, far = MemoryAnswers(), MemoryAnswers()
    await far.put(KEY, ANSWER)
    layered = LayeredAnswers([near, far])
    assert await layered.get(KEY) == ANSWER
    assert await near.get(KEY) == ANSWER
    assert await layered.get("anders") is None


class Unreachable:
    async def get(self, name: str) -> bytes | None:
        raise ConnectionRefusedError

    async def set(self, name: str, value: bytes, *, ex: int) -> object:
        raise ConnectionRefusedError


async def test_a_store_that_cannot_be_reached_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    store = RedisAnswers(Unreachable())
    await store.put(KEY, ANSWER)
    assert await store.get(KEY) is None
    assert "ConnectionRefusedError" in caplog.text
