"""From a rule file to a rule: one file at a time. What must hold between rules is in ``engine.packs.between``."""

from __future__ import annotations

from collections.abc import Sequence

from engine.language.nearest import closest
from engine.model import Outcome
from engine.packs.clauses import build_clauses
from engine.packs.configuration import build_config
from engine.packs.each import WORD, has_word, made_each
from engine.packs.model import Conflict, Example, Instruction, Rule, RuleClause, Status
from engine.packs.nodes import Document, Path
from engine.packs.rulefile import ExampleFile, RuleFile
from engine.packs.scope import Scope
from engine.record import Record, parse_record

_OF_FAILING = ("match", "clause", "fixed")
_OF_PASSING = ("outcome",)


def build_rule(document: Document, file: RuleFile, folder: str, stem: str, scope: Scope) -> Rule:
    """A rule from its file. What is wrong goes to ``scope``.

    Args:
        document: the file, for places.
        file: its model.
        folder: name of the folder it lies in: the theme.
        stem: name of the file without suffix: the code.
        scope: names known so far, and the list of problems.
    """
    _identity(document, file, folder, stem, scope)
    _status(document, file, scope)
    clauses = build_clauses(document, file, scope)
    passing = _examples(document, file.examples.passing, ["examples", "pass"], scope)
    failing = _examples(document, file.examples.failing, ["examples", "fail"], scope)
    instruction = file.instruction
    good = _examples(document, instruction.good, ["instruction", "good"], scope) if instruction else ()
    _both_ways(document, file, clauses, scope)
    _expectations(document, file, clauses, scope)
    return Rule(
        code=file.code, name=file.name, title=file.title, theme=file.theme, family=file.family,
        severity=file.severity, status=file.status, question=file.question, clauses=clauses, passing=passing,
        failing=failing, mark=document.mark(["code"]), source=file.source, explanation=file.explanation or {},
        instruction=Instruction(instruction.text, good) if instruction else None,
        config=build_config(document, file, scope), aliases=tuple(file.aliases), penalty=file.penalty,
        conflicts=tuple(Conflict(code, reason) for code, reason in file.conflicts.items()), note=file.note or {},
        since=file.since, replaced_by=file.replaced_by, reason=file.reason or {},
    )  # fmt: skip


def _identity(document: Document, file: RuleFile, folder: str, stem: str, scope: Scope) -> None:
    if file.code != stem:
        scope.report(document.problem("path-code", ["code"], code=file.code, stem=stem))
    if file.theme != folder:
        scope.report(document.problem("path-theme", ["theme"], theme=file.theme, folder=folder))
    elif file.theme not in scope.themes:
        near, known = closest(file.theme, scope.themes), ", ".join(scope.themes) or "–"
        scope.report(document.problem("unknown-theme", ["theme"], near, theme=file.theme, known=known))
    if scope.families and file.family not in scope.families:
        near, known = closest(file.family, scope.families), ", ".join(scope.families)
        scope.report(document.problem("unknown-family", ["family"], near, family=file.family, known=known))


def _status(document: Document, file: RuleFile, scope: Scope) -> None:
    if file.status is Status.DEPRECATED:
        if file.since is None:
            scope.report(document.problem("deprecated-since", ["status"]))
        if file.replaced_by is None and not file.reason:
            scope.report(document.problem("deprecated-why", ["status"], key_only=True))
        return
    for key in ("replaced_by", "reason"):
        if getattr(file, key) is not None:
            scope.report(document.problem("only-deprecated", [key], key_only=True, key=key, status=file.status))


def _examples(document: Document, files: Sequence[ExampleFile], path: Path, scope: Scope) -> tuple[Example, ...]:
    found = []
    for position, file in enumerate(files):
        example = Example(
            parse_record(file.model_dump(mode="json", include=set(Record.model_fields), exclude_none=True)),
            document.mark([*path, position]), file.profile, file.match, file.clause, file.fixed,
            outcome=None if file.outcome is None else Outcome(file.outcome),
        )  # fmt: skip
        found.append(example if file.each is None else _each(document, file, example, [*path, position], scope))
    return tuple(found)


def _each(document: Document, file: ExampleFile, example: Example, path: Path, scope: Scope) -> Example:
    name = file.each or ""
    if not has_word(example.definition):
        scope.report(document.problem("each-without-word", [*path, "each"], key_only=True, word=WORD))
    if name in scope.lexicons:
        known = {entry.text for entry in scope.lexicons[name].entries}
        for number, word in enumerate(file.excluded):
            if word not in known:
                near, place = closest(word, known), [*path, "except", number]
                scope.report(document.problem("except-unknown-word", place, near, word=word, name=name))
        return made_each(example, scope.lexicons[name], file.excluded)
    if name not in scope.broken_lexicons:
        near = closest(name, scope.lexicons)
        scope.report(document.problem("unknown-lexicon", [*path, "each"], near, name=name))
    return example


def _both_ways(document: Document, file: RuleFile, clauses: tuple[RuleClause, ...], scope: Scope) -> None:
    can_fail = not clauses or any(clause.syntax.verb in ("forbid", "require") for clause in clauses)
    if not file.examples.passing:
        scope.report(document.problem("no-passing-example", ["examples"], key_only=True))
    if not file.examples.failing and can_fail:
        scope.report(document.problem("no-failing-example", ["examples", "fail"], key_only=True))


Placed = tuple[Path, Sequence[ExampleFile]]


def _only(problem: str, keys: Sequence[str], elsewhere: Sequence[Placed], document: Document, scope: Scope) -> None:
    """Report keys that are possible in one place only, and stand in another."""
    for path, examples in elsewhere:
        for position, example in enumerate(examples):
            for key in keys:
                if getattr(example, key) is not None:
                    scope.report(document.problem(problem, [*path, position, key], key_only=True, key=key))


def _expectations(document: Document, file: RuleFile, clauses: tuple[RuleClause, ...], scope: Scope) -> None:
    """What examples say that they will show must be possible."""
    names = [clause.name for clause in clauses]
    passing: Placed = (["examples", "pass"], file.examples.passing)
    failing: Placed = (["examples", "fail"], file.examples.failing)
    good: Placed = (["instruction", "good"], () if file.instruction is None else file.instruction.good)
    _only("only-in-fail", _OF_FAILING, (passing, good), document, scope)
    _only("only-in-pass", _OF_PASSING, (failing, good), document, scope)
    for position, example in enumerate(file.examples.failing):
        here: Path = ["examples", "fail", position]
        if example.clause is not None and names and example.clause not in names:
            near, known = closest(example.clause, names), ", ".join(names)
            scope.report(
                document.problem("unknown-clause", [*here, "clause"], near, clause=example.clause, known=known)
            )
        if example.fixed is not None and file.fix is None:
            scope.report(document.problem("fixed-without-fix", [*here, "fixed"], key_only=True))
    for path, examples in (passing, good, failing):
        for position, example in enumerate(examples):
            if example.profile is not None and scope.profiles and example.profile not in scope.profiles:
                near, known = closest(example.profile, scope.profiles), ", ".join(sorted(scope.profiles))
                place: Path = [*path, position, "profile"]
                scope.report(document.problem("unknown-profile", place, near, profile=example.profile, known=known))
