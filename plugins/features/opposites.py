"""Words that exclude each other of one thing, and units by what they measure. Written for this project."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = """
schriftelijk/mondeling schriftelijk/ongeschreven onbepaald/bepaald tijdelijk/permanent tijdelijk/blijvend
tijdelijk/definitief tijdelijk/onbeperkt tijdelijk/eeuwigdurend voorlopig/definitief openbaar/besloten openbaar/geheim
openbaar/vertrouwelijk openbaar/niet-openbaar vrijwillig/verplicht vrijwillig/gedwongen verplicht/facultatief
verplicht/optioneel onverplicht/verplicht meerderjarig/minderjarig volwassen/minderjarig mannelijk/vrouwelijk
mondig/onmondig levend/dood levend/overleden roerend/onroerend lichamelijk/onlichamelijk stoffelijk/onstoffelijk
natuurlijk/kunstmatig natuurlijk/synthetisch publiekrechtelijk/privaatrechtelijk strafrechtelijk/civielrechtelijk
binnenlands/buitenlands nationaal/internationaal mobiel/vast verplaatsbaar/vast verplaatsbaar/onverplaatsbaar
draagbaar/vast bovengronds/ondergronds inpandig/uitpandig eenmalig/herhaald eenmalig/periodiek eenmalig/doorlopend
eenmalig/terugkerend incidenteel/structureel incidenteel/doorlopend eenzijdig/tweezijdig eenzijdig/wederzijds
enkelvoudig/meervoudig individueel/collectief individueel/gezamenlijk zelfstandig/onzelfstandig
zelfstandig/afhankelijk schuldig/onschuldig vast/variabel vast/flexibel vast/vloeibaar vloeibaar/gasvormig
vast/gasvormig digitaal/analoog elektronisch/papieren handmatig/geautomatiseerd handmatig/automatisch bemand/onbemand
gemotoriseerd/ongemotoriseerd betaald/gratis betaald/kosteloos bezoldigd/onbezoldigd betaald/onbetaald
betaald/vrijwillig bewoond/onbewoond bebouwd/onbebouwd verhard/onverhard overdekt/onoverdekt overdekt/open
gesloten/open zichtbaar/onzichtbaar herroepelijk/onherroepelijk intrekbaar/onherroepelijk
overdraagbaar/onoverdraagbaar deelbaar/ondeelbaar opzegbaar/onopzegbaar voorwaardelijk/onvoorwaardelijk
rechtmatig/onrechtmatig wettig/onwettig opzettelijk/onopzettelijk bewust/onbewust gehuwd/ongehuwd bevoegd/onbevoegd
geldig/ongeldig geslaagd/mislukt positief/negatief actief/passief direct/indirect rechtstreeks/indirect
middellijk/onmiddellijk persoonsgebonden/overdraagbaar hernieuwbaar/fossiel zoet/zout droog/nat warm/koud hoog/laag
groot/klein lang/kort diep/ondiep zwaar/licht nieuw/oud boven/onder binnen/buiten dag/nacht voltijds/deeltijds
voltooid/onvoltooid volledig/gedeeltelijk geheel/gedeeltelijk algeheel/gedeeltelijk beperkt/onbeperkt
ambtelijk/politiek commercieel/niet-commercieel particulier/publiek particulier/overheids bijzonder/openbaar
landelijk/plaatselijk landelijk/lokaal landelijk/regionaal voorafgaand/achteraf vooraf/achteraf verbieden/toestaan
verbieden/gebieden toestaan/weigeren toekennen/weigeren toekennen/afwijzen toewijzen/afwijzen bestaan/ontbreken
beginnen/eindigen openen/sluiten kopen/verkopen huren/verhuren verlenen/weigeren verlenen/intrekken
aanvaarden/weigeren aannemen/verwerpen leven/overlijden drijven/zinken stilstaan/rijden stilstaan/bewegen
winnen/verliezen anoniem/identificeerbaar geanonimiseerd/herleidbaar gevaarlijk/ongevaarlijk open/afgesloten
open/dicht aangesloten/afgesloten toegankelijk/afgesloten dood/ademen aanwezig/afwezig bekend/onbekend
gewapend/ongewapend ambulant/klinisch ingeschreven/uitgeschreven ondertekend/ongetekend begaanbaar/onbegaanbaar
brandbaar/onbrandbaar zinken/drijven bevaarbaar/onbevaarbaar meetbaar/onmeetbaar herkenbaar/onherkenbaar
herstelbaar/onherstelbaar verzekerd/onverzekerd bewaakt/onbewaakt verlicht/onverlicht toegestaan/verboden
toegelaten/verboden vrij/verplicht wettelijk/buitenwettelijk besmettelijk/niet-besmettelijk
"""
OPPOSITES: Final[frozenset[frozenset[str]]] = frozenset(frozenset(pair.split("/")) for pair in _PAIRS.split())
"""Pairs of words of which at most one is true of a thing."""
SAFE: Final = frozenset(
    """
    schriftelijk mondeling meerderjarig minderjarig gehuwd ongehuwd roerend onroerend bemand onbemand bezoldigd
    onbezoldigd permanent blijvend definitief voorlopig vrijwillig verplicht gedwongen kosteloos gratis betaald
    onbetaald eenmalig herroepelijk onherroepelijk voorwaardelijk onvoorwaardelijk overdraagbaar onoverdraagbaar
    bovengronds ondergronds geautomatiseerd handmatig automatisch publiekrechtelijk privaatrechtelijk eenzijdig
    tweezijdig wederzijds individueel collectief opzettelijk onopzettelijk bewoond onbewoond bebouwd onbebouwd
    verhard onverhard digitaal analoog elektronisch papieren binnenlands buitenlands mannelijk vrouwelijk tijdelijk
    doorlopend periodiek structureel incidenteel hernieuwbaar fossiel overdekt vooraf achteraf mobiel verplaatsbaar
    onverplaatsbaar particulier openbaar besloten geheim onbeperkt ongeldig geldig bevoegd onbevoegd rechtmatig
    onrechtmatig landelijk plaatselijk lokaal regionaal levend overleden dood optioneel facultatief vast variabel
    flexibel aanwezig afwezig gewapend ongewapend ingeschreven uitgeschreven brandbaar onbrandbaar bevaarbaar
    onbevaarbaar verzekerd onverzekerd bewaakt onbewaakt toegestaan verboden
    """.split()
)
"""Words that exclude their opposite wherever both texts use them of the thing; the others only before the same noun."""
_UNITS: Final = """
seconde=tijd:1 minuut=tijd:60 uur=tijd:3600 dag=tijd:86400 etmaal=tijd:86400 week=tijd:604800 maand=tijd:2592000
kwartaal=tijd:7776000 jaar=tijd:31536000 millimeter=lengte:1 mm=lengte:1 centimeter=lengte:10 cm=lengte:10
meter=lengte:1000 m=lengte:1000 kilometer=lengte:1000000 km=lengte:1000000 gram=gewicht:1 kilo=gewicht:1000
kilogram=gewicht:1000 kg=gewicht:1000 ton=gewicht:1000000 milliliter=inhoud:1 liter=inhoud:1000 euro=bedrag:1
procent=deel:1 wiel=wiel:1 persoon=persoon:1 verdieping=verdieping:1 hectare=vlak:1 graad=graad:1 kilowatt=macht:1
megawatt=macht:1000 volt=spanning:1 kilovolt=spanning:1000 nanometer=golf:1 nm=golf:1 micrometer=golf:1000
hertz=trilling:1 kilohertz=trilling:1000 bar=druk:1 vloer=vloer:1 etage=vloer:1 plaats=plaats:1 zitplaats=zitplaats:1
cel=cel:1 partij=partij:1 ouder=ouder:1 vleugel=vleugel:1 lid=lid:1 kamer=kamer:1 deel=deelaantal:1 rechter=rechter:1
woning=woning:1 zetel=zetel:1 as=as:1 rijstrook=rijstrook:1
"""
UNITS: Final[dict[str, tuple[str, int]]] = {
    word: (measure, int(size))
    for word, measure, size in ((*pair.split("=")[:1], *pair.split("=")[1].split(":")) for pair in _UNITS.split())
}
"""Units and counted nouns, with what they measure and how many of the smallest they are."""
NUMBERS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien twintig eenentwintig".split()
    )
} | {"één": 1, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "honderd": 100, "duizend": 1000, "enkele": -1}
LEAST: Final = frozenset(
    {"minste", "minimaal", "minstens", "meer", "langer", "groter", "ouder", "hoger", "zwaarder", "vanaf", "boven"}
)
MOST: Final = frozenset(
    {"hoogste", "maximaal", "hoogstens", "minder", "korter", "kleiner", "jonger", "lager", "lichter", "tot", "onder"}
)
STRICT: Final = frozenset(
    """
    boven meer langer groter ouder hoger zwaarder minder korter kleiner jonger lager lichter onder
    """.split()
)
"""Bounds that leave out the number itself, unless ``of`` stands before them."""
_PHRASES: Final = """
te voet/te paard|te land/te water|over land/over water|over land/door de lucht|over water/door de lucht
overdag/'s nachts|binnen de bebouwde kom/buiten de bebouwde kom|in nederland/buiten nederland
binnen nederland/buiten nederland|op schrift/mondeling|in persoon/bij volmacht|in persoon/op afstand
onder voorbehoud/zonder voorbehoud|met toestemming/zonder toestemming|voor bepaalde tijd/voor onbepaalde tijd
tegen betaling/om niet|tegen betaling/kosteloos|tegen betaling/gratis|om niet/tegen vergoeding
met een motor/zonder motor|in het openbaar/achter gesloten deuren|in het openbaar/in het geheim
boven de grond/onder de grond|van rechtswege/op aanvraag|van rechtswege/op verzoek|op verzoek/ambtshalve
op aanvraag/ambtshalve|vooraf/achteraf|vooraf/na afloop|tegen betaling/kosteloze|tegen betaling/onbetaald
tegen betaling/onbetaalde|tegen vergoeding/kosteloos|tegen vergoeding/kosteloze|tegen vergoeding/onbetaald
om niet/tegen een vergoeding|tegen loon/onbetaald|tegen loon/onbezoldigd|tegen loon/vrijwillig|tegen een prijs/gratis
tegen een prijs/kosteloos|tegen een prijs/om niet|schriftelijk/in een gesprek|schriftelijk/per telefoon|hardop/geheim
te paard/per fiets|te paard/per auto|te voet/per fiets|te voet/per auto|te voet/met een voertuig
in dienst van/voor eigen rekening|voor eigen rekening/voor rekening van een ander|thuis/in een ziekenhuis
thuis/in een instelling|zonder opname/tijdens een opname|zonder winstoogmerk/met winstoogmerk|met opzet/zonder opzet
voor onbepaalde tijd/voor een bepaalde tijd|voor onbepaalde tijd/voor een vaste termijn
op één plaats/op verschillende plaatsen|onder water/boven water|onder dwang/vrijwillig
door een rechter/buiten een rechter om|vanaf de grond/vanuit de lucht|achter gesloten deuren/publiek toegankelijk
achter gesloten deuren/openbare|achter gesloten deuren/openbaar|op afstand/in persoon|voor iedereen/voor niemand
voor eenieder/voor niemand|voor het publiek/voor niemand|openbaar/voor niemand|van zee is afgesloten/open verbinding
afgesloten/in open verbinding|afgesloten van/open verbinding met|via internet/op papier
langs elektronische weg/op papier|langs elektronische weg/schriftelijke brief
"""
PHRASES: Final[tuple[tuple[str, str], ...]] = tuple(
    (one, other)
    for pair in _PHRASES.replace("\n", "|").split("|")
    if pair
    for left, right in [pair.split("/")]
    for one, other in ((left, right), (right, left))
)
"""Phrases of which at most one is true of a thing, both ways round."""
