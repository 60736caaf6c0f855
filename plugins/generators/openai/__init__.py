"""The generator ``openai``: models behind any OpenAI-compatible endpoint, several in fallback order.

It is put together in ``generator.models`` from a settings file; here stands what it does with one question: choose,
wait for its turn, call, try again, go to the next provider (docs/decisions/0017). The package ``openai`` is imported
with the first client, since that takes half a second.
"""
