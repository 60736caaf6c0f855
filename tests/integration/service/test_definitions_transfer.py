"""Imports and exports: each record told of, all or none where asked, and what goes out comes in again."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from api.definitions import uploads
from api.services import Services
from storage.repositories.definitions import Filter
from tests.integration.outbox import written
from tests.integration.service.definitions import DEFINITIONS, SLUIS, SOURCE, MakeScheme, SignIn, create, step

IMPORT, EXPORT = f"{DEFINITIONS}/import", f"{DEFINITIONS}/export"
TTL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://voorbeeld.invalid/id/sluis> a skos:Concept ;
    skos:prefLabel "sluis"@nl ; skos:definition "werk tussen twee peilen"@nl ; skos:altLabel "schutsluis"@nl ;
    dct:source <https://voorbeeld.invalid/bron> .
<https://voorbeeld.invalid/id/kolk> a skos:Concept ; skos:prefLabel "kolk"@nl .
"""
JSONLD = json.dumps(
    {
        "@id": "https://voorbeeld.invalid/id/sluis",
        "@type": str(SKOS.Concept),
        str(SKOS.prefLabel): {"@value": "sluis", "@language": "nl"},
        str(SKOS.definition): {"@value": "werk tussen twee peilen", "@language": "nl"},
    }
)
RDFXML = f"""<rdf:RDF xmlns:rdf="{RDF}" xmlns:skos="{SKOS}">
<skos:Concept rdf:about="https://voorbeeld.invalid/id/sluis"><skos:prefLabel xml:lang="nl">sluis</skos:prefLabel>
<skos:definition xml:lang="nl">werk tussen twee peilen</skos:definition></skos:Concept></rdf:RDF>"""
UPLOADS = {
    "application/x-ndjson": '{"begrip": "sluis", "definitie": "werk tussen twee peilen"}\n',
    "application/json; charset=utf-8": '[{"begrip": "sluis", "definitie": "werk tussen twee peilen"}]',
    "text/csv": "begrip;definitie\nsluis;werk tussen twee peilen\n",
    "text/turtle": TTL,
    "application/rdf+xml": RDFXML,
    "application/ld+json": JSONLD,
}


async def upload(client: httpx.AsyncClient, content: str | bytes, kind: str, **query: Any) -> httpx.Response:
    return await client.post(
        IMPORT, content=content, params={"scheme": "water"} | query, headers={"Content-Type": kind}
    )


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own JSON-LD reader still uses it
@pytest.mark.parametrize(("kind", "content"), UPLOADS.items(), ids=UPLOADS)
async def test_every_format_of_the_command_line_comes_in(
    kind: str, content: str, sign_in: SignIn, make_scheme: MakeScheme
) -> None:
    await make_scheme("water")
    user = await sign_in()
    answer = await upload(user, content, kind)
    assert answer.status_code == 200, answer.text
    assert answer.json()["imported"] == 1, answer.text
    (result,) = (each for each in answer.json()["results"] if each["outcome"] == "imported")
    made = (await user.get(f"{DEFINITIONS}/{result['id']}")).json()
    assert (made["begrip"], made["definitie"], made["status"]) == ("sluis", "werk tussen twee peilen", "imported")
    assert (made["scheme"], made["version"]) == ("water", 1)
    assert made["validation_score"] == result["validation_score"] == 1.0
    if kind not in {"application/x-ndjson", "application/json; charset=utf-8", "text/csv"}:
        assert made["iri"] == "https://voorbeeld.invalid/id/sluis"


MIXED = (
    '{"begrip": "sluis", "definitie": "werk tussen twee peilen"}\n'
    '{"begrip": "Sluis", "definitie": "iets heel anders dan dat"}\n'
    '{"begrip": "kolk", "definitie": "Werk tussen twee peilen."}\n'
    '{"begrip": "gemaal"}\n'
    "geen json\n"
    '{"begrip": "boei", "definitie": "a\\u0000b"}\n'
    '{"begrip": "' + "x" * 256 + '", "definitie": "drijvend baken in het water"}\n'
    '{"begrip": "eigenlijk", "definitie": "eigenlijk niets"}\n'
)


