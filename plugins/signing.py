"""Signatures of archives of packs (Ed25519): who made an archive, and that it is still what they made.

A signature is a small file of its own beside the archive. It says which archive it is of (name, version, digest), when
it was made and until when it holds; all of that is signed. Keys are PEM files; whom to trust is a folder of public
keys, each known by the name of its file. ``cryptography`` is in the extra ``signing`` and is loaded when it is needed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rfc8785

from engine.errors import Problem, ProblemsError
from engine.packs.archive import archive_digest, read_archive

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT: Final = 1
"""Raised when the form of a signature changes."""
SUFFIX: Final = ".sig"
"""A signature stands beside its archive: ``NAME-VERSION.pack.tar.sig``."""
PUBLIC: Final = ".pub"
"""The public half of a key stands beside the private one; in a folder of trusted keys, all ``*.pub``."""
ALGORITHM: Final = "Ed25519"
_PURPOSE: Final = b"definitie pack signature\n"
"""Goes before what is signed, so that a signature for another purpose by the same key is none of a pack."""
_MOST: Final = 20_000
_FIELDS: Final = ("algorithm", "digest", "expires", "format", "key", "name", "signed", "version")
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")


class SignatureError(ProblemsError):
    """A signature that does not prove what it should, or a key that cannot be used; one problem, with its code."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature proved: by which key, of which pack, from when until when (UTC)."""

    key: str
    name: str
    version: str
    digest: str
    signed: datetime
    expires: datetime | None


def new_key() -> tuple[bytes, bytes]:
    """A new key: its private and its public half, as PEM.

    Raises:
        SignatureError: ``needs-signing``: the extra is not installed.
    """
    _need()
    from cryptography.hazmat.primitives import serialization as forms  # noqa: PLC0415 - in an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    public = key.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def write_key(path: Path) -> Path:
    """Make a key: the private half in a new file that only its owner can read, the public half beside it.

    Returns:
        The file of the public half.

    Raises:
        SignatureError: the extra is not installed.
        OSError: a file is there already (``FileExistsError``), or cannot be written.
    """
    public = path.with_name(path.name + PUBLIC)
    if public.exists():
        raise FileExistsError(17, os.strerror(17), str(public))
    halves = new_key()
    for file, content, mode in ((path, halves[0], 0o600), (public, halves[1], 0o644)):
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(content)
    return public


