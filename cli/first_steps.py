"""What a person reads when the service has started: where it is, and what to try first."""

from __future__ import annotations

import http.client
import json
import shlex
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from api.serving import Addresses
from cli.texts import say

PATIENCE = 120
"""Seconds that are waited for the service to answer; it says itself why it does not."""
RECORD = {"begrip": "meldkamer", "definitie": "ruimte waarin noodoproepen worden aangenomen"}


class FirstSteps(threading.Thread):
    """Waits until the service answers, then writes the first steps on standard output.

    Args:
        addresses: of the service.
        data: the data folder that was given, if any.
        language: ``nl`` or ``en``.
    """

    def __init__(self, addresses: Addresses, data: Path | None, language: str) -> None:
        super().__init__(name="first-steps", daemon=True)
        self._addresses = addresses
        self._data = data
        self._language = language

    def run(self) -> None:
        """Wait and write."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self._ready()
            if answer is not None:
                sys.stdout.write(self.text(answer) + "\n")
                sys.stdout.flush()
                return
            time.sleep(0.1)

    def text(self, fault: str) -> str:
        """The words.

        Args:
            fault: what the service still lacks, if anything.
        """
        folder = f" --data {shlex.quote(str(self._data))}" if self._data is not None else ""
        return say(
            "serving",
            self._language,
            address=self._addresses.service,
            metrics=self._addresses.metrics,
            data=folder,
            record=json.dumps(RECORD, ensure_ascii=False),
            fault=f"\n{fault}\n" if fault else "",
        )

    def _ready(self) -> str | None:
        """What the service says that it lacks, nothing where it is ready; ``None`` where it does not answer yet."""
        place = urlsplit(self._addresses.service)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=5)
        try:
            connection.request("GET", "/ready", headers={"Accept-Language": self._language})
            answer = connection.getresponse()
            body = answer.read()
            return "" if answer.status == http.HTTPStatus.OK else str(json.loads(body)["detail"])
        except (OSError, http.client.HTTPException, ValueError, KeyError):
            return None
        finally:
            connection.close()
