"""Whether ``X is een Y …`` says what X is, or only something about it.

*Een keuring is een onderzoek dat …* defines; *een keuring is een jaar geldig*, *het loket is een succes* and *de
zaak is een last voor de buurt* do not. A sentence counts only if everything in it speaks for a definition: a class,
with what sets the term apart in it. The others are left: a definition that is missed is missed, one that is invented
misleads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from engine.ports import Analyzer, Readings

_TOKEN: Final = re.compile(r"[\w’'-]+|[^\w\s]")
_DETERMINERS: Final = frozenset("een de het elk elke ieder iedere alle".split())
_PRONOUNS: Final = frozenset("degene degenen diegene diegenen datgene hetgeen wie wat al".split())
_RELATIVE: Final = re.compile(
    r"^(?:die|dat|wie|wiens|wier|wat|waar(?:aan|bij|door|in|mee|na|naar|om|onder|op|over|tegen|toe|uit|van|voor)?|"
    r"waarbinnen|waartussen|welke?|hetwelk)$"
)
_PREPOSITIONS: Final = frozenset(
    "van voor met in op aan bij door uit tot tussen zonder naar over onder binnen buiten ter ten om te tegen volgens "
    "waarbij krachtens rond langs boven achter als en of , ( die dat".split()
)
_ABOUT: Final = frozenset(
    "gevaar probleem succes risico uitdaging voorbeeld bron kwestie reden gevolg oorzaak voordeel nadeel plicht "
    "verplichting vereiste voorwaarde taak doel last kans must teken factor feit onderwerp aandachtspunt onderdeel "
    "bedreiging belang criterium prioriteit roep recht zorg keuze wens signaal uitkomst oplossing antwoord ramp zegen "
    "hulp fout blijk stap streven punt aanvulling alternatief uitgangspunt verbetering verrijking vooruitgang "
    "voorziening-in uitzondering schande bezwaar obstakel drempel mijlpaal feest genot plezier "
    "kostenpost proef pilot experiment".split()
)
_MEASURES: Final = frozenset(
    "jaar jaren maand maanden week weken dag dagen uur uren minuut minuten seconde keer maal paar beetje euro procent "
    "meter kilometer kilo aantal poos tijdje stuk stap enkele".split()
)
_ADVERBS: Final = frozenset(
    "niet geen ook wel dan daarom daarmee dus toch soms meestal vaak altijd nooit vooral slechts alleen bijvoorbeeld "
    "nog al reeds weer hier daar veel erg zeer heel te meer minder zo tevens eveneens immers namelijk echter".split()
)
_JUDGING: Final = frozenset(
    "belangrijk belangrijke goed goede slecht slechte groot grote mooi mooie zwaar zware lastig lastige handig handige "
    "nuttig nuttige ingrijpend ingrijpende complex complexe moeilijk moeilijke prettig prettige waardevol waardevolle "
    "essentieel essentiële cruciaal cruciale gevoelig gevoelige ernstig ernstige vervelend vervelende ideaal ideale "
    "uitstekend uitstekende interessant interessante wezenlijk wezenlijke onmisbaar onmisbare dure duur goedkope "
    "gewild gewilde populair populaire effectief effectieve voornaamste belangrijkste beste enige".split()
)
"""Words that praise or blame: they say what somebody thinks of a thing."""
_ONE_OF: Final = re.compile(r"^(?:een|één|eén) van (?:de|het|deze|die|onze)\b", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"\b(?:en|maar|of|,) (?:is|zijn|was|waren|wordt|worden|heeft|hebben|kan|kunnen|moet|moeten|mag|mogen)\b"
)
_DETACHED: Final = re.compile(
    r"\b(?:gisteren|vandaag|morgen|vorig jaar|dit jaar|inmiddels|momenteel|thans)\b", re.IGNORECASE
)


def defines(subject: str, text: str, analyzer: Analyzer | None) -> bool:
    """Whether a sentence is a definition.

    Args:
        subject: verb and article of the term (``is een``, ``is de``, ``betekent``), see ``found.Found``.
        text: what follows the verb.
        analyzer: of the language; without one nothing is certain enough.
    """
    if analyzer is None or _ONE_OF.match(text) or _DETACHED.search(text):
        return False
    tokens = _TOKEN.findall(text)
    if not 3 <= len(tokens) <= 120 or tokens[0].lower() in _ADVERBS:
        return False
    relative = any(_RELATIVE.match(token.lower()) for token in tokens[1:])
    readings = analyzer.analyse([tokens])[0]
    verb, _, article = subject.partition(" ")
    first = tokens[0].lower()
    if first in _PRONOUNS:
        return relative or first == "hetgeen"
    if first == "iemand":
        return relative and article not in ("de", "het")
    noun = _class(tokens, readings, bare=verb == "betekent" or article == "")
    if noun is None or _says_about(tokens, noun, readings):
        return False
    if not relative and (_ends_in_state(readings) or _EVENT.search(text)):
        return False
    if _EVENT.search(_main(text)):
        return False
    if article in ("de", "het"):
        return relative
    if verb == "zijn" and first in ("een", "de", "het"):
        return relative
    return relative or (len(tokens) - noun > 2 and len(tokens) > 4)


def _class(tokens: Sequence[str], readings: Sequence[Readings], *, bare: bool) -> int | None:
    """Where the noun stands that names the class, if the text begins with a phrase of one."""
    start = 1 if tokens[0].lower() in _DETERMINERS else 0
    if start == 0 and not bare:
        return None
    for at in range(start, min(len(tokens), start + 12)):
        tags = {reading.tag for reading in readings[at]}
        following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        after = {reading.tag for reading in readings[at + 1]} if at + 1 < len(tokens) else set()
        noun = "NOUN" in tags or ("VERB" in tags and start == 1 and tokens[0].lower() == "het") or not tags
        if noun and (following in _PREPOSITIONS or _RELATIVE.match(following) or not following or following in ".;"):
            return at
        if tokens[at].lower() in _ADVERBS:
            return None
        if noun and after and not after & {"ADJ", "ADV", "VERB", "AUX", "NOUN", "PROPN", "NUM"}:
            return None
    return None


def _says_about(tokens: Sequence[str], noun: int, readings: Sequence[Readings]) -> bool:
    """Whether the class is none, but a judgement or a measure (``een gevaar voor``, ``een jaar geldig``)."""
    head = tokens[noun].lower()
    if head in _ABOUT or any(token.lower() in _JUDGING for token in tokens[:noun]):
        return True
    if head.endswith("je") and not (noun + 1 < len(tokens) and _RELATIVE.match(tokens[noun + 1].lower())):
        return True
    if any(token.lower() in _MEASURES for token in tokens[: noun + 1]):
        following = tokens[noun + 1].lower() if noun + 1 < len(tokens) else ""
        return not (_RELATIVE.match(following) and head in _MEASURES)
    return False


def _ends_in_state(readings: Sequence[Readings]) -> bool:
    """Whether the last word is an adjective or participle: ``een vergunning vereist``, ``een dag beschikbaar``."""
    last = next((each for each in reversed(readings) if each and each[0].tag != "PUNCT"), ())
    return bool(last) and all(reading.tag in ("ADJ", "VERB", "ADV", "ADP") for reading in last)


def _main(text: str) -> str:
    """The text before its first relative clause."""
    words = text.split(" ")
    at = next((at for at, word in enumerate(words) if at and _RELATIVE.match(word.lower().strip(","))), len(words))
    return " ".join(words[:at])
