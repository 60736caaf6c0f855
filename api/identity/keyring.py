"""Keys of the service itself: from a setting, or made by the service and kept in its data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from api.settings import PREFIX, SettingsError

SHORTEST_SECRET = 32


def keyring(setting: str, given: SecretStr | None, folder: Path) -> dict[str, bytes]:
    """Keys by id. The first one is used, all are recognised.

    Args:
        setting: the name of the setting, ``token_keys``; also of the file, ``token-keys``.
        given: its value: ``id=secret``, one a line or separated by commas.
        folder: where the service keeps the key that it makes where none is given.

    Raises:
        SettingsError: for keys that cannot be used.
    """
    text = given.get_secret_value() if given is not None else _own_key(folder, setting.replace("_", "-"))
    variable = PREFIX + setting.upper()
    keys: dict[str, bytes] = {}
    for part in text.replace("\n", ",").split(","):
        if not part.strip():
            continue
        name, separator, secret = part.strip().partition("=")
        if not separator or not name or len(secret) < SHORTEST_SECRET or name in keys:
            raise SettingsError(
                f"{variable}: each key is ‘id=secret’, ids differ, a secret has {SHORTEST_SECRET} characters"
            )
        keys[name] = secret.encode()
    if not keys:
        raise SettingsError(f"{variable}: there is no key in it")
    return keys


def _own_key(folder: Path, file: str) -> str:
    """Read the service's own key; the first process to come makes it, for all workers, readable by their user only."""
    path = folder.expanduser() / file
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = path.with_name(f"{file}.{os.getpid()}")
            made.touch(mode=0o600)
            made.write_text(f"own={secrets.token_urlsafe(SHORTEST_SECRET)}\n", encoding="ascii")
            try:
                os.link(made, path)  # whole or not at all, and the first one wins
            except FileExistsError:
                pass
            finally:
                made.unlink()
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SettingsError(f"{path}: a key cannot be kept there: {error.strerror}") from None
