"""What can go wrong in storage, as the layers above need to tell it apart."""

from __future__ import annotations


class StorageError(Exception):
    """The store cannot do its work: not reachable, not migrated, full. The message says which and what to do."""


class NotMigratedError(StorageError):
    """The database answers, and its tables are those of another version of the program."""


class NotFoundError(StorageError):
    """The row that was asked for is not there."""


class ConflictError(StorageError):
    """Another row has what this one wanted for itself.

    Args:
        constraint: name of the constraint that refused it.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(f"refused by constraint {constraint}")
        self.constraint = constraint


class StaleVersionError(StorageError):
    """The row was changed since it was read.

    Args:
        expected: the version that the caller had seen.
        current: the version that it has now.
    """

    def __init__(self, expected: int, current: int) -> None:
        super().__init__(f"version {expected} was expected, {current} is current")
        self.expected = expected
        self.current = current


class InvalidCursorError(StorageError):
    """A cursor that this store did not give out for this list."""
