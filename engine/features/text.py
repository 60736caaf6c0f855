"""The normalised text of a field, and the way back to the text as given.

Rules look at text in one spelling (NFC, plain blanks, straight quotes, no invisible characters, no mark-up), while
findings point into the text as given. Most texts need no change at all: one regular expression finds that out, and
then there is no map to keep. Otherwise the text is walked grapheme by grapheme, with whole runs of plain characters
in one step, in time linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.entities import html5
from typing import Final

import regex

PLAIN: Final = (
    r"!-%'-;=-~\u00a1-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u02ff\u0400-\u0482\u1e00-\u1eff"
    r"\u2010-\u2017\u2020-\u2027\u2030-\u2038\u203b-\u205e\u20a0-\u20cf\u2190-\u22ff"
)
"""Visible characters, as a set of a regular expression, that are in NFC and form a grapheme of their own."""
BLANK: Final = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE: Final = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
INLINE_TAGS: Final = "a|abbr|b|big|cite|code|em|font|i|img|mark|q|s|small|span|strike|strong|sub|sup|tt|u"
BLOCK_TAGS: Final = "blockquote|dd|div|dl|dt|h[1-6]|hr|li|ol|p|section|table|tbody|td|th|thead|tr|ul"
MAX_COMMENT: Final = 500
"""A longer comment of HTML is left in the text, so that the work stays linear."""
MAX_MARKS: Final = 32
"""A grapheme of more code points is left as it is: putting marks in order takes time quadratic in their number."""

_EXTENDS: Final = r"(?![\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}])"
_GATE: Final = re.compile(rf"[^ <&{PLAIN}]|  |\A | \Z|<[/A-Za-z]|<!--|&[#A-Za-z]")
# \X alone looks back over all flags before it, in quadratic time; here every match begins where a pair of flags may.
_PIECE: Final = regex.compile(
    rf"(?P<plain>[{PLAIN}]+(?:\x20[{PLAIN}]+)*{_EXTENDS})"
    rf"|(?P<blank>(?:\r\n|[{BLANK}]{_EXTENDS})+)"
    rf"|(?P<tag>(?i:</?(?:(?P<block>{BLOCK_TAGS})|(?P<br>br)|{INLINE_TAGS})(?:\s[^<>=]*=[^<>]*|\s*/?)>){_EXTENDS})"
    rf"|(?P<comment><!--(?:[^-]|-(?!->)){{0,{MAX_COMMENT}}}+-->{_EXTENDS})"
    rf"|(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});{_EXTENDS})"
    r"|(?P<grapheme>[\U0001f1e6-\U0001f1ff]{1,2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*|\X)"
)
_ONLY_BLANK: Final = re.compile(rf"[{BLANK}]+")
_LINE_BREAK: Final = re.compile(r"\r\n|[\n-\r\x85\u2028\u2029]")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_LETTERS: Final = re.compile("[A-Za-z\u0400-\u052f]+")
_LATIN: Final = re.compile("[A-Za-z]")
_LOOK_ALIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405",
    "aeopcyxijsdhABEKMHOPCTXIJS",
)
"""Cyrillic letters that look like Latin ones: read so in words that hold Latin letters too, one by one."""
_COMBINES: Final = regex.compile(r"[\p{M}\u1160-\u11ff\ud7b0-\ud7fb]")
_CLEAN: Final[dict[int, str | None]] = {
    **dict.fromkeys(map(ord, re.findall(f"[{INVISIBLE}]", "".join(map(chr, range(0x10000)))))),
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›"), "'"),
}


def _one_script(word: re.Match[str]) -> str:
    return word[0].translate(_LOOK_ALIKE) if _LATIN.search(word[0]) else word[0]


class Text:
    """One field as given (``raw``) and as rules see it (``text``)."""

    __slots__ = ("_ends", "_starts", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if _GATE.search(raw):
            walk = _Walk(raw)
            self.text, self._starts, self._ends = "".join(walk.out), walk.starts, walk.ends
        if _CYRILLIC.search(self.text):
            self.text = _LETTERS.sub(_one_script, self.text)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text as given that stands for ``text[start:end]``.

        Half-open code points in both; the result lies on grapheme boundaries, snapped outward. An empty range
        gives an empty range, at the start of what follows it.
        """
        starts = self._starts
        if starts is None:
            return start, end
        if start < end:
            return starts[start], self._ends[end - 1]
        if start < len(starts):
            return starts[start], starts[start]
        place = self._ends[-1] if starts else 0
        return place, place


class _Walk:
    """One pass over a text that needs normalising; ``starts`` and ``ends`` belong to each code point of ``out``."""

    __slots__ = ("breaks", "ends", "gap", "out", "raw", "starts")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gap: tuple[int, int] | None = None
        self.breaks = 0
        for piece in _PIECE.finditer(raw):
            start, end = piece.span()
            match piece.lastgroup:
                case "plain":
                    self._close_gap()
                    self.out.extend(raw[start:end])
                    self.starts.extend(range(start, end))
                    self.ends.extend(range(start + 1, end + 1))
                case "blank":
                    self._blank(raw[start:end], start, end)
                case "tag":
                    if piece["block"] or piece["br"]:
                        self._blank("\u2029" if piece["block"] else "\n", start, end)
                case "comment":
                    pass
                case "entity":
                    self._entity(raw[start:end], start, end)
                case _:
                    self._grapheme(raw[start:end], start, end)

    def _blank(self, blank: str, start: int, end: int) -> None:
        """Remember a gap; what it becomes depends on all blanks and breaks up to the next visible character."""
        self.gap = (self.gap[0] if self.gap else start, end)
        self.breaks += len(_LINE_BREAK.findall(blank)) + blank.count("\u2029")

    def _close_gap(self) -> None:
        if self.gap and self.out:
            self._add("\n" if self.breaks > 1 else " ", *self.gap)
        self.gap, self.breaks = None, 0

    def _add(self, text: str, start: int, end: int) -> None:
        self.out.extend(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def _entity(self, entity: str, start: int, end: int) -> None:
        if entity[1] == "#" or entity[1:] in html5:
            self._grapheme(unescape(entity), start, end)
        else:
            for place in range(start, end):
                self._grapheme(self.raw[place], place, place + 1)

    def _grapheme(self, text: str, start: int, end: int) -> None:
        text = text.translate(_CLEAN)
        if not text:
            return
        if _ONLY_BLANK.fullmatch(text):
            self._blank(text, start, end)
            return
        self._close_gap()
        if self.out and _COMBINES.match(text):
            text, start = self._join(text, start)
        self._add(unicodedata.normalize("NFC", text) if len(text) <= MAX_MARKS else text, start, end)

    def _join(self, text: str, start: int) -> tuple[str, int]:
        """A mark whose base was cut off by something invisible belongs to the grapheme before it."""
        first = self.starts[-1]
        count = 1
        while count < MAX_MARKS and count < len(self.out) and self.starts[-1 - count] == first:
            count += 1
        if count == MAX_MARKS or self.out[-1] in " \n":
            return text, start
        base = "".join(self.out[-count:])
        del self.out[-count:], self.starts[-count:], self.ends[-count:]
        return base + text, first
