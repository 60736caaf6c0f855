"""Words of a differentia that only says whose, where or about what, for ``bare_owner``. Written for this project."""

from __future__ import annotations

from typing import Final

from plugins.features.noun_class import NounClass

PLACING: Final = frozenset("van binnen uit in bij door voor aan op namens vanuit".split())
STATES: Final = frozenset({"in", "op", "aan"})
"""Before a singular noun without article these tell a state, which does distinguish: ``in dienst``, ``op proef``."""
ABOUT: Final = frozenset(
    """
    over inzake aangaande omtrent betreffende rond rondom volgens krachtens ingevolge qua conform onder tijdens
    """.split()
)
"""Prepositions of a subject or ground: empty before one of ``WIDE`` only (``over het milieu``, ``volgens de wet``)."""
LONG: Final = tuple(
    tuple(phrase.split())
    for phrase in """
    met betrekking tot|ten aanzien van|op het gebied van|op het terrein van|in het kader van|op grond van|op basis van
    in de zin van|in verband met|in de sfeer van|op het vlak van|binnen het kader van|ter zake van
    van de zijde van|van de kant van|uit naam van|in naam van|ten dienste van|in opdracht van
    """.strip()
    .replace("\n", "|")
    .split("|")
)
"""Prepositions of more words; most specific prepositions are not here."""
SKIPPED: Final = frozenset("ergens afkomstig behorend behorende horend horende werkzaam".split())
"""Words that may stand before the preposition without saying more."""
VAGUE_ATTRIBUTES: Final = frozenset(
    """
    openbaar openbare publiek publieke sociaal sociale algemeen algemene nederlands nederlandse landelijk landelijke
    maatschappelijk maatschappelijke betreffend betreffende betrokken bevoegd bevoegde verantwoordelijk
    verantwoordelijke dagelijks dagelijkse
    bepaald bepaalde zeker zekere ander andere
    """.split()
)
WIDE: Final = frozenset(
    """
    wet wetten wetgeving regelgeving regels recht strafrecht privaatrecht bestuursrecht belastingrecht
    vreemdelingenrecht arbeidsrecht familierecht staatsrecht huurrecht milieurecht overheid overheden staat rijk
    land buitenland binnenland nederland europa samenleving maatschappij wereld organisatie organisaties instelling
    instellingen instantie instanties bedrijf bedrijven onderneming ondernemingen burger burgers mensen personen
    persoon iemand individu individuen publiek bevolking partij partijen betrokkene betrokkenen zorg jeugdzorg
    gezondheidszorg ouderenzorg onderwijs milieu natuur ruimte omgeving economie cultuur sport politiek bestuur
    justitie politie defensie reclassering sector branche markt praktijk verkeer landbouw handel financiën bouw
    personeel veiligheid zekerheid domein vakgebied systeem proces procedure situatie zaken dingen onderwerp
    onderwerpen gebied terrein keten rechtspraak strafrechtketen hulpverlening dienstverlening leven werk
    """.split()
)
"""Domains and bodies so wide that being in or of one shuts out next to nothing."""
WIDE_ENDINGS: Final = (
    "zorg", "onderwijs", "recht", "sector", "branche", "wereld", "wezen", "keten", "praktijk", "domein", "industrie",
    "personeel", "gebouw",
)  # fmt: skip
"""Compounds with these name a domain, too wide behind a genus that is wide itself."""
TELLS_WITH_VAN: Final = frozenset("nederland europa rijk staat land recht wet ruimte leven werk".split())
"""Of ``WIDE``, those that do tell behind ``van`` (``inwoner van Nederland``, ``artikel van een wet``)."""
CONTENT_GENERA: Final = frozenset(
    """
    verslag lijst overzicht register bewijs kosten kaart foto rapport dossier kopie afschrift beschrijving weergave
    tekening boek bestand akte film opname afbeelding verzameling schema tabel notulen staat model opgave som prijs
    vergoeding gegeven informatie kenmerk eigenschap toestand situatie gebeurtenis gevolg resultaat onderzoek
    bericht melding handeling activiteit werkzaamheid actie taak procedure proces registratie teken mededeling
    contract afspraak controle inspectie keuring toets beoordeling aanduiding code cijfer afbeelding publicatie
    tarief premie waarde bijdrage bewerking maatregel toestand fout
    """.split()
)
"""Genera whose ``van`` brings what they are about: that tells, unless it is a body (``verslag van een dienst``)."""
TAKES: Final = {
    "op": frozenset(
        """
        recht aanspraak belasting heffing toezicht controle uitzondering beslag aanval reactie antwoord inbreuk
        toeslag korting bezwaar aanvulling verbod wijziging variant visie kans inspectie
        """.split()
    ),
    "in": frozenset(
        """
        les onderwijs opleiding cursus training handel specialist deskundige belegging investering groei verandering
        wijziging deelname inzage verlies aandeel adviseur
        """.split()
    ),
    "uit": frozenset("inkomsten opbrengst winst afval ontslag straling".split()),
    "over": frozenset("toezicht gezag macht belasting rente zeggenschap".split()),
}
"""Genera that are incomplete without what this preposition brings: that tells (``recht op onderwijs``)."""
GIVEN: Final = frozenset(
    {NounClass.THING, NounClass.PLACE, NounClass.PERSON, NounClass.DOCUMENT, NounClass.ORGANISATION}
)
"""What can be ``aan`` or ``voor`` something by place; elsewhere these bring a receiver or object, which tells."""
PEOPLE: Final = frozenset("burgers mensen personen persoon iemand individu individuen burger".split())
UTTERANCES: Final = frozenset(
    """
    verklaring verslag advies oordeel beslissing besluit uitspraak bevel bericht melding mededeling klacht verzoek
    """.split()
)
"""Genera that the office of who utters them does tell apart (``verklaring van een getuige``)."""
ANYONE: Final = frozenset(
    """
    persoon mens burger individu iemand betrokkene belanghebbende medewerker ambtenaar functionaris werknemer klant
    bestuurder inwoner deskundige professional gebruiker cliënt partij lid beambte bewoner
    """.split()
)
RELATIVES: Final = frozenset({"die", "dat", "welke"})
LIGHT_VERBS: Final = frozenset(
    """
    is zijn wordt worden werd hoort horen behoort behoren gebruikt gebruiken gemaakt maakt maken opgesteld opstelt
    afgegeven afgeeft uitgegeven uitgeeft verstrekt genomen neemt uitgevoerd uitvoert verricht geschreven schrijft
    gegeven geeft voorkomt vervaardigd opgemaakt georganiseerd aangeboden gebeurt plaatsvindt bestaat komt heeft
    afkomstig gedaan doet aanwezig werkzaam te hebben vastgesteld vaststelt uitgereikt verleend verleent toegekend
    opgelegd oplegt geleverd levert gehouden gehanteerd bijgehouden vastgelegd geregeld uitgevaardigd bekendgemaakt
    aangelegd gebouwd werkt ingesteld ontvangen opgericht
    """.split()
)
"""Verbs of a clause that adds no more than its noun does: ``dat door een overheid wordt gebruikt``."""
