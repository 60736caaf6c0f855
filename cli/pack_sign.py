"""The work behind ``definitie packs keygen``, ``packs sign`` and ``packs verify``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from cli.guard import SUCCESS
from cli.pack_build import write_whole
from cli.texts import say
from engine.errors import InputError, Problem
from engine.packs.archive import MOST_BYTES, read_archive
from plugins.signing import SUFFIX, prove, read_private_key, read_trusted, sign_archive, write_key


def run_keygen(path: Path, language: str, stdout: TextIO) -> int:
    """Make a key; the exit status.

    Raises:
        InputError: a file is there already.
        SignatureError: the extra is not installed.
        OSError: it cannot be written.
    """
    try:
        public = write_key(path)
    except FileExistsError as error:
        raise InputError([Problem("file-exists", values={"path": str(error.filename)})]) from None
    stdout.write(say("key-written", language, private=path, public=public) + "\n")
    return SUCCESS


def run_sign(archive: Path, key: Path, days: int | None, language: str, stdout: TextIO) -> int:
    """Sign an archive: the signature stands beside it; the exit status.

    Args:
        archive: the file that ``packs build`` made.
        key: the private key.
        days: how long the signature holds; ``None`` without an end.
        language: of what is said.
        stdout: where it is said.

    Raises:
        PackError: it is no archive of a pack.
        SignatureError: the key cannot be used.
        InputError: the signature cannot be written.
    """
    content = read_whole(archive)
    now = datetime.now(UTC)
    expires = None if days is None else now + timedelta(days=days)
    signature = sign_archive(content, read_private_key(key), now=now, expires=expires)
    path = archive.with_name(archive.name + SUFFIX)
    write_whole(path, signature.encode())
    contents = read_archive(content)
    said = say(
        "signed", language, path=path, name=contents.name, version=contents.manifest.version,
        until=_until(expires, language),
    )  # fmt: skip
    stdout.write(said + "\n")
    return SUCCESS


def run_verify(archive: Path, signature: Path | None, trusted: list[Path], language: str, stdout: TextIO) -> int:
    """Tell whether an archive is signed by somebody trusted, and by whom; the exit status.

    Args:
        archive: the file.
        signature: its signature; by default the file beside it.
        trusted: public keys, or folders of them.
        language: of what is said.
        stdout: where it is said.

    Raises:
        SignatureError: it is not, and why.
        PackError: it is signed, but no archive of a pack.
    """
    content = read_whole(archive)
    beside = signature or archive.with_name(archive.name + SUFFIX)
    text = beside.read_bytes() if signature is not None or beside.is_file() else None
    proof = prove(content, text, read_trusted(trusted))
    read_archive(content)
    said = say(
        "signature-holds", language, name=proof.name, version=proof.version, by=proof.key,
        signed=_day(proof.signed), until=_until(proof.expires, language), digest=proof.digest,
    )  # fmt: skip
    stdout.write(said + "\n")
    return SUCCESS


def read_whole(path: Path) -> bytes:
    """The bytes of an archive; not more than one can have.

    Raises:
        InputError: it is larger, or a folder.
        OSError: it cannot be read.
    """
    if path.is_dir():
        raise InputError([Problem("archive-is-a-folder", values={"path": str(path)})])
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InputError([Problem("archive-large", values={"limit": str(MOST_BYTES)})])
    return content


def _until(moment: datetime | None, language: str) -> str:
    return "" if moment is None else say("until", language, moment=_day(moment))


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
