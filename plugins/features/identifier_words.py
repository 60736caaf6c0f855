"""Words for what tells one instance from another: numbers, codes, marks, and data that do so together."""

from __future__ import annotations

from typing import Final

ENDINGS: Final = (
    "nummer",
    "nummers",
    "nummering",
    "code",
    "codes",
    "kenteken",
    "kentekens",
    "identificatie",
    "identificatienummer",
    "nr",
    "id",
)
"""Last parts of nouns for an identifier."""
NO_IDENTIFIERS: Final = frozenset(
    """
    gedragscode kledingcode broncode kleurcode strafcode erecode beroepscode landcode toegangscode pincode programmacode
    telefoonnummer faxnummer rekeningnummer alarmnummer noodnummer servicenummer klantenservicenummer postcode netnummer
    muzieknummer beveiligingscode activeringscode landnummer paginanummer bladnummer artikelnummering hernummering codes
    mobieltelefoonnummer bankrekeningnummer
    """.split()
)
"""Numbers and codes that reach, open or describe something rather than identify it."""
WHOLE: Final = frozenset(
    """
    bsn burgerservicenummer iban isbn issn isin rsin btw-id vin doi ecli eori lei uuid guid id nummer nr code kenteken
    streepjescode barcode qr-code oormerk brandmerk microchip transponder vingerafdruk vingerafdrukken dna-profiel
    irisscan identificator identificatiecode identificatiekenmerk identificatiemerk identificatieplaatje
    registratiemerk registratiekenmerk merkteken waarmerk chassisnummer serienummer sleutelveld identificatiecodering
    huisletter roepletters roepnaam herkenningsteken pootring chipnummer rfid-chip rfid-tag domeinnaam webadres
    e-mailadres ip-adres mac-adres uri url hash tatoeage irispatroon gezichtskenmerken handpalmafdruk volgletter
    volgcijfer coördinaten coördinaat kadastrale signalement typeplaatje naamplaatje huisnummer inventarisnummer
    """.split()
)
IDENTIFYING: Final = frozenset(
    """
    geïdentificeerd geïdentificeerde identificeert identificeren identificeerbaar identificeerbare
    geïndividualiseerd individualiseerbaar individualiseerbare genummerd genummerde nummert gemerkt gecodeerd gecodeerde
    gechipt gechipte geoormerkt geoormerkte
    """.split()
)
"""Verb forms that say that an instance is identified or numbered."""
UNIQUE: Final = frozenset(
    """
    uniek unieke eigen individueel individuele onderscheidend onderscheidende identificerend identificerende eenmalig
    eenmalige ingebrand ingebrande gegraveerd gegraveerde ingeslagen opgedrukt opgedrukte getatoeëerd getatoeëerde
    ingestanst gestempeld ingegraveerd ingegraveerde onuitwisbaar onuitwisbare persoonlijk persoonlijke
    """.split()
)
"""Attributes that make a mark, name or other datum one of a kind."""
MARKS: Final = frozenset(
    """
    kenmerk kenmerken naam namen aanduiding benaming merk combinatie gegevens gegeven sleutel teken referentie label
    adres volgorde plaats plek positie locatie ligging begrenzing grens titel identiteit verwijzing letter letters
    cijfer cijfers stempel zegel plaatje getal reeks cijferreeks letterreeks cijfercombinatie lettercombinatie
    registratie inschrijving tekens chip label tag vlek patroon profiel handtekening
    """.split()
)
"""Nouns that identify when they are unique or the thing's own."""
DATA: Final = frozenset(
    """
    naam voornaam voornamen achternaam geslachtsnaam geboortedatum geboorteplaats geboorteland geslacht adres
    woonplaats datum dagtekening tijdstip plaats bouwjaar merk type model serie jaartal volgnummer postcode huisnummer
    titel auteur begindatum einddatum afzender ontvanger opsteller kenmerk locatie uitgever verschijningsdatum straat
    plaatsnaam handelsnaam vestigingsplaats jaargang nummer sectie straatnaam vak rij stoel blok kolom regel
    verdieping kamer tijd uur maand dag jaar toevoeging lengtegraad breedtegraad noorderbreedte oosterlengte
    huisletter thuishaven vlaggenstaat rekeninghouder opdrachtgever maker drukker initialen voorletters leeftijd
    herkomst kleur afmetingen gewicht geboortejaar registratiedatum ingangsdatum uitgiftedatum zaaknaam partijen
    onderwerp versie versienummer editie druk deel pagina coördinaten hoogteligging rijksdriehoekscoördinaten
    """.split()
)
"""Data of which two together tell one instance from another."""
PERSONAL: Final = frozenset(
    """
    bsn burgerservicenummer personeelsnummer vreemdelingennummer v-nummer a-nummer administratienummer studentnummer
    """.split()
)
CORPORATE: Final = frozenset("rsin kvk-nummer handelsregisternummer vestigingsnummer btw-nummer".split())
DOCUMENTARY: Final = frozenset("ecli isbn issn doi celex".split())
"""Identifiers that only a text has: behind a person or body in between they still belong to a genus that is a text."""
CARRIERS: Final = frozenset(
    """
    bord bordje plaatje plaat naambord chip label etiket sticker ring band merk tag oormerk penning zegel stempel
    kaartje opschrift lint vlaggetje transponder
    """.split()
)
"""Parts of a thing that carry its number: ``dier met een chip waarvan het nummer``."""
HANDLING: Final = frozenset(
    """
    leest lezen scant scannen noteert noteren controleert controleren koopt kopen verkoopt verkopen trekt trekken
    registreert registreren opneemt opnemen intoetst intoetsen invoert invoeren opzoekt opzoeken afdrukt afdrukken
    verstrekt verstrekken uitgeeft uitgeven toekent toekennen opvraagt opvragen herkent herkennen drukt drukken
    vervalst vervalsen aanvraagt aanvragen afgeeft afgeven bewaart bewaren beheert beheren verwerkt verwerken
    """.split()
)
"""What is done with a number of something else: who does it does not have the number."""
