"""Receivers of all events, one module each."""
