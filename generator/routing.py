"""Which model gets a question: by how demanding the question is, and by what is left to spend.

Deliberately simple, so that anybody can say beforehand which model a question goes to (docs/how-to/model-providers.md):

- A question is demanding when an earlier round was not accepted, or when its prompt is long.
- Demanding questions go to the strong models of each provider first, the others to the ordinary ones.
- A strong model that would take more than half of the money or tokens left comes after the ordinary ones: what is left
  should do for another round.
- A model that would take more than all that is left is not asked, nor one whose window is too small. If none is left,
  the cheapest is named, so that the refusal says which budget it is.

The order of the providers stays as configured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.generating import Ask, Left
from plugins.generators.openai.model import Choice, Provider

LONG = 1_500
"""Tokens from which a prompt is long; a usual one stays within 1,200 (DESIGN §9)."""
SHARE = 2
"""A strong model may take one part in so many of what is left."""


@dataclass(frozen=True, slots=True)
class Routing:
    """Chooses models (``plugins.generators.openai.ports.Route``).

    Args:
        count: tokens that a text takes at most.
    """

    count: Callable[[str], int]

    def __call__(self, providers: Sequence[Provider], ask: Ask, left: Left) -> Sequence[Choice]:
        """The models to ask, best first; one at least, if there is any."""
        size = self.count(ask.prompt.system) + self.count(ask.prompt.user)
        demanding = is_demanding(ask, size)
        choices = [Choice(provider, model) for provider in providers for model in provider.models]
        fitting = [choice for choice in choices if _fits(choice, size, ask.max_tokens, left, 1)]
        if not fitting:
            return sorted(choices, key=lambda choice: _most(choice, size, ask.max_tokens))[:1]
        places = {provider.name: place for place, provider in enumerate(providers)}

        def order(choice: Choice) -> tuple[int, int]:
            strong = choice.model.strong
            too_dear = strong and not _fits(choice, size, ask.max_tokens, left, SHARE)
            return places[choice.provider.name], 2 if too_dear else int(strong != demanding)

        return sorted(fitting, key=order)


def is_demanding(ask: Ask, size: int) -> bool:
    """Whether a question asks for a strong model: something has to be mended, or there is much to read."""
    return ask.round > 1 or size >= LONG


def _most(choice: Choice, size: int, max_tokens: int) -> Decimal:
    price = choice.model.price
    return Decimal(0) if price is None else (price.input * size + price.output * max_tokens) / 1_000_000


def _fits(choice: Choice, size: int, max_tokens: int, left: Left, share: int) -> bool:
    window = choice.model.window
    if window is not None and size + max_tokens > window:
        return False
    if left.money is not None and (choice.model.price is None or _most(choice, size, max_tokens) > left.money / share):
        return False
    return left.tokens is None or size + max_tokens <= left.tokens // share
