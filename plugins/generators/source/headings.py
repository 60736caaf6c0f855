"""Which paragraphs are headings, and of what: an article, a chapter, an annex, a list of terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 120
"""Characters of a heading."""

_ARTICLE: Final = re.compile(
    r"(?:#{1,6}\s+)?(?:\*\*)?(?:Artikel|ARTIKEL|Art\.)\s+(?P<number>(?:\d+[a-z]{0,3}|[IVXLC]+)(?:[.:]\d+[a-z]{0,3})*)"
    r"(?=[.:,;\s*(–—-]|$)(?P<rest>.*)$"
)
_DIVISION: Final = re.compile(
    r"(?P<kind>hoofdstuk|afdeling|titel|paragraaf|§|deel|boek|bijlage|annex|toelichting|nota van toelichting|"
    r"artikelsgewijze toelichting|memorie van toelichting|algemeen deel)"
    r"(?:\s*(?P<number>[\dIVXLC]+[a-z]?(?:[.:]\d+)*))?(?=[.:\s–—-]|$)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?P<title>\D\S*.*)$")
_GLOSSARY: Final = re.compile(
    r"(?<![a-z])(?:begrip(?:pen)?(?:s?lijst|s?bepaling(?:en)?|s?omschrijving(?:en)?|s?verklaring(?:en)?|penkader)?|"
    r"begrippenlijst|begripsbepaling(?:en)?|definitie(?:s|lijst|bepaling(?:en)?)?|(?:verklarende )?woordenlijst|"
    r"terminologie|termen|glossarium|verklaring van (?:begrippen|termen|woorden)|gebruikte begrippen|"
    r"begrippen en (?:afkortingen|definities)|lijst van begrippen|wat betekenen)(?![a-z])",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"^#{1,6}\s+|\*\*")
_EXPLAINING: Final = ("toelichting", "nota van toelichting", "artikelsgewijze toelichting", "memorie van toelichting")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        title: its words, without marks.
        article: number of the article that it begins, if it does.
        text: what of the paragraph belongs to the article itself and not to its heading.
        section: how what stands below it is cited, outside articles.
        notes: whether explanatory notes begin here.
        glossary: whether it announces definitions.
    """

    title: str
    article: str | None = None
    text: str = ""
    section: str | None = None
    notes: bool = False
    glossary: bool = False


def heading(text: str, *, first: bool, apart: bool) -> Heading | None:
    """The heading that a paragraph is, if it is one.

    Args:
        text: the paragraph.
        first: whether it is the first of its document, which is the title.
        apart: whether an empty line stands before it.
    """
    article = _ARTICLE.match(text)
    if article is not None:
        return _article(article["number"], article["rest"].replace("**", "").strip())
    marked = text.startswith("#") or (text.startswith("**") and text.endswith("**"))
    title = _MARKS.sub("", text).strip()
    if len(title) > LONGEST or not title or title.endswith((";", ",")):
        return None
    closed = title.endswith((".", ":", "?", "!")) and not marked
    division = _DIVISION.match(title)
    if division is not None and not closed and (division["number"] or marked or _alone(division, title)):
        return _division(division, title)
    numbered = _NUMBERED.match(title)
    if numbered is not None and not closed and numbered["title"][0].isupper() and "\t" not in title:
        kind = "paragraaf" if "." in numbered["number"] else "hoofdstuk"
        return Heading(title, section=f"{kind} {numbered['number']}", glossary=bool(_GLOSSARY.search(title)))
    if marked or (first and not closed and "\t" not in title):
        section = None if first else f"onder ‘{title}’"
        glossary = (_GLOSSARY.match if first else _GLOSSARY.search)(title) is not None
        return Heading(title, section=section, glossary=glossary)
    if apart and not closed and ":" not in title and len(title.split()) <= 6 and _GLOSSARY.match(title):
        return Heading(title, section=f"onder ‘{title}’", glossary=True)
    return None


def _article(number: str, rest: str) -> Heading | None:
    """``Artikel 3 is niet van toepassing`` is a sentence; ``Artikel 3. Deze wet …`` is a heading with its text."""
    bare = rest.lstrip(".:–—- ")
    if not bare or bare.startswith(("(", "[")) or (bare[0].isupper() and not bare.endswith((".", ":", ";"))):
        return Heading(bare.strip("()[]"), number, "", glossary=bool(_GLOSSARY.search(bare)))
    if rest[0] in ".:–—-" and not rest.startswith(": de "):
        return Heading("", number, bare)
    return Heading("", number, bare) if bare[0].isupper() or bare[0].isdigit() else None


def _alone(match: re.Match[str], title: str) -> bool:
    """``Toelichting`` and ``Bijlage`` need no number; other divisions do, to be told from sentences."""
    return match["kind"].lower() in (*_EXPLAINING, "bijlage", "annex") and len(title.split()) <= 4


def _division(match: re.Match[str], title: str) -> Heading:
    kind, number = match["kind"].lower(), match["number"]
    glossary = bool(_GLOSSARY.search(title))
    if kind in _EXPLAINING:
        return Heading(title, section="toelichting", notes=True, glossary=glossary)
    kind = {"§": "paragraaf", "annex": "bijlage"}.get(kind, kind)
    section = f"{kind} {number}" if number else kind if kind == "bijlage" else f"onder ‘{title}’"
    return Heading(title, section=section, glossary=glossary)
