"""The secrets that webhooks are signed with: made here, and kept encrypted, since signing needs them as they are.

Sealed with AES-256-GCM under a key derived (HKDF-SHA256) from the setting ``secret_keys``, bound to the webhook, so
that a row cannot lend its secret to another. Who has the database alone cannot sign.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from standardwebhooks import Webhook

MARK = "whsec_"
SECRET_BYTES = 32
NONCE_BYTES = 12
PURPOSE = b"definitie webhook secrets"


class UnsealableError(Exception):
    """A secret that was sealed with a key that is not there any more."""


class Sealer:
    """Seals and opens secrets.

    Args:
        keys: id to secret; the first seals, all open.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = {name: AESGCM(_derived(secret)) for name, secret in keys.items()}
        self._current = next(iter(self._keys))

    def seal(self, secret: str, owner: UUID) -> str:
        """A secret as it is stored with its webhook."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._keys[self._current].encrypt(nonce, secret.encode(), owner.bytes)
        return f"{self._current}:{base64.b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, owner: UUID) -> str:
        """The secret itself.

        Raises:
            UnsealableError: where the key is gone, or it was sealed for another webhook.
        """
        name, _, text = sealed.rpartition(":")
        raw = base64.b64decode(text)
        try:
            return self._keys[name].decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.bytes).decode()
        except (KeyError, InvalidTag) as error:
            raise UnsealableError(type(error).__name__) from error


def new_webhook_secret() -> str:
    """A new secret, in the form of Standard Webhooks."""
    return MARK + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def signed(secrets: list[str], event_id: str, body: bytes, moment: datetime) -> dict[str, str]:
    """The headers that prove where a message comes from.

    Args:
        secrets: that hold now; each signs, so that a receiver may know any of them.
        event_id: of the event: the same when it is delivered again.
        body: as it is sent.
        moment: of sending, in UTC.
    """
    text = body.decode()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(event_id, moment, text) for secret in secrets),
    }


def _derived(secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)
