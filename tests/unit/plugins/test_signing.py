"""Signatures of archives: what they prove, and all that proves nothing."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.errors import PackError
from engine.packs.archive import archive_digest, pack_archive
from plugins.signing import (
    SignatureError,
    new_key,
    prove,
    read_private_key,
    read_trusted,
    sign_archive,
    verify_archive,
    write_key,
)
from tests.unit.engine.packs.proef import changed, write

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
PRIVATE, PUBLIC = new_key()
OTHER_PRIVATE, OTHER_PUBLIC = new_key()
TRUSTED = {"uitgever": PUBLIC, "toetser": OTHER_PUBLIC}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("pack")
    write(folder)
    return pack_archive(folder / "proef")


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Another version of the same pack."""
    folder = tmp_path_factory.mktemp("pack")
    write(folder, changed("proef/pack.yaml", "1.0.0", "1.0.1"))
    return pack_archive(folder / "proef")


def test_a_signature_proves_who_signed_which_version_and_when(archive: bytes) -> None:
    until = NOW + timedelta(days=30)
    said = prove(archive, sign_archive(archive, PRIVATE, now=NOW, expires=until), TRUSTED, now=NOW)
    assert (said.key, said.name, said.version) == ("uitgever", "proef", "1.0.0")
    assert (said.digest, said.signed, said.expires) == (archive_digest(archive), NOW, until)
    assert verify_archive(archive, sign_archive(archive, OTHER_PRIVATE).encode(), TRUSTED) == "toetser"


def test_what_is_signed_at_one_moment_with_one_key_is_one_signature(archive: bytes) -> None:
    assert sign_archive(archive, PRIVATE, now=NOW) == sign_archive(archive, PRIVATE, now=NOW)


def test_a_signature_holds_until_the_moment_it_names(archive: bytes) -> None:
    signature = sign_archive(archive, PRIVATE, now=NOW, expires=NOW)
    assert verify_archive(archive, signature, TRUSTED, now=NOW) == "uitgever"
    refused(archive, signature, "signature-expired", now=NOW + timedelta(seconds=1))


def refused(
    archive: bytes, signature: str | bytes | None, code: str, trusted: dict[str, bytes] | None = None, *,
    now: datetime = NOW,
) -> None:  # fmt: skip
    with pytest.raises(SignatureError) as error:
        verify_archive(archive, signature, TRUSTED if trusted is None else trusted, now=now)
    assert [problem.code for problem in error.value.problems] == [code]


def test_the_signature_of_another_version_or_of_changed_files_proves_nothing(archive: bytes, later: bytes) -> None:
    signature = sign_archive(archive, PRIVATE, now=NOW)
    refused(later, signature, "signature-other-file")
    refused(archive[:-1] + b"x", signature, "signature-other-file")
    refused(b"", signature, "signature-other-file")


def edit(**fields: Any) -> Callable[[str], str]:
    return lambda text: json.dumps({**json.loads(text), **fields})


def turned(text: str) -> str:
    """One bit of the proof."""
    said = json.loads(text)
    proof = bytearray(base64.b64decode(said["signature"]))
    proof[3] ^= 1
    return json.dumps({**said, "signature": base64.b64encode(proof).decode()})


def without(name: str) -> Callable[[str], str]:
    return lambda text: json.dumps({key: value for key, value in json.loads(text).items() if key != name})


