"""Words of the closed classes that tell how a text begins, and fixed phrases that stand before an attribute."""

from __future__ import annotations

from typing import Final

QUOTES: Final = frozenset("\"'«»[]")
ARTICLES: Final = frozenset({"de", "het", "een", "'t", "'n", "één", "des", "der"})
COPULAS: Final = (
    ("dit", "is"), ("dat", "is"), ("het", "is"), ("dit", "zijn"), ("dat", "zijn"), ("het", "betreft"),
    ("dit", "betreft"), ("is",), ("was",), ("betreft",), ("betekent",), ("behelst",), ("vormt",), ("betreffen",),
    ("waren",), ("zijnde",),
)  # fmt: skip
"""Verbs that put the text on a level with the term; the genus stands behind them."""
EQUATING: Final = frozenset(copula[0] for copula in COPULAS)
"""The words that these begin with."""
AUXILIARIES: Final = frozenset("worden zijn hebben kunnen moeten mogen zullen".split())
"""Verbs in the plural that stand second in a main clause; as an infinitive they would stand last."""
RELATIVES: Final = frozenset(
    """
    die dat wat wie welke welk hetgeen hetwelk dewelke wiens wier waar waaraan waarachter waarbij waarbinnen waarboven
    waarbuiten waardoor waarheen waarin waarlangs waarmee waarmede waarna waarnaar waarnaast waarom waaromtrent
    waaronder waarop waarover waartegen waartoe waartussen waaruit waarvan waarvandaan waarvoor waarzonder
    """.split()
)
CLAUSE_WORDS: Final = frozenset(
    """
    als indien wanneer omdat doordat zodat terwijl hoewel ofschoon alhoewel mits tenzij zodra nadat voordat totdat
    toen opdat teneinde aangezien ingeval alsof zolang naarmate hoe alvorens vooraleer zoals dan ofwel oftewel want
    maar dus noch hetzij
    """.split()
)
DETERMINER_OR_PRONOUN: Final = frozenset(
    """
    elk elke ieder iedere alle al geen sommige enkele enige veel vele weinig meer meerdere menig menige beide deze dit
    genoeg voldoende allerlei andere ander anderen diverse
    """.split()
)
PRONOUNS: Final = frozenset(
    """
    iemand niemand iedereen eenieder degene degenen diegene diegenen datgene iets niets alles allen zoiets men
    allemaal velen sommigen enkelen enigen beiden hetzelfde dezelfde
    """.split()
)
PERSONAL: Final = frozenset("ik jij je u hij zij ze wij we jullie er hem haar hen".split())
REFLEXIVE: Final = frozenset("zich zichzelf elkaar elkanders".split())
PARTIAL: Final = frozenset({"een", "één"})
"""*een of meer*, *één of meerdere* before a noun."""
MEASURES: Final = frozenset(
    """
    soort type vorm groep aantal reeks stuk deel bedrag paar rij set serie partij lading hoop stel bundel bos glas kopje
    liter kilo gram meter ton percentage categorie klasse variant combinatie hoeveelheid cluster lijst model merk
    gezelschap team kring massa verzameling scala tal veelheid half keten keer maal dozijn
    """.split()
)
"""Nouns that another noun can follow at once (``soort besluit``, ``reeks metingen``)."""
_FIXED: Final = """
in het openbaar|in het geheim|in het bijzonder|in het algemeen|in het buitenland|in het klein|in het groot|in beginsel
in eerste aanleg|in eerste instantie|in hoger beroep|in rechte|in persoon|in eigen beheer|in het kort|in natura
op schrift|op voorhand|op afstand|op verzoek|op aanvraag|op termijn|op papier|op maat|op locatie|op zichzelf
van rechtswege|van overheidswege|van regeringswege|van nature|van oudsher|van gemeentewege|van staatswege
ten behoeve van|ten laste van|ten gunste van|ten name van|ten gevolge van|ten opzichte van|ten minste|ten hoogste
ter beschikking|ter inzage|ter plaatse|ter zake|te koop|te huur|te goeder trouw|te kwader trouw|te water|te voet
met name|met redenen|met elkaar|onder elkaar|met zorg|bij wet|bij verordening|bij koninklijk besluit
zowel|hetzij|de facto|de jure|ex ante|ex post|ad hoc|pro forma|in situ|ex officio|in casu|met terugwerkende kracht
om niet|om baat|naar buiten|naar binnen|van buiten|van binnen|van boven|van onder|al dan niet|meer dan|minder dan
ten minste een|niet meer dan|niet minder dan|zo veel mogelijk|min of meer|door en door|zonder meer
tot en met|sinds kort|voor zover mogelijk|op zich|in zichzelf|van tevoren|met voorrang|in het wild
tot dan toe|tot nu toe|tot nog toe|tot voor kort
langs elektronische weg|langs digitale weg|in digitale vorm|aan elkaar|naast elkaar|boven elkaar|achter elkaar
op elkaar|bij elkaar|los van elkaar|door elkaar|voor elkaar|na elkaar|uit elkaar|van elkaar|tegen elkaar
""".replace("\n", "|")
FIXED: Final[dict[str, frozenset[tuple[str, ...]]]] = {
    first: frozenset(words for phrase in _FIXED.split("|") if (words := tuple(phrase.split()))[:1] == (first,))
    for first in {phrase.split()[0] for phrase in _FIXED.split("|") if phrase.strip()}
}
"""Adverbial phrases without a noun of their own, by their first word."""
LONGEST_FIXED: Final = 4
TRANSPARENT: Final = frozenset(
    "soort type vorm variant categorie klasse ondersoort subtype soorten typen vormen".split()
)
"""Nouns that only announce the genus behind them: ``soort besluit``, ``vorm van samenwerking``."""
