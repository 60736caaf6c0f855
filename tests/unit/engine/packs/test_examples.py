"""Examples that cannot be judged are listed, and what other rules say of passing examples is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.engine import Engine
from engine.errors import PackError
from engine.packs.examples import check_examples
from tests.unit.engine.packs.mistakes import PACK, RULE, SHORT
from tests.unit.engine.packs.proef import FILES, changed, write


def engine(folder: Path, files: dict[str, str], *, verify: bool = True, profile: str | None = None) -> Engine:
    write(folder, {**FILES, **files})
    return Engine.load([folder / "proef"], profile=profile, verify=verify)


def test_a_sound_pack_shows_nothing(tmp_path: Path) -> None:
    result = check_examples(engine(tmp_path, {}))
    assert (result.problems, result.unjudged, result.objections, result.uncovered) == ((), (), (), ())
    assert result.counts == {"pass": 2, "fail": 4, "good": 1}


def test_an_example_that_needs_an_analyzer_is_listed(tmp_path: Path) -> None:
    files = changed(RULE, 'forbid "om" … "te"', 'forbid "om" … "te" [VERB inf]')
    result = check_examples(engine(tmp_path, files))
    assert result.problems == ()
    assert [(example.code, example.mark.line, example.reason) for example in result.unjudged] == [
        ("ESS-01", 22, "no_analyzer")
    ]


def test_a_clause_without_an_example_that_fires_it_is_named(tmp_path: Path) -> None:
    files = changed(RULE, "    - {begrip: meldkamer, definitie: ruimte teneinde te helpen, match: teneinde}\n", "")
    assert check_examples(engine(tmp_path, files)).uncovered == (("ESS-01", "1"),)


def test_what_another_rule_says_of_a_passing_example_is_told(tmp_path: Path) -> None:
    files = changed(RULE, "binnenkomen}\n  fail", "binnenkomen}\n    - {begrip: zaal, definitie: ruimte}\n  fail")
    (objection,) = check_examples(engine(tmp_path, files)).objections
    assert (objection.code, objection.other, objection.mark.line) == ("ESS-01", "LEN-01", 21)


def test_instructions_that_contradict_each_other_are_an_error_unless_precedence_or_a_reason_decides(
    tmp_path: Path,
) -> None:
    asks = changed(SHORT, "question:", "instruction: {text: Schrijf meer dan één woord.}\nquestion:")
    short = changed(RULE, "binnenkomen}\n  fail", "binnenkomen}\n    - {begrip: zaal, definitie: ruimte}\n  fail", asks)
    result = check_examples(engine(tmp_path / "decided", short))
    assert ([problem.code for problem in result.problems], len(result.objections)) == ([], 1)
    equal = changed(SHORT, "severity: warning", "severity: error", short)
    with pytest.raises(PackError, match="pass-objection"):
        engine(tmp_path / "equal", equal)
    explained = changed(RULE, "severity: error", "severity: error\nconflicts: {LEN-01: Eén woord volstaat.}", equal)
    assert check_examples(engine(tmp_path / "explained", explained)).problems == ()


def test_a_conflict_that_is_explained_is_accepted(tmp_path: Path) -> None:
    good = changed(RULE, "ruimte waar noodoproepen binnenkomen}\ncheck", "ruimte}\ncheck")
    with pytest.raises(PackError, match="good-objection"):
        engine(tmp_path / "a", good)
    explained = changed(RULE, "severity: error", "severity: error\nconflicts: {LEN-01: Eén woord volstaat hier.}", good)
    assert check_examples(engine(tmp_path / "b", explained)).problems == ()


def test_the_profile_of_the_engine_does_not_decide(tmp_path: Path) -> None:
    assert check_examples(engine(tmp_path, {}, profile="streng")).problems == ()


def test_a_rule_that_no_profile_lets_take_part_is_listed(tmp_path: Path) -> None:
    files = changed(PACK, "    required_for", "    disable: [LEN-01]\n    required_for")
    result = check_examples(engine(tmp_path, files, verify=False))
    assert [example.reason for example in result.unjudged] == ["inactive"] * 2
    assert [problem.code for problem in result.problems] == ["example-silent"]  # it names a profile without the rule


def test_a_rule_is_judged_under_the_first_profile_that_has_it(tmp_path: Path) -> None:
    files = changed(PACK, "    required_for", "    disable: [LEN-01]\n    required_for")
    files = changed(PACK, "    config:\n      LEN-01: {woorden: 4}\n", "    enable: [LEN-01]\n", files)
    files = changed(SHORT, "definitie: ruimte voor noodoproepen, profile: streng}", "definitie: zaal}", files)
    result = check_examples(engine(tmp_path, files))
    assert (result.problems, result.unjudged) == ((), ())


def test_an_example_that_lacks_input_says_so(tmp_path: Path) -> None:
    files = changed(SHORT, "require count(words) >= config.woorden", "forbid duplicate(similarity: config.woorden)")
    files = changed(SHORT, "De tekst telt {found} woorden; ten minste {expected} is gewenst.", "Dubbel.", files)
    found = check_examples(engine(tmp_path, files, verify=False)).problems
    assert [(problem.code, problem.values["reason"]) for problem in found] == [("example-unjudged", "no_corpus")] * 3


@pytest.mark.parametrize(("fixed", "codes"), [("ruimte voor oproepen", []), ("ruimte", ["example-fixed"])])
def test_fixed_shows_the_result_of_the_fix(fixed: str, codes: list[str], tmp_path: Path) -> None:
    files = changed(RULE, "suggestion: Laat het doel weg.", "fix:\n  '2': {replace: match, with: voor}")
    old = "ruimte om oproepen te ontvangen, match: om oproepen te,"
    files = changed(RULE, old, f"ruimte om te oproepen, match: om te, fixed: {fixed},", files)
    found = check_examples(engine(tmp_path, files, verify=False)).problems
    assert [problem.code for problem in found] == codes
