"""Two reports of one scheme: which definitions became better or worse, and which rules find more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cli.quality.figures import figures_of
from cli.quality.model import Change, Comparison, PackUsed, Row, RuleChange

ORDER = ("worse", "better", "new", "gone", "other")
"""The kinds of change in the order in which they are shown."""


def compare(
    before: Sequence[Row], after: Sequence[Row], *, name: str, made: str | None, same_rules: bool
) -> Comparison:
    """What changed from one report to the other. Definitions are known by their keys.

    Args:
        before: the earlier rows.
        after: the later rows.
        name: what the earlier report or files are called.
        made: when the earlier report was made, where that is known.
        same_rules: whether both were judged by the same packs and profile.
    """
    changes = sorted(
        _changes({row.key: row for row in before}, {row.key: row for row in after}),
        key=lambda change: (ORDER.index(change.kind), -_size(change)),
    )
    kinds = Counter(change.kind for change in changes)
    return Comparison(
        name=name,
        made=made,
        same_rules=same_rules,
        before=figures_of(before),
        better=kinds["better"],
        worse=kinds["worse"],
        new=kinds["new"],
        gone=kinds["gone"],
        other=kinds["other"],
        same=len(after) - kinds.total() + kinds["gone"],
        changes=tuple(changes),
        rules=tuple(_rules(before, after)),
    )


def same_packs(one: Sequence[PackUsed], other: Sequence[PackUsed]) -> bool:
    """Whether two reports were judged by the same rules: by digest, since a text may change without them."""
    return {(pack.name, pack.verdict_digest) for pack in one} == {(pack.name, pack.verdict_digest) for pack in other}


def _size(change: Change) -> int:
    return abs((change.after or 0) - (change.before or 0))


def _changes(before: dict[str, Row], after: dict[str, Row]) -> Iterator[Change]:
    for key, row in after.items():
        old = before.get(key)
        change = _change(key, old, row)
        if old is None or change.before != change.after or _differs(old, row):
            yield change
    for key, old in before.items():
        if key not in after:
            yield _change(key, old, None)


def _differs(old: Row, row: Row) -> bool:
    said = [Counter(finding.code for finding in each.findings) for each in (old, row)]
    return old.definitie != row.definitie or old.decision != row.decision or said[0] != said[1]


def _change(key: str, old: Row | None, row: Row | None) -> Change:
    shown = row or old
    assert shown is not None  # noqa: S101 - one of the two is there
    codes = [Counter(f.code for f in each.findings) if each is not None else Counter() for each in (old, row)]
    return Change(
        kind=_kind(old, row),
        key=key,
        begrip=shown.begrip,
        before=None if old is None else old.score,
        after=None if row is None else row.score,
        decision_before=None if old is None else old.decision,
        decision_after=None if row is None else row.decision,
        rewritten=old is not None and row is not None and old.definitie != row.definitie,
        solved=tuple(sorted(codes[0] - codes[1])) if row is not None else (),
        arisen=tuple(sorted(codes[1] - codes[0])) if old is not None else (),
    )


def _kind(old: Row | None, row: Row | None) -> str:
    if old is None:
        return "new"
    if row is None:
        return "gone"
    if old.score is None or row.score is None or old.score == row.score:
        return "other"
    return "better" if row.score > old.score else "worse"


def _rules(before: Sequence[Row], after: Sequence[Row]) -> Iterator[RuleChange]:
    counts = [Counter(f.code for row in rows for f in row.findings) for rows in (before, after)]
    differing = [code for code in {*counts[0], *counts[1]} if counts[0][code] != counts[1][code]]
    for code in sorted(differing, key=lambda code: (counts[0][code] - counts[1][code], code)):
        yield RuleChange(code, counts[0][code], counts[1][code])
