"""Which rules of a pack are active under a profile, compiled and in the order in which they report."""

from __future__ import annotations

from engine.compile.plan import PlannedRule, RuleCompiler
from engine.errors import PackError, Problem
from engine.language.nearest import closest
from engine.packs.model import DEFAULT_PROFILE, Pack, Profile, Rule, Status


def profile_of(pack: Pack, name: str) -> Profile:
    """The profile of this name, with or without the pack's; raises ``PackError`` for an unknown one."""
    plain = name.removeprefix(f"{pack.name}/")
    if plain not in pack.profiles:
        values = {"profile": plain, "pack": pack.name, "known": ", ".join(sorted(pack.profiles))}
        raise PackError([Problem("unknown-profile", values=values, suggestion=closest(plain, pack.profiles))])
    return pack.profiles[plain]


def _active(rule: Rule, profile: Profile, *, drafts: bool) -> bool:
    if rule.code in profile.disable:
        return False
    return drafts or rule.status is not Status.DRAFT or rule.code in profile.enable


def compile_active(compiler: RuleCompiler, profile: Profile, *, drafts: bool = False) -> list[PlannedRule]:
    """The active rules of a pack in the order in which they report; ``drafts``: those of status ``draft`` too."""
    pack = compiler.pack
    own = pack.profiles.get(profile.name, pack.profiles.get(DEFAULT_PROFILE, profile))
    themes = list(pack.themes)
    active = sorted(
        (rule for rule in pack.rules if _active(rule, own, drafts=drafts)),
        key=lambda rule: (rule.code != pack.empty_rule, themes.index(rule.theme), rule.code),
    )
    return [compiler.rule(rule, own.config.get(rule.code, {})) for rule in active]
