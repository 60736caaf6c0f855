"""Posts one event to one address: no redirects, no proxies, and no more time or answer than is needed to know."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from api.events.envelope import MEDIA_TYPE
from api.webhooks.secrets import signed
from api.webhooks.targets import RefusedError, Targets

ANSWER_BYTES = 65_536
BODY_SECONDS = 1.0
LONGEST_WAIT = 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it.

    Args:
        taken: a 2xx was answered.
        reason: otherwise: the status, or in a word what went wrong. Nothing of what was answered is kept, so that a
            webhook cannot be used to read.
        gone: the receiver wants no more (410).
        wait: seconds that the receiver asks to wait.
    """

    taken: bool
    reason: str = ""
    gone: bool = False
    wait: int = 0


class Poster:
    """To one webhook: its connections are not shared, since they are known by address and not by name.

    Args:
        targets: what may be posted to.
        seconds: for all of one try.
    """

    def __init__(self, targets: Targets, seconds: float, tls: ssl.SSLContext | None = None) -> None:
        self._targets = targets
        self._seconds = seconds
        self._client = httpx.AsyncClient(
            verify=tls or ssl.create_default_context(),
            follow_redirects=False,
            trust_env=False,
            timeout=seconds,
            limits=httpx.Limits(max_connections=16, max_keepalive_connections=8),
        )

    async def post(self, url: str, secrets: list[str], event_id: str, body: bytes) -> Answer:
        """Post an event.

        Args:
            url: of the webhook.
            secrets: that hold now.
            event_id: of the event.
            body: of the event.
        """
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._sent(url, secrets, event_id, body)
        except RefusedError as error:
            return Answer(False, str(error))
        except (TimeoutError, httpx.TimeoutException):
            return Answer(False, "timeout")
        except (httpx.HTTPError, OSError) as error:
            return Answer(False, type(error).__name__)
        await _left(answer)
        if answer.is_success:
            return Answer(True)
        asked = answer.headers.get("retry-after", "")
        wait = min(int(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
        return Answer(False, str(answer.status_code), gone=answer.status_code == httpx.codes.GONE, wait=wait)

    async def _sent(self, url: str, secrets: list[str], event_id: str, body: bytes) -> httpx.Response:
        """Send it; the answer, of which only the head was read."""
        target = await self._targets.of(url)
        headers = {
            "Host": target.host,
            "Content-Type": MEDIA_TYPE,
            "User-Agent": "Definitie",
            "Accept-Encoding": "identity",
        } | signed(secrets, event_id, body, datetime.now(UTC))
        request = self._client.build_request(
            "POST", target.url, content=body, headers=headers, extensions={"sni_hostname": target.name}
        )
        return await self._client.send(request, stream=True)

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()


async def _left(answer: httpx.Response) -> None:
    """Read what is answered, so that the connection can be used again, unless that is much or takes long.

    Its status is known, and that is all that is wanted.
    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            size = 0
            async for chunk in answer.aiter_raw():
                size += len(chunk)
                if size > ANSWER_BYTES:
                    break
    except (TimeoutError, httpx.HTTPError):
        pass
    finally:
        await answer.aclose()
