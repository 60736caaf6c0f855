"""Real vocabularies of tokens, to count with."""

from __future__ import annotations

import warnings
from functools import cache


@cache
def _encoding(name: str):  # type: ignore[no-untyped-def]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it opens its own data in a way that is old
        import bpe_openai  # noqa: PLC0415
    return bpe_openai.get_encoding(name)


def tokens(text: str, vocabulary: str = "o200k_base") -> int:
    """Tokens of a text in a vocabulary."""
    return len(_encoding(vocabulary).encode(text))
