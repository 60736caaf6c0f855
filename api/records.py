"""From a body to a record, and from what the engine complains of to a problem that names the field."""

from __future__ import annotations

from dataclasses import replace

from api.field_texts import MOST
from api.jsonbody import read_json
from api.problems import LANGUAGES, FieldError, Problem
from engine import errors
from engine.messages import render_problem
from engine.model import Definition
from engine.record import parse_record


def record_of(body: bytes) -> Definition:
    """The record in a body.

    Raises:
        Problem: ``malformed-json``, or ``invalid`` with every field that does not fit.
    """
    try:
        return parse_record(read_json(body))
    except errors.InputError as error:
        raise Problem("invalid", errors=[field_error_of(each) for each in error.problems[:MOST]]) from None


def field_error_of(problem: errors.Problem, pointer: str | None = None) -> FieldError:
    """What the engine says, as the fault of a field.

    Args:
        problem: of the engine.
        pointer: to the field; that of the problem unless given.
    """
    dutch, english = (_words(problem, language) for language in LANGUAGES)
    return FieldError(problem.values.get("pointer", "") if pointer is None else pointer, (dutch, english), problem.code)


def _words(problem: errors.Problem, language: str) -> str:
    """The sentence and its hint on one line, without the code: that has a place of its own."""
    sentence, *hints = render_problem(replace(problem, mark=None, line_text=None), language).splitlines()
    said = sentence.removesuffix(f" [{problem.code}]")
    return ". ".join([said, *(hint.strip() for hint in hints)]) if hints else said
