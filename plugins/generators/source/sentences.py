"""Sentences that define: ``Onder X wordt verstaan …``, ``Met X bedoelen wij …``, ``X betekent …``, ``X (hierna: Y)``.

Each pattern says of one sentence what it defines. What only widens or narrows a term (``wordt mede verstaan``) is no
definition of it, and neither is a condition, a question or what could be (``kan worden aangemerkt als``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plugins.generators.source.compose import Body, finish
from plugins.generators.source.found import Found, Kind
from plugins.generators.source.outline import Block
from plugins.generators.source.terms import names

LONGEST: Final = 4000
"""Characters of a sentence."""
_SIGN: Final = re.compile(
    r"\b(?:versta|bedoel|aangemerkt|beschouwd|geldt|gelden|gedefinieerd|omschreven|luidt|staat voor|betekent|is|zijn|"
    r"hierna|verder|vervolg|definitie|betekenis|omschrijving)"
)
"""A sentence without any of these words defines nothing."""
MOST_ITEMS: Final = 200
"""Items of a list below a sentence that are looked at."""
_BREAK: Final = re.compile(r"(?P<end>[.!?][’”\"')]?)\s+(?=[A-ZÀ-Ý‘“„\"'(])")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:art|artt|lid|nr|nrs|o\.a|m\.n|d\.w\.z|bijv|bv|vgl|jo|mr|dr|drs|ir|prof|blz|p|ca|c\.q|resp|zgn|i\.v\.m|"
    r"t\.a\.v|m\.b\.t|t\.o\.v|St|[A-Z]|\d{1,3})\.$"
)
_CONDITION: Final = re.compile(
    r"(?:als|indien|wanneer|zodra|zolang|tenzij|mits|omdat|hoewel|ofschoon|doordat|nadat|voordat|totdat)\s",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(
    r"\b(?:mede|niet|geen|ook|eveneens|tevens|slechts|alleen|uitsluitend|kan|kunnen|kon|mag|mogen|zou|zouden|bijvoorbeeld|"
    r"onder (?:meer|andere))\b",
    re.IGNORECASE,
)
_NAME: Final = r"(?P<name>[^:;?!]{1,160}?)"
_REST: Final = r"(?P<sep>\s*:\s*|\s+)(?P<text>.+)$"
_COLON: Final = r"(?P<sep>:\s*)(?P<text>.+)$"
_SCOPE: Final = r"(?:(?:bij|in|voor)\s[^:;?!]{1,260}?\s)"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:onder)\s+{_NAME}\s+(?:wordt|worden)\b(?P<mid>[^:;?!]{{0,160}}?)\s?\bverstaan\b(?P<after>)?{_REST}",
        rf"^{_SCOPE}(?:wordt|worden),?\s+(?P<mid>[^:;?!]{{0,160}}?)\bonder\s+{_NAME}\s+verstaan{_REST}",
        rf"^{_SCOPE}(?:wordt|worden)\s+(?P<mid>)(?:verstaan onder|bedoeld met)\s+{_NAME}{_COLON}",
        r"^(?:deze|dit)\s[a-z]+\sverstaat(?P<mid>[^:;?!]{0,60}?)\sonder\s+(?P<name>[^:;?!]{1,160}?)(?P<sep>:\s*)(?P<text>.+)$",
        rf"^onder\s+{_NAME}\s+versta(?:an|at)\s+(?:w[ei]j?|men|ik|(?:de|het) \w+)\b(?P<mid>[^:;?!]{{0,60}}?){_REST}",
        rf"^met\s+{_NAME}\s+(?:wordt|worden)\b(?P<mid>[^:;?!]{{0,160}}?)\s?\bbedoeld\b{_REST}",
        rf"^met\s+{_NAME}\s+(?:bedoelen|bedoelt)\s+(?:we|wij|men|de \w+|het \w+)\b(?P<mid>){_REST}",
        rf"^als\s+{_NAME}\s+(?:wordt|worden|geldt|gelden)\b(?P<mid>[^:;,?!]{{0,120}}?)\s?\b(?:aangemerkt|beschouwd)\b{_REST}",
        rf"^als\s+{_NAME}\s+(?:geldt|gelden)\b(?P<mid>[^:;,?!]{{0,60}}?){_COLON}",
        rf"^{_SCOPE}(?:wordt|worden)\s+(?P<mid>)als\s+{_NAME}\s+(?:aangemerkt|beschouwd){_REST}",
        rf"^{_SCOPE}(?:wordt|worden)\s+(?P<mid>)aangemerkt als\s+(?P<name>[^:;?!]{{1,160}}?)(?P<sep>:\s*)(?P<text>.+)$",
        r"^(?:de\s)?(?:definitie|betekenis|omschrijving)\svan\s(?P<name>[^:;?!]{1,160}?)\s(?:luidt|is)(?P<mid>[^:;?!]{0,30}?)(?P<sep>:\s*)(?P<text>.+)$",
        rf"^{_NAME}\s+(?:wordt|worden)(?P<mid>[^:;?!]{{0,100}}?)\s(?:gedefinieerd|omschreven)\sals{_REST}",
        rf"^(?:onder\s+)?(?:de\s(?:term|afkorting)|het\s(?:begrip|woord))\s{_NAME}\s(?:staat\svoor|betekent)(?P<mid>){_REST}",
    )
)
_MORE_UNDER: Final = re.compile(r";\s+(?:en\s+)?(?=onder\s)")
_SHORT_UNDER: Final = re.compile(
    r"^onder\s+(?P<name>[^:;?!]{1,160}?)(?:\s+wordt\s+verstaan)?(?P<sep>:\s*)(?P<text>.+)$", re.IGNORECASE
)
_CALLED: Final = re.compile(
    r"\((?:hierna|verder|in het vervolg)(?:,? (?:ook|tevens))?(?: te noemen| genoemd| aangeduid als)?\s*:?\s+"
    r"(?P<name>[^():;]{1,80})\)"
)
_BETEKENT: Final = re.compile(
    r"^(?P<name>[^:;,?!]{1,120}?)\s+betekent(?P<scope>\s+(?:hier|in\s(?:deze|dit|het|de)\s\w+))?,?(?P<sep>:?\s+)(?P<text>[^?]+)$",
    re.IGNORECASE,
)
_IS: Final = re.compile(r"^(?P<name>[^:;?!]{1,140}?)\s+(?P<verb>is|zijn)\s+(?P<text>[^?]+)$")
_INSERTED: Final = re.compile(
    r"^(?:in|bij|voor)\s(?:de\szin\svan\s|de\stoepassing\svan\s)?(?:dit|deze|die|de|het)\s[a-z]+(?:\sen\sde\sdaarop\sberustende\sbepalingen)?,?\s",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?P<article>een|de|het|elke?|iedere?)\s", re.IGNORECASE)
_POINTING: Final = re.compile(
    r"^(?:dit|dat|deze|die|zo’n|zulke?|er|hij|zij|hier|daar|het|wij|we|wat|wie|welke?)\b(?!\s\w+\s\w)", re.IGNORECASE
)
_HERE: Final = re.compile(
    r"^(?:dit|dat|deze|die|zo’n|zulke?|er|hier\w*|daar\w*|mijn|onze|uw|hun|zijn|haar)\s", re.IGNORECASE
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph. Time grows with its length."""
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end("end")
        if match["end"][0] == "." and _ABBREVIATION.search(text[max(start, end - 12) : end]):
            continue
        yield text[start:end].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def defined(blocks: Sequence[Block], taken: frozenset[int]) -> Iterator[Found]:
    """The definitions in the sentences of blocks that no list has taken."""
    for order, block in enumerate(blocks):
        if order in taken or block.heading is not None or "\t" in block.text:
            continue
        kind = Kind.ARTICLE if block.place.statutory else Kind.RUNNING
        parts = list(sentences(block.text))
        for number, sentence in enumerate(parts):
            last = number == len(parts) - 1
            yield from _sentence(sentence, block, order, kind, _below(blocks, order) if last else [])


