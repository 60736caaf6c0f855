"""Kinds of nouns that several features about the genus tell apart."""

from __future__ import annotations

from typing import Final

PERSONS: Final = frozenset(
    """
    persoon iemand functionaris ambtenaar burger medewerker mens man vrouw kind degene werknemer partij inwoner lid
    verdachte vreemdeling rechtspersoon belanghebbende deelnemer bestuurder eigenaar houder gebruiker klant patiënt
    """.split()
)
"""Nouns for persons that a definition begins with."""
