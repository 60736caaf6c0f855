"""The page of a rule as Markdown, all of it derived from the rule's one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli.texts import say
from engine.language.print import print_clause
from engine.messages.rule_texts import localised
from engine.packs.model import Example, Pack, Rule, Status


def rule_page(rule: Rule, pack: Pack, language: str) -> str:
    """The page of a rule, in Markdown.

    Args:
        rule: the rule.
        pack: the pack it belongs to, for the names of its theme and family.
        language: language of the texts; what lacks it is shown in another and marked.
    """
    return "\n\n".join(part for part in _parts(rule, pack, language) if part) + "\n"


def _parts(rule: Rule, pack: Pack, language: str) -> Iterator[str]:
    yield f"# {rule.code} {localised(rule.title, language)}"
    theme = localised(pack.themes.get(rule.theme, {}), language) or rule.theme
    family = localised(pack.families.get(rule.family, {}), language) or rule.family
    yield f"`{rule.severity.value}` · `{rule.status.value}` · {theme} · {family}"
    yield _status(rule, language)
    if rule.aliases:
        yield say("aliases", language, names=", ".join(rule.aliases))
    yield f"**{say('questions', language)}** {localised(rule.question, language)}"
    yield localised(rule.explanation, language)
    if rule.instruction is not None:
        yield f"**{say('instruction', language)}** {localised(rule.instruction.text, language)}"
    yield f"## {say('check', language)}"
    yield from _clauses(rule, language)
    yield from _examples(rule, language)
    yield from _config(rule, language)
    if rule.conflicts:
        yield f"## {say('conflicts', language)}"
        yield "\n".join(f"- {conflict.code}: {localised(conflict.reason, language)}" for conflict in rule.conflicts)
    if rule.note:
        yield f"**{say('note', language)}** {localised(rule.note, language)}"
    if rule.source:
        yield f"**{say('source', language)}** {rule.source}"


def _status(rule: Rule, language: str) -> str:
    if rule.status is not Status.DEPRECATED:
        return ""
    replaced = f", {say('replaced-by', language, code=rule.replaced_by)}" if rule.replaced_by else ""
    since = f" ({rule.since})" if rule.since else ""
    return f"**{say('deprecated', language)}**{since}{replaced}. {localised(rule.reason, language)}".rstrip()


def _clauses(rule: Rule, language: str) -> Iterator[str]:
    """The clauses; neighbours with one message share it."""
    named = len(rule.clauses) > 1
    group: list[str] = []
    for position, clause in enumerate(rule.clauses):
        lines = print_clause(clause.syntax)
        group.append(f"# {clause.name}\n{lines}" if named else lines)
        following = rule.clauses[position + 1] if position + 1 < len(rule.clauses) else None
        if following is not None and (following.message, following.suggestion) == (clause.message, clause.suggestion):
            continue
        yield "```\n" + "\n".join(group) + "\n```"
        said = []
        if clause.message:
            said.append(f"- {say('message', language)}: {localised(clause.message, language)}")
        if clause.suggestion:
            said.append(f"- {say('suggestion', language)}: {localised(clause.suggestion, language)}")
        yield "\n".join(said)
        group = []


def _examples(rule: Rule, language: str) -> Iterator[str]:
    for key, found in (("passing", rule.passing), ("failing", rule.failing)):
        if found:
            yield f"## {say(key, language)}"
            yield _list(found)


def _list(found: Sequence[Example]) -> str:
    lines = []
    for example in found:
        definition = example.definition
        line = f"- **{definition.begrip}**: {definition.definitie or '(leeg)'}"
        if example.match is not None:
            line += f" → ‘{example.match}’"
        if example.each is not None:
            line += f" (*{example.each.lexicon}*)"
        lines.append(line)
        if example.fixed is not None:
            lines.append(f"  - ✓ {example.fixed}")
    return "\n".join(lines)


def _config(rule: Rule, language: str) -> Iterator[str]:
    if not rule.config:
        return
    yield f"## {say('config', language)}"
    lines = []
    for field in rule.config:
        bounds = [f"≥ {field.minimum}" if field.minimum is not None else "",
                  f"≤ {field.maximum}" if field.maximum is not None else ""]  # fmt: skip
        said = [field.type.value, say("default", language, value=field.default), *(bound for bound in bounds if bound)]
        lines.append(f"- `{field.name}` ({', '.join(said)}): {localised(field.text, language)}")
    yield "\n".join(lines)
