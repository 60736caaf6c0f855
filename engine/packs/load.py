"""Load a pack: read all its files, check everything, report all mistakes together, or give an immutable ``Pack``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import PackError, Problem
from engine.features.registry import Registry
from engine.language.nearest import closest
from engine.model import Severity
from engine.packs.between import RuleSource, check_between
from engine.packs.digest import with_digests
from engine.packs.files import PackFiles, find_pack, read_pack_files
from engine.packs.inherit import Inherited, fold
from engine.packs.lexicons import build_lexicons, build_selectors
from engine.packs.lock import check_lock
from engine.packs.manifest import PackFile, ScoreFile
from engine.packs.model import Pack, Rule, ScoreParameters
from engine.packs.nodes import Path as NodePath
from engine.packs.nodes import Scalar
from engine.packs.profiles import build_profiles
from engine.packs.read_model import read_model
from engine.packs.rulefile import RuleFile
from engine.packs.rules import build_rule
from engine.packs.salvage import salvage
from engine.packs.scope import Scope
from engine.packs.sources import PackSource, pack_digest
from engine.packs.versions import version_fits
from engine.version import ENGINE_VERSION

__all__ = ["Loaded", "find_pack", "load_pack", "load_packs"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Packs with all that was read for them, those they extend included; ``beneath``: what each extends, by name."""

    packs: tuple[Pack, ...]
    sources: tuple[PackSource, ...]
    beneath: tuple[Mapping[str, Pack], ...] = ()


def load_pack(path: Path, registry: Registry, *, search: Sequence[Path] = ()) -> Pack:
    """Load a pack with all that it extends.

    Args:
        path: the folder of the pack.
        registry: the features that checks may use.
        search: folders that hold the packs it may extend; the folder the pack itself lies in is searched first.

    Returns:
        The pack, immutable, with digests.

    Raises:
        PackError: with every mistake in every file of the pack and of those it extends.
    """
    return load_packs([path], registry, search=search).packs[0]


def load_packs(
    paths: Sequence[Path], registry: Registry, *, search: Sequence[Path] = (), locked: bool = True
) -> Loaded:
    """Load several packs, and say what was read; parameters and errors are those of :func:`load_pack`.

    Args:
        paths: the folders of the packs.
        registry: as there.
        search: as there.
        locked: whether what they extend must be what their locks say; not so for who is about to write one.
    """
    loader = _Loader(registry, search, locked=locked)
    packs = tuple(loader.load(Path(path), ()) for path in paths)
    return Loaded(packs, tuple(loader.sources), tuple(loader.beneath[Path(path).resolve()] for path in paths))


class _Loader:
    """One loading: packs met more than once are loaded once."""

    def __init__(self, registry: Registry, search: Sequence[Path], *, locked: bool) -> None:
        self._registry = registry
        self._search = search
        self._locked = locked
        self._loaded: dict[Path, Pack] = {}
        self.sources: list[PackSource] = []
        self.beneath: dict[Path, dict[str, Pack]] = {}

    def load(self, path: Path, above: tuple[Path, ...]) -> Pack:
        key = path.resolve()
        if key not in self._loaded:
            self._loaded[key] = self._load(find_pack(path), (*above, key))
        return self._loaded[key]

    def _load(self, folder: Path, above: tuple[Path, ...]) -> Pack:
        digest = pack_digest(folder)
        files = read_pack_files(folder)
        _engine_fits(files)
        language = files.manifest.node(["language"])
        scope = Scope(self._registry, language.text if isinstance(language, Scalar) else "nl", list(files.problems))
        manifest, problems = read_model(files.manifest, PackFile, scope.language)
        scope.report(*problems)
        sources = _rule_files(files, scope)
        manifest = manifest or salvage(files.manifest, scope.language)
        if manifest is None:
            raise PackError(_in_order(scope.problems))
        bases = self._bases(files, manifest, above, scope)
        if len(bases) < len(manifest.extends):
            raise PackError(_in_order(scope.problems))
        extends = {name: find_pack(name, [folder.parent, *self._search]).resolve() for name in manifest.extends}
        self.sources.append(PackSource(folder.resolve(), digest, extends))
        beneath = {name: self._loaded[path] for name, path in extends.items()}
        for path in extends.values():
            beneath |= self.beneath[path]
        self.beneath[folder.resolve()] = beneath
        if self._locked:
            scope.report(*check_lock(folder, beneath, scope.language))
        inherited = fold(files.manifest, bases, manifest.overrides, scope)
        pack = _build(files, manifest, inherited, sources, scope)
        if scope.problems:
            raise PackError(_in_order(scope.problems))
        return with_digests(pack)

    def _bases(self, files: PackFiles, manifest: PackFile, above: tuple[Path, ...], scope: Scope) -> list[Pack]:
        found = []
        for position, name in enumerate(manifest.extends):
            place: NodePath = ["extends", position]
            try:
                path = find_pack(name, [files.folder.parent, *self._search])
                if path.resolve() in above:
                    cycle = [*above[above.index(path.resolve()) :], path.resolve()]
                    steps = " → ".join(step.name for step in cycle)
                    scope.report(files.manifest.problem("pack-cycle", place, name=name, path=steps))
                    continue
                found.append(self.load(path, above))
            except PackError as error:
                for problem in error.problems:
                    here = files.manifest.problem("unknown-pack", place, problem.suggestion)
                    found_here = problem.code == "unknown-pack" and problem.mark is None
                    scope.report(replace(here, values=problem.values) if found_here else problem)
        return found


