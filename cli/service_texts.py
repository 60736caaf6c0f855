"""What the commands around the service say (``serve``, ``db``, ``users``, ``keys``), in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

SERVICE_TEXTS: Mapping[str, tuple[str, str]] = {
    "database-at": ("De database is op migratie {migration}.", "The database is at migration {migration}."),
    "database-backed-up": ("Gemaakt: {file} ({size} bytes)", "Made: {file} ({size} bytes)"),
    "database-restored": (
        "De database is teruggezet zoals ze in {file} staat.",
        "The database was put back as it is in {file}.",
    ),
    "ask-downgrade": (
        "Terug naar migratie {migration}: wat in nieuwere tabellen staat, gaat verloren. Doorgaan?",
        "Down to migration {migration}: what newer tables hold is lost. Go on?",
    ),
    "ask-restore": (
        "Alles wat nu in de database staat wordt vervangen door {file}. Doorgaan?",
        "All that is in the database now is replaced by {file}. Go on?",
    ),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""
