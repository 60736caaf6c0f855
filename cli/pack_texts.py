"""What ``packs build``, ``lock``, ``keygen``, ``sign`` and ``verify`` say, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

PACK_TEXTS: Mapping[str, tuple[str, str]] = {
    "pack-valid": (
        "{name} {version}: in orde; regels: {rules}, voorbeelden: {examples}\n  oordeel {verdict}\n  inhoud  {content}",
        "{name} {version}: valid; rules: {rules}, examples: {examples}\n  verdict {verdict}\n  content {content}",
    ),
    "pack-built": ("Gemaakt: {path}", "Made: {path}"),
    "archive-built": ("Gemaakt: {path}\n  archief {digest}", "Made: {path}\n  archive {digest}"),
    "pack-locked": ("Geschreven: {path} (pakketten: {count})", "Written: {path} (packs: {count})"),
    "lock-holds": ("{path} klopt (pakketten: {count}).", "{path} holds (packs: {count})."),
    "lock-stale": (
        "{path} is niet wat het zou zijn. Schrijf het met: definitie packs lock {pack}",
        "{path} is not what it would be. Write it with: definitie packs lock {pack}",
    ),
    "key-written": (
        "Gemaakt: {private} (geheim: deel dit bestand met niemand)\n"
        "Gemaakt: {public} (geef dit aan wie uw pakketten wil controleren)",
        "Made: {private} (private: share this file with nobody)\n"
        "Made: {public} (give this to who wants to check your packs)",
    ),
    "signed": (
        "Gemaakt: {path}\n  {name} {version}, ondertekend{until}",
        "Made: {path}\n  {name} {version}, signed{until}",
    ),
    "until": (", geldig tot {moment}", ", holds until {moment}"),
    "signature-holds": (
        "{name} {version}: ondertekend met ‘{by}’ op {signed}{until}\n  archief {digest}",
        "{name} {version}: signed with ‘{by}’ on {signed}{until}\n  archive {digest}",
    ),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""
