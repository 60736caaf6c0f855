"""The version of the engine: what a pack's ``engine:`` range is held against."""

ENGINE_VERSION = "1.0.0"
"""Raised by its first number when a pack that loaded would no longer load or would give other verdicts."""
