"""Indexed schemes stay within bounds, and the one in use always stays."""

from __future__ import annotations

from api.host.kept import Kept


def test_the_one_unused_for_longest_goes_first() -> None:
    kept: Kept[str, str] = Kept(len, values=2, entries=100)
    kept.put("water", "a")
    kept.put("zorg", "b")
    assert kept.get("water") == "a"
    kept.put("bouw", "c")
    assert (kept.get("water"), kept.get("zorg"), kept.get("bouw")) == ("a", None, "c")


def test_large_schemes_push_out_several_small_ones_and_say_so() -> None:
    gone: list[str] = []
    kept: Kept[str, str] = Kept(len, values=10, entries=5, gone=gone.append)
    for key in ("water", "zorg", "bouw"):
        kept.put(key, "xx" if key != "bouw" else "xxxx")
    assert gone == ["water", "zorg"]
    assert len(kept) == 1


def test_the_newest_stays_whatever_its_size() -> None:
    kept: Kept[str, str] = Kept(len, entries=3)
    kept.put("klein", "x")
    kept.put("groot", "x" * 10)
    assert kept.get("groot") == "x" * 10
    assert kept.get("klein") is None


def test_a_newer_version_takes_the_place_of_the_old() -> None:
    kept: Kept[str, str] = Kept(len, entries=4)
    kept.put("water", "xxx")
    kept.put("water", "xxxx")
    assert (len(kept), kept.get("water")) == (1, "xxxx")
