"""One HTTP request to one provider, through the package ``openai``: everything around it is bounded and ours.

The package is given no key and may not retry, follow a redirect or add headers: hooks on its HTTP client set the key
when a request goes out, leave only the headers that are needed, and stop an answer that is too large.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from urllib.parse import urlsplit

import httpx2
from openai import APIConnectionError, APIStatusError, AsyncOpenAI, OpenAIError

from plugins.generating import Answer, Attempt, CallError, Prompt
from plugins.generators.openai.failures import Reason, of_status, retry_after
from plugins.generators.openai.keys import KeyMissingError
from plugins.generators.openai.model import Provider
from plugins.generators.openai.reading import read_answer, read_error

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that are this machine."""
_HEADERS = frozenset({"host", "accept", "content-type", "content-length", "connection", "transfer-encoding"})
_AGENT = "definitie"


class Client:
    """Asks one provider. Serves many questions at once, within one event loop.

    Args:
        provider: where and how.
        now: the moment, for a ``Retry-After`` that is a date.
    """

    def __init__(self, provider: Provider, now: Callable[[], datetime]) -> None:
        self._provider = provider
        self._now = now
        self._made: AsyncOpenAI | None = None

    async def ask(self, prompt: Prompt, attempt: Attempt, seed: int) -> Answer:
        """One attempt, within the provider's time-out for the whole answer.

        Raises:
            CallError: with a reason of ``Reason``, whatever went wrong.
        """
        limit = asyncio.timeout(self._provider.resilience.timeout)
        try:
            async with limit:
                body = await self._send(prompt, attempt, seed)
        except APIStatusError as error:
            code, words = read_error(error.response.content)
            wait = retry_after(error.response.headers.get("retry-after"), self._now())
            raise of_status(error.status_code, code, words, wait) from None
        except APIConnectionError as error:
            raise _unreachable(error.__cause__) from None
        except httpx2.HTTPError as error:
            raise _unreachable(error) from None
        except OpenAIError:
            raise CallError(Reason.MALFORMED, None) from None
        except TimeoutError:
            if not limit.expired():
                raise
            raise CallError(Reason.TIMEOUT, None) from None
        return read_answer(body, attempt)

    async def close(self) -> None:
        """Close its connections."""
        if self._made is not None:
            await self._made.close()
            self._made = None

    async def _send(self, prompt: Prompt, attempt: Attempt, seed: int) -> bytes:
        question: dict[str, object] = {
            "model": attempt.model,
            "messages": [
                {"role": "system", "content": _sendable(prompt.system)},
                {"role": "user", "content": _sendable(prompt.user)},
            ],
            self._provider.token_field: attempt.max_output_tokens,
        }
        if self._provider.temperature is not None:
            question["temperature"] = self._provider.temperature
        if self._provider.seeds:
            question["seed"] = seed
        reply = await self._client().post("/chat/completions", cast_to=httpx2.Response, body=question)
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not (kind == "application/json" or kind.endswith("+json")):
            raise CallError(Reason.MALFORMED, None)
        return reply.content

    def _client(self) -> AsyncOpenAI:
        if self._made is None:
            provider = self._provider
            http = httpx2.AsyncClient(
                timeout=provider.resilience.timeout,
                follow_redirects=False,
                trust_env=urlsplit(provider.base_url).hostname not in LOOPBACK,
                limits=httpx2.Limits(max_connections=provider.limits.concurrent),
                event_hooks={"request": [self._on_request], "response": [self._on_response]},
            )
            self._made = AsyncOpenAI(
                api_key="set-when-sent", base_url=provider.base_url, max_retries=0, http_client=http,
                organization="", project="",
            )  # fmt: skip
        return self._made

    async def _on_request(self, request: httpx2.Request) -> None:
        """Leave the headers that are needed, and add the key."""
        for name in list(request.headers):
            if name not in _HEADERS:
                del request.headers[name]
        request.headers["user-agent"] = _AGENT
        request.headers["accept-encoding"] = "identity"
        if self._provider.key is not None:
            try:
                key = self._provider.key.read()
            except KeyMissingError:
                raise CallError(Reason.NO_KEY) from None
            request.headers["authorization"] = f"Bearer {key}"

    async def _on_response(self, response: httpx2.Response) -> None:
        """Refuse what is packed (it could unpack to anything), and stop what is too large."""
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise CallError(Reason.MALFORMED, None)
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream, self._provider.limits.answer_bytes)


def _sendable(text: str) -> str:
    """A text that can be sent: half of a pair of code units has no form in UTF-8, and would come back in an error."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unreachable(cause: BaseException | None) -> CallError:
    """What a broken connection means. Only where none was made is it sure that nothing was spent."""
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return CallError(Reason.CONNECTION)
    if isinstance(cause, httpx2.TimeoutException):
        return CallError(Reason.TIMEOUT, None)
    return CallError(Reason.CUT_OFF, None)


class _Bounded(httpx2.AsyncByteStream):
    """Passes on at most so many bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._stream:
            seen += len(chunk)
            if seen > self._most:
                raise CallError(Reason.TOO_LARGE, None)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
