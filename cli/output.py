"""Where words go: a terminal gets colours and wrapping, a pipe gets plain lines that are never broken.

Rich is loaded for terminals only. ``NO_COLOR`` is honoured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""Some words with their style (a rich style; empty for none)."""

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan", "question": "magenta"}

INVISIBLE = {
    **dict.fromkeys((9, 10, 13, 133, 8232, 8233), " "),
    **{code: f"<U+{code:04X}>" for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x86, 0xA0))},
    **{code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x80, 0x85))},
}
"""Characters of input that could move the cursor, recolour a terminal or reverse a line, and what is shown instead."""


def visible(text: str) -> str:
    """Text from the input on one line, without characters that act on a terminal."""
    return text.translate(INVISIBLE)


def shortened(text: str, length: int) -> str:
    """Text of at most ``length`` code points, with its middle left out where it is longer."""
    if len(text) <= length:
        return text
    half = (length - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


@dataclass(frozen=True, slots=True)
class Output:
    """A stream to write lines to."""

    stream: TextIO

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking."""
        return self.stream.isatty()

    def write(self, text: str) -> None:
        """Write a text as it is."""
        self.stream.write(text)

    def line(self, *pieces: Piece) -> None:
        """Write one line; a terminal wraps it."""
        if not self.is_terminal:
            self.stream.write("".join(text for text, _ in pieces).rstrip() + "\n")
            return
        from rich.text import Text  # noqa: PLC0415 - only a terminal needs rich

        self._console().print(Text.assemble(*pieces))

    def row(self, cells: Sequence[Piece], widths: Sequence[int], last: str) -> None:
        """Write cells of given widths (in characters) and a last one, which a terminal wraps within its own column."""
        if not self.is_terminal:
            head = "".join(text.ljust(width - 1) + " " for (text, _), width in zip(cells, widths, strict=True))
            self.stream.write((head + last).rstrip() + "\n")
            return
        from rich.table import Table  # noqa: PLC0415 - only a terminal needs rich
        from rich.text import Text  # noqa: PLC0415

        grid = Table.grid()
        for width in widths:
            grid.add_column(min_width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(*(Text(text + " ", style) for text, style in cells), Text(last))
        self._console().print(grid)

    def markdown(self, text: str) -> None:
        """Write Markdown: laid out on a terminal, as it is in a pipe."""
        if not self.is_terminal:
            self.stream.write(text.rstrip() + "\n")
            return
        from rich.markdown import Markdown  # noqa: PLC0415 - only a terminal needs rich

        self._console().print(Markdown(text))

    def flush(self) -> None:
        """Hand over what was written, so that who reads a pipe sees it."""
        self.stream.flush()

    def _console(self) -> Console:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs rich

        return Console(file=self.stream, highlight=False, markup=False, emoji=False)
