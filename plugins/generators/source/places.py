"""Where in a document something stands, and how a Dutch lawyer cites that place.

The order is that of the Aanwijzingen voor de regelgeving: article, paragraph (lid), item (onderdeel), subitem (onder).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_ORDINALS: Final = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende zeventiende achttiende negentiende twintigste"
).split()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document.

    Attributes:
        article: its number as written (``1``, ``2:3``, ``4.1a``).
        lid: number of the paragraph of the article, as written.
        items: labels of the items that lead there, the outermost first; an item without a label is an empty string.
        section: how the nearest heading is cited outside articles (``paragraaf 2.1``).
        notes: whether the place is in explanatory notes, whose articles are those that they explain.
    """

    article: str | None = None
    lid: str | None = None
    items: tuple[str, ...] = ()
    section: str | None = None
    notes: bool = False

    @property
    def statutory(self) -> bool:
        """Whether it is in an article itself, not in what explains it."""
        return not self.notes and (self.article is not None or self._clause is not None)

    @property
    def _clause(self) -> str | None:
        """A numbered clause of a contract (``3.2``), which is cited as an article."""
        return self.items[0] if self.items and self.items[0][:1].isdigit() and "." in self.items[0] else None

    def cite(self, title: str) -> str:
        """The citation, with the title of the document at its end."""
        parts = []
        labels = [label for label in self.items if label]
        if self._clause is not None and not self.notes:
            parts.append(f"artikel {labels.pop(0)}")
        elif self.article and self.notes:
            parts.append(f"toelichting op artikel {self.article}")
        elif self.article:
            parts.append(f"artikel {self.article}")
        elif self.section:
            parts.append(self.section)
        if self.lid and self.article:
            parts.append(_lid(self.lid))
        if labels and not self.notes:
            parts.append(f"onderdeel {labels[0]}")
            parts += [f"onder {label}" for label in labels[1:]]
        return ", ".join([*parts, title])


def _lid(number: str) -> str:
    if number.isdigit() and 1 <= int(number) <= len(_ORDINALS):
        return f"{_ORDINALS[int(number) - 1]} lid"
    return f"lid {number}"
