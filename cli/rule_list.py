"""The work behind ``definitie rules list`` and ``rules show``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from cli.engines import engine_for, find_rule
from cli.guard import SUCCESS
from cli.output import STYLES, Output
from cli.rule_page import rule_page
from cli.texts import say
from engine.messages.rule_texts import localised


def write_list(packs: Sequence[str], profile: str | None, language: str, stdout: TextIO) -> int:
    """Write a line for every rule of the packs; the exit status."""
    engine = engine_for(packs, profile)
    output = Output(stdout)
    rules = [rule for pack in engine.packs for rule in pack.rules]
    width = max((len(rule.code) for rule in rules), default=0) + 2
    themes = max((len(rule.theme) for rule in rules), default=0) + 2
    for rule in rules:
        title = localised(rule.title, language)
        if rule not in engine.rules:
            title += f" [{rule.status.value}: {say('not-active', language, profile=engine.profile_name)}]"
        severity = rule.severity.value
        output.row([(rule.code, "bold"), (severity, STYLES[severity]), (rule.theme, "dim")], (width, 9, themes), title)
    return SUCCESS


def write_page(code: str, packs: Sequence[str], profile: str | None, language: str, stdout: TextIO) -> int:
    """Write the page of a rule; the exit status.

    Raises:
        InputError: there is no such rule.
    """
    engine = engine_for(packs, profile)
    rule = find_rule(engine.packs, code)
    pack = next(pack for pack in engine.packs if rule in pack.rules)
    Output(stdout).markdown(rule_page(rule, pack, language))
    return SUCCESS
