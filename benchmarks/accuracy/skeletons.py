"""Do labelled cases share sentence skeletons? A set made from templates measures the template, not the rule.

A skeleton is a definition with every content word replaced by ``_``: what is left are its function words, in order.
Printed for each rule: the share of cases whose skeleton of at least ``LEAST`` words stands in another case of the same
rule, and the runs of six words that two cases of the set have in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from benchmarks.accuracy.cases import Case, read_cases
from engine.features.tokens import Kind, tokenize

LEAST = 6
RUN = 6
FUNCTION_WORDS = frozenset(
    "de het een der des van in op aan bij met voor door om te tot uit over onder naar tegen tussen zonder binnen "
    "buiten en of maar want dat die dit deze wat wie waar waarin waarmee waarop waarvan waarbij waardoor is zijn was "
    "wordt worden werd heeft hebben had kan kunnen mag moet niet geen als dan indien zoals er zich hij zij ze "
    "men".split()
)


def skeleton(text: str) -> str:
    """The function words of a text, content words as ``_`` (a run of them as one)."""
    tokens = tokenize(text)
    kept = [
        word if word in FUNCTION_WORDS else "_"
        for word, kind in zip(tokens.folded, tokens.kinds, strict=True)
        if kind is Kind.WORD
    ]
    return " ".join(word for word, after in pairwise([*kept, ""]) if (word, after) != ("_", "_"))


def shared_skeletons(cases: Sequence[Case]) -> dict[str, float]:
    """By rule: the share of cases whose skeleton of at least ``LEAST`` words another case of the rule has too."""
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        found[case.rule].append(skeleton(case.record.definitie))
    shares = {}
    for rule, skeletons in found.items():
        counts = Counter(skeletons)
        shares[rule] = sum(counts[s] > 1 for s in skeletons if len(s.split()) >= LEAST) / len(skeletons)
    return dict(sorted(shares.items()))


def shared_runs(cases: Sequence[Case]) -> int:
    """How many runs of ``RUN`` words stand in cases with different definitions."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for case in cases:
        words = tokenize(case.record.definitie).folded
        for start in range(len(words) - RUN + 1):
            seen[words[start : start + RUN]].add(case.record.definitie)
    return sum(len(texts) > 1 for texts in seen.values())


def main() -> None:
    """Print both measures for the labelled set."""
    cases = read_cases()
    shares = shared_skeletons(cases)
    for rule, share in shares.items():
        print(f"{rule:13} {share:6.1%}")
    print(f"{'mean':13} {sum(shares.values()) / len(shares):6.1%} of cases share a skeleton of {LEAST} words or more")
    print(f"{shared_runs(cases)} runs of {RUN} words stand in more than one definition ({len(cases)} cases)")


if __name__ == "__main__":
    main()
