"""The service: definitions and validation over REST, with identity, limits and one shape for every error."""
