"""The record: what is accepted, and what is said of what is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.errors import InputError, Mark
from engine.messages import render_problem
from engine.model import Category, Context, Definition, Entry, Origin, Source
from engine.record import excerpt, parse_record, record_to_dict
from engine.schema_export import RECORD_SCHEMA, record_schema

FULL: dict[str, Any] = {
    "id": "42",
    "begrip": "meldkamer",
    "definitie": "ruimte waar noodoproepen binnenkomen",
    "category": "type",
    "context": {"organizational": ["OM"], "legal": ["strafrecht"], "statutory": []},
    "sources": [{"title": "Wet", "citation": "art. 1", "url": "urn:wet"}, {}],
    "synonyms": ["alarmcentrale"],
    "preferred_term": "meldkamer",
    "known_abbreviations": [],
    "corpus": [{"begrip": "kazerne", "definitie": "gebouw", "id": "43", "synonyms": ["post"]}, {"begrip": "post"}],
}
VALIDATOR = Draft202012Validator(json.loads(RECORD_SCHEMA.read_text(encoding="utf-8")))

# Record, pointer of the field, code of the problem, and the word that was probably meant.
UNUSABLE: list[tuple[object, str | None, str, str | None]] = [
    ([], None, "record-not-an-object", None),
    ("meldkamer", None, "record-not-an-object", None),
    ({"definitie": "gebouw"}, "/begrip", "missing-record-field", None),
    ({"begrip": "kazerne"}, "/definitie", "missing-record-field", None),
    ({"begrip": "kazerne", "definitie": None}, "/definitie", "missing-record-field", None),
    ({"begrip": "", "definitie": "gebouw"}, "/begrip", "blank-term", None),
    ({"begrip": " \n", "definitie": "gebouw"}, "/begrip", "blank-term", None),
    ({"begrip": 3, "definitie": "gebouw"}, "/begrip", "field-not-text", None),
    ({"begrip": "kazerne", "definitie": ["gebouw"]}, "/definitie", "field-not-text", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "id": 7}, "/id", "field-not-text", None),
    ({"begrip": "kazerne", "definitie": "half \ud83d teken"}, "/definitie", "broken-text", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "category": "typ"}, "/category", "unknown-record-category", "type"),
    ({"begrip": "kazerne", "definitie": "gebouw", "category": 1}, "/category", "unknown-record-category", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "synonyms": "post"}, "/synonyms", "field-not-a-list", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "synonyms": [1]}, "/synonyms/0", "field-not-text", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "context": []}, "/context", "field-not-an-object", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "sources": ["wet"]}, "/sources/0", "field-not-an-object", None),
    ({"begrip": "kazerne", "definitie": "gebouw", "synoniem": []}, "/synoniem", "unknown-record-field", "synonyms"),
    (
        {"begrip": "kazerne", "definitie": "gebouw", "categorie": "type"},
        "/categorie",
        "unknown-record-field",
        "category",
    ),
    ({"begrip": "kazerne", "definitie": "gebouw", "a/b~c": 1}, "/a~1b~0c", "unknown-record-field", None),
    (
        {"begrip": "k", "definitie": "g", "context": {"wettelijk": []}},
        "/context/wettelijk",
        "unknown-record-field",
        "statutory",
    ),
    (
        {"begrip": "k", "definitie": "g", "sources": [{"titel": "x"}]},
        "/sources/0/titel",
        "unknown-record-field",
        "title",
    ),
    (
        {"begrip": "k", "definitie": "g", "corpus": [{"definitie": "x"}]},
        "/corpus/0/begrip",
        "missing-record-field",
        None,
    ),
    (
        {"begrip": "k", "definitie": "g", "corpus": [{"begrip": "x", "source": 1}]},
        "/corpus/0/source",
        "unknown-record-field",
        None,
    ),
]


def test_a_full_record_keeps_all_that_it_says() -> None:
    where = Origin("kader.jsonl", 3)
    assert parse_record(FULL, where=where) == Definition(
        begrip="meldkamer",
        definitie="ruimte waar noodoproepen binnenkomen",
        id="42",
        category=Category.TYPE,
        context=Context(("OM",), ("strafrecht",), ()),
        sources=(Source("Wet", "art. 1", "urn:wet"), Source()),
        synonyms=("alarmcentrale",),
        preferred_term="meldkamer",
        known_abbreviations=(),
        corpus=(Entry("kazerne", "gebouw", "43", ("post",)), Entry("post")),
        origin=where,
    )


def test_null_is_absent_and_empty_is_not() -> None:
    absent = parse_record({"begrip": "kazerne", "definitie": "", "synonyms": None, "sources": None, "context": None})
    empty = parse_record({"begrip": "kazerne", "definitie": "", "synonyms": [], "sources": [], "context": {}})
    assert (absent.definitie, absent.synonyms, absent.sources, absent.context) == ("", None, None, None)
    assert (empty.synonyms, empty.sources, empty.context) == ((), (), Context())


@pytest.mark.parametrize(("data", "pointer", "code", "meant"), UNUSABLE)
def test_an_unusable_record_names_the_field_and_what_is_wrong(
    data: object, pointer: str | None, code: str, meant: str | None
) -> None:
    with pytest.raises(InputError) as raised:
        parse_record(data, where=Origin("kader.jsonl", 3))
    (problem,) = raised.value.problems
    assert (problem.code, problem.suggestion, problem.mark) == (code, meant, Mark("kader.jsonl", 3, 1))
    assert problem.values.get("pointer") == pointer
    for language in ("nl", "en"):
        message = render_problem(problem, language)
        assert message.startswith("kader.jsonl:3:1: ")
        assert (pointer or "") in message


@pytest.mark.parametrize(("data", "pointer", "code", "meant"), UNUSABLE)
def test_what_the_reader_refuses_the_schema_refuses(
    data: object, pointer: str | None, code: str, meant: str | None
) -> None:
    assert VALIDATOR.is_valid(data) is (code == "broken-text")  # JSON Schema knows no half characters


def test_all_mistakes_of_a_record_are_reported_together() -> None:
    with pytest.raises(InputError) as raised:
        parse_record({"term": "kazerne", "definitie": 1, "category": "x"})
    assert [problem.code for problem in raised.value.problems] == [
        "missing-record-field", "field-not-text", "unknown-record-category", "unknown-record-field",
    ]  # fmt: skip


def test_the_schema_is_current_and_valid() -> None:
    schema = json.loads(RECORD_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema == record_schema()
    assert all("title" in part and "description" in part for part in (schema, *schema["$defs"].values()))


def test_the_schema_accepts_real_records() -> None:
    assert list(VALIDATOR.iter_errors(FULL)) == []
    assert list(VALIDATOR.iter_errors({"begrip": "kazerne", "definitie": ""})) == []


texts = st.text(st.characters(exclude_categories=["Cs"]))
terms = texts.filter(lambda text: bool(text.strip()))
lists = st.none() | st.lists(texts).map(tuple)
definitions = st.builds(
    Definition,
    begrip=terms,
    definitie=texts,
    id=st.none() | texts,
    category=st.none() | st.sampled_from(Category),
    context=st.none() | st.builds(Context, lists, lists, lists),
    sources=st.none() | st.lists(st.builds(Source, st.none() | texts, st.none() | texts, st.none() | texts)).map(tuple),
    synonyms=lists,
    preferred_term=st.none() | texts,
    known_abbreviations=lists,
    corpus=st.none()
    | st.lists(st.builds(Entry, terms, st.none() | texts, st.none() | texts, st.lists(texts).map(tuple))).map(tuple),
)


@given(definitions)
def test_writing_and_reading_a_record_changes_nothing(definition: Definition) -> None:
    data = json.loads(json.dumps(record_to_dict(definition)))
    assert parse_record(data) == definition
    assert VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        ({}, "{}"),
        ({"a": 1}, "{…}"),
        ([], "[]"),
        ([1], "[…]"),
        ("x" * 50, "x" * 39 + "…"),
    ],
)
def test_what_stands_in_the_input_is_shown_short(value: object, shown: str) -> None:
    assert excerpt(value) == shown
