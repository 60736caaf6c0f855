"""By what an answer is kept: everything that it depends on, and nothing else (exact, never by likeness)."""

from __future__ import annotations

import hashlib
import json

from plugins.generating import Ask
from plugins.generators.openai.model import Model, Provider


def answer_key(provider: Provider, model: Model, ask: Ask, sample: int, seed: int) -> str:
    """The key of an answer: version and text of the prompt, endpoint and model, parameters, packs, sample.

    The round is part of the sample: who asks the same question once more wants another answer.

    Returns:
        64 hexadecimal digits.
    """
    content = {
        "prompt": [ask.prompt.version, ask.prompt.system, ask.prompt.user],
        "model": [provider.base_url, model.name],
        "parameters": [ask.max_tokens, provider.temperature, seed if provider.seeds else None],
        "packs": ask.digest,
        "sample": [ask.round, sample],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