async def test_each_record_is_told_of(sign_in: SignIn, make_scheme: MakeScheme, services: Services) -> None:
    await make_scheme("water")
    user = await sign_in()
    answer = (await upload(user, MIXED, "application/x-ndjson", reason="overgenomen")).json()
    assert (answer["total"], answer["imported"]) == (8, 2)
    results = answer["results"]
    assert [(each["line"], each["outcome"], each["same"]) for each in results] == [
        (1, "imported", None),
        (2, "duplicate", "term"),
        (3, "duplicate", "text"),
        (4, "unusable", None),
        (5, "unusable", None),
        (6, "unusable", None),
        (7, "unusable", None),
        (8, "imported", None),
    ]
    first = f"{DEFINITIONS}/{results[0]['id']}"
    assert results[1]["existing"] == results[2]["existing"] == first
    assert [[error["pointer"] for error in each["errors"]] for each in results[3:7]] == [
        ["/definitie"],
        [""],
        ["/definitie"],
        ["/begrip"],
    ]
    assert (results[7]["decision"], results[7]["validation_score"] < 1) == ("rejected", True)
    subject = f"definition/{results[0]['id']}"
    async with services.database.unit() as unit:
        log = await unit.audit.of(subject)
        events = [row.type for row in await written(unit) if row.subject == subject]
        kept = await unit.reports.latest(results[0]["id"])
        (version,) = await unit.definitions.versions(results[0]["id"])
        revision = (await unit.schemes.by_name("water")).revision
    assert [row.action for row in log] == ["definition.imported"]
    assert events == ["DefinitionCreated", "DefinitionValidated", "UserActionPerformed"]
    assert kept is not None
    assert (kept.version, kept.decision, kept.report["id"]) == (1, "accepted", results[0]["id"])
    assert (version.status, version.reason, version.record["begrip"], revision) == (
        "imported",
        "overgenomen",
        "sluis",
        2,
    )


async def test_all_or_nothing_where_asked(sign_in: SignIn, make_scheme: MakeScheme, services: Services) -> None:
    await make_scheme("water")
    user = await sign_in()
    refused = await upload(user, MIXED, "application/x-ndjson", whole="true")
    assert (refused.status_code, refused.json()["code"]) == (409, "import-refused")
    problem = refused.json()
    assert [each["outcome"] for each in problem["results"]].count("not-imported") == 2
    assert {each["existing"] for each in problem["results"]} == {None}
    async with services.database.unit() as unit:
        assert (await unit.definitions.page(Filter(everything=True))).items == ()
        assert [row.subject for row in await written(unit) if row.subject.startswith("definition/")] == []
    good = lines(*({"begrip": f"sluis {number}", "definitie": f"werk nummer {number}"} for number in range(3)))
    assert (await upload(user, good, "application/x-ndjson", whole="true")).json()["imported"] == 3


async def test_what_the_scheme_has_is_not_imported_again(sign_in: SignIn, make_scheme: MakeScheme) -> None:
    await make_scheme("water")
    owner, user, editor = await sign_in(), await sign_in(), await sign_in("editor")
    there = (await create(owner, scheme="water", definitie="werk tussen twee peilen")).headers["location"]
    for who, told in ((owner, there), (user, None), (editor, there)):
        (result,) = (await upload(who, UPLOADS["text/csv"], "text/csv")).json()["results"]
        assert (result["outcome"], result["existing"]) == ("duplicate", told)


async def test_records_are_judged_beside_each_other_by_processes_too(
    sign_in: SignIn, make_scheme: MakeScheme, services: Services
) -> None:
    await make_scheme("water")
    editor = await sign_in("editor")
    many = [{"begrip": f"sluis {number}", "definitie": f"werk nummer {number} in het water"} for number in range(700)]
    answer = (await upload(editor, lines(*many), "application/x-ndjson")).json()
    assert answer["imported"] == 700
    reports = set()
    async with services.database.unit() as unit:
        for each in answer["results"][::100]:
            kept = await unit.reports.latest(each["id"])
            assert kept is not None
            reports.add(kept.report["corpus_revision"])
        scheme = await unit.schemes.by_name("water")
    assert reports == {(await services.corpora.of(scheme.id)).index.revision}
    # The scheme is a corpus for what comes after.
    twin = await editor.post(DEFINITIONS, json={**SLUIS, "scheme": "water", "definitie": many[3]["definitie"]})
    assert twin.json()["existing"] == f"{DEFINITIONS}/{answer['results'][3]['id']}"


@pytest.mark.parametrize(
    ("content", "kind", "query", "status"),
    [
        ("x", "text/plain", {}, 415),
        ("x", "", {}, 415),
        (UPLOADS["text/csv"], "text/csv", {"scheme": "bestaat-niet"}, 404),
        (UPLOADS["text/csv"], "text/csv", {"scheme": "%00"}, 422),
        (UPLOADS["text/csv"], "text/csv", {"onbekend": "1"}, 422),
    ],
)
async def test_an_upload_that_cannot_be_is_refused(
    content: str, kind: str, query: dict[str, str], status: int, sign_in: SignIn, make_scheme: MakeScheme
) -> None:
    await make_scheme("water")
    assert (await upload(await sign_in(), content, kind, **query)).status_code == status


BROKEN = {
    "nothing": (b"", "text/csv"),
    "no text": (b"\xff\xfe\x00", "application/x-ndjson"),
    "no csv": (b"a,b\n1,2\n", "text/csv"),
    "no turtle": (b"<a> <b> ", "text/turtle"),
    "no concepts": (b"<a> <b> <c> .", "text/turtle"),
    "no xml": (b"<rdf:RDF", "application/rdf+xml"),
    "entities": (
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><rdf:RDF xmlns:rdf="'
        + str(RDF).encode()
        + b'" xmlns:skos="'
        + str(SKOS).encode()
        + b'"><skos:Concept><skos:prefLabel>&a;</skos:prefLabel></skos:Concept></rdf:RDF>',
        "application/rdf+xml",
    ),
    "a context elsewhere": (b'{"@context": "http://voorbeeld.invalid/c"}', "application/ld+json"),
    "a NUL": (b"begrip,definitie\nsluis,a\0b\n", "text/csv"),
    "nested": (b"[" * 100_000, "application/json"),
}


