"""Rules and packs as they are sent: all of a rule in one language, from the one file that it is written in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from engine.engine import Engine
from engine.language.print import print_clause
from engine.messages.rule_texts import localised
from engine.packs.model import DEFAULT_PROFILE, ConfigField, Example, Pack, Profile, Rule
from engine.record import record_to_dict


def encoded(document: Mapping[str, Any]) -> bytes:
    """A document as it is sent."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def rule_list(engine: Engine, language: str) -> dict[str, Any]:
    """All rules of the packs, in the order in which the packs have them."""
    return {
        "profile": engine.profile_name,
        "items": [_short(rule, pack, engine, language) for pack in engine.packs for rule in pack.rules],
    }


def rule_document(rule: Rule, engine: Engine, language: str) -> dict[str, Any]:
    """All of one rule: texts, clauses, examples, configuration with the values that the profile gives it."""
    pack = next(pack for pack in engine.packs if rule in pack.rules)
    values = engine.profile.config.get(rule.code, {})
    instruction = rule.instruction
    return _short(rule, pack, engine, language) | {
        "profile": engine.profile_name,
        "explanation": localised(rule.explanation, language),
        "instruction": None
        if instruction is None
        else {"text": localised(instruction.text, language), "good": _examples(instruction.good)},
        "clauses": [
            {
                "name": clause.name,
                "check": print_clause(clause.syntax),
                "message": localised(clause.message, language),
                "suggestion": localised(clause.suggestion, language),
                "fixes": clause.fix is not None,
            }
            for clause in rule.clauses
        ],
        "examples": {"pass": _examples(rule.passing), "fail": _examples(rule.failing)},
        "config": [_config(field, values, language) for field in rule.config],
        "penalty": rule.penalty,
        "conflicts": [{"code": each.code, "reason": localised(each.reason, language)} for each in rule.conflicts],
        "note": localised(rule.note, language),
        "source": rule.source,
        "since": rule.since,
        "replaced_by": rule.replaced_by,
        "reason": localised(rule.reason, language),
        "verdict_digest": rule.verdict_digest,
        "content_digest": rule.content_digest,
    }


def find_rule(packs: Sequence[Pack], name: str) -> Rule | None:
    """The rule of this code, name or alias, whatever its case; ``None`` where there is none."""
    return rule_names(packs).get(name.casefold())


def rule_names(packs: Sequence[Pack]) -> dict[str, Rule]:
    """All that rules can be called, in small letters → the rule; of equals the first."""
    names: dict[str, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            for name in (rule.code, rule.name, *rule.aliases):
                names.setdefault(name.casefold(), rule)
    return names


def pack_list(engine: Engine, language: str) -> dict[str, Any]:
    """The packs in use, the main one first."""
    return {
        "profile": engine.profile_name,
        "items": [
            {
                "name": pack.name,
                "version": pack.version,
                "title": localised(pack.title, language),
                "language": pack.language,
                "licence": pack.licence,
                "extends": list(pack.extends),
                "verdict_digest": pack.verdict_digest,
                "content_digest": pack.content_digest,
                "rules": len(pack.rules),
                "themes": {name: localised(text, language) for name, text in pack.themes.items()},
                "families": {name: localised(text, language) for name, text in pack.families.items()},
                "profiles": [_profile(profile, language) for profile in pack.profiles.values()],
            }
            for pack in engine.packs
        ],
    }


def _short(rule: Rule, pack: Pack, engine: Engine, language: str) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "aliases": list(rule.aliases),
        "pack": pack.name,
        "title": localised(rule.title, language),
        "question": localised(rule.question, language),
        "theme": rule.theme,
        "family": rule.family,
        "severity": rule.severity.value,
        "status": rule.status.value,
        "active": rule in engine.rules,
    }


def _examples(examples: Sequence[Example]) -> list[dict[str, Any]]:
    shown = []
    for example in examples:
        more = {"profile": example.profile, "clause": example.clause, "match": example.match, "fixed": example.fixed}
        more["each"] = None if example.each is None else example.each.lexicon
        known = {name: value for name, value in more.items() if value is not None}
        shown.append({"record": record_to_dict(example.definition)} | known)
    return shown


def _config(field: ConfigField, values: Mapping[str, int | bool | str], language: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type.value,
        "default": field.default,
        "value": values.get(field.name, field.default),
        "minimum": field.minimum,
        "maximum": field.maximum,
        "text": localised(field.text, language),
    }


def _profile(profile: Profile, language: str) -> dict[str, Any]:
    return {
        "name": profile.name,
        "text": localised(profile.text, language),
        "default": profile.name == DEFAULT_PROFILE,
        "block_at": profile.block_at.value,
        "required_for_acceptance": sorted(profile.required_for_acceptance),
        "enable": sorted(profile.enable),
        "disable": sorted(profile.disable),
    }
