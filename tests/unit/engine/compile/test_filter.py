"""The filter changes nothing but the time: every report is the same with it and without it."""

from __future__ import annotations

import string

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.compile.regexparts import Shape, required_pieces, runs_of
from engine.compile.said import Said
from engine.engine import Engine
from engine.features.registry import Registry, Type
from engine.features.view import Resources, View
from engine.model import Category, Context, Definition, Outcome
from engine.spans import DEFINITIE, Span
from tests.fakes import FAKES
from tests.rules import Names, make_engine, make_rule
from tests.support import FakeAnalyzer

NAMES = Names(
    lexicons={"lijst": ["om te", "de", "in de regel", "OM"], "soort": ["loop/VERB", "de weg"], "leeg": []},
    selectors={"doel": '"om" …3 "te" or any of lijst "weg"', "vorm": r"/\w*weg\b/", "plek": '"de" in ("(" … ")")'},
    config={"grens": 3},
)
ANALYZER = FakeAnalyzer(
    {
        "de": ["DET def"], "weg": ["NOUN sing", "ADV"], "wegen": ["NOUN plur lemma=weg", "VERB inf"],
        "loop": ["NOUN sing", "VERB fin"], "loopt": ["VERB fin lemma=loop"], "om": ["ADP", "SCONJ"], "te": ["ADP"],
    }
)  # fmt: skip
ATOMS = [
    '"om"', '"OM"', '"om te"', 'lemma "weg"', "any of lijst", "any of literal lijst", "any of soort", "any of leeg",
    '["de" | "te"]', "[NOUN]", '[not "de"]', '["om" | VERB inf]', "[any of lijst | NOUN sing]", "[any of soort]",
    r"/\bweg\w*/", r"/\b[A-Z]{2,}\b/", r"/w_?e/", r"/\w-/", r"/e\b/", "doel", "vorm", "plek", "words", "brackets",
    "genus", "any of context.names", "[any of context.names]", "synonyms", "sentences", "nooit",
]  # fmt: skip
"""Atoms of all sorts: of letters, of readings, of both; with inputs that may be missing; and what is not there."""
CONDITIONS = [
    "some brackets", 'before "de"', "after [NOUN]", 'after (["om" | "te"] …2)', "overlapping any of lijst", "in plek",
    'some "te" in match', r"some /\bweg/ in match", 'match is "om"', "match is [NOUN]", "match is any of soort",
    'match in term', "count(words) > config.grens", "category is proces", 'not before ("," ["de"])', "some synonyms",
]  # fmt: skip
GUARDS = [
    "", "when category is proces: ", 'when some "om": ', "when no brackets and some synonyms: ", "when no genus: ",
]  # fmt: skip


def joined(parts: list[str], glue: str) -> str:
    """Parts in brackets, with something between them."""
    return glue.join(f"({part})" if " " in part and not part.startswith(("any of", "lemma", "[")) else part
                     for part in parts)  # fmt: skip


atoms = st.sampled_from(ATOMS)
gaps = st.sampled_from([" ", " … ", " …2 ", " [ADJ]? "])
sequences = st.builds(joined, st.lists(atoms, min_size=1, max_size=3), gaps)
related = st.one_of(
    sequences, sequences, st.builds("{} {} ({})".format, sequences,
    st.sampled_from(["before", "after", "in", "overlapping", "not before", "not in"]), sequences),
)  # fmt: skip
searches = st.lists(related, min_size=1, max_size=3).map(lambda parts: joined(parts, " or "))
suffixes = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=2).map(" or ".join).map(" where {}".format),
    st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=2).map(" and ".join).map(" unless {}".format),
)
forbids = st.builds("{}forbid {}{}".format, st.sampled_from(GUARDS), searches, suffixes)
requires = st.builds("{}require some ({})".format, st.sampled_from(GUARDS), searches)
numbers = st.one_of(
    st.builds("require {} {} {}".format,
              st.sampled_from(["count(words)", "characters", "count(genus)", "count([NOUN])"]),
              st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.sampled_from([0, 1, 3, 9, "config.grens"])),
    st.builds("require {} between {} and {}{}".format, st.sampled_from(["count(words)", "count(synonyms)"]),
              st.integers(0, 3), st.integers(2, 6), st.sampled_from(["", " unless some brackets", " at words"])),
)  # fmt: skip
checks = st.lists(forbids | forbids | requires | numbers, min_size=1, max_size=3)
WORDS = ["om", "te", "de", "weg", "wegen", "Weg", "OM", "loop", "loopt", "regel", "in", "omweg", "weg-om", "weg_om",
         ",", ".", "(", ")", "OM-weg", "we", "proef", "is"]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda glue: glue.join(words))
)
records = st.builds(
    Definition,
    begrip=st.sampled_from(["proef", "om weg"]),
    definitie=texts,
    category=st.sampled_from([None, Category.PROCES, Category.TYPE]),
    context=st.sampled_from([None, Context(organizational=("om", "weg"))]),
    synonyms=st.sampled_from([None, (), ("de weg",)]),
)

SIGNED = Registry()