async def test_a_broken_upload_imports_nothing_and_says_why(sign_in: SignIn, make_scheme: MakeScheme) -> None:
    await make_scheme("water")
    user = await sign_in()
    for name, (content, kind) in BROKEN.items():
        answer = await upload(user, content, kind)
        assert answer.status_code == 200, (name, answer.text)
        assert answer.json()["imported"] == 0, name
        results = answer.json()["results"]
        assert results, name
        assert all(each["errors"] for each in results), name


async def test_an_upload_has_a_bound(sign_in: SignIn, make_scheme: MakeScheme, monkeypatch: pytest.MonkeyPatch) -> None:
    await make_scheme("water")
    monkeypatch.setattr(uploads, "MOST", 2)
    answer = await upload(await sign_in(), lines(*[dict(SLUIS)] * 3), "application/x-ndjson")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "too_long")


RICH: list[dict[str, Any]] = [
    {
        "begrip": "veerpont; ‘pont’",
        "definitie": 'vaartuig, dat "alles" over\nwater zet \\ en terug',
        "synonyms": ["pont; veer"],
        "sources": [{"title": "Handboek", "citation": "p. 3"}, {"url": "https://voorbeeld.invalid/x"}],
        "preferred_term": "veerpont; ‘pont’",
        "context": {"organizational": ["RWS"], "legal": [], "statutory": ["Wet A", "Wet B"]},
        "category": "type",
    },
    {"begrip": "boei", "definitie": "=drijvend baken in het water", "sources": [], "synonyms": []},
]


@pytest.mark.parametrize("form", ["jsonl", "csv", "ttl"])
async def test_what_goes_out_comes_in_again(form: str, sign_in: SignIn, make_scheme: MakeScheme) -> None:
    await make_scheme("water", "https://voorbeeld.invalid/id/water")
    await make_scheme("weg")
    editor = await sign_in("editor")
    for record in RICH:
        await create(editor, scheme="water", **record)
    out = await editor.get(EXPORT, params={"format": form, "scheme": "water"})
    assert out.status_code == 200, out.text
    assert out.headers["content-disposition"].endswith(f'"definities.{form}"')
    kind = out.headers["content-type"]
    back = await upload(editor, out.content, kind, scheme="weg")
    assert (back.json()["imported"], [each["errors"] for each in back.json()["results"]]) == (2, [[], []])
    first = (await editor.get(DEFINITIONS, params={"scheme": "water"})).json()["items"]
    again = (await editor.get(DEFINITIONS, params={"scheme": "weg"})).json()["items"]
    lost = {"jsonl": set(), "csv": {"context", "sources", "known_abbreviations", "preferred_term"}}.get(
        form, {"category", "context", "preferred_term"}
    )
    told = RICH[0].keys() - lost
    for before, after in zip(first, again, strict=True):
        for each in (before, after):  # a graph has no order
            each["sources"].sort(key=str)
        assert {name: before[name] for name in told} == {name: after[name] for name in told}


async def test_an_export_holds_what_one_may_read(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    user, editor = await sign_in(), await sign_in("editor")
    address = (await create(user, **SOURCE)).headers["location"]
    await create(user, begrip="kolk", definitie="ruimte tussen twee deuren")
    await step(user, address, "submit", 1)
    await step(editor, address, "approve", 2)

    async def terms(who: httpx.AsyncClient, **query: str) -> list[str]:
        answer = await who.get(EXPORT, params=query)
        return [json.loads(line)["begrip"] for line in answer.text.splitlines()]

    assert await terms(client) == await terms(await sign_in()) == ["sluis"]
    assert await terms(editor) == await terms(user) == ["sluis", "kolk"]
    assert await terms(editor, status="draft") == ["kolk"]
    assert (await client.get(EXPORT, params={"format": "exe"})).status_code == 422


async def test_a_long_export_is_whole_and_holds_no_connection(
    sign_in: SignIn, make_scheme: MakeScheme, services: Services
) -> None:
    await make_scheme("water")
    editor = await sign_in("editor")
    many = [{"begrip": f"sluis {number}", "definitie": f"werk nummer {number} in het water"} for number in range(450)]
    await upload(editor, lines(*many), "application/x-ndjson")
    pool: Any = services.database.engine.pool
    async with editor.stream("GET", EXPORT, params={"format": "ttl"}) as answer:
        text = ""
        async for piece in answer.aiter_text():
            assert pool.checkedout() == 0
            text += piece
    graph = Graph().parse(data=text, format="turtle")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 450
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 1
