"""Compiled packs as one piece of data, to send to another process or machine, and an engine from it there.

Whoever receives it needs neither the folders of the packs nor the parser: it loads what was compiled, with the forms of
its lexicons, and builds the plan. It must run the same code with the same plugins, which is checked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.compile.cache import BROKEN, Wanted, compiled_packs
from engine.compile.cache_forms import KnownForms, expand, forms_from_data, forms_to_data
from engine.compile.plan import RuleCompiler, make_plan
from engine.engine import Engine
from engine.errors import PackError, Problem
from engine.features.builtin import BUILTIN
from engine.packs.data import from_data, to_data
from engine.packs.find import find_pack
from engine.packs.model import DEFAULT_PROFILE, Pack
from plugins.compiled import environment, pack_cache
from plugins.manager import analyzers, distributions, features, pack_folders


def ship(paths: Sequence[Path | str]) -> bytes:
    """Some packs, compiled, as data for :func:`unship`.

    Raises:
        PackError: with every mistake in the packs.
    """
    search = pack_folders()
    wanted = Wanted(
        tuple(find_pack(path, search) for path in paths), tuple(search), BUILTIN.merged(*features()), tuple(analyzers())
    )
    compiled = compiled_packs(wanted, pack_cache(distributions()))
    known = compiled.forms
    analyzer = wanted.analyzer(compiled.packs)
    if not known and analyzer is not None:
        forms = KnownForms(analyzer)
        expand(compiled.packs, forms)
        known = forms.known
    body = {"made_with": made_with(), "packs": to_data(compiled.packs), "forms": forms_to_data(known)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unship(content: bytes, profile: str | None = None, only: Sequence[str] = ()) -> Engine:
    """An engine from what :func:`ship` made.

    Raises:
        PackError: ``other-program``: it was made by another program than this one; or the profile is unknown.
    """
    try:
        body: dict[str, Any] = json.loads(content.decode("utf-8", "surrogatepass"))
        theirs, ours = body["made_with"], made_with()
        differs = sorted(key for key in {*theirs, *ours} if theirs.get(key) != ours.get(key))
        if differs:
            raise PackError([Problem("other-program", values={"differs": ", ".join(differs)})])
        packs: tuple[Pack, ...] = from_data(body["packs"])
        known = forms_from_data(body["forms"])
    except BROKEN as error:
        raise PackError([Problem("other-program", values={"differs": f"{type(error).__name__}: {error}"})]) from error
    registry = BUILTIN.merged(*features())
    analyzer = next((each for each in analyzers() if each.language == packs[0].language), None)
    forms = KnownForms(analyzer, known) if analyzer is not None else None
    compilers = [RuleCompiler(pack, registry, forms, {}) for pack in packs]
    default = packs[0].profiles[DEFAULT_PROFILE]
    bare = Engine(packs, default, make_plan(()), registry, analyzer, compilers=compilers)
    engine = bare.with_profile(profile or DEFAULT_PROFILE)
    return engine.restricted(only) if only else engine


def made_with() -> dict[str, str]:
    """The code, plugins and analyzers of this program, by name: what must be the same on both sides."""
    known = ", ".join(f"{each.name} {each.digest}" for each in analyzers())
    return {**environment(distributions()), "analyzers": known}