DIGEST = "sha256:" + "0" * 64
BAD: dict[str, tuple[Callable[[str], str | bytes | None], str]] = {
    "absent": (lambda _: None, "signature-missing"),
    "empty": (lambda _: "", "signature-unreadable"),
    "some text": (lambda _: "goedgekeurd", "signature-unreadable"),
    "some bytes": (lambda _: b"\xff\x00", "signature-unreadable"),
    "a list": (lambda _: "[]", "signature-unreadable"),
    "very deep": (lambda _: "[" * 19_000, "signature-unreadable"),
    "very long": (lambda text: text + " " * 20_000, "signature-unreadable"),
    "without a proof": (without("signature"), "signature-unreadable"),
    "without a digest": (without("digest"), "signature-unreadable"),
    "with more": (edit(note="x"), "signature-unreadable"),
    "another format": (edit(format=2), "signature-unreadable"),
    "another algorithm": (edit(algorithm="none"), "signature-unreadable"),
    "a proof that is no base64": (edit(signature="*"), "signature-unreadable"),
    "a digest that is none": (edit(digest="sha256:abc"), "signature-unreadable"),
    "a time that is none": (edit(expires="altijd"), "signature-unreadable"),
    "a number for a text": (edit(version=1), "signature-unreadable"),
    "another digest": (edit(digest=DIGEST), "signature-wrong"),
    "another version": (edit(version="9.9.9"), "signature-wrong"),
    "a later end": (edit(expires="2099-01-01T00:00:00Z"), "signature-wrong"),
    "no proof": (edit(signature=""), "signature-wrong"),
    "another proof": (turned, "signature-wrong"),
    "another key": (edit(key="0" * 32), "signature-unknown-key"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_signature_that_was_tampered_with_proves_nothing(name: str, archive: bytes) -> None:
    spoil, code = BAD[name]
    refused(archive, spoil(sign_archive(archive, PRIVATE, now=NOW, expires=NOW)), code)


def test_a_key_that_is_not_trusted_proves_nothing(archive: bytes) -> None:
    refused(archive, sign_archive(archive, PRIVATE, now=NOW), "signature-unknown-key", {"toetser": OTHER_PUBLIC})
    refused(archive, sign_archive(archive, PRIVATE, now=NOW), "signature-unknown-key", {})


def test_a_proof_by_one_trusted_key_in_the_name_of_another_proves_nothing(archive: bytes) -> None:
    mine, theirs = (json.loads(sign_archive(archive, key, now=NOW)) for key in (PRIVATE, OTHER_PRIVATE))
    refused(archive, json.dumps({**mine, "key": theirs["key"]}), "signature-wrong")


def test_the_same_bytes_signed_for_another_purpose_prove_nothing(archive: bytes) -> None:
    said = json.loads(sign_archive(archive, PRIVATE, now=NOW))
    key = forms.load_pem_private_key(PRIVATE, None)
    assert isinstance(key, Ed25519PrivateKey)
    bare = json.dumps({name: said[name] for name in sorted(said) if name != "signature"}, separators=(",", ":"))
    refused(archive, json.dumps({**said, "signature": base64.b64encode(key.sign(bare.encode())).decode()}),
            "signature-wrong")  # fmt: skip


def test_only_archives_of_packs_are_signed() -> None:
    with pytest.raises(PackError):
        sign_archive(b"name: proef", PRIVATE)


# --- keys ----------------------------------------------------------------------------------------------------


def test_a_key_is_two_files_and_the_private_one_is_for_its_owner(tmp_path: Path, archive: bytes) -> None:
    public = write_key(tmp_path / "uitgever")
    assert public == tmp_path / "uitgever.pub"
    assert (tmp_path / "uitgever").stat().st_mode & 0o777 == 0o600
    signature = sign_archive(archive, read_private_key(tmp_path / "uitgever"))
    assert verify_archive(archive, signature, read_trusted([public])) == "uitgever"


@pytest.mark.parametrize("there", ["uitgever", "uitgever.pub"])
def test_a_key_is_never_written_over_another_file(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("x")
    with pytest.raises(FileExistsError):
        write_key(tmp_path / "uitgever")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {there: "x"}


def test_a_private_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    write_key(tmp_path / "sleutel")
    (tmp_path / "sleutel").chmod(0o644)
    with pytest.raises(SignatureError) as error:
        read_private_key(tmp_path / "sleutel")
    assert error.value.problems[0].code == "key-open"


def test_trusted_keys_are_those_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "een.pub").write_bytes(PUBLIC)
    (tmp_path / "map" / "leesmij.txt").write_text("x")
    (tmp_path / "twee.pem").write_bytes(OTHER_PUBLIC)
    assert read_trusted([tmp_path / "map", tmp_path / "twee.pem"]) == {"een": PUBLIC, "twee": OTHER_PUBLIC}


def test_no_key_and_two_keys_of_one_name_are_said(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    with pytest.raises(SignatureError) as error:
        read_trusted([tmp_path / "a"])
    assert error.value.problems[0].code == "no-trusted-key"
    for folder in ("a", "b"):
        (tmp_path / folder / "een.pub").write_bytes(PUBLIC)
    with pytest.raises(SignatureError) as error:
        read_trusted([tmp_path / "a", tmp_path / "b"])
    assert error.value.problems[0].code == "key-name-twice"


def elliptic() -> tuple[bytes, bytes]:
    """A key of another kind."""
    key = generate_private_key(SECP256R1())
    private = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    public = key.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def locked() -> bytes:
    """A private key behind a password."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.BestAvailableEncryption(b"x"))


@pytest.mark.parametrize("key", [b"", b"-----BEGIN", PUBLIC, elliptic()[0], locked()])
def test_keys_that_cannot_sign_are_said(key: bytes, archive: bytes) -> None:
    with pytest.raises(SignatureError) as error:
        sign_archive(archive, key)
    assert error.value.problems[0].code == "key-unreadable"


@pytest.mark.parametrize("key", [b"", b"-----BEGIN", PRIVATE, elliptic()[1]])
def test_keys_that_cannot_verify_are_said_by_name(key: bytes, archive: bytes) -> None:
    with pytest.raises(SignatureError) as error:
        verify_archive(archive, sign_archive(archive, PRIVATE), {**TRUSTED, "kapot": key})
    assert error.value.problems[0].code == "key-unreadable"
    assert error.value.problems[0].values == {"name": "kapot"}


def test_without_the_extra_it_is_named(archive: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    signature = sign_archive(archive, PRIVATE)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for attempt in (new_key, lambda: sign_archive(archive, PRIVATE), lambda: prove(archive, signature, TRUSTED)):
        with pytest.raises(SignatureError) as error:
            attempt()
        assert error.value.problems[0].code == "needs-signing"
