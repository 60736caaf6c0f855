"""Each mistake in a pack gives its message, whole, in Dutch and in English: the golden files are to be read aloud.

``UPDATE_GOLDEN=1`` writes them anew; read what changed before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.engine import Engine
from engine.errors import PackError
from engine.messages import render_problem
from tests.unit.engine.packs.mistakes import CHANGES, CHILD, FILES, PACK
from tests.unit.engine.packs.proef import ESS_01, changed, write
from tests.unit.engine.packs.proef import FILES as SOUND

GOLDEN = Path(__file__).parent / "golden"


def broken(name: str) -> dict[str, str | bytes]:
    """The files of the sound pack with one mistake."""
    if name in CHANGES:
        return {**changed(*CHANGES[name])}
    files = {**SOUND, **FILES[name]}
    if files.get("proef/rules/vorm/ESS-01.yaml") == "@ESS":
        files["proef/rules/vorm/ESS-01.yaml"] = ESS_01.replace("theme: essentie", "theme: vorm")
    if name == "no-manifest":
        del files[PACK]
    return files


@pytest.mark.parametrize("name", [*CHANGES, *FILES])
def test_message_of_a_mistake(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = broken(name)
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    in_child = name in CHANGES and CHANGES[name][0] == CHILD
    in_child = in_child or any(file.startswith("kind/") for file in FILES.get(name, ()))

    with pytest.raises(PackError) as caught:
        Engine.load([Path("kind" if in_child else "proef")])

    blocks = [
        "\n\n".join(render_problem(problem, language) for problem in caught.value.problems) for language in ("nl", "en")
    ]
    found = "\n\n---\n\n".join(blocks) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_mistake() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {*CHANGES, *FILES}


def test_all_mistakes_of_all_files_are_reported_together(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**SOUND}
    for name in ("unknown-key", "too-small", "form-version", "duplicate-word"):
        file, old, new = CHANGES[name]
        files[file] = str(files[file]).replace(old, new)
    write(tmp_path, files)

    with pytest.raises(PackError) as caught:
        Engine.load([tmp_path / "proef"])

    codes = [problem.code for problem in caught.value.problems]
    assert sorted(codes) == ["duplicate-word", "form-version", "too-small", "unknown-key"]
