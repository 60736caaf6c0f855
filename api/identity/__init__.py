"""Who asks, and what they may do: sign-in, tokens, API keys, and the one table of permissions."""
