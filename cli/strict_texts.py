"""What ``definitie test --strict`` says, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

STRICT_TEXTS: Mapping[str, tuple[str, str]] = {
    "strict-progress": ("Fouten proberen", "Trying mistakes"),
    "mutant-clause": ("clausules", "clauses"),
    "mutant-exception": ("uitzonderingen", "exceptions"),
    "mutant-bound": ("grenzen", "bounds"),
    "mutant-entry": ("woorden", "words"),
    "strict-more": ("en nog {count}; toon alles met --rule", "and {count} more; show all with --rule"),
    "strict-wrong": ("klopt niet:", "does not hold:"),
    "strict-unused": (
        "Wat in de lexicons nooit iets uitmaakt ({count})",
        "What never matters in the lexicons ({count})",
    ),
    "strict-unused-lexicon": ("{lexicon}: geen regel gebruikt het", "{lexicon}: no rule uses it"),
    "strict-covered": ("{lexicon}: ‘{entry}’ valt onder ‘{other}’", "{lexicon}: ‘{entry}’ is covered by ‘{other}’"),
    "strict-overlaps": (
        "Regels die op dezelfde plaats aanslaan als een andere",
        "Rules that fire in the same place as another",
    ),
    "strict-overlap": (
        "{code}: {other} vindt hetzelfde bij {n} van {of} voorbeelden",
        "{code}: {other} finds the same in {n} of {of} examples",
    ),
    "strict-family": ("zelfde familie: {family}", "same family: {family}"),
    "strict-slowest": ("Deel van de tijd: {rules}", "Share of the time: {rules}"),
    "strict-total": (
        "Opgemerkt: {noticed} van {tried} fouten, score {score}",
        "Noticed: {noticed} of {tried} mistakes, score {score}",
    ),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""
