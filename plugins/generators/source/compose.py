"""A definition as one text out of its place: without what leads to it, its lists joined, no stop at its end.

No word is added and none is left out but the markers of lists. Where the list says how its items hang together
(``; of`` before the last), they become one phrase; where it does not, the colon and the semicolons stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 4000
"""Characters of a definition; what is longer is no definition but a text that was taken for one."""

_SPACE: Final = re.compile(r"\s+")
_STRONG: Final = re.compile(r"\*\*")
_END: Final = re.compile(r"[\s;,.:]+$")
_CONJUNCTION: Final = re.compile(r"[;,]?\s+(?P<word>en/of|en|of|dan wel|alsmede|alsook|onderscheidenlijk)\s*[;,:]?$")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:bijv|enz|etc|e\.d|a\.i|dr|mr|nr|jo|c\.s|o\.a|d\.w\.z|m\.m|art|lid|sub|B\.V|N\.V|b\.v))\.$"
)
_LEADS_ON: Final = frozenset(
    "die dat wat wie waar waaraan waarbij waardoor waarin waarmee waarna waarnaar waarom waaronder waarop waarover "
    "waarvan waarvoor waartoe waaruit waartegen welke welks hetgeen om te in op aan uit van voor met bij door tot naar "
    "over onder tussen zonder tegen binnen buiten per als indien mits tenzij omdat doordat zodat wanneer zolang "
    "voordat nadat terwijl of en het de een zich zijn is wordt worden heeft hebben kan kunnen en/of ter ten hij zij "
    "men betreffende inzake omtrent tijdens gedurende na vanaf ofwel hetzij zijnde wegens krachtens ingevolge".split()
)
_OPEN: Final = re.compile(r"\b(?:die|dat|waar\w*|wie|wiens|indien|mits|tenzij|voor zover|omdat|wanneer)\b")
_REFERS: Final = re.compile(
    r"^(?:(?:wat|hetgeen|dat wat) (?:daar|hier)?onder wordt verstaan in|hetgeen (?:daaronder )?wordt verstaan in|"
    r"(?P<what>\S+(?: \S+){0,7}?),? (?:(?:als |zoals )?(?:bedoeld|omschreven|gedefinieerd|genoemd) in|in de zin van)|"
    r"hetzelfde als in|dezelfde betekenis als in)"
    r" (?P<where>(?:de |het )?(?:artikel|artikelen|art\.|bijlage|hoofdstuk|paragraaf|onderdeel|titel|[A-Z])[^;]*)$"
)
_MORE: Final = re.compile(
    r",? (?:die|dat|waarvan|waarbij|waarin|waarop|met uitzondering|voor zover|niet zijnde|met dien)\b|;"
)


@dataclass(slots=True)
class Body:
    """What stands behind the name: the text, and the items below it with how deep they are."""

    text: str
    items: list[tuple[int, str]] = field(default_factory=list)

    def add(self, depth: int, text: str, *, opens: bool) -> None:
        """Add an item, or text that goes on with what came last."""
        if opens:
            self.items.append((depth, text))
        elif self.items:
            last_depth, last = self.items[-1]
            self.items[-1] = (last_depth, f"{last} {text}")
        else:
            self.text = f"{self.text} {text}"

    def compose(self) -> str:
        """The definition; empty if there is none, or what is found cannot be one."""
        text = _joined(self.text, self.items)
        text = finish(text)
        return text if len(text) <= LONGEST else ""


def finish(text: str) -> str:
    """A text without marks at its end, its spaces single; the stop of an abbreviation stays."""
    text = _SPACE.sub(" ", _STRONG.sub("", text)).strip()
    cut = _CONJUNCTION.sub("", text) if text.endswith(("; en", "; of", "; en/of", ";en")) else text
    while cut and cut[-1] in ";,.: " and not _ABBREVIATED.search(cut):
        cut = cut[:-1]
    return _unquoted(cut.lstrip(":–—- =\t"))


def refers(definition: str) -> str | None:
    """The place that a definition only refers to: ``vergunning als bedoeld in artikel 4`` says ``artikel 4``."""
    match = _REFERS.match(definition)
    if match is None or _MORE.search(match["where"]):
        return None
    if match["what"] and re.search(r"\b(?:die|dat|waar\w*|wie[ns]?)\b|[;:]", match["what"]):
        return None
    return match["where"].strip()


def _unquoted(text: str) -> str:
    pairs = {"‘": "’", "“": "”", "„": "”", '"': '"', "«": "»"}
    if len(text) > 2 and pairs.get(text[0]) == text[-1] and text.count(text[-1]) == (2 if text[0] == text[-1] else 1):
        return text[1:-1]
    return text


def _joined(text: str, items: Sequence[tuple[int, str]]) -> str:
    """A text with the items below it."""
    if not items:
        return text
    level = items[0][0]
    groups: list[tuple[str, list[tuple[int, str]]]] = []
    for depth, item in items:
        if depth <= level or not groups:
            groups.append((item, []))
        else:
            groups[-1][1].append((depth, item))
    return _phrase(text.rstrip(), [_joined(item, below) for item, below in groups])


def _phrase(intro: str, items: list[str]) -> str:
    words = [_CONJUNCTION.search(item) for item in items]
    said = words[-2]["word"] if len(items) > 1 and words[-2] else None
    plain = [finish(item) for item in (_CONJUNCTION.sub("", item) for item in items)]
    plain = [item for item in plain if item]
    if said is None and len(plain) > 1:
        return f"{_with_colon(intro)} {'; '.join(plain)}".strip()
    if len(plain) < 2:
        joined = "".join(plain)
    else:
        comma = any("," in item or ";" in item for item in plain[:-1]) and len(plain) > 2
        joined = ("; " if comma else ", ").join(plain[:-1]) + f" {said} {plain[-1]}"
    return f"{_without_colon(intro)} {joined}".strip()


def _with_colon(intro: str) -> str:
    return intro if not intro or intro.endswith(":") else f"{intro}:"


def _without_colon(intro: str) -> str:
    """The colon goes where the words before it lead on by themselves (``die:``); elsewhere it is needed."""
    words = [word.strip(",").lower() for word in intro.rstrip(": ").split()]
    leads = bool(words) and (
        words[-1] in _LEADS_ON or (_OPEN.search(" ".join(words[-6:])) and "volgende" not in words[-6:])
    )
    return intro.rstrip(": ") if leads else intro
