"""A loaded pack as plain JSON data: all that ``extends`` folded in, with digests.

What ``packs build`` writes, and what two versions of a pack are compared by.
"""

from __future__ import annotations

from typing import Any

from engine.language.print import print_clause, print_expression
from engine.packs.model import EachWord, Example, Pack, Profile, Rule, RuleClause, ScoreParameters
from engine.record import record_to_dict

FORMAT = 1
"""Raised when the shape of the file changes."""


def pack_data(pack: Pack) -> dict[str, Any]:
    """The pack as JSON data; marks and layout of its files are left out."""
    return {
        "format": FORMAT,
        "name": pack.name,
        "version": pack.version,
        "language": pack.language,
        "title": dict(pack.title),
        "licence": pack.licence,
        "extends": list(pack.extends),
        "verdict_digest": pack.verdict_digest,
        "content_digest": pack.content_digest,
        "empty_rule": pack.empty_rule,
        "themes": [{"name": name, "title": dict(title)} for name, title in pack.themes.items()],
        "families": {name: dict(title) for name, title in pack.families.items()},
        "abbreviations": dict(pack.abbreviations),
        "score": score_data(pack.score),
        "profiles": {name: profile_data(profile) for name, profile in pack.profiles.items()},
        "selectors": {name: print_expression(selector.syntax) for name, selector in pack.selectors.items()},
        "lexicons": {
            name: [{"text": entry.text, "class": entry.tag, "note": entry.note} for entry in lexicon.entries]
            for name, lexicon in pack.lexicons.items()
        },
        "rules": [rule_data(rule) for rule in pack.rules],
    }


def score_data(score: ScoreParameters) -> dict[str, Any]:
    """The parameters of the score as JSON data."""
    return {
        "penalty": {severity.value: points for severity, points in score.penalty.items()},
        "findings_per_family": score.findings_per_family,
        "theme_cap": score.theme_cap,
        "no_genus_cap": score.no_genus_cap,
        "incoherent_cap": score.incoherent_cap,
    }


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule as JSON data, with the places in its file left out."""
    instruction = rule.instruction
    return {
        "code": rule.code, "name": rule.name, "title": dict(rule.title), "theme": rule.theme, "family": rule.family,
        "severity": rule.severity.value, "status": rule.status.value, "source": rule.source,
        "question": dict(rule.question), "explanation": dict(rule.explanation), "note": dict(rule.note),
        "aliases": list(rule.aliases), "penalty": rule.penalty, "since": rule.since, "replaced_by": rule.replaced_by,
        "reason": dict(rule.reason),
        "conflicts": {conflict.code: dict(conflict.reason) for conflict in rule.conflicts},
        "config": [
            {"name": field.name, "type": field.type.value, "default": field.default, "minimum": field.minimum,
             "maximum": field.maximum, "text": dict(field.text)}
            for field in rule.config
        ],
        "clauses": [_clause(clause) for clause in rule.clauses],
        "instruction": None if instruction is None else {
            "text": dict(instruction.text), "good": [_example(example) for example in instruction.good]
        },
        "examples": {"pass": [_example(example) for example in rule.passing],
                     "fail": [_example(example) for example in rule.failing]},
        "verdict_digest": rule.verdict_digest, "content_digest": rule.content_digest,
    }  # fmt: skip


def _clause(clause: RuleClause) -> dict[str, Any]:
    fix = clause.fix
    return {
        "name": clause.name,
        "check": print_clause(clause.syntax),
        "message": dict(clause.message),
        "suggestion": dict(clause.suggestion),
        "fix": None
        if fix is None
        else {"target": None if fix.target is None else print_expression(fix.target), "with": fix.replacement},
    }


def _example(example: Example) -> dict[str, Any]:
    expected = {
        "profile": example.profile, "match": example.match, "clause": example.clause, "fixed": example.fixed,
        "outcome": None if example.outcome is None else example.outcome.value,
        "each": None if example.each is None else _each(example.each),
    }  # fmt: skip
    return {
        **record_to_dict(example.definition),
        **{key: value for key, value in expected.items() if value is not None},
    }


def _each(each: EachWord) -> dict[str, Any]:
    return {
        "lexicon": each.lexicon, "record": record_to_dict(each.definition), "match": each.match, "fixed": each.fixed,
        "except": sorted(each.excluded),
    }  # fmt: skip


def profile_data(profile: Profile) -> dict[str, Any]:
    """A profile as JSON data, its own ``extends`` resolved."""
    return {
        "text": dict(profile.text),
        "enable": sorted(profile.enable),
        "disable": sorted(profile.disable),
        "config": {code: dict(values) for code, values in profile.config.items()},
        "block_at": profile.block_at.value,
        "required_for_acceptance": sorted(profile.required_for_acceptance),
    }
