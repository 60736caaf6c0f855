"""Plugins: hook specifications, the manager, and the built-in analyzers, features and formats."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.manager import load_engine

__all__ = ["load_engine"]


def __getattr__(name: str) -> object:
    """``load_engine`` on first use: readers of files need no engine."""
    if name != "load_engine":
        raise AttributeError(f"module 'plugins' has no attribute {name!r}")
    from plugins.manager import load_engine  # noqa: PLC0415 - loaded on first use, see above

    return load_engine
