"""Profiles with their ``extends`` resolved: a child goes before its parent, an own one before an inherited one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.language.nearest import closest
from engine.model import Severity
from engine.packs.configuration import read_value
from engine.packs.manifest import ProfileFile
from engine.packs.model import DEFAULT_PROFILE, Profile, Rule
from engine.packs.nodes import Document
from engine.packs.scope import Scope

Values = dict[str, dict[str, int | bool | str]]


def build_profiles(
    document: Document,
    files: Mapping[str, ProfileFile],
    inherited: Mapping[str, Profile],
    rules: Mapping[str, Rule],
    scope: Scope,
) -> dict[str, Profile]:
    """All profiles of a pack. What is wrong goes to ``scope``.

    Args:
        document: ``pack.yaml``, for places.
        files: the pack's own profiles.
        inherited: resolved profiles of the packs it extends.
        rules: rules by code, for the types and bounds of configured values.
        scope: known codes, and the list of problems.
    """
    resolved: dict[str, Profile] = dict(inherited)
    for name, file in files.items():
        _codes(document, name, file, scope)
    for name in _in_order(document, files, inherited, scope):
        file = files[name]
        parent = resolved.get(file.extends) if file.extends else None
        resolved[name] = _merged(name, file, parent or Profile(name), _values(document, name, file, rules, scope))
    if DEFAULT_PROFILE not in resolved and DEFAULT_PROFILE not in files:
        scope.report(document.problem("no-default-profile", ["profiles"], key_only=True, name=DEFAULT_PROFILE))
    return resolved


def _in_order(
    document: Document, files: Mapping[str, ProfileFile], inherited: Mapping[str, Profile], scope: Scope
) -> Sequence[str]:
    """Own profiles, parents first. One that extends its own name extends the inherited profile of that name."""
    done: list[str] = []
    for start in files:
        chain: list[str] = []
        name: str | None = start
        while name is not None and name in files and name not in done:
            if name in chain:
                path = " → ".join([*chain[chain.index(name) :], name])
                scope.report(document.problem("profile-cycle", ["profiles", name, "extends"], name=name, path=path))
                break
            chain.append(name)
            parent = files[name].extends
            if parent is not None and parent not in files and parent not in inherited:
                near = closest(parent, {*files, *inherited})
                place = ["profiles", name, "extends"]
                known = ", ".join(sorted({*files, *inherited}))
                scope.report(document.problem("unknown-profile", place, near, profile=parent, known=known))
            name = None if parent == name and parent in inherited else parent
        done += [found for found in reversed(chain) if found not in done]
    return done


def _merged(name: str, file: ProfileFile, parent: Profile, config: Values) -> Profile:
    enable, disable = frozenset(file.enable), frozenset(file.disable)
    codes = {*parent.config, *config}
    return Profile(
        name=name,
        enable=(parent.enable - disable) | enable,
        disable=(parent.disable - enable) | disable,
        config={code: {**parent.config.get(code, {}), **config.get(code, {})} for code in sorted(codes)},
        block_at=file.block_at or parent.block_at or Severity.ERROR,
        required_for_acceptance=parent.required_for_acceptance
        if file.required_for_acceptance is None
        else frozenset(file.required_for_acceptance),
        text=file.text or {},
    )


def _codes(document: Document, name: str, file: ProfileFile, scope: Scope) -> None:
    for key in ("enable", "disable", "required_for_acceptance", "config"):
        for position, code in enumerate(getattr(file, key) or ()):
            step = code if key == "config" else position
            path = ["profiles", name, key, step]
            if code not in scope.codes:
                near = closest(code, scope.codes)
                scope.report(document.problem("unknown-rule", path, near, key_only=key == "config", code=code))
            elif key == "disable" and code in file.enable:
                scope.report(document.problem("on-and-off", path, code=code, profile=name))


def _values(document: Document, name: str, file: ProfileFile, rules: Mapping[str, Rule], scope: Scope) -> Values:
    found: Values = {}
    for code, values in file.config.items():
        rule = rules.get(code)
        fields = {field.name: field for field in rule.config} if rule is not None else {}
        for key, written in values.items():
            path = ["profiles", name, "config", code, key]
            if rule is not None and key not in fields:
                near, known = closest(key, fields), ", ".join(fields) or "–"
                scope.report(
                    document.problem("unknown-config", path, near, key_only=True, key=key, code=code, known=known)
                )
            elif key in fields:
                value = read_value(fields[key], written, document, path, scope)
                if value is not None:
                    found.setdefault(code, {})[key] = value
    return found