def _below(blocks: Sequence[Block], order: int) -> list[Block]:
    """The items of the list that a block opens."""
    own = blocks[order]
    found: list[Block] = []
    for block in blocks[order + 1 : order + 1 + MOST_ITEMS]:
        same = block.place.article == own.place.article and block.place.lid == own.place.lid
        if block.heading is not None or block.depth <= own.depth or not same:
            break
        found.append(block)
    return found


def _sentence(sentence: str, block: Block, order: int, kind: Kind, below: Sequence[Block]) -> Iterator[Found]:
    if len(sentence) > LONGEST or sentence.endswith("?") or not _SIGN.search(sentence):
        return
    yield from _called(sentence, block, order, kind)
    first, *others = _MORE_UNDER.split(sentence) if ";" in sentence else [sentence]
    match = _pattern(first)
    if match is not None:
        yield from _found(match["name"], match["text"], block, order, kind, [] if others else below)
        for other in others:
            short = _SHORT_UNDER.match(other) or _pattern(other)
            if short is not None:
                yield from _found(short["name"], short["text"], block, order, kind, [])
        return
    if _CONDITION.match(sentence) or _HERE.match(sentence):
        return
    for pattern in (_BETEKENT, _IS):
        match = pattern.match(sentence)
        if match is not None and len(match["name"].split()) <= 14:
            article = _ARTICLE.match(match["name"])
            subject = article["article"].lower() if article else ""
            text = _INSERTED.sub("", match["text"])
            verb = "betekent" if pattern is _BETEKENT else match["verb"]
            yield Found(names(match["name"]), finish(text), kind, block.place, order, f"{verb} {subject}".strip())
            return


