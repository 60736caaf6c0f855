"""Nouns that tell what an attribute, phrase or governing noun of a coordination belongs to. Own work."""

from __future__ import annotations

from typing import Final

RECORDS: Final = frozenset(
    """
    verslag lijst overzicht beschrijving kopie afschrift samenvatting rapport weergave register opname foto tekening
    opgave specificatie toelichting vermelding inventaris
    """.split()
)
"""Records of something, which may stand in one file with what was recorded."""
DOCUMENTS: Final = frozenset(
    """
    bijlage foto pasfoto kopie afschrift kaart tekening plattegrond toelichting advies verklaring bewijsstuk brief
    formulier stuk factuur rekening nota rapport besluit vonnis akte aanvraag notulen bewijs uittreksel
    """.split()
)
"""Papers that stand beside a record rather than are what it is of."""
ACTS: Final = frozenset(
    """
    opvang zorg hulp steun bijstand inzage schoonmaak nazorg advies voorlichting les toezicht muziekles opleiding cursus
    training stage examen catering bezwaar beroep reiniging montage transport service
    """.split()
)
"""Acts whose names do not tell it by their ending."""
RELATIVES: Final = frozenset(
    """
    ouder vader moeder kind zoon dochter echtgenoot partner familie familielid vertegenwoordiger advocaat raadsman
    gemachtigde eigenaar verzorger begeleider collega buur medewerker werknemer hoofd voorzitter
    """.split()
)
"""Persons that are somebody's."""
COUPLES: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    vader/moeder man/vrouw koper/verkoper eiser/gedaagde werkgever/werknemer huurder/verhuurder broer/zus zoon/dochter
    ouder/kind schuldenaar/schuldeiser opdrachtgever/opdrachtnemer slachtoffer/dader dader/slachtoffer leerling/student
    burger/ondernemer arts/patiënt leraar/leerling minderjarige/meerderjarige jongere/oudere eigenaar/gebruiker
    eigenaar/bezitter verzekeraar/verzekerde verdachte/getuige kind/jongere echtgenoot/echtgenote
    """.split()
)
"""Persons named in one breath: what stands above belongs to both."""
PERSONAL: Final = frozenset(
    """
    beperking handicap ziekte aandoening stoornis klacht symptoom schuld inkomen uitkering diploma kind gezin baan
    verblijfsvergunning nationaliteit paspoort ervaring opleiding achtergrond migratieachtergrond achterstand leeftijd
    rang aanstelling contract dienstverband strafblad verslaving probleem hulpvraag vermogen taalachterstand letsel
    zorgvraag indicatie woning partner onderneming pas abonnement titel bevoegdheid status verleden
    vergunning ontheffing licentie rijbewijs certificaat
    """.split()
)
"""What a person has, and no act is done with."""
HOUSEHOLDS: Final = frozenset("gezin huishouden familie echtpaar bedrijf onderneming instelling".split())
MEASURES: Final = ("lengte", "breedte", "hoogte", "gewicht", "inhoud", "oppervlakte", "vermogen", "waarde", "omzet")
FITTED: Final = ("motor", "aanhanger", "aanhangwagen", "tuin", "dak", "gebrek", "kenteken", "vergunning")
"""What a thing has."""
CHARGES: Final = frozenset("belasting heffing verzekering vergoeding beperking wetgeving korting".split())
"""Nouns that end as an act does and name a sum or a rule: a place behind their object is the object's."""
UNDECLINED: Final = frozenset(
    """
    gratis tweedehands eerstehands derdehands plastic aluminium nylon rubber platina roze lila beige kaki bordeaux
    contant prima extra live online offline freelance fulltime parttime
    """.split()
)
"""Adjectives that take no ending."""
UNITS: Final = frozenset(
    """
    jaar maand week dag uur minuut meter centimeter millimeter kilometer kilo kilogram gram ton liter hectare euro
    procent graad kilowatt watt volt decibel vierkante kubieke keer maal punt stuk persoon inwoner werknemer
    """.split()
)
"""Units of an age, a size or a sum."""
BELONGING: Final = frozenset("eigendom bezit onderdeel deel lid bezitting voortbrengsel".split())
"""Nouns that behind a comma say whose something is, or of what."""
SORTS: Final = (
    frozenset(
        """
        vergunning ontheffing vrijstelling toestemming machtiging erkenning concessie certificaat licentie goedkeuring
        """.split()
    ),
    frozenset("vergoeding toeslag loon salaris uitkering subsidie premie boete korting pensioen dwangsom".split()),
)
"""Nouns of one sort, which stand beside each other rather than under each other."""
POSTS: Final = (
    "universiteit", "hogeschool", "school", "academie", "faculteit", "instituut", "afdeling", "schip", "eiland",
    "camping", "werf", "boot", "booreiland", "ambassade", "kantoor", "care", "kazerne", "luchthaven", "bouwplaats",
)  # fmt: skip
"""Where persons work, learn or stay, behind ``aan`` or ``op``."""
OWNED: Final = frozenset({"beheer", "eigendom", "bezit", "gebruik", "onderhoud"})
"""Behind ``in`` and before ``van``: whose things are."""
AREAS: Final = (
    "regio", "gebied", "wijk", "buurt", "stad", "dorp", "gemeente", "provincie", "buitenland", "land", "binnenstad",
    "haven", "kust", "strand", "streek", "polder", "centrum",
)  # fmt: skip
"""Where something is."""
PLACING: Final = frozenset(
    """
    bewaring opslag plaatsing vestiging bouw aanleg vervoer levering verblijf invoer import verwijdering evacuatie
    redding overplaatsing uitzetting winning oprichting verspreiding aanwezigheid aankomst terugkeer opvang huisvesting
    """.split()
)
"""Acts that themselves take a place."""
TOLD: Final = frozenset(
    """
    klacht bezwaar brief vraag boek rapport verslag artikel advies melding opmerking bericht verhaal film lezing folder
    zienswijze stuk nota verzoek gegeven document tekst publicatie
    """.split()
)
"""What is about something."""
ABOUT: Final = frozenset(
    "besluit beslissing advies overleg gesprek voorlichting oordeel uitspraak debat regel afspraak heffing".split()
)
"""Nouns that take ``over`` themselves."""
