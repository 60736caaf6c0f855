"""Hypothesis strategies for syntax trees: every shape that the grammar can make."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.language import tree
from engine.language.complain import KEYWORDS

RESERVED = {word for keyword in KEYWORDS for word in keyword.split()} - {"of"} | {
    "applies", "else", "exactly", "least", "most", "more", "than", "fewer", "one", "forbid", "require", "judge",
}  # fmt: skip
names = st.from_regex(r"[a-zé][a-z0-9_]{0,6}", fullmatch=True).filter(lambda name: name not in RESERVED)
dotted = st.builds(lambda first, second: f"{first}.{second}", names, names)
any_name = names | dotted
texts = st.text(st.characters(exclude_characters='"\n\r“”', exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
patterns = st.from_regex(r"[a-z0-9 ./\[\]]{1,8}", fullmatch=True).filter(lambda pattern: pattern.strip("/") != "")
numbers = st.integers(0, 99)
tags = st.from_regex(r"[A-Z]{2,5}", fullmatch=True)


def _alternatives(depth: int) -> st.SearchStrategy[tree.Alternative]:
    plain: st.SearchStrategy[tree.Alternative] = st.one_of(
        st.builds(tree.TagAlternative, tags, st.lists(names, max_size=2).map(tuple)),
        st.builds(tree.Text, texts), st.builds(tree.Lemma, texts), st.builds(tree.AnyOf, any_name, st.booleans()),
    )  # fmt: skip
    return plain if depth == 0 else plain | st.builds(tree.NotAlternative, _alternatives(depth - 1))


tokens = st.builds(tree.Token, st.lists(_alternatives(2), min_size=1, max_size=3).map(tuple))
repeats = st.one_of(
    st.sampled_from([(0, None), (1, None), (0, 1)]),
    st.integers(0, 5).flatmap(lambda low: st.tuples(st.just(low), st.none() | st.integers(max(low, 1), 9))),
).filter(lambda bounds: bounds != (1, 1))


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> tree.Expression:
    """Any expression, from ``or`` down."""
    parts = draw(st.lists(ands(depth), min_size=1, max_size=2))
    return parts[0] if len(parts) == 1 else tree.Or(tuple(parts))


@st.composite
def ands(draw: st.DrawFn, depth: int) -> tree.Expression:
    parts = draw(st.lists(nots(depth), min_size=1, max_size=2))
    return parts[0] if len(parts) == 1 else tree.And(tuple(parts))


@st.composite
def nots(draw: st.DrawFn, depth: int) -> tree.Expression:
    inner = draw(comparisons(depth))
    return tree.Not(inner) if draw(st.booleans()) else inner


def comparisons(depth: int) -> st.SearchStrategy[tree.Expression]:
    part = relateds(depth)
    quantities = st.sampled_from(["some", "no"])
    counted = st.sampled_from(["exactly", "at least", "at most", "more than", "fewer than"])
    return st.one_of(
        part,
        st.builds(tree.Compare, part, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), part),
        st.builds(tree.Between, part, part, part),
        st.builds(tree.Is, part, part, st.booleans()),
        st.builds(tree.Quantified, quantities, part),
        st.builds(tree.Quantified, counted, part, numbers),
    )  # fmt: skip


def relateds(depth: int) -> st.SearchStrategy[tree.Related]:
    relation = st.builds(
        tree.Relation, st.sampled_from(["before", "after", "in", "overlapping"]), sequences(depth), st.booleans()
    )
    own = st.lists(relation, min_size=1, max_size=2).map(
        lambda found: (tree.Relation(found[0].kind, found[0].target), *found[1:])
    )
    return st.one_of(
        st.builds(tree.Related, sequences(depth), st.lists(relation, max_size=2).map(tuple)),
        st.builds(tree.Related, st.none(), own),
    )


def sequences(depth: int) -> st.SearchStrategy[tree.Sequence]:
    return st.builds(tree.Sequence, st.lists(items(depth), min_size=1, max_size=3).map(tuple))


def items(depth: int) -> st.SearchStrategy[tree.Item]:
    groups = st.builds(tree.Group, expressions(depth - 1)) if depth else st.nothing()
    calls = (
        st.builds(
            tree.Call, names, st.lists(expressions(depth - 1), max_size=2).map(tuple),
            st.lists(st.tuples(names, expressions(depth - 1)), max_size=2).map(tuple),
        )
        if depth
        else st.nothing()
    )  # fmt: skip
    plain = st.one_of(
        st.builds(tree.Text, texts), st.builds(tree.Lemma, texts), st.builds(tree.Regex, patterns),
        st.builds(tree.AnyOf, any_name, st.booleans()), st.builds(tree.Gap, st.none() | st.integers(1, 9)),
        st.builds(tree.Edge, st.sampled_from(["start", "end"])), st.builds(tree.Name, any_name),
        st.builds(tree.Number, numbers), calls,
    )  # fmt: skip
    label = st.none() | names
    return st.one_of(
        st.builds(lambda atom, name: tree.Item(atom, label=name), plain | groups | tokens, label),
        st.builds(lambda atom, b, name: tree.Item(atom, b[0], b[1], name), groups | tokens, repeats, label),
    )


def _clauses() -> st.SearchStrategy[tree.Clause]:
    suffix = st.one_of(
        st.builds(tree.Suffix, st.sampled_from(["unless", "where", "at"]), expressions()),
        st.builds(lambda question: tree.Suffix("else judge", question=question), texts),
    )
    guard = st.none() | expressions()
    return st.one_of(
        st.builds(lambda subject: tree.Clause("applies", subject), expressions()),
        st.builds(
            lambda verb, subject, given, suffixes: tree.Clause(verb, subject, None, given, tuple(suffixes)),
            st.sampled_from(["forbid", "require"]), expressions(), guard, st.lists(suffix, max_size=2),
        ),
        st.builds(lambda question, given: tree.Clause("judge", None, question, given), texts, guard),
    )  # fmt: skip


checks = st.builds(tree.Check, st.lists(_clauses(), min_size=1, max_size=3).map(tuple))
