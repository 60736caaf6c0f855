"""Request ids and traces: taken over where they are well formed, made anew where not."""

from __future__ import annotations

import pytest

from api.edge.trace import trace_of

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def test_what_is_well_formed_is_taken_over() -> None:
    trace = trace_of(b"verzoek-0001", f"00-{TRACE}-{SPAN}-01".encode())
    assert (trace.request_id, trace.trace_id) == ("verzoek-0001", TRACE)
    version, same, own, flags = trace.parent.split("-")
    assert (version, same, flags) == ("00", TRACE, "01")
    assert own != SPAN


@pytest.mark.parametrize("given", [None, b"", b"kort", b"x" * 65, b"regel\nmeer", b"\xff" * 10, b"<script>"])
def test_a_request_id_that_is_none_is_made_anew(given: bytes | None) -> None:
    made = trace_of(given, None).request_id
    assert len(made) == 32
    assert made != trace_of(given, None).request_id


@pytest.mark.parametrize(
    "given",
    ["", "x", f"00-{TRACE}-{SPAN}", f"ff-{TRACE}-{SPAN}-01", f"00-{'0' * 32}-{SPAN}-01", f"00-{TRACE}-{'0' * 16}-01"],
)
def test_a_trace_that_is_none_is_begun_anew(given: str) -> None:
    assert trace_of(None, given.encode()).trace_id != TRACE
