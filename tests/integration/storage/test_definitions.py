"""Definitions are kept whole, with a version for every save, and found again."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from engine.model import Category, Context, Definition, Entry, Source
from storage.database import Database
from storage.errors import ConflictError, InvalidCursorError, NotFoundError, StaleVersionError
from storage.identifiers import new_id
from storage.models import Role, Status
from storage.records import to_record
from storage.repositories.definitions import Filter
from storage.repositories.schemes import Changes
from tests.integration.outbox import written

RECORDS = {
    "bare": Definition("sluis", "waterbouwkundig werk tussen twee waterstanden"),
    "full": Definition(
        "veerpont",
        "vaartuig dat personen en voertuigen over een water zet",
        category=Category.TYPE,
        context=Context(organizational=("RWS",), legal=(), statutory=None),
        sources=(Source("Scheepvaartreglement", "art. 2", None), Source(None, None, "https://voorbeeld.invalid/x")),
        synonyms=("pont", "veer"),
        preferred_term="veerpont",
        known_abbreviations=("RWS",),
    ),
    "known to be empty": Definition("boei", "drijvend baken", sources=(), synonyms=(), known_abbreviations=()),
    "hard to store": Definition("İstanbul’s ‘ﬁ’", "regel\nregel\u00a0🚢 \u202e e\u0301", synonyms=("%_\\'\"",)),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
async def test_a_record_comes_back_as_it_went_in(database: Database, record: Definition) -> None:
    async with database.unit() as unit:
        key = (await unit.definitions.add(record)).id
    async with database.unit() as unit:
        row = await unit.definitions.get(key)
        kept = await unit.definitions.version(key, 1)
    back = to_record(row)
    assert back == Definition(**{name: getattr(record, name) for name in FIELDS}, id=str(key))
    assert kept.record["begrip"] == record.begrip


FIELDS = (
    "begrip", "definitie", "category", "context", "sources", "synonyms", "preferred_term", "known_abbreviations",
)  # fmt: skip


async def test_every_save_keeps_a_version(database: Database) -> None:
    async with database.unit() as unit:
        key = (await unit.definitions.add(RECORDS["full"], reason="overgenomen")).id
    async with database.unit() as unit:
        row = await unit.definitions.locked(key, 1)
        await unit.definitions.save(row, RECORDS["bare"], status=Status.REVIEW)
    async with database.unit() as unit:
        row = await unit.definitions.get(key)
        versions = await unit.definitions.versions(key)
    assert (row.version, row.status, row.synonyms, to_record(row).synonyms) == (2, "review", [], None)
    assert [(each.version, each.status, each.record["begrip"]) for each in versions] == [
        (2, "review", "sluis"),
        (1, "draft", "veerpont"),
    ]
    assert row.updated_at >= row.created_at


async def test_a_stale_version_is_refused_and_names_the_current_one(database: Database) -> None:
    async with database.unit() as unit:
        key = (await unit.definitions.add(RECORDS["bare"])).id
    with pytest.raises(StaleVersionError) as refused:
        async with database.unit() as unit:
            await unit.definitions.locked(key, 7)
    assert (refused.value.expected, refused.value.current) == (7, 1)


async def test_of_many_updates_at_once_one_wins(database: Database) -> None:
    async with database.unit() as unit:
        key = (await unit.definitions.add(RECORDS["bare"])).id

    async def change(number: int) -> bool:
        try:
            async with database.unit() as unit:
                row = await unit.definitions.locked(key, 1)
                await unit.definitions.save(row, Definition("sluis", f"tekst {number}"))
        except StaleVersionError:
            return False
        return True

    assert sum(await asyncio.gather(*map(change, range(20)))) == 1
    async with database.unit() as unit:
        assert (await unit.definitions.get(key)).version == 2


async def test_what_fails_halfway_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.unit() as unit:
            await unit.definitions.add(RECORDS["full"])
            await unit.outbox.add("DefinitionCreated", "definition/1", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.unit() as unit:
        assert (await unit.definitions.page(Filter(everything=True))).items == ()
        assert await written(unit) == []


async def test_pages_go_through_all_and_end(database: Database) -> None:
    async with database.unit() as unit:
        keys = [(await unit.definitions.add(Definition(f"term {number}", "tekst"))).id for number in range(7)]
    seen, cursor = [], None
    async with database.unit() as unit:
        while True:
            page = await unit.definitions.page(Filter(everything=True), cursor=cursor, limit=3)
            seen += [row.id for row in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == keys
        assert [row.id async for row in unit.definitions.stream(Filter(everything=True))] == keys


@pytest.mark.parametrize("cursor", ["", "x", "é", "AAAA", "../../etc", "A" * 500])
async def test_a_cursor_of_somebody_else_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        async with database.unit() as unit:
            await unit.definitions.page(Filter(), cursor=cursor)


async def test_filters(database: Database) -> None:
    async with database.unit() as unit:
        owner = await unit.users.add("Eva", "hash", Role.USER)
        scheme = await unit.schemes.add("water", "Waterstaat")
        full = await unit.definitions.add(RECORDS["full"], status=Status.ESTABLISHED, scheme_id=scheme.id)
        own = await unit.definitions.add(RECORDS["bare"], owner_id=owner.id)
        other = await unit.definitions.add(RECORDS["known to be empty"], status=Status.REVIEW)
        full.validation_score, own.validation_score = Decimal("0.9"), Decimal("0.4")

    async def found(which: Filter) -> list[object]:
        async with database.unit() as unit:
            return [row.id for row in (await unit.definitions.page(which)).items]

    assert await found(Filter()) == [full.id]
    assert await found(Filter(visible_to=owner.id)) == [full.id, own.id, other.id]
    assert await found(Filter(visible_to=new_id())) == [full.id, other.id]
    assert await found(Filter(everything=True, category="type")) == [full.id]
    assert await found(Filter(everything=True, scheme_id=scheme.id)) == [full.id]
    assert await found(Filter(everything=True, status="review")) == [other.id]
    assert await found(Filter(everything=True, score_min=Decimal("0.4"), score_max=Decimal("0.5"))) == [own.id]
    # Dutch full-text search finds other forms of the words.
    assert await found(Filter(everything=True, search="voertuig persoon")) == [full.id]
    assert await found(Filter(everything=True, search="waterstand -sluis")) == []


async def test_a_term_is_found_by_its_synonym_however_written(database: Database) -> None:
    async with database.unit() as unit:
        scheme = await unit.schemes.add("water", "Waterstaat")
        row = await unit.definitions.add(RECORDS["full"], scheme_id=scheme.id)
        assert await unit.definitions.by_term("  PONT ", scheme.id) == [row.id]
        assert await unit.definitions.by_term("pont", None) == []
        assert await unit.definitions.by_term("pon", scheme.id) == []


async def test_a_scheme_counts_changes_and_is_the_corpus_of_its_definitions(database: Database) -> None:
    async with database.unit() as unit:
        scheme = await unit.schemes.add("water", "Waterstaat")
        row = await unit.definitions.add(RECORDS["full"], scheme_id=scheme.id)
        gone = await unit.definitions.add(RECORDS["bare"], scheme_id=scheme.id, status=Status.ARCHIVED)
    async with database.unit() as unit:
        assert await unit.schemes.revision(scheme.id) == 2
        assert await unit.schemes.corpus(scheme.id) == (
            2,
            (Entry("veerpont", RECORDS["full"].definitie, str(row.id), ("pont", "veer")),),
        )
        await unit.definitions.delete(await unit.definitions.get(gone.id))
    async with database.unit() as unit:
        assert await unit.schemes.revision(scheme.id) == 3
        with pytest.raises(NotFoundError):
            await unit.definitions.get(gone.id)


async def test_a_corpus_is_brought_up_to_date_by_what_changed(database: Database) -> None:
    async with database.unit() as unit:
        scheme = await unit.schemes.add("water", "Waterstaat")
        keys = [(await unit.definitions.add(Definition(each, "tekst"), scheme_id=scheme.id)).id for each in "abcd"]
    async with database.unit() as unit:
        known, _ = await unit.schemes.corpus(scheme.id)
        await unit.definitions.delete(await unit.definitions.get(keys[0]))
        row = await unit.definitions.locked(keys[1], 1)
        await unit.definitions.save(row, Definition("b", "andere tekst"))
        row = await unit.definitions.locked(keys[2], 1)
        await unit.definitions.save(row, Definition("c", "tekst"), status=Status.ARCHIVED)
        added = await unit.definitions.add(Definition("e", "tekst"), scheme_id=scheme.id)
    async with database.unit() as unit:
        changes = await unit.schemes.changes(scheme.id, known)
        assert [(each.id, each.definitie) for each in changes.entries] == [
            (str(keys[1]), "andere tekst"),
            (str(added.id), "tekst"),
        ]
        assert set(changes.gone) == {str(keys[0]), str(keys[2])}
        assert changes.revision == await unit.schemes.revision(scheme.id)
        assert await unit.schemes.changes(scheme.id, changes.revision) == Changes(changes.revision, (), ())


async def test_a_scheme_with_definitions_stays(database: Database) -> None:
    async with database.unit() as unit:
        scheme = await unit.schemes.add("water", "Waterstaat")
        await unit.definitions.add(RECORDS["bare"], scheme_id=scheme.id)
    with pytest.raises(ConflictError, match="scheme"):
        async with database.unit() as unit:
            await unit.schemes.delete(await unit.schemes.by_name("water"))


async def test_two_schemes_of_one_name_are_refused(database: Database) -> None:
    async with database.unit() as unit:
        await unit.schemes.add("water", "Waterstaat")
    with pytest.raises(ConflictError, match="uq_schemes_name"):
        async with database.unit() as unit:
            await unit.schemes.add("water", "Waterschap")