@SIGNED.feature("nooit", Type.SEARCH, text={"nl": "proef"}, example="forbid nooit", signs=[["om"], ["te", "weg"]])
def never(view: View) -> list[Span]:
    """The whole text, where the words are that it says it needs."""
    words = set(view.tokens(DEFINITIE).folded)
    found = "om" in words and bool(words & {"te", "weg"})
    return [Span(DEFINITIE, 0, len(view.text(DEFINITIE).text))] if found else []


def engine_of(clauses: list[str], analyzer: FakeAnalyzer | None) -> Engine:
    """One rule of all clauses, and one of each."""
    rules = [make_rule("\n".join(clauses), config=NAMES.config)]
    rules += [make_rule(clause, code=f"T-{number}", config=NAMES.config) for number, clause in enumerate(clauses)]
    return make_engine(rules, NAMES, analyzer=analyzer, features=[FAKES, SIGNED])


@given(checks, st.lists(records, min_size=1, max_size=4), st.booleans())
def test_reports_are_the_same_without_the_filter(clauses: list[str], given: list[Definition], knows: bool) -> None:
    try:
        engine = engine_of(clauses, ANALYZER if knows else None)
        for record in given:
            engine.unfiltered().validate(record)
    except (TypeError, LookupError):
        assume(False)

    for record in given:
        filtered = engine.validate(record)
        assert filtered == engine.unfiltered().validate(record), clauses
        for rule in engine.rules:
            explained = engine.explain(record, rule.code).outcome
            assert explained == next(each for each in engine.implied(filtered) if each.code == rule.code), clauses


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ('forbid "om" "te"', "om de"),
        ("forbid any of lijst", "een weg te gaan"),
        (r"forbid /\bsnel\w+/", "een weg te gaan"),
        (r"forbid /[a-z]:\\\w+/", "een weg te gaan"),
        ('forbid [NOUN] where after ";"', "een weg te gaan"),
        ("forbid nooit", "een weg te gaan"),
        ("forbid doel", "een te gaan"),
    ],
)
def test_a_rule_without_a_candidate_is_not_evaluated(clause: str, text: str) -> None:
    plan = engine_of([clause], ANALYZER).plan
    view = View(Definition("proef", text), resources=Resources(), analyzer=ANALYZER)

    assert plan.steady == ()
    assert not plan.sieve.candidates(Said(view))


@pytest.mark.parametrize(
    "clause", ["forbid [NOUN]", "forbid words", 'require some "om"', "forbid any of context.names"]
)
def test_what_has_no_words_of_its_own_is_always_evaluated(clause: str) -> None:
    assert engine_of([clause], ANALYZER).plan.steady == (0, 1)


def test_only_rules_with_a_candidate_cost_something() -> None:
    rules = [make_rule(f'forbid "woord{number}" or "stam{number}" "om"', code=f"T-{number}") for number in range(2_000)]
    engine = make_engine(rules, NAMES)
    view = View(Definition("proef", "een woord12 en een stam7, om wat"), resources=Resources())

    assert engine.plan.sieve.candidates(Said(view)) == {7: {0: [1]}, 12: {0: [0]}}
    assert [finding.match for finding in engine.validate(view.definition).findings] == ["woord12"]


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        (r"\b\w*(?:plicht|taak)\b", True),
        (r"[A-Z]{3,}", True),
        (r"[^\W_]+", True),
        (r"\d+(?:e|de)?", True),
        (r"\w-", False),
        (r"[A-Za-zÀ-ÿ]+", False),
        (r"a.", False),
        (r"\b[A-Z][\w-]+", False),
        (r"\p{L}+", False),
    ],
)
def test_shapes_take_nothing_but_letters_and_digits(pattern: str, shape: bool) -> None:
    assert (Shape.of(pattern) is not None) is shape


@given(
    st.sampled_from([r"\bweg\w*", r"\b[A-Z]{2,}\b", r"e\b", r"\w{3,}", r"we|om", r"\Bg\b", r"[0-9]+"]),
    st.text(string.ascii_letters + "wegom0 _-.é\u0301", max_size=20),
)
def test_a_shape_fits_a_text_exactly_where_it_fits_a_run(pattern: str, text: str) -> None:
    shape = Shape.of(pattern)

    assert shape is not None
    assert shape.absent(runs_of(text)) is (regex.search(pattern, text) is None)


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b[A-Z]:\\\w+", (":\\",)),
        (r"(?:sharepoint|intranet)[.\/]\w+", ("sharepoint", "intranet")),
        (r"abc?d", ("ab",)),
        (r"(?i:abc)-", ("-",)),
        (r"(?i)abc-", ()),
        (r"a*|b-", ()),
    ],
)
def test_pieces_that_a_match_must_hold(pattern: str, pieces: tuple[str, ...]) -> None:
    assert required_pieces(pattern) == pieces


def test_two_rules_with_their_own_config_do_not_share_what_they_found() -> None:
    check = "forbid words where count(words) > config.grens"
    few, many = (make_rule(check, code=f"T-{n}", config={"grens": n}) for n in (1, 9))
    engine = make_engine([few, many])

    outcomes = engine.implied(engine.validate(Definition("proef", "een twee drie")))

    assert [outcome.outcome for outcome in outcomes] == [Outcome.FAIL, Outcome.PASS]
