"""Chooses between the readings that the tables hold possible, by the probabilities of the network; never by a guess.

Tables have the last word on what a word *can* be. The network decides between classes only where it is sure, and
takes away only what it holds nearly impossible; everything else stays open, which the rule language calls unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.ports import Reading, Readings

ORDER: Final = ("inf", "part", "fin", "poss", "pers", "rel", "dem", "def", "ind", "sing", "plur")
Probabilities = Sequence[float]
"""Of every label, in the order of the network's labels."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the network must be (0–1); the defaults were chosen on the development part (see nl-morphology.md).

    ``known``: share of one word class among those that the tables hold possible, to decide it; ``unknown``: its
    probability, for a word that no table holds; ``marks``: the same inside a word class; ``keep``: below it, a
    reading that is not the likeliest is taken away; ``agreed``: where all that the tables hold possible is less
    probable than this, what the network holds likeliest is possible too; ``doubted``: the same for words of which
    the tables hold only one reading possible.
    """

    known: float = 0.99
    unknown: float = 0.98
    marks: float = 0.95
    keep: float = 0.01
    agreed: float = 0.9
    doubted: float = 0.05

    @property
    def certain(self) -> float:
        """Probability of one label from which no threshold can matter any more."""
        return max(0.5, self.known, self.unknown, self.marks, self.agreed)


@dataclass(frozen=True, slots=True)
class Group:
    """Readings of one word class: numbers of all its labels, and of each reading's own label (``-1``: it has none)."""

    labels: tuple[int, ...]
    readings: Readings
    own: tuple[int, ...]

    def likely(self, chances: Probabilities, limits: Thresholds) -> Readings:
        """The readings that remain inside the class."""
        if len(set(self.own)) == 1:
            return self.readings
        weights = [chances[label] if label >= 0 else 0.0 for label in self.own]
        total = sum({label: chances[label] for label in self.own if label >= 0}.values())
        if total < limits.keep:
            return self.readings
        best = max(weights)
        least = best if best >= limits.marks * total else limits.keep * total
        return tuple([reading for reading, weight in zip(self.readings, weights, strict=True) if weight >= least])


class Choice:
    """The readings of a word, grouped by word class, ready to be weighed."""

    __slots__ = ("_groups", "_known", "by_label", "readings")

    def __init__(self, readings: Readings, labels: Sequence[str], *, known: bool) -> None:
        """``known``: whether a table holds the word, so that any other class is unlikely.

        ``by_label`` has, for the number of a label, the readings that it stands for: the answer if it is certain.
        """
        self.readings = readings
        self._known = known
        numbers = {label: number for number, label in enumerate(labels)}
        groups: dict[str, list[Reading]] = {}
        for reading in readings:
            groups.setdefault(reading.tag, []).append(reading)
        self._groups = [
            Group(
                tuple(number for label, number in numbers.items() if label.partition(" ")[0] == tag),
                tuple(members),
                tuple(numbers.get(label_of(reading), -1) for reading in members),
            )
            for tag, members in groups.items()
        ]
        self.by_label: dict[int, Readings] = {}
        for group in self._groups:
            for label in group.labels:
                mine = tuple(each for each, own in zip(group.readings, group.own, strict=True) if own == label)
                if mine or len(set(group.own)) == 1:
                    self.by_label[label] = mine or group.readings

    def decide(self, chances: Probabilities, limits: Thresholds) -> Readings:
        """What remains of the readings: one where the network is sure, else all that it holds possible.

        Empty if no reading of the word is likely; for a word of the tables the caller then adds what the network says.
        """
        weights = [sum([chances[label] for label in group.labels]) for group in self._groups]
        total = sum(weights)
        if total < (limits.agreed if len(self.readings) > 1 else limits.doubted):
            return ()
        if len(self.readings) == 1:
            return self.readings
        base = total if self._known else 1.0
        best = max(weights)
        if best >= (limits.known if self._known else limits.unknown) * base:
            return self._groups[weights.index(best)].likely(chances, limits)
        least = limits.keep * base
        kept = [group for group, weight in zip(self._groups, weights, strict=True) if weight >= least]
        return tuple([reading for group in kept for reading in group.likely(chances, limits)])


def label_of(reading: Reading) -> str:
    """The network's label for a reading: marks in the order in which the treebank's features give them."""
    marks = reading.marks
    return " ".join((reading.tag, *(mark for mark in ORDER if mark in marks)))
