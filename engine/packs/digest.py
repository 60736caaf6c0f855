"""Two digests per rule and pack (DESIGN §4): what must be evaluated again, and what changed at all.

Over canonical JSON (RFC 8785), texts in NFC, lexicons sorted, defaults filled in, no floats. Places in files,
comments, order of keys and the way a check is laid out take no part.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import rfc8785

from engine.language import tree
from engine.language.print import print_clause, print_expression
from engine.packs.lexicons import names_used
from engine.packs.model import Example, FixSpec, Lexicon, Pack, Profile, Rule, RuleClause
from engine.record import record_to_dict


def digest(value: object) -> str:
    """``sha256:…`` of JSON data in its canonical form, texts in NFC."""
    return "sha256:" + hashlib.sha256(rfc8785.dumps(normal(value))).hexdigest()


def with_digests(pack: Pack) -> Pack:
    """The pack with the digests of its rules and its own filled in."""
    rules = tuple(
        replace(rule, verdict_digest=digest(_verdict(rule, pack)), content_digest=digest(_content(rule, pack)))
        for rule in pack.rules
    )
    ordered = sorted(rules, key=lambda rule: rule.code)
    verdict = {"rules": {rule.code: rule.verdict_digest for rule in ordered},
               "empty_rule": pack.empty_rule, "language": pack.language,
               "abbreviations": pack.abbreviations}  # fmt: skip
    content = {
        **verdict, "name": pack.name, "version": pack.version, "title": pack.title, "licence": pack.licence,
        "themes": list(pack.themes.items()), "families": pack.families, "extends": pack.extends,
        "rules": {rule.code: rule.content_digest for rule in ordered},
        "lexicons": {name: _entries(lexicon, notes=True) for name, lexicon in pack.lexicons.items()},
        "selectors": {name: print_expression(selector.syntax) for name, selector in pack.selectors.items()},
        "profiles": {name: _profile(profile) for name, profile in pack.profiles.items()},
        "score": {"penalty": {severity.value: points for severity, points in pack.score.penalty.items()},
                  "findings_per_family": pack.score.findings_per_family, "theme_cap": pack.score.theme_cap,
                  "no_genus_cap": pack.score.no_genus_cap,
                  "incoherent_cap": pack.score.incoherent_cap},
    }  # fmt: skip
    return replace(pack, rules=rules, verdict_digest=digest(verdict), content_digest=digest(content))


def normal(value: object) -> Any:
    """JSON data as it counts for digests: texts in NFC, tuples as lists; ``TypeError`` for a fraction."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", str(key)): normal(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [normal(child) for child in value]
    if isinstance(value, float):
        raise TypeError("no fractions in a digest")
    return value


def _verdict(rule: Rule, pack: Pack) -> dict[str, Any]:
    """What decides the verdict: clauses, fixes, and all they use, resolved."""
    used = names_leaned_on(rule, pack)
    return {
        "code": rule.code,
        "clauses": [[clause.name, print_clause(clause.syntax), _fix(clause.fix)] for clause in rule.clauses],
        "config": {field.name: [field.type.value, field.default] for field in rule.config},
        "lexicons": {name: _entries(pack.lexicons[name]) for name in used if name in pack.lexicons},
        "selectors": {name: print_expression(pack.selectors[name].syntax) for name in used if name in pack.selectors},
    }


def names_leaned_on(rule: Rule, pack: Pack) -> set[str]:
    """Names of lexicons and selectors that a rule leans on, directly or through selectors."""
    nodes: list[tree.Node] = [clause.syntax for clause in rule.clauses]
    nodes += [clause.fix.target for clause in rule.clauses if clause.fix is not None and clause.fix.target is not None]
    found: set[str] = set()
    while nodes:
        new = names_used(nodes.pop()) - found
        found |= new
        nodes += [pack.selectors[name].syntax for name in new if name in pack.selectors]
    return found


def _entries(lexicon: Lexicon, *, notes: bool = False) -> list[list[str | None]]:
    rows = [[entry.text, entry.tag, *([entry.note] if notes else [])] for entry in lexicon.entries]
    return sorted(rows, key=lambda row: [cell or "" for cell in row])


def _fix(fix: FixSpec | None) -> list[str | None] | None:
    return None if fix is None else [None if fix.target is None else print_expression(fix.target), fix.replacement]


def _content(rule: Rule, pack: Pack) -> dict[str, Any]:
    """Everything of a rule that its file says."""
    instruction = rule.instruction
    return {
        **_verdict(rule, pack),
        "name": rule.name, "title": rule.title, "theme": rule.theme, "family": rule.family,
        "severity": rule.severity.value, "status": rule.status.value, "question": rule.question,
        "source": rule.source, "explanation": rule.explanation, "aliases": sorted(rule.aliases),
        "penalty": rule.penalty, "note": rule.note, "since": rule.since, "replaced_by": rule.replaced_by,
        "reason": rule.reason, "conflicts": {conflict.code: conflict.reason for conflict in rule.conflicts},
        "texts": {clause.name: _texts(clause) for clause in rule.clauses},
        "config": {field.name: [field.type.value, field.default, field.minimum, field.maximum, field.text]
                   for field in rule.config},
        "instruction": instruction and [instruction.text, [_example(good) for good in instruction.good]],
        "passing": [_example(example) for example in rule.passing],
        "failing": [_example(example) for example in rule.failing],
    }  # fmt: skip


def _texts(clause: RuleClause) -> dict[str, Any]:
    return {"message": clause.message, "suggestion": clause.suggestion}


def _example(example: Example) -> dict[str, Any]:
    expected = {"profile": example.profile, "match": example.match, "clause": example.clause, "fixed": example.fixed}
    if example.outcome is not None:
        expected["outcome"] = example.outcome.value
    each = example.each
    whole = {"record": record_to_dict(example.definition), **expected}
    if each is None:
        return whole
    record = record_to_dict(each.definition)
    return {**whole, "each": [each.lexicon, record, each.match, each.fixed, sorted(each.excluded)]}


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "enable": sorted(profile.enable), "disable": sorted(profile.disable), "config": profile.config,
        "block_at": profile.block_at.value, "required_for_acceptance": sorted(profile.required_for_acceptance),
        "text": profile.text,
    }  # fmt: skip
