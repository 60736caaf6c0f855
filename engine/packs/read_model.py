"""From a document to its model: every complaint of pydantic becomes a problem at the node it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.errors import Mark, Problem
from engine.language.nearest import closest
from engine.packs.nodes import Document, Scalar, plain
from engine.packs.texts import CLAUSE, CODE, IDENTIFIER, LANGUAGE, NAME, SEMVER

Model = TypeVar("Model", bound=BaseModel)

_FORMS = {
    CODE: "code",
    IDENTIFIER: "identifier",
    LANGUAGE: "language",
    NAME: "name",
    SEMVER: "version",
    CLAUSE: "clause",
}
_CODES = {
    "string_type": "wrong-kind-text", "list_type": "wrong-kind-list", "dict_type": "wrong-kind-map",
    "model_type": "wrong-kind-map", "model_attributes_type": "wrong-kind-map", "string_too_short": "no-text",
    "too_short": "empty-list", "string_too_long": "form-code", "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
}  # fmt: skip
OTHER_NAMES: Mapping[str, str] = {
    "naam": "name", "titel": "title", "thema": "theme", "familie": "family", "ernst": "severity", "bron": "source",
    "vraag": "question", "uitleg": "explanation", "toelichting": "explanation", "instructie": "instruction",
    "controle": "check", "melding": "message", "bericht": "message", "advies": "suggestion", "tip": "suggestion",
    "verbetering": "fix", "voorbeelden": "examples", "goed": "pass", "fout": "fail", "versie": "version",
    "taal": "language", "licentie": "licence", "license": "licence", "woorden": "words", "woord": "word",
    "opmerking": "note", "definition": "definitie", "term": "begrip", "pattern": "check", "level": "severity",
}  # fmt: skip
"""Names that authors give a key instead of ours, for "did you mean" where spelling alone would not find it."""


def read_model(document: Document, model: type[Model], language: str) -> tuple[Model | None, list[Problem]]:
    """The model of a document.

    Args:
        document: a file that was read.
        model: what it should hold.
        language: language of texts without one.

    Returns:
        The model, or ``None`` with the problems found. A file with broken YAML adds none here.
    """
    if document.root is None:
        return None, []
    try:
        return model.model_validate(plain(document.root), context={"language": language}), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(detail, document, model) for detail in details]
    meant = {problem.suggestion for problem in problems if problem.code == "unknown-key"}
    missing: dict[Mark | None, list[str]] = {}
    for problem in problems:
        if problem.code == "missing-key" and problem.values["key"] not in meant:
            missing.setdefault(problem.mark, []).append(problem.values["key"])
    return None, list(_without_repetition(problems, missing))


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys a model knows, as they are written."""
    return [info.alias or name for name, info in model.model_fields.items()]


def _without_repetition(problems: list[Problem], missing: Mapping[Mark | None, list[str]]) -> Iterator[Problem]:
    """One complaint for each place; keys that are missing in one place are named together."""
    seen = set()
    for problem in problems:
        place = (problem.mark, problem.code)
        if place in seen or (problem.code == "missing-key" and problem.mark not in missing):
            continue
        seen.add(place)
        if problem.code == "missing-key":
            keys = missing[problem.mark]
            yield replace(problem, values={"keys": ", ".join(keys), "key": keys[0]})
        else:
            yield problem


def _problem(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    kind, context = detail["type"], detail.get("ctx", {})
    path = [step for step in detail["loc"] if step != "[key]"]
    is_key = len(path) < len(detail["loc"])
    key = next((step for step in reversed(path) if isinstance(step, str) and step), "")
    node = document.node(path)
    reached = next((step for step in reversed(document.reached(path)) if isinstance(step, str)), "")
    found = key if is_key else node.text if isinstance(node, Scalar) else ""
    match kind:
        case "extra_forbidden":
            names = _keys_at(model, path[:-1])
            near = OTHER_NAMES[key] if OTHER_NAMES.get(key) in names else closest(key, names)
            return document.problem("unknown-key", path, near, key_only=True, key=key, allowed=", ".join(names))
        case "missing":
            return document.problem("missing-key", path[:-1], key_only=True, key=key)
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", str(context["expected"]))
            near = closest(found, allowed)
            return document.problem("unknown-value", path, near, key=key, found=found, allowed=", ".join(allowed))
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            code = f"form-{_FORMS[pattern]}" if pattern in _FORMS else "no-text"
            return document.problem(code, path, _mended(pattern, found), key_only=is_key, key=key, found=found)
    bound = str(context.get("ge", context.get("le", "")))
    values = {"key": reached, "found": found, "bound": bound, "language": str(context.get("language", ""))}
    return document.problem(_CODES.get(kind, kind), path, key_only=is_key, **values)


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys known at a path. A step that is no key is a position in a list or a name in a map."""
    for step in path:
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        if step in fields:
            inner = next(_models_in(fields[str(step)].annotation), None)
            if inner is None:
                return []
            model = inner
    return keys_of(model)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _mended(pattern: str, found: str) -> str | None:
    """The text in the form that is asked for, if that is easily made."""
    candidates = {
        CODE: re.sub(r"[\s_]+", "-", found.strip()).upper(),
        NAME: re.sub(r"[\s_]+", "-", found.strip()).lower(),
        IDENTIFIER: re.sub(r"[\s-]+", "_", found.strip()).lower(),
        CLAUSE: found.strip().lower(),
        SEMVER: found.lstrip("v") + ".0" * (2 - found.count(".")),
    }
    mended = candidates.get(pattern, "")
    return mended if mended and mended != found and re.match(pattern, mended) else None
