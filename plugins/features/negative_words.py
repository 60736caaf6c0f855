"""Words that deny, words with a denying affix, and words that mean a lack or a refusal. Written for this project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

FREE: Final = frozenset(
    """
    niet geen noch nooit nimmer niemand niets nergens zonder evenmin geenszins allerminst allesbehalve nimmermeer niks
    geeneen
    """.split()
)
"""Words that deny by themselves."""
EXCLUDING: Final = frozenset({"behalve", "uitgezonderd", "uitgesloten", "behoudens", "exclusief"})
NO_UN: Final = frozenset(
    """
    onder ongeveer ondanks onlangs onmiddellijk onverwijld onkosten onweer onkruid ondier ongeval ongeluk ongelukkig
    onraad onze ongeacht onthaal onverhoopt onroerend onderdeel onderdaan ongedierte ontegenzeglijk onheil onzin
    onheus onmens ongemeen onthouden onverlet oneven onstuimig onwel ontbijt ongeveer-de ongehuwde ongedaan onomwonden
    onverkort onherroepelijk onvoorwaardelijk onafhankelijk onbezoldigd onbeperkt
    """.split()
)
"""Words in ``on-`` that deny nothing, or that are the plain name of a quality."""
LEARNED: Final = frozenset(
    """
    inactief inadequaat incompleet incorrect indirect ineffectief inefficiënt informeel inhumaan inconsistent
    incompetent incompatibel inconsequent inflexibel instabiel insolvent intolerant invalide invariant inofficieel
    indiscreet illegaal illegitiem illiquide illusoir immaterieel immobiel immoreel impopulair imperfect irrationeel
    irreëel irrelevant irregulier irreversibel asociaal asymmetrisch asynchroon atypisch abnormaal amoreel apolitiek
    aseksueel aritmisch ademloos atonaal aperiodiek acyclisch ahistorisch atheïstisch anorganisch analfabeet anoniem
    """.split()
)
"""Words with ``in-``, ``il-``, ``im-``, ``ir-`` or ``a-`` that deny the rest."""
LACK_VERBS: Final = frozenset(
    """
    ontbreken missen ontberen weigeren afwijzen verwerpen ontzeggen verbieden ontkennen nalaten verzuimen uitsluiten
    uitzonderen beletten verhinderen ontkrachten afkeuren wraken verwaarlozen
    """.split()
)
LACK_NOUNS: Final = frozenset(
    """
    afwezigheid verzuim weigering afwijzing verbod ontkenning uitsluiting uitzondering ontbreken ontzegging gemis
    tekort afkeuring nalatigheid
    """.split()
)
LACK_ADJECTIVES: Final = frozenset(
    "nietig failliet gezakt mislukt vergeten illegaal vals afwezig leeg verboden nalatig weigerachtig absent".split()
)
MEANS_LACK: Final = frozenset(
    """
    afwezige afwezigheid absentie absente absenteïsme braakland braakliggend stilstand windstilte nietigheid afwezig
    wees weduwe weduwnaar vondeling dakloze zwerver vrijgezel alleenstaande wanbetaler wanbetaling wanprestatie
    verstek verzuim nalatigheid armoede faillissement leegstand vacature vacuüm stilte duisternis honger analfabeet
    analfabetisme vreemdeling staatloze illegaal blinde dove invalide handicap beperking tekort gebrek schaarste gemis
    afwezigheid ontheffing vrijstelling verbod weigering afwijzing ontzegging stopzetting staking boycot braak
    woestijn uitval uitzondering uitsluiting ontslag vrijspraak sepot amnestie gratie anonimiteit vegetariër veganist
    atheïst atheïsme celibaat vasten onthouding geheelonthouder abstinentie nul leegte minderjarige minderjarigheid
    leek amateur vegetarisch veganistisch glutenarm alcoholvrij bezwaarloos schraal buitenstaander zwartrijder
    spijbelaar spijbelen deserteur hiaat leemte kaalslag kaal kaalheid ontbossing ontvolking ontmanteling ontwapening
    ontkerkelijking ontgroening ontzetting ontbering droogstand blindganger nietigheid omissie dode duister wildernis
    bankroet stilstand braakland restafval restgroep verstekeling sterfte blokkade embargo wegblijver blind naakt leeg
    gratis leegloop buitenland buitengebied
    """.split()
)
"""Terms that mean a lack by their own sense; also as last part of a compound."""

LONG_SENSES: Final = tuple(sense for sense in MEANS_LACK if len(sense) > 4)
"""Those that may be the last part of a compound."""

Known = Callable[[str], bool]


def denies_by_affix(word: str, known: Known) -> bool:
    """Whether a word (lemma) carries ``on-``, ``in-``, ``a-``, ``non-`` or ``-loos``; ``known`` tells words."""
    if word.startswith(("niet-", "non-")):
        return True
    if word in LEARNED or (word.endswith("e") and word[:-1] in LEARNED):
        return True
    if word.endswith(("loos", "loze", "loosheid")) and len(word) > 6:
        return True
    if not word.startswith("on") or word.startswith("onder") or word in NO_UN or len(word) < 6:
        return False
    return known(word[2:])


def means_lack(word: str, known: Known) -> bool:
    """Whether a term's word (lemma) means a lack, by affix, by its last part, or by its own sense."""
    if denies_by_affix(word, known) or (word.startswith("on") and word in NO_UN and known(word[2:])):
        return True
    if word.startswith(("ex-", "wan")) and known(word[3:]):
        return True
    if word.startswith("buiten") and known(word[6:]):
        return True
    if word.endswith(("vrij", "vrije", "arm", "arme")) and len(word) > 6:
        return True
    return word in MEANS_LACK or word.endswith(LONG_SENSES)