def read_private_key(path: Path) -> bytes:
    """The private key in a file, which nobody but its owner may be able to read.

    Raises:
        SignatureError: ``key-open``: others can read it; ``key-is-public``: it is the other half.
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    if b"PUBLIC KEY" in content:
        raise _wrong("key-is-public", path=str(path))
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise _wrong("key-open", path=str(path))
    return content


def read_trusted(places: Iterable[Path]) -> dict[str, bytes]:
    """The public keys to trust, as PEM by name.

    Args:
        places: files, or folders of which all ``*.pub`` count. A key is known by the name of its file.

    Raises:
        SignatureError: ``no-trusted-key``: there is none; ``key-name-twice``: two have one name; ``key-is-private``:
            one is the half that signs.
        OSError: one cannot be read.
    """
    found: dict[str, bytes] = {}
    for place in places:
        for file in sorted(place.glob("*" + PUBLIC)) if place.is_dir() else [place]:
            name = file.name.removesuffix(PUBLIC).removesuffix(".pem")
            if name in found:
                raise _wrong("key-name-twice", name=name)
            found[name] = file.read_bytes()
            if b"PRIVATE KEY" in found[name]:
                raise _wrong("key-is-private", path=str(file))
    if not found:
        raise _wrong("no-trusted-key")
    return found


def sign_archive(
    archive: bytes, private_key: bytes, *, now: datetime | None = None, expires: datetime | None = None
) -> str:
    """The signature of an archive, as the text of its file.

    Args:
        archive: what ``pack_archive`` made.
        private_key: PEM, not encrypted.
        now: the moment of signing; the clock's by default.
        expires: until when it holds; ``None`` without an end.

    Raises:
        PackError: it is no archive of a pack.
        SignatureError: the key cannot be used, or the extra is not installed.
    """
    _need()
    key = _private(private_key)
    contents = read_archive(archive)
    said = {
        "algorithm": ALGORITHM, "digest": archive_digest(archive), "format": FORMAT, "key": _key_id(key.public_key()),
        "name": contents.name, "version": contents.manifest.version, "signed": _written(now or datetime.now(UTC)),
        "expires": None if expires is None else _written(expires),
    }  # fmt: skip
    signature = base64.b64encode(key.sign(_message(said))).decode()
    return json.dumps({**said, "signature": signature}, indent=1, sort_keys=True) + "\n"


def verify_archive(
    archive: bytes, signature: str | bytes | None, trusted_keys: Mapping[str, bytes], *, now: datetime | None = None
) -> str:
    """The name of the trusted key that signed an archive; see :func:`prove` for parameters and errors."""
    return prove(archive, signature, trusted_keys, now=now).key


def prove(
    archive: bytes, signature: str | bytes | None, trusted_keys: Mapping[str, bytes], *, now: datetime | None = None
) -> Signed:
    """What the signature of an archive proves.

    Args:
        archive: the archive, whole.
        signature: the text of its signature; ``None`` where there is none.
        trusted_keys: public keys (PEM) by name, as :func:`read_trusted` gives them.
        now: the moment that decides whether it still holds; the clock's by default.

    Raises:
        SignatureError: ``signature-missing``, ``signature-unreadable``, ``signature-unknown-key``, ``signature-wrong``,
            ``signature-other-file``, ``signature-expired``, ``key-unreadable`` or ``needs-signing``.
    """
    if signature is None:
        raise _wrong("signature-missing")
    _need()
    said, proof = _read(signature)
    keys = {_key_id(key): (name, key) for name, key in _public_keys(trusted_keys)}
    if said["key"] not in keys:
        known = ", ".join(sorted(trusted_keys)) or "–"
        raise _wrong("signature-unknown-key", key=str(said["key"]), known=known)
    name, key = keys[said["key"]]
    if not _holds(key, proof, _message(said)):
        raise _wrong("signature-wrong", key=name)
    if said["digest"] != archive_digest(archive):
        raise _wrong("signature-other-file", name=said["name"], version=said["version"])
    expires = None if said["expires"] is None else _moment(said["expires"])
    if expires is not None and (now or datetime.now(UTC)) > expires:
        raise _wrong("signature-expired", moment=said["expires"], key=name)
    return Signed(name, said["name"], said["version"], said["digest"], _moment(said["signed"]), expires)


def _wrong(code: str, **values: str) -> SignatureError:
    return SignatureError([Problem(code, values=values)])


def _need() -> None:
    try:
        import cryptography  # noqa: F401, PLC0415 - in an extra
    except ImportError:
        raise _wrong("needs-signing") from None


def _message(said: Mapping[str, Any]) -> bytes:
    return _PURPOSE + rfc8785.dumps({name: said[name] for name in _FIELDS})


def _read(signature: str | bytes) -> tuple[dict[str, Any], bytes]:
    """What a signature says, every field of the form it was written in, and its proof."""
    try:
        if len(signature) > _MOST:
            raise ValueError
        said = json.loads(signature)
        proof = base64.b64decode(said.pop("signature"), validate=True)
        texts = [said[name] for name in _FIELDS if name not in ("format", "expires")]
        whole = sorted(said) == list(_FIELDS) and all(isinstance(text, str) for text in texts)
        known = whole and said["format"] == FORMAT and said["algorithm"] == ALGORITHM
        if not known or not _DIGEST.fullmatch(said["digest"]):
            raise ValueError
        _moment(said["signed"])
        if said["expires"] is not None:
            _moment(said["expires"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _wrong("signature-unreadable") from None
    return said, proof


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_TIME)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _private(pem: bytes) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - in an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _wrong("key-unreadable", name="--key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _wrong("key-unreadable", name="--key")
    return key


def _public_keys(trusted: Mapping[str, bytes]) -> list[tuple[str, Ed25519PublicKey]]:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - in an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    found = []
    for name, pem in trusted.items():
        try:
            key = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm):
            raise _wrong("key-unreadable", name=name) from None
        if not isinstance(key, Ed25519PublicKey):
            raise _wrong("key-unreadable", name=name)
        found.append((name, key))
    return found


def _key_id(key: Ed25519PublicKey) -> str:
    """A short name for a key that nobody can choose: of the digest of its bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]


def _holds(key: Ed25519PublicKey, proof: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - in an extra

    try:
        key.verify(proof, message)
    except InvalidSignature:
        return False
    return True
