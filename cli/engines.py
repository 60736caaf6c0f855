"""Engines for commands: the packs that were asked for, loaded, and the rule codes that were asked for, known."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from engine.engine import Engine
from engine.errors import InputError, Problem
from engine.packs.model import Pack, Rule
from plugins import load_engine


def engine_for(
    packs: Sequence[str], profile: str | None = None, only: Sequence[str] = (), *, verify: bool = False
) -> Engine:
    """The engine for some packs and a profile.

    ``verify`` runs the examples of packs that the cache has not seen before; an author who explains or tests a rule
    wants to see it at work just when its examples do not hold.

    Raises:
        PackError: a pack does not load.
        InputError: a code in ``only`` is no rule of the packs, or not an active one.
    """
    # Loading makes many small objects that stay: the collector would look through them time and again.
    gc.disable()
    try:
        engine = load_engine(packs, profile=profile, verify="once" if verify else False)
    finally:
        gc.enable()
    return engine.restricted([active_rule(engine, code).code for code in only]) if only else engine


def active_rule(engine: Engine, code: str) -> Rule:
    """A rule that the engine runs, by code, name or alias, whatever its case.

    Raises:
        InputError: there is none, or the profile does not run it.
    """
    rule = find_rule(engine.packs, code)
    if rule not in engine.rules:
        raise InputError([Problem("inactive-rule", None, values={"code": rule.code, "profile": engine.profile_name})])
    return rule


def find_rule(packs: Sequence[Pack], code: str) -> Rule:
    """A rule by code or alias, whatever its case, active or not.

    Raises:
        InputError: there is none, with the code that was probably meant.
    """
    wanted = code.casefold()
    names: dict[str, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            for name in (rule.code, rule.name, *rule.aliases):
                names.setdefault(name.casefold(), rule)
    if wanted in names:
        return names[wanted]
    from difflib import get_close_matches  # noqa: PLC0415 - most codes are right

    near = get_close_matches(wanted, names, n=1, cutoff=0.5)
    meant = names[near[0]].code if near else None
    pack_names = ", ".join(pack.name for pack in packs)
    raise InputError([Problem("no-such-rule", None, values={"code": code, "pack": pack_names}, suggestion=meant)])
