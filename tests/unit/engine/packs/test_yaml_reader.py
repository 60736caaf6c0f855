"""YAML without surprises: everything is a text, with its place; nothing that is read can make it raise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.language import tree
from engine.messages import render_problem
from engine.packs import yaml_reader
from engine.packs.nodes import Document, plain
from engine.packs.yaml_reader import MAX_BYTES, read_bytes, read_file
from tests.unit.engine.packs.mistakes import CHANGES
from tests.unit.engine.packs.proef import changed


def read(text: str) -> Document:
    return read_bytes(text.encode(), "f.yaml")


@pytest.mark.parametrize(
    "written", ["on", "no", "null", "~", "12:30", "0123", "1e3", "2024-01-01", "0x1F", ".inf", "1_000"]
)
def test_every_plain_scalar_is_a_text(written: str) -> None:
    document = read(f"key: {written}\n")
    assert document.root is not None
    assert plain(document.root) == {"key": written}


def test_lists_and_maps_keep_their_order_and_places() -> None:
    document = read("b: [een, 'twee']\na:\n  c: drie\n")
    assert document.root is not None
    assert plain(document.root) == {"b": ["een", "twee"], "a": {"c": "drie"}}
    assert (document.place(["b", 1]).line, document.place(["b", 1]).column) == (1, 10)
    assert document.place(["a", "c"], key_only=True).column == 3
    assert document.place(["a", "onbekend"]) == document.place(["a"], key_only=True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("check: |\n  forbid x\n  require y\n", (3, 3)),
        ("check: |\n\n    forbid x\n    require y\n", (4, 5)),
        ("check: |2-\n    forbid x\n    require y", (3, 5)),
        ("check: |  # uitleg\n forbid x\n require y\n", (3, 2)),
    ],
)
def test_places_in_a_block_are_places_in_the_file(text: str, place: tuple[int, int]) -> None:
    check = read(text).check_text(["check"])
    line = next(number for number, part in enumerate(check.text.split("\n"), start=1) if "require" in part)
    column = check.text.split("\n")[line - 1].index("require") + 1
    mark = check.mark(tree.At(line, column, 7))
    assert (mark.line, mark.column) == place


@pytest.mark.parametrize(("text", "column"), [("check: forbid x\n", 15), ("check: 'forbid x'\n", 16)])
def test_places_in_a_text_on_one_line(text: str, column: int) -> None:
    assert read(text).check_text(["check"]).mark(tree.At(1, 8)).column == column


def test_reading_goes_on_after_a_mistake() -> None:
    document = read("a: &x een\na: twee\nb: !!int 3\n<<: c\n")
    assert [problem.code for problem in document.problems] == ["yaml-anchor", "duplicate-key", "yaml-tag", "yaml-merge"]
    assert document.root is not None
    assert plain(document.root) == {"a": "een", "b": "3"}


def test_a_mark_at_the_beginning_and_any_line_end_are_fine() -> None:
    document = read_bytes("\ufeffa: een\r\nb: twee\rc: drie".encode(), "f.yaml")
    assert document.root is not None
    assert plain(document.root) == {"a": "een", "b": "twee", "c": "drie"}
    assert document.place(["c"]).line == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    document = read_file(tmp_path / "weg.yaml", "weg.yaml")
    assert [problem.code for problem in document.problems] == ["unreadable-file"]


def test_the_largest_file_is_read() -> None:
    text = "a: '" + "x" * (MAX_BYTES - 6) + "'\n"
    assert read(text).root is not None
    assert [problem.code for problem in read(text + "\n").problems] == ["file-too-large"]


def test_deep_nesting_stops_early() -> None:
    assert [problem.code for problem in read("[" * 500_000).problems] == ["too-deep"]


BROKEN = [name for name in CHANGES if name.startswith("yaml-")]


@pytest.mark.parametrize("name", BROKEN)
def test_both_parsers_of_pyyaml_are_understood(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = CHANGES[name][0]
    text = changed(*CHANGES[name])[file]
    fast = read(text)
    monkeypatch.setattr(yaml_reader, "LOADER", yaml.Loader)
    slow = read(text)
    assert [(problem.code, problem.mark.line if problem.mark else 0) for problem in slow.problems] == [
        (problem.code, problem.mark.line if problem.mark else 0) for problem in fast.problems
    ]


PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ", ", '"', "'", "|\n", ">\n", "&x ", "*x", "!t ", "<<: ",
     "#", "é", "\u200d", "---\n", "%", "@", "?", "\\", "forbid", "\x00", "\u2028"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_no_text_makes_it_raise(text: str) -> None:
    document = read_bytes(text.encode("utf-8", "surrogatepass"), "f.yaml")
    assert document.root is not None or document.problems
    for problem in document.problems:
        assert render_problem(problem, "nl") != render_problem(problem, "en")


@given(st.binary(max_size=60))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    document = read_bytes(data, "f.yaml")
    assert document.root is not None or document.problems


ALLOWED = st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff")


@given(st.dictionaries(st.text("abc", min_size=1), st.text(ALLOWED, min_size=1), min_size=1))
def test_what_is_quoted_comes_back(values: dict[str, str]) -> None:
    document = read("".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in values.items()))
    assert document.root is not None
    assert plain(document.root) == values
