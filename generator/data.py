"""Values of a run as plain JSON and back: for run files, for rows of a database, for the steps of a durable run.

The shape is that of the dataclasses, names and all; money is a string, so that no cent is lost in a float.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


class DataError(Exception):
    """Data that does not have the shape of the value it should be; the message names the first place that is wrong."""


@lru_cache(maxsize=32)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_data(value: Any) -> Any:
    """A value of ``generator.model`` (or ``plugins.generating``) as data that ``json.dumps`` takes."""
    return _adapter(cast(Any, type(value))).dump_python(value, mode="json")


def from_data(kind: type[T], data: object) -> T:
    """The value that :func:`to_data` made ``data`` of.

    Raises:
        DataError: when it does not fit.
    """
    try:
        return cast(T, _adapter(cast(Any, kind)).validate_python(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "/".join(str(part) for part in first["loc"])
        raise DataError(f"{kind.__name__}/{place}: {first['msg']}") from None