def _pattern(sentence: str) -> re.Match[str] | None:
    for pattern in _PATTERNS:
        match = pattern.match(sentence)
        if match is None:
            continue
        weak = _WEAK.search(match["mid"] or "") or _WEAK.match(match["text"])
        if weak or _HERE.match(match["name"] + " ") or match["text"].startswith("dat "):
            return None
        return match
    return None


def _found(name: str, text: str, block: Block, order: int, kind: Kind, below: Sequence[Block]) -> Iterator[Found]:
    body = Body(text)
    for item in below:
        body.add(item.depth, item.text, opens=item.opens)
    composed, called = body.compose(), names(name)
    if composed and called and any(letter.isalpha() for letter in composed):
        yield Found(called, composed, kind, block.place, order)


def _called(sentence: str, block: Block, order: int, kind: Kind) -> Iterator[Found]:
    """``het register van schepen (hierna: het register)``: what stands before, from where the same word begins."""
    for match in _CALLED.finditer(sentence):
        called = names(match["name"])
        before = sentence[max(0, match.start() - 300) : match.start()].strip()
        text = _thing(before, called[0]) if called else None
        if text:
            yield Found(called, text, kind, block.place, order)


def _thing(before: str, name: str) -> str | None:
    """The words that a short name stands for: from its first word, or with its letters as their initials."""
    words = before.split()
    folded = [word.casefold().strip(",.;:‘’“”()") for word in words]
    head = name.split(" ", maxsplit=1)[0]
    if head in folded[:-1]:
        at = len(folded) - 1 - folded[::-1].index(head)
        text = finish(" ".join(words[at:]))
        return text if len(text) > len(name) else None
    return _initials(words, name)


def _initials(words: list[str], name: str) -> str | None:
    letters = [letter for letter in name if letter.isalnum()]
    if not 2 <= len(letters) <= 8 or " " in name:
        return None
    small = {"de", "het", "van", "voor", "en", "in", "op", "der", "des", "tot", "te"}
    at, left = len(words), letters[:]
    while at > 0 and left and len(words) - at < 12:
        at -= 1
        word = words[at].casefold().strip("‘’“”(,")
        if word[:1] == left[-1]:
            left.pop()
        elif word not in small:
            return None
    return finish(" ".join(words[at:])) if not left else None
