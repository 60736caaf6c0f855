"""How far the examples of a pack can be trusted: what they exercise, and what they would notice (``test --strict``)."""
