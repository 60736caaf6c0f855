"""Makes ``data/nl-lexicon.bin`` from the Dutch lemma tables of the package spacy-lookups-data.

The tables of origin say which form belongs to which lemma in which word class; what the form *is* (plural, infinitive,
participle, …) is worked out here, by regular inflection and, for strong verbs, by the shape of the form.
Run ``python -m plugins.analyzers.build_lexicon --source FILE``; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from plugins.analyzers import inflect
from plugins.analyzers.build_marks import Pairs, noun_marks, strong_verbs, verb_marks
from plugins.analyzers.lexicon import DATA, Row, pack

FOLDER: Final = "spacy_lookups_data/data"
TAGS: Final = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ"}
WORD: Final = re.compile(r"[a-zß-öø-ÿ'][a-zß-öø-ÿ'.-]*")
MONOSYLLABIC: Final = frozenset({"gaan", "staan", "slaan", "zien", "doen", "zijn", "vlieden"})

NO_VERBS: Final = frozenset({"iedereen", "toen", "geworden", "waren", "alleen", "leden", "meermalen", "schrokken"})
STRAYS: Final = frozenset(
    "vond bleef zei overleed gaf begon bestond ging kwam nam liet hield stond verliet werkte riep viel liep "
    "schreef deed wist kreeg bracht dacht kocht zocht las sprak zat lag at bood koos sloeg droeg wees bleek leek "
    "keek reed steeg verloor verscheen verdween ontstond overkwam".split()
)
"""Past tenses that the index holds as nouns or adjectives too."""
BOTH: Final = frozenset(
    "publiek gelijk openbaar groen rood blauw zwart wit geel goud zilver duister donker licht vreemd ideaal kwaad "
    "kwalijk lauw leed wel zout zuur zoet vet vocht nat droog hol hoog laag diep plat vlak rond vast los vrij "
    "wijs gezond ziek belang zeker bewust eigen bestaan algemeen bijzonder evenwijdig loodrecht mooi goed ernst "
    "vroeg individueel chemisch elektronisch tekort contant rauw heilig heil oneven even dood meel marmer koper "
    "lood staal".split()
)
"""Adjectives that are nouns as well, though no table has a plural of the noun."""

PERSONS: Final = (
    "jeugdige belanghebbende betrokkene verdachte aangeslotene gedetineerde verzekerde gehandicapte werkloze "
    "rechthebbende leidinggevende veroordeelde gemachtigde geadresseerde genodigde afgevaardigde gelaedeerde "
    "overledene nabestaande bejaarde zieke dove blinde volwassene arbeidsongeschikte vreemde geïnteresseerde "
    "gedaagde geïntimeerde ingezetene gegijzelde gewonde begunstigde verzorgende alleenstaande gezaghebbende "
    "zelfstandige gevolmachtigde vermiste beklaagde gearresteerde ondergeschikte ondergetekende omwonende "
    "geestelijke naaste getroffene gedupeerde benadeelde bevoegde onbevoegde"
).split()
"""Adjectives and participles that are used as a noun for a person, which the tables may not say."""
PERSON_ENDINGS: Final = ("plichtige", "gerechtigde", "hebbende", "jarige", "gevende", "kundige", "verantwoordelijke")


def read_tables(source: Path) -> dict[str, dict[str, object]]:
    """The Dutch tables of origin, by name, from a wheel or a folder; ``FileNotFoundError`` if they are not there."""
    found: dict[str, dict[str, object]] = {}
    for name in ("lookup", "index", "exc"):
        file = f"nl_lemma_{name}.json.gz"
        if source.is_dir():
            candidates = sorted(source.rglob(file))
            if not candidates:
                raise FileNotFoundError(source / file)
            data = candidates[0].read_bytes()
        else:
            with zipfile.ZipFile(source) as wheel:
                data = wheel.read(f"{FOLDER}/{file}")
        found[name] = json.loads(gzip.decompress(data))
    return found


def read_pairs(tables: Mapping[str, Mapping[str, object]]) -> Pairs:
    """Form → (word class, lemma), for words in lower case of letters that Latin-1 holds."""
    index = {key: _bases(key, tables["index"][key]) for key in TAGS}
    index["verb"] |= _lost_verbs(tables, set().union(*index.values()))
    pairs: Pairs = defaultdict(set)
    for key, tag in TAGS.items():
        for base in index[key]:
            pairs[base].add((tag, base))
        for form, lemmas in _lists(tables["exc"][key]):
            pairs[form] |= {(tag, each) for each in lemmas if each in index[key]}
    for form, lemma in tables["lookup"].items():
        if isinstance(lemma, str):
            classes = [tag for key, tag in TAGS.items() if lemma in index[key]]
            likely = [tag for tag in classes if form in inflect.inflected(lemma, tag)]
            if not likely and "VERB" in classes:
                likely = ["VERB"]
            pairs[form] |= {(tag, lemma) for tag in likely or classes}
    kept = {form: found for form, found in pairs.items() if found and WORD.fullmatch(form)}
    _drop_strays(kept)
    _drop_regional(kept)
    _add_persons(kept)
    return {form: found for form, found in kept.items() if found}


def _lists(table: object) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(table, dict):
        raise TypeError("exceptions: a mapping was expected")
    for form, lemmas in table.items():
        yield str(form), [str(lemma) for lemma in lemmas]


def _bases(key: str, words: object) -> set[str]:
    """Lemmas of one word class of the index, without what cannot be one (``[verb]`` holds some nouns)."""
    if not isinstance(words, Sequence):
        raise TypeError(f"index of {key}: a list was expected")
    ends = ("en", "ën", *MONOSYLLABIC) if key == "verb" else ("",)
    return {str(word) for word in words if WORD.fullmatch(str(word)) and str(word).endswith(ends)}


def _lost_verbs(tables: Mapping[str, Mapping[str, object]], known: set[str]) -> set[str]:
    """Infinitives that are a form of another word too (*ontvangen*): the index lacks them, other forms name them."""
    lost = {lemma for _, lemmas in _lists(tables["exc"]["verb"]) for lemma in lemmas}
    lost |= {str(lemma) for lemma in tables["lookup"].values() if lemma not in known}
    return {
        lemma
        for lemma in lost
        if WORD.fullmatch(lemma)
        and lemma.endswith(("en", "aan"))
        and not lemma.startswith(("er", "daar")) | (lemma in NO_VERBS)
    }


def _drop_strays(pairs: Pairs) -> None:
    """Take out bases that stand in the index by mistake: *maakte* as adjective, *groot* as noun.

    A stray has no inflected form of its own, and its form is a past tense, or the base of an adjective that has one.
    Plural nouns that are listed as a form of an adjective too (*gegevens*, *goederen*) are nouns.
    """
    inflected = {(tag, lemma) for form, readings in pairs.items() for tag, lemma in readings if form != lemma}
    for form, readings in pairs.items():
        is_verb = any(tag == "VERB" for tag, _ in readings)
        past = is_verb and (form in STRAYS or (form.endswith(("de", "te", "den", "ten")) and not form.startswith("ge")))
        only_verb = {"NOUN": past, "ADJ": past or (is_verb and ("VERB", form) in readings)}
        is_adjective = ("ADJ", form) in readings and ("ADJ", form) in inflected and form not in BOTH
        if form.endswith(("heid", "ing", "iteit")):
            readings.discard(("ADJ", form))
        if any(tag == "NOUN" for tag, _ in readings) and form.endswith(("s", "eren")):
            readings -= {(tag, lemma) for tag, lemma in readings if tag == "ADJ" and lemma != form}
        for tag in ("ADJ", "NOUN"):
            if (tag, form) not in inflected and (only_verb[tag] or (tag == "NOUN" and is_adjective)):
                readings.discard((tag, form))


def _drop_regional(pairs: Pairs) -> None:
    """Take out diminutives in *-ke*, which official Dutch does not use and which look like other words."""
    for form, readings in pairs.items():
        if form.endswith(("ke", "kes", "ken", "kens")):
            readings -= {
                (tag, lemma)
                for tag, lemma in readings
                if tag == "NOUN"
                and lemma != form
                and form not in inflect.inflected(lemma, "NOUN")
                and "k" not in lemma[-2:]
            }


def _add_persons(pairs: Pairs) -> None:
    """Persons named by an adjective or participle: *belanghebbende*, *minderjarigen*."""
    for base in sorted({*PERSONS, *(form for form in pairs if form.endswith(PERSON_ENDINGS))}):
        pairs.setdefault(base, set()).add(("NOUN", base))
        pairs.setdefault(base + "n", set()).add(("NOUN", base))


def rows(pairs: Pairs) -> dict[str, tuple[Row, ...]]:
    """Form → its rows (word class, marks, lemma), sorted."""
    found: dict[str, tuple[Row, ...]] = {}
    strong = strong_verbs(pairs)
    for form, readings in pairs.items():
        made: set[Row] = set()
        for tag, lemma in readings:
            if tag == "VERB":
                made |= {Row(tag, marks, lemma) for marks in verb_marks(form, lemma, pairs, strong)}
            elif tag == "NOUN":
                made |= {Row(tag, marks, lemma) for marks in noun_marks(form, lemma, pairs)}
            else:
                made.add(Row(tag, "", lemma))
        found[form] = tuple(sorted(made))
    return found


def irregular(pairs: Pairs) -> dict[tuple[str, str], tuple[str, ...]]:
    """(Lemma, word class) → forms that regular inflection does not find."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, readings in pairs.items():
        for tag, lemma in readings:
            if form not in inflect.inflected(lemma, tag):
                found[lemma, tag].append(form)
    return {key: tuple(sorted(forms)) for key, forms in found.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the lexicon and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="wheel or folder of spacy-lookups-data")
    parser.add_argument("--target", type=Path, default=DATA, help="file to write")
    options = parser.parse_args(arguments)
    pairs = read_pairs(read_tables(options.source))
    table, extra = rows(pairs), irregular(pairs)
    data = pack(table, extra)
    options.target.write_bytes(data)
    counts = {tag: sum(any(row.tag == tag for row in found) for found in table.values()) for tag in TAGS.values()}
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")
    print(f"{len(table)} forms {counts}, {len(extra)} lemmas with irregular forms, {len(data)} bytes")


if __name__ == "__main__":
    main()