def _engine_fits(files: PackFiles) -> None:
    """A pack for another engine is refused before anything else in it is judged: its format may be another one."""
    node = files.manifest.node(["engine"])
    if not isinstance(node, Scalar):
        return
    fits = version_fits(ENGINE_VERSION, node.text)
    if fits is None:
        raise PackError([files.manifest.problem("engine-range", ["engine"], found=node.text)])
    if not fits:
        raise PackError([files.manifest.problem("other-engine", ["engine"], wanted=node.text, version=ENGINE_VERSION)])


def _rule_files(files: PackFiles, scope: Scope) -> list[tuple[str, str, RuleSource]]:
    found = []
    for folder, stem, document in files.rules:
        scope.codes.add(stem)
        file, problems = read_model(document, RuleFile, scope.language)
        scope.report(*problems)
        if file is not None:
            found.append((folder, stem, (document, file)))
    return found


def _build(
    files: PackFiles,
    manifest: PackFile,
    inherited: Inherited,
    sources: Sequence[tuple[str, str, RuleSource]],
    scope: Scope,
) -> Pack:
    document = files.manifest
    scope.codes |= set(inherited.rules)
    scope.themes = {**inherited.themes, **manifest.themes}
    scope.families = {**inherited.families, **manifest.families}
    scope.lexicons, scope.selectors = dict(inherited.lexicons), dict(inherited.selectors)
    scope.profiles = {*inherited.profiles, *manifest.profiles}
    build_lexicons(files.lexicons, scope)
    build_selectors(document, manifest.selectors, scope)
    rules = {source[1].code: build_rule(*source, folder, stem, scope) for folder, stem, source in sources}
    check_between([source for _, _, source in sources], inherited.rules.values(), manifest.overrides, scope)
    _overrides(files, manifest, inherited, rules, scope)
    rules = {**inherited.rules, **rules}
    profiles = build_profiles(document, manifest.profiles, inherited.profiles, rules, scope)
    empty_rule = manifest.empty_rule or inherited.empty_rule
    if manifest.empty_rule is not None and manifest.empty_rule not in scope.codes:
        near = closest(manifest.empty_rule, scope.codes)
        scope.report(document.problem("unknown-rule", ["empty_rule"], near, code=manifest.empty_rule))
    order = {theme: position for position, theme in enumerate(scope.themes)}
    return Pack(
        name=manifest.name, version=manifest.version, language=manifest.language, title=manifest.title,
        themes=scope.themes, families=scope.families,
        rules=tuple(sorted(rules.values(), key=lambda rule: (order.get(rule.theme, len(order)), rule.code))),
        lexicons=dict(sorted(scope.lexicons.items())), selectors=dict(sorted(scope.selectors.items())),
        profiles=profiles, abbreviations={**inherited.abbreviations, **manifest.abbreviations},
        score=_score(manifest.score) if manifest.score else inherited.score, empty_rule=empty_rule,
        licence=manifest.licence, extends=tuple(manifest.extends),
    )  # fmt: skip


def _overrides(
    files: PackFiles, manifest: PackFile, inherited: Inherited, rules: dict[str, Rule], scope: Scope
) -> None:
    for position, code in enumerate(manifest.overrides):
        path: NodePath = ["overrides", position]
        if code not in inherited.rules:
            near = closest(code, inherited.rules)
            scope.report(files.manifest.problem("overrides-nothing", path, near, code=code))
        elif code not in scope.codes or (code not in rules and code not in {stem for _, stem, _ in files.rules}):
            scope.report(files.manifest.problem("override-missing", path, code=code))


def _score(file: ScoreFile) -> ScoreParameters:
    penalty = {severity: int(getattr(file.penalty, severity.value)) for severity in Severity}
    return ScoreParameters(penalty, file.findings_per_family, file.theme_cap, file.no_genus_cap, file.incoherent_cap)


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """File by file, from top to bottom; ``pack.yaml`` keeps its place before the rules by its name."""
    return sorted(problems, key=lambda problem: (problem.mark.file, problem.mark.line, problem.mark.column)
                  if problem.mark else ("", 0, 0))  # fmt: skip
