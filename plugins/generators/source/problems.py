"""The errors that readers of documents raise, each for one file."""

from __future__ import annotations

from engine.errors import InputError, Problem


def failed(code: str, path: str, **values: str) -> InputError:
    """An error with one problem about a file; ``values`` fill its words beside the path."""
    return InputError([Problem(code, values={"path": path, **values})])
