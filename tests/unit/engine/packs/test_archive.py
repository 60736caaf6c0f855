"""Archives of packs: equal bytes for equal contents, the same pack again elsewhere, and nothing that packing would not
have made."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import PackError
from engine.features.builtin import BUILTIN
from engine.packs import archive as archives
from engine.packs.archive import PackContents, archive_digest, pack_archive, read_archive, unpack, write_archive
from engine.packs.load import load_pack
from engine.packs.tar import write_tar
from tests.unit.engine.packs.proef import FILES, changed, write

RULE = "proef/rules/vorm/LEN-01.yaml"
HEAD = "archive.json"
SAME = "sha256:cfcaa99401086b74f03e5a1eea8c87e6d5ea6a3dcf54280442c6f8e9a1fd7b52"
"""Of a small archive, as it was made once: if this changes, stored archives and signatures no longer hold."""


@pytest.fixture
def made(tmp_path: Path) -> bytes:
    """The archive of a pack that extends another."""
    write(tmp_path / "made")
    return pack_archive(tmp_path / "made" / "kind")


def codes(error: pytest.ExceptionInfo[PackError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


# --- the same bytes ------------------------------------------------------------------------------------------


def test_an_archive_is_the_same_whenever_and_wherever_it_is_made() -> None:
    files = {"pack.yaml": b"name: een\n", "rules/vorm/LEN-01.yaml": b"code: LEN-01\n"}
    assert archive_digest(write_archive(PackContents("een", {"een": files}))) == SAME


def test_times_modes_and_order_of_making_leave_no_trace(tmp_path: Path, made: bytes) -> None:
    folder = tmp_path / "again"
    write(folder, {name: FILES[name] for name in reversed(list(FILES))})
    (folder / "kind" / ".hidden").write_text("x")
    (folder / "kind" / "notes.txt").write_text("x")
    for path in folder.rglob("*.yaml"):
        path.chmod(0o755)
        os.utime(path, (1, 1))
    assert pack_archive(folder / "kind") == made


def test_other_programs_can_read_it(made: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(made)) as found:
        names = found.getnames()
        assert names == [HEAD, "packs/kind/pack.yaml", *(f"packs/{name}" for name in sorted(FILES)[1:])]
        member = found.extractfile(f"packs/{RULE}")
        assert member is not None
        assert member.read() == FILES[RULE].encode()


def test_what_reads_well_beside_a_pack_travels_along(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "proef/CHANGELOG.md": "# Wijzigingen\n"})
    found = unpack(pack_archive(tmp_path / "proef"), tmp_path / "there")
    assert (found / "CHANGELOG.md").read_text() == "# Wijzigingen\n"


def test_extended_packs_are_found_where_loading_finds_them(tmp_path: Path, made: bytes) -> None:
    write(tmp_path / "a", {name: text for name, text in FILES.items() if name.startswith("kind")})
    write(tmp_path / "b", {name: text for name, text in FILES.items() if name.startswith("proef")})
    assert pack_archive(tmp_path / "a" / "kind", [tmp_path / "b"]) == made


def test_long_names_fit_up_to_what_the_form_can_hold() -> None:
    name = f"packs/proef/rules/{'a' * 90}/{'B' * 90}.yaml"
    files = {"pack.yaml": FILES["proef/pack.yaml"].encode(), name.split("/", 2)[2]: b"x"}
    assert read_archive(write_archive(PackContents("proef", {"proef": files}))).packs["proef"] == files


# --- there and back ------------------------------------------------------------------------------------------

WORDS = st.lists(st.text("abcdefghijklmnoëé", min_size=1, max_size=9), min_size=1, max_size=6, unique=True)


@given(words=WORDS, version=st.integers(0, 99), most=st.integers(10, 99))
def test_a_pack_that_went_through_an_archive_is_the_same_pack(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], version: int, most: int
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    files = changed(
        "proef/lexicons/doelwoorden.yaml", "[teneinde, opdat]", f"[teneinde, {', '.join(map(repr, words))}]"
    )
    files = changed(RULE, "maximum: 10", f"maximum: {most}", files)
    write(folder, changed("kind/pack.yaml", "1.0.0", f"1.{version}.0", files))
    before = load_pack(folder / "kind", BUILTIN)
    packed = pack_archive(folder / "kind")
    after = load_pack(unpack(packed, folder / "there"), BUILTIN)
    assert (after.verdict_digest, after.content_digest) == (before.verdict_digest, before.content_digest)
    assert [rule.content_digest for rule in after.rules] == [rule.content_digest for rule in before.rules]
    assert pack_archive(folder / "there" / "packs" / "kind") == packed


def test_unpacking_twice_is_unpacking_once(tmp_path: Path, made: bytes) -> None:
    assert unpack(made, tmp_path / "there") == unpack(made, tmp_path / "there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "there"]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, made: bytes) -> None:
    unpack(made, tmp_path / "there")
    (tmp_path / "there" / "packs" / "kind" / "pack.yaml").write_text("name: anders\n")
    with pytest.raises(PackError) as error:
        unpack(made, tmp_path / "there")
    assert codes(error) == ["folder-not-empty"]
    assert (tmp_path / "there" / "packs" / "kind" / "pack.yaml").read_text() == "name: anders\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "there"]


def test_a_link_to_a_file_is_not_that_file(tmp_path: Path, made: bytes) -> None:
    found = unpack(made, tmp_path / "there") / "pack.yaml"
    found.rename(tmp_path / "elsewhere.yaml")
    found.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(PackError):
        unpack(made, tmp_path / "there")


# --- what is refused -----------------------------------------------------------------------------------------


def with_file(name: str, content: bytes = b"x") -> Callable[[bytes], bytes]:
    """The archive with one more file, put where packing would put it."""

    def make(archive: bytes) -> bytes:
        files = {**members(archive), name: content}
        return write_tar({HEAD: files.pop(HEAD), **dict(sorted(files.items()))})

    return make


def members(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as found:
        return {one.name: stream.read() for one in found.getmembers() if (stream := found.extractfile(one))}


def with_member(kind: bytes, link: str = "") -> Callable[[bytes], bytes]:
    """The archive with a member of some kind behind the others, as other programs write them."""

    def make(archive: bytes) -> bytes:
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as out:
            for name, content in members(archive).items():
                one = tarfile.TarInfo(name)
                one.size = len(content)
                out.addfile(one, io.BytesIO(content))
            one = tarfile.TarInfo("packs/kind/rules/x/X-01.yaml")
            one.type, one.linkname = kind, link
            out.addfile(one)
        return stream.getvalue()

    return make


def twice(archive: bytes) -> bytes:
    body = archive[: -2 * 512].rstrip(b"\0")
    body += bytes(-len(body) % 512)
    first = write_tar({"packs/kind/pack.yaml": b"name: other"})
    return body + first


def without(prefix: str) -> Callable[[bytes], bytes]:
    return lambda archive: write_tar(
        {name: content for name, content in members(archive).items() if not name.startswith(prefix)}
    )


def head(text: bytes) -> Callable[[bytes], bytes]:
    return lambda archive: write_tar({**members(archive), HEAD: text})


def flipped(archive: bytes) -> bytes:
    """One digit of a time: the checksum no longer agrees."""
    return archive[:140] + b"7" + archive[141:]


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "archive-not-one"),
    "only an end": (lambda _: bytes(1024), "archive-not-one"),
    "some text": (lambda _: b"name: proef\n" * 100, "archive-not-one"),
    "compressed": (gzip.compress, "archive-not-one"),
    "cut": (lambda archive: archive[:-1100], "archive-altered"),
    "cut in its end": (lambda archive: archive[:-600], "archive-altered"),
    "cut in a header": (lambda archive: archive[:600], "archive-altered"),
    "something behind the end": (lambda archive: archive + bytes(512), "archive-altered"),
    "a changed header": (flipped, "archive-altered"),
    "another order": (lambda archive: write_tar(dict(reversed(members(archive).items()))), "archive-altered"),
    "up": (with_file("packs/kind/rules/../../../x.yaml"), "archive-name"),
    "up at once": (with_file("../x.yaml"), "archive-name"),
    "absolute": (with_file("/etc/cron.d/x.yaml"), "archive-name"),
    "a drive": (with_file("packs/kind/rules/C:x/x.yaml"), "archive-name"),
    "backslashes": (with_file("packs/kind/rules/a\\..\\x.yaml"), "archive-name"),
    "hidden": (with_file("packs/kind/rules/.x.yaml"), "archive-name"),
    "an empty step": (with_file("packs/kind/rules//x.yaml"), "archive-name"),
    "a control character": (with_file("packs/kind/rules/x/a\x1b[2J.yaml"), "archive-name"),
    "a decomposed name": (with_file("packs/kind/lexicons/e\u0301en.yaml"), "archive-name"),
    "a name of a pack that is none": (with_file("packs/Kind/pack.yaml"), "archive-name"),
    "a program": (with_file("packs/kind/rules/x/run.py"), "archive-foreign"),
    "a file beside": (with_file("packs/kind/setup.yaml"), "archive-foreign"),
    "a pack too many": (
        with_file("packs/ander/pack.yaml", FILES["proef/pack.yaml"].replace("proef", "ander").encode()),
        "archive-foreign",
    ),
    "case alone": (with_file("packs/proef/rules/vorm/len-01.yaml"), "archive-twice"),
    "the same name twice": (twice, "archive-twice"),
    "no pack": (without("packs/kind"), "archive-incomplete"),
    "no extended pack": (without("packs/proef"), "archive-incomplete"),
    "no head": (without(HEAD), "archive-not-one"),
    "a head without a pack": (head(b'{"format":1}'), "archive-not-one"),
    "a head of another shape": (head(b'{"format":1,"pack":["kind"]}'), "archive-not-one"),
    "a deep head": (head(b"[" * 100_000), "archive-not-one"),
    "a head with more in it": (head(b'{"format":1,"pack":"kind","packs":["kind","proef"],"x":1}\n'), "archive-altered"),
    "a later format": (head(b'{"format":2,"pack":"kind"}'), "archive-format"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_packing_would_not_make_is_refused(name: str, made: bytes, tmp_path: Path) -> None:
    spoil, code = BAD[name]
    with pytest.raises(PackError) as error:
        unpack(spoil(made), tmp_path / "there")
    assert codes(error) == [code]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made"]


KINDS = {
    "symbolic link": tarfile.SYMTYPE, "hard link": tarfile.LNKTYPE, "character device": tarfile.CHRTYPE,
    "block device": tarfile.BLKTYPE, "pipe": tarfile.FIFOTYPE, "folder": tarfile.DIRTYPE,
    "sparse file": tarfile.GNUTYPE_SPARSE, "long name": tarfile.GNUTYPE_LONGNAME, "attributes": tarfile.XHDTYPE,
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_only_ordinary_files_are_taken(name: str, made: bytes) -> None:
    with pytest.raises(PackError) as error:
        read_archive(with_member(KINDS[name], "/etc/passwd")(made))
    assert codes(error) == ["archive-link"]


def test_a_broken_manifest_is_named_with_its_place(made: bytes) -> None:
    files = members(made)
    files["packs/kind/pack.yaml"] = b"name: kind\nname: kind\n"
    with pytest.raises(PackError) as error:
        read_archive(write_tar(files))
    assert "duplicate-key" in codes(error)
    assert {problem.mark.file for problem in error.value.problems if problem.mark} == {"packs/kind/pack.yaml"}


LIMITS = {"MOST_FILES": (3, "archive-many"), "MOST_BYTES": (2000, "archive-large"), "MAX_BYTES": (
    100, "archive-large-file"
)}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_there_is_an_end_to_what_is_taken(
    name: str, made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, code = LIMITS[name]
    monkeypatch.setattr(archives, name, limit)
    for attempt in (lambda: read_archive(made), lambda: pack_archive(tmp_path / "made" / "kind")):
        with pytest.raises(PackError) as error:
            attempt()
        assert codes(error) == [code]


@given(place=st.integers(0, 4000), byte=st.integers(1, 255))
def test_no_byte_of_a_header_can_be_another(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    folder = tmp_path_factory.mktemp("pack")
    write(folder)
    archive = bytearray(pack_archive(folder / "kind"))
    in_a_header = archive[place] == 0 or place < 512
    archive[place] ^= byte
    try:
        read = read_archive(bytes(archive))
    except PackError:
        return
    assert not in_a_header
    assert write_archive(read) == bytes(archive)


# --- what cannot be packed -----------------------------------------------------------------------------------

UNPACKABLE = {
    "a name with blanks at its end": ({**FILES, "proef/rules/vorm/x .yaml": "code: X"}, None),
    "two names apart by case": ({**FILES, "proef/rules/vorm/len-01.yaml": "code: X"}, "archive-twice"),
    "a pack that is not there": (changed("kind/pack.yaml", "[proef]", "[elders]"), "unknown-pack"),
    "a manifest without a name": (changed("kind/pack.yaml", "name: kind\n", ""), "missing-key"),
    "a name that is too long": ({**FILES, f"proef/rules/vorm/{'x' * 120}.yaml": "code: X"}, "archive-name"),
    "a name with a colon": ({**FILES, "proef/rules/vorm/a:b.yaml": "code: X"}, "archive-name"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNPACKABLE)
def test_what_cannot_be_packed_is_said(name: str, tmp_path: Path) -> None:
    files, code = UNPACKABLE[name]
    write(tmp_path, files)
    if code is None:
        assert "rules/vorm/x .yaml" in read_archive(pack_archive(tmp_path / "kind")).packs["proef"]
        return
    with pytest.raises(PackError) as error:
        pack_archive(tmp_path / "kind")
    assert codes(error) == [code]


def test_two_packs_of_one_name_are_not_one(tmp_path: Path) -> None:
    """``boven`` extends ``kind`` and ``proef``; ``kind`` lies elsewhere, beside another ``proef``."""
    write(tmp_path / "a", {**FILES, "boven/pack.yaml": FILES["kind/pack.yaml"].replace("kind", "boven").replace(
        "[proef]", "[tante, proef]"
    )})  # fmt: skip
    write(tmp_path / "b", {"tante/pack.yaml": FILES["kind/pack.yaml"].replace("kind", "tante")})
    write(tmp_path / "b", {name: text + "\n" for name, text in FILES.items() if name.startswith("proef")})
    with pytest.raises(PackError) as error:
        pack_archive(tmp_path / "a" / "boven", [tmp_path / "b"])
    assert codes(error) == ["archive-two-packs"]
