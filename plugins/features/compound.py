"""Compounds by their parts, with linking letters: which last part of a word is its head.

Written over the analyzer's port rather than its tables, so that every analyzer serves; ``plugins.analyzers.compounds``
does the same inside the lexical analyzer, for nouns only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.ports import Analyzer

LINKS: Final = ("", "s", "en", "e", "n", "er", "-", "s-", "en-")
MIN_FIRST: Final = 3
MIN_HEAD: Final = 3
PREFIXES: Final = frozenset("be ge ver her ont on er mis te".split())
"""First parts that begin no compound, even where a corpus has such a term."""
MIN_BOTH: Final = 7
"""Fewer letters together are found by chance too often."""
NO_FIRST: Final = frozenset(
    """
    aan achter af be bij boven buiten dan de der die dit door een ge hem het heen her hier hij hoe in is kan langs los
    maar mede extra super ultra mega semi quasi pseudo anti contra ex niet non mee mis na naar nog om omver on onder
    ont op over per pro rond samen te tegen ten ter terug toe tot uit van ver vol voor vooraf voort wan wat weg weer
    wie zal zeer zo
    """.split()
)
"""Particles, prefixes and function words: a word that begins with one is not certainly a kind of its last part."""
NO_HEAD: Final = frozenset(
    """
    schap dom heid aar ier ij ing ling tie lijk baar loos ster nis teit iet oor ader eis ans ton lof
    """.split()
)
"""Endings that are suffixes, or nouns that words end in by chance."""
WHOLE: Final = frozenset(
    """
    paleis karton kanton kantoor oordeel minister venster kasteel termijn balans testament parket partij portier
    rapport kapitaal meester burgemeester register monster artikel landschap waterschap eigendom rijkdom bisdom verlof
    slachtoffer kosten lichaam hoofdstuk huisarts maatschap maatschappij boodschap eigenschap gemeenschap wetenschap
    vennootschap nalatenschap heerschappij ouderschap wapenstilstand kenteken loket project product pensioen concern
    orkaan banket bestand bestuur verband verslag getal gezag gebaar gevaar bezwaar exemplaar kandidaat advocaat
    resultaat mandaat citaat syndicaat internaat apparaat formaat klimaat traktaat aardappel handdoek handvat bandiet
    tarief motief actief archief proef proefschrift toetsenbord dagvaarding rechter
    """.split()
)
"""Words that only look like compounds, or whose sense is not that of their last part."""


CHANCE: Final = frozenset(
    """
    sieraad weekend oorlog maatregel eiland paspoort grondslag doodslag maatstaf tijdschrift handleiding
    handtekening kenmerk oogmerk waarmerk schildpad vleermuis walvis nijlpaard zeehond rechtbank ambacht opdracht
    eendracht tweedracht wethouder stadhouder voorzitter voogdij raadsel maaltijd huwelijk vijand heiland vaderland
    hoofdzaak oorzaak noodzaak doolhof tijdperk meerval zaterdag ellenboog armoede gemeente rotonde papier getijde
    manier kandelaar toernooi lidmaat werkelijkheid ziekenhuis gasthuis weerhaak bolwerk raamwerk leidraad
    draagvlak steekproef handvest zeebaars oogst standpunt kortsluiting levensloop zandloper hoogtepunt uurwerk
    leenman hertog kopstuk handlanger landloper luistervink waterhoofd dwarsligger pandjeshuis stamboom boegbeeld
    evenbeeld tijdbom hinderpaal mijlpaal gewest ijsbeer zeeleeuw zeepaard paardenbloem klokhuis slakkenhuis
    stoelgang rechtsgang loopgraaf dijkgraaf markgraaf paragraaf telegraaf fotograaf autograaf huisraad dageraad
    kameraad aalmoes moeras kompas terras karkas standaard toneel paneel karwei oorkonde akkoord arrest krediet
    kassier massage ballast balkon tandem penning bankroet bedrag bedding besluit beslag bestek raadsheer
    gevangenis bedelaar pandoer havik kanvas kalender lantaarn kapel bordeel juweel tafereel kameel penseel moedwil
    vrijheid eigenaar landerij boerderij kapsel tempel stempel sleutel spiegel vleugel schotel ketel kachel kerkhof
    kwartier officier rivier plezier vizier scharnier formulier pionier koerier barrière carrière kampioen miljoen
    patroon persoon kroon spion pension station tapijt profijt respijt solist artikel oester meester orkest protest
    verpest podium kolom
    """.split()
)
"""Words that end in a noun by chance, or that only history calls a kind of it: a ``dijkgraaf`` is no ``graaf``."""


def compound_parts(word: str, head: str, analyzer: Analyzer | None, known: frozenset[str] = frozenset()) -> str | None:
    """The first part of ``word`` if ``word`` (lower case) is a compound with the head ``head``; else ``None``.

    Args:
        word: the whole word, singular.
        head: what it may end in.
        analyzer: tells whether the first part is a word that compounds begin with.
        known: first parts that are known otherwise, such as terms of the corpus.
    """
    if not word.endswith(head) or word in WHOLE or word in CHANCE or head in NO_HEAD or len(head) < MIN_HEAD:
        return None
    first = word[: len(word) - len(head)]
    if first.endswith("-") and len(first) > 2:
        return first.rstrip("-")
    bases = [first.removesuffix(link) for link in LINKS if first.endswith(link)]
    told = next((base for base in bases if base in known and base not in PREFIXES), None)
    if told is not None:
        return told
    if len(word) < MIN_BOTH:
        return None
    return next((base for base in bases if _can_begin(base, analyzer)), None)


def _can_begin(base: str, analyzer: Analyzer | None) -> bool:
    """Whether compounds can begin with this: a noun, name, adjective, number or the stem of a verb."""
    if len(base) < MIN_FIRST or base in NO_FIRST or analyzer is None:
        return False
    readings = analyzer.analyse([[base]])[0][0]
    return any(
        reading.tag in ("NOUN", "ADJ", "NUM", "PROPN") or (reading.tag == "VERB" and "fin" in reading.marks)
        for reading in readings
    )
