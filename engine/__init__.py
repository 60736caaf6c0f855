"""The rule engine: pure functions over immutable data, without database, network or web.

Names are loaded on first use, so that ``definitie --help`` and readers of records do not pay for the compiler.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.errors import DefinitieError, InputError, PackError
    from engine.explain import Explanation
    from engine.fix import Fixed
    from engine.model import Context, Decision, Definition, Entry, Finding, Outcome, Report, Severity, Source

_HOMES = {
    "Engine": "engine.engine",
    "Explanation": "engine.explain",
    "Fixed": "engine.fix",
    **dict.fromkeys(("DefinitieError", "InputError", "PackError"), "engine.errors"),
    **dict.fromkeys(
        ("Context", "Decision", "Definition", "Entry", "Finding", "Outcome", "Report", "Severity", "Source"),
        "engine.model",
    ),
}

__all__ = [
    "Context", "Decision", "DefinitieError", "Definition", "Engine", "Entry", "Explanation", "Finding", "Fixed",
    "InputError", "Outcome", "PackError", "Report", "Severity", "Source",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
