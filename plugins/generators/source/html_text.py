"""HTML as a source text: headings, lists with their counting, tables and definition lists as a reader sees them.

Without any package: pages of statutes and glossaries must be readable on a bare installation.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Final

from plugins.formats.sources import FileSource, decode
from plugins.generators.source.html_tokens import Tag, tokens
from plugins.generators.source.markers import split_marker
from plugins.generators.source.numbering import counted

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul br".split()
)
_HEADINGS: Final = {f"h{level}": "#" * level for level in range(1, 7)}
_STRONG: Final = frozenset({"b", "strong", "dfn"})
_UNSEEN: Final = frozenset({"nav", "select", "button", "datalist", "head", "object", "iframe"})
_EMPTY: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STYLES: Final = {"a": "lower-alpha", "i": "lower-roman", "1": "decimal", "A": "upper-alpha", "I": "upper-roman"}
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    next: int = 1


@dataclass(slots=True)
class _Page:
    """What is known on the way through a page."""

    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    before: str = ""
    marker: str = ""
    lists: list[_List] = field(default_factory=list)
    row: list[str] | None = None
    in_cell: bool = False
    term: str = ""
    unseen: list[str] = field(default_factory=list)
    strong: int = 0
    in_title: bool = False


def html_text(file: FileSource) -> tuple[str | None, str]:
    """The title and the text of a page."""
    page = _Page()
    for token in tokens(_decoded(file)):
        if isinstance(token, Tag):
            _tag(page, token)
        elif page.in_title:
            page.title = page.title or _SPACE.sub(" ", token).strip()
        elif not page.unseen:
            page.text.append(token)
    _end(page)
    heading = next((each.lstrip("# ") for each in page.paragraphs if each.startswith("# ")), None)
    return heading or page.title, "\n\n".join(page.paragraphs)


def _decoded(file: FileSource) -> str:
    """The page in the encoding that it names, as browsers read it; UTF-8 if it names none."""
    data = file.read()
    match = _CHARSET.search(data[:4096])
    named = match[1].decode("ascii").lower() if match else "utf-8"
    try:
        encoding = codecs.lookup(named).name
    except LookupError:
        encoding = "utf-8"
    if encoding in ("iso8859-1", "ascii", "cp1252", "iso8859-15"):
        return data.decode("cp1252" if encoding != "iso8859-15" else encoding, errors="replace")
    return decode(file)


def _tag(page: _Page, tag: Tag) -> None:
    if page.unseen or _unseen(tag):
        _hide(page, tag)
    elif tag.name == "title":
        page.in_title = not tag.closes
    elif tag.name in _STRONG:
        _strong(page, tag)
    elif tag.name in ("td", "th") or (tag.name in ("tr", "table") and (page.row is not None or tag.name == "tr")):
        _table(page, tag)
    elif page.in_cell:
        page.text.append(" " if tag.name in _BLOCKS else "")
    elif tag.name in ("ol", "ul"):
        _list(page, tag)
    elif tag.name in _BLOCKS:
        _block(page, tag)


def _unseen(tag: Tag) -> bool:
    hidden = "hidden" in tag.attributes or bool(_HIDDEN.search(tag.attributes.get("style", "")))
    return not tag.closes and tag.name not in _EMPTY and (tag.name in _UNSEEN or hidden)


def _hide(page: _Page, tag: Tag) -> None:
    """Inside what is not shown only the title counts, and where it ends."""
    if tag.name == "title":
        page.in_title = not tag.closes
    elif not tag.closes and tag.name not in _EMPTY and (not page.unseen or tag.name == page.unseen[0]):
        page.unseen.append(tag.name)
    elif tag.closes and page.unseen and tag.name == page.unseen[0]:
        page.unseen.pop()
    elif tag.name == "body" and page.unseen[:1] == ["head"]:
        page.unseen.clear()


def _strong(page: _Page, tag: Tag) -> None:
    """Bold words count where a paragraph begins with them: there they are its term."""
    if not tag.closes and not "".join(page.text).strip() and not page.before.startswith("#"):
        page.text.append("**")
        page.strong += 1
    elif tag.closes and page.strong:
        page.strong -= 1
        page.text.append("**")


def _table(page: _Page, tag: Tag) -> None:
    if tag.name in ("td", "th"):
        if page.row is None:
            _end(page)
            page.row = []
        if page.in_cell:
            page.row.append(_cell(page))
        page.in_cell = not tag.closes
        return
    if page.in_cell and page.row is not None:
        page.row.append(_cell(page))
    if page.row and any(page.row):
        page.paragraphs.append("\t".join(page.row))
    elif page.row is None:
        _end(page)
    page.text, page.in_cell = [], False
    page.row = [] if tag.name == "tr" and not tag.closes else None


def _cell(page: _Page) -> str:
    text = _SPACE.sub(" ", _plain(page)).strip()
    page.text = []
    return text


def _list(page: _Page, tag: Tag) -> None:
    _end(page)
    if tag.closes:
        if page.lists:
            page.lists.pop()
        return
    named = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", tag.attributes.get("style", ""))
    style = named[1] if named else _STYLES.get(tag.attributes.get("type", "1"), "decimal")
    start = tag.attributes.get("start", "1")
    page.lists.append(_List(tag.name == "ol", style, int(start[:6]) if start.isdecimal() else 1))


def _block(page: _Page, tag: Tag) -> None:
    if tag.name == "dd" and not tag.closes:
        page.term = _plain(page).strip() or page.term
        page.text = []
        page.before = f"**{_SPACE.sub(' ', page.term).strip('* :')}**: " if page.term else ""
        return
    if tag.name == "dt":
        found = _SPACE.sub(" ", _plain(page)).strip(" *") if tag.closes or page.term else ""
        if not tag.closes and not page.term:
            _end(page)
        page.term = ", ".join(filter(None, (page.term, found)))
        page.text = []
        return
    if tag.name == "dl" or (tag.name == "dd" and tag.closes):
        _end(page)
        page.term = ""
        return
    _end(page)
    if tag.closes:
        return
    if tag.name in _HEADINGS:
        page.before = f"{_HEADINGS[tag.name]} "
    elif tag.name == "li":
        page.marker = _marker(page, tag)


def _marker(page: _Page, tag: Tag) -> str:
    if not page.lists or not page.lists[-1].ordered:
        return "-"
    counting = page.lists[-1]
    value = tag.attributes.get("value", "")
    counting.next = int(value[:6]) if value.isdecimal() else counting.next
    marker = counted(counting.next, counting.style)
    counting.next += 1
    return marker


def _plain(page: _Page) -> str:
    text = "".join(page.text) + "**" * (page.strong % 2)
    page.strong = 0
    return text.replace("****", "")


def _end(page: _Page) -> None:
    """End the paragraph that is being read."""
    text = _SPACE.sub(" ", _plain(page)).strip()
    page.text = []
    if not text.strip("* "):
        return
    if page.marker and not split_marker(text.strip("* "))[0]:
        text = f"{page.marker} {text}"
    indent = "  " * max(0, len(page.lists) - 1)
    page.paragraphs.append(f"{indent}{page.before}{text}")
    page.before = page.marker = ""
