"""Configurable values: the fields a rule declares, and the values that profiles give them."""

from __future__ import annotations

import re

from engine.packs.model import ConfigField, ConfigType
from engine.packs.nodes import Document, Path
from engine.packs.rulefile import ConfigFile, RuleFile
from engine.packs.scope import Scope
from engine.packs.texts import WHOLE, yes_or_no

_FALLBACK: dict[ConfigType, int | bool | str] = {ConfigType.INTEGER: 0, ConfigType.YES_NO: False, ConfigType.TEXT: ""}


def build_config(document: Document, rule: RuleFile, scope: Scope) -> tuple[ConfigField, ...]:
    """The fields of a rule, defaults read by their type and held to their bounds."""
    return tuple(_field(name, config, document, scope) for name, config in rule.config.items())


def _field(name: str, config: ConfigFile, document: Document, scope: Scope) -> ConfigField:
    path = ["config", name]
    for bound in ("minimum", "maximum"):
        if getattr(config, bound) is not None and config.type is not ConfigType.INTEGER:
            scope.report(document.problem("bound-without-number", [*path, bound], key_only=True, key=bound))
    low, high = config.minimum, config.maximum
    if low is not None and high is not None and low > high:
        scope.report(document.problem("bounds-crossed", [*path, "minimum"], minimum=str(low), maximum=str(high)))
        low = high = None
    empty = ConfigField(name, config.type, _FALLBACK[config.type], config.text, low, high)
    value = read_value(empty, config.default, document, [*path, "default"], scope)
    return empty if value is None else ConfigField(name, config.type, value, config.text, low, high)


def read_value(
    field: ConfigField, written: str, document: Document, path: Path, scope: Scope
) -> int | bool | str | None:
    """A written value by the type and bounds of its field; ``None`` after a complaint."""
    if field.type is ConfigType.TEXT:
        return written
    if field.type is ConfigType.YES_NO:
        answer = yes_or_no(written)
        if answer is None:
            scope.report(document.problem("not-yes-no", path, key=field.name, found=written))
        return answer
    if not re.match(WHOLE, written):
        scope.report(document.problem("not-a-number", path, key=field.name, found=written))
        return None
    number = int(written)
    if field.minimum is not None and number < field.minimum:
        scope.report(document.problem("too-small", path, key=field.name, found=written, bound=str(field.minimum)))
        return None
    if field.maximum is not None and number > field.maximum:
        scope.report(document.problem("too-large", path, key=field.name, found=written, bound=str(field.maximum)))
        return None
    return number
