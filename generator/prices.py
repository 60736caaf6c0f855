"""What a model costs: what the settings say, else what genai-prices knows of the endpoint, else nobody knows.

A price is never guessed: a model is looked up only at the endpoint that is called, since the same name costs something
else elsewhere, and a server on this machine may pass the question on to a paid one.
"""

from __future__ import annotations

from decimal import Decimal

from plugins.generators.openai.model import Price

CURRENCY = "USD"
"""In which genai-prices counts."""


def known_price(base_url: str, model: str) -> Price | None:
    """The price of a model at a known endpoint, from the list that comes with genai-prices; nothing is fetched.

    Where a price rises with the size of a question, that of the smallest is taken: prompts stay small (DESIGN §9).

    Args:
        base_url: of the endpoint.
        model: as the endpoint calls it.

    Returns:
        The price in US dollars; ``None`` where the endpoint, the model, or a part of its price is not known.
    """
    import genai_prices  # noqa: PLC0415 - half a second, and only needed where the settings name no price
    from genai_prices.types import TieredPrices  # noqa: PLC0415

    try:
        found = genai_prices.calc_price(
            genai_prices.Usage(input_tokens=1, output_tokens=1), model, provider_api_url=base_url
        ).model_price
    except LookupError:
        return None
    prices = [getattr(found, name, None) for name in ("input_mtok", "output_mtok")]
    of_million = [price.base if isinstance(price, TieredPrices) else price for price in prices]
    read, written = of_million
    if not isinstance(read, Decimal) or not isinstance(written, Decimal):
        return None
    return Price(read, written, CURRENCY)
