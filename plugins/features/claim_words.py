"""Phrases that exclude each other, by sense. Written for this project.

Words are lemmas or spellings; a phrase of more words must stand as it is written, each word by lemma or spelling.
"""

from __future__ import annotations

from typing import Final

import regex

Claim = tuple[str, ...]
"""The words of one phrase."""
LINE_BREAK: Final = regex.compile(r"\n(?! {5})")
"""A line that is indented deeper goes on with the one before."""


def read_claims(text: str) -> tuple[tuple[tuple[Claim, ...], tuple[Claim, ...]], ...]:
    """One line holds two sides with ``|`` between, each with phrases that commas separate."""
    lines = LINE_BREAK.split(text.strip())
    sides = (line.split("|") for line in lines)
    return tuple((_phrases(one), _phrases(two)) for one, two in sides)


def _phrases(text: str) -> tuple[Claim, ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split(","))


CONTRARY: Final = read_claims(
    """
    openbaar, publiek | achter gesloten deur, achter gesloten deuren, met gesloten deuren, besloten, geheim, alleen
        voor leden, voor niemand toegankelijk, niet toegankelijk, verboden toegang, vertrouwelijk, in het geheim,
        zonder publiek
    besloten, geheim, vertrouwelijk | voor iedereen, voor een ieder, voor eenieder, iedereen kan, eenieder kan, ieder
        kan, aan iedereen, aan het publiek, algemeen bekend, bekend gemaakt, bekendgemaakt, bekend wordt,
        gepubliceerd, in het openbaar, openbaar, vrij toegankelijk
    gesloten, dicht, afgesloten | vrij toegankelijk, wijd open, openstaan, open staan, onafgesloten
    afgesloten | open
    eenmalig, eenmaal | elk jaar, elke jaar, ieder jaar, elke maand, iedere maand, elke week, iedere week, elke dag,
        iedere dag, steeds weer, telkens, keer op keer, meermaals, herhaaldelijk, jaarlijks, maandelijks, wekelijks,
        dagelijks, periodiek, regelmatig, met regelmaat, op gezette tijden, elk kwartaal
    jaarlijks | elke week, iedere week, elke maand, iedere maand, elke dag, iedere dag, eens per maand, eens per week,
        eenmaal per maand, eenmaal per week, om de week, eens in de twee jaar, eens in de vijf jaar, om de twee jaar
    maandelijks | elke week, iedere week, elke dag, iedere dag, elk jaar, ieder jaar, eens per jaar, eenmaal per jaar,
        eens per week, eens per kwartaal
    wekelijks | elke dag, iedere dag, elke maand, iedere maand, elk jaar, ieder jaar, eens per maand, eenmaal per
        maand, eens per jaar, eenmaal per jaar
    dagelijks | elke week, iedere week, elke maand, iedere maand, elk jaar, ieder jaar, eens per week, eens per maand,
        eenmaal per week, eenmaal per maand, eens per jaar
    periodiek, regelmatig, terugkerend, doorlopend, herhaald | eenmalig, eenmaal plaatsvinden, slechts één keer,
        slechts eenmaal, één keer voorkomen, maar één keer
    doorlopend, ononderbroken, continu, permanent, voortdurend | af en toe, soms, nu en dan, van tijd tot tijd, met
        tussenpozen, met onderbrekingen, onderbroken, bij tijd en wijle, incidenteel, met pauzes, zo nu en dan, een
        enkele keer
    tijdelijk, voorlopig, kortstondig, kortdurend | voor altijd, voorgoed, voor onbepaalde tijd, onbepaald duur, van
        onbepaalde duur, levenslang, blijvend, permanent, zonder einddatum, zonder eind, eeuwig, eeuwigdurend,
        definitief, nooit eindigen, zonder einde, altijd blijven
    onbepaalde duur, onbepaalde tijd, onbeperkte duur, levenslang, eeuwig, eeuwigdurend, blijvend, permanent,
        onbeperkt | ten hoogste, hoogstens, hooguit, maximaal, tijdelijk, voor korte tijd, kortstondig, aflopen,
        eindigen, voorlopig
    definitief, onherroepelijk, onomkeerbaar | nog gewijzigd, voorlopig, onder voorbehoud, kan worden herroepen,
        worden teruggedraaid, worden ingetrokken, ongedaan gemaakt, nog kan worden gewijzigd, herroepelijk
    voorlopig | definitief, onherroepelijk
    gratis, kosteloos, om niet | tegen betaling, tegen vergoeding, waarvoor een tarief, betaald, moeten betalen, euro,
        leges, entreegeld
    onbetaald, onbezoldigd | salaris, loon, bezoldigd, tegen betaling, tegen vergoeding, bezoldiging, betaald
    betaald, bezoldigd, betalend | onbetaald, onbezoldigd, zonder vergoeding, zonder loon, zonder betaling
    verplicht, gedwongen, dwingend | vrijwillig, vrijblijvend, naar keuze, naar eigen keuze, uit vrije wil, niet
        hoeft, niet hoeven, facultatief, optioneel, vrij staan, mag weigeren, kan weigeren, zonder verplichting, uit
        eigen beweging, niet verplicht, onverplicht
    vrijwillig, vrijblijvend, facultatief, onverplicht, optioneel | verplicht, moeten, dwang, onder dwang, gedwongen,
        gehouden, bevel, krachtens een verplichting, niet mag weigeren, verplichten, dienen te
    verboden, ongeoorloofd | toegestaan, geoorloofd, mogen worden, is gepermitteerd
    toegestaan, geoorloofd | verboden, ongeoorloofd
    mondeling | op papier, op schrift, schriftelijk, per brief, ondertekend, geschreven, per e-mail, in een brief
    schriftelijk, geschreven, papieren | mondeling, uitgesproken woord, gesproken, telefonisch, zonder papier,
        digitaal, elektronisch
    digitaal, elektronisch, papierloos | op papier, papieren, handgeschreven, met de pen
    anoniem, naamloos | met naam, onder eigen naam, op naam, de naam, zijn naam, haar naam, ondertekend, herkenbaar,
        naam en adres, bij naam genoemd, zich identificeren, bekende afzender, identiteit bekend
    dood, overleden, gestorven, levenloos | in leven, nog leven, levend, ademen, ademend, leven nog
    levend, in leven | dood, overleden, gestorven, levenloos, uitgestorven
    uitgestorven | levend, voorkomen, nog leven
    ongehuwd, vrijgezel, alleenstaand, alleenstaande | gehuwd, getrouwd, met een partner, samenwonen,
        huwelijkspartner, met zijn partner, met haar partner
    gehuwd, getrouwd | vrijgezel, ongehuwd, zonder partner, alleenstaand, nooit getrouwd
    gescheiden | nog gehuwd, nog getrouwd
    kinderloos | met kind, een zoon, een dochter, met een kind, een kind, twee kinderen, ouder van
    ouderloos, wees | bij zijn ouders, bij haar ouders, bij zijn ouder, ouders leven, met zijn ouders, met haar ouders
    minderjarig, minderjarige, jeugdig, jeugdige, peuter, baby, zuigeling | volwassen, meerderjarig, achttien jaar of
        ouder, ouder dan achttien, bejaard
    meerderjarig, volwassen, meerderjarige, volwassene | minderjarig, jonger dan achttien, jonger dan twaalf, jonger
        dan zestien
    bejaard, bejaarde | jong, jeugdig, minderjarig
    onbewoond, leegstaand | bewoond, bewonen, in wonen, woonachtig, wonen
    niemand wonen | bewoond
    bewoond | onbewoond, leegstaand, niemand wonen, zonder bewoners, leegstaan
    onbebouwd, braakliggend | met gebouwen, gebouw staan, bebouwd, met een gebouw, met huizen
    leeg | gevuld, vol, met water gevuld
    vol | leeg
    onroerend | verplaatsbaar, kunnen worden verplaatst, verplaatst kunnen, verplaatsen, mobiel
    onbeweeglijk, stilstaand, vaststaand, onbeweegbaar, onverplaatsbaar, verankerd | bewegend, in beweging, rijdend,
        varend, voortbewegen, ronddraaien, verplaatst, beweegt zich, stromen, stromend, rijden
    rijdend, bewegend, varend | stilstaan, stilstaand, stil staan, niet bewegen, onbeweeglijk
    vrijstaand | vastzitten, grenzend aan een ander huis, aangebouwd, aan elkaar gebouwd, tussenwoning, ingebouwd,
        aaneengebouwd, in een rij
    droog | nat, vochtig, vloeistof, vloeibaar, onder water, doorweekt
    nat, vochtig | droog, uitgedroogd, zonder water
    vloeibaar, vloeistof | droog, vast stof, vaste stof, gasvormig, gas, vaste toestand, zonder water
    gasvormig | vloeistof, vast stof, vaste stof
    rond, cirkelvormig | vierkant, hoek, driehoekig, rechthoekig, met hoeken
    vierkant, rechthoekig | rond, cirkelvormig, driehoekig, drie zijden, drie hoeken, cirkel
    driehoekig | vier zijden, vier hoeken, vierkant, rond
    vlak, egaal, effen | bulten, heuvel, hobbels, hobbelig, oneffen, heuvelachtig, bergachtig
    recht | krom, gebogen
    doorzichtig, transparant | ondoorzichtig, waar men niet doorheen kan kijken
    onzichtbaar | zichtbaar, te zien is, te zien zijn, gezien worden
    geruisloos, stil, geluidloos | luid, lawaai, herrie, hard geluid, veel geluid
    kleurloos | gekleurd, rood, groen, blauw, geel
    reukloos, geurloos | geur, ruiken, stinken, sterk ruikend
    smaakloos | smaken, smaak
    blind | zien, ziende
    doof | horen, goed horen
    ongewapend | wapen, pistool, geweer, gewapend
    gewapend | zonder wapen, ongewapend, zonder wapens
    onbemand, onbewaakt | bemanning, bewaker, bewaakt, bestuurder, bemand
    bewaakt | onbewaakt, zonder toezicht, zonder bewaking
    gezamenlijk, gemeenschappelijk, collectief | individueel, elk voor zich, ieder voor zich, afzonderlijk, in zijn
        eentje, door één persoon, op zichzelf
    individueel | gezamenlijk, collectief, in een groep, met de hele groep, in groepsverband, met elkaar,
        gemeenschappelijk
    eenzijdig | wederzijds, wederkerig, twee partijen, beide partijen, over en weer, tweezijdig, door beide
    wederzijds, wederkerig, tweezijdig | eenzijdig, één partij, slechts één partij, van één kant
    zelfstandig, onafhankelijk, autonoom | ondergeschikt, onder gezag van, gezagsverhouding, afhankelijk, gebonden aan
        aanwijzingen
    afhankelijk, ondergeschikt | onafhankelijk, zelfstandig
    onpartijdig, neutraal, onbevooroordeeld | partij kiezen, een van beide partijen vertegenwoordigen, partijdig,
        partij kiest
    onvoorwaardelijk | onder voorwaarde, op voorwaarde, mits, voorwaarde, voorwaardelijk
    onbeperkt, onbegrensd, ongelimiteerd | maximum, beperkt, ten hoogste, maximaal, hoogstens, hooguit, begrensd,
        limiet, tot een bepaald
    ongeneeslijk | genezen, geneest, volledig herstellen
    onbreekbaar | breken, kapotgaan, breekbaar
    brandbaar, ontvlambaar | niet kan branden, onbrandbaar, niet branden, niet brandbaar, brandwerend
    onbrandbaar | branden, brandbaar, vlam vatten
    overdraagbaar | niet worden overgedragen, niet overdragen
    niet-overdraagbaar, onoverdraagbaar, onvervreemdbaar | overgedragen, overdragen, worden verkocht, verkopen,
        vervreemden
    ondeelbaar | gesplitst, verdeeld, delen, splitsen, gedeeld
    onveranderlijk, onwijzigbaar, ongewijzigd, onveranderd | veranderen, wijzigen, gewijzigd, veranderd, variëren,
        aangepast, wisselen
    vast, constant, gelijkblijvend | wisselend, variëren, variabel, schommelen, fluctueren
    wisselend, variabel | gelijkblijvend, constant, onveranderlijk
    handmatig | automatisch, geautomatiseerd, machinaal, door een machine
    automatisch, zelfrijdend, geautomatiseerd | handmatig, met de hand, handbediend, een mens bediend, door een
        chauffeur bestuurd
    ondergronds | bovengronds, boven de grond, boven het maaiveld, op het dak
    bovengronds | ondergronds, onder de grond, in de grond
    binnenlands, inheems, nationaal | buitenlands, in het buitenland, uit het buitenland, uitheems, buiten nederland
    buitenlands, uitheems | inheems, binnenlands, in nederland gevestigd
    natuurlijk, onbewerkt | kunstmatig, door mensen gemaakt, door de mens gemaakt, in een fabriek, synthetisch,
        bewerkt
    kunstmatig | natuurlijk, door de natuur
    nieuw, ongebruikt, ongedragen | tweedehands, eerder gebruikt, versleten, al gebruikt, jarenlang gebruikt
    ongeldig | rechtsgeldig, geldig
    geldig, rechtsgeldig | verlopen, ongeldig, nietig, niet meer geldig, vervallen
    rechtmatig, wettig, legaal | onrechtmatig, in strijd met de wet, illegaal, onwettig, gestolen
    illegaal, onwettig, onrechtmatig, clandestien | toegestaan, wettelijk toegestaan, legaal, met vergunning,
        rechtmatig, wettig, met toestemming van de overheid
    opzettelijk, moedwillig, bewust | per ongeluk, onopzettelijk, zonder opzet, onbedoeld, onbewust, bij toeval, per
        abuis
    onopzettelijk, onbedoeld, toevallig | opzettelijk, met opzet, bewust, moedwillig, gepland, met voorbedachten rade
    gepland | onverwacht, onvoorzien, onaangekondigd
    onverwacht, onvoorzien, onaangekondigd | gepland, vooraf aangekondigd, aangekondigd, voorspeld, vooraf bekend,
        verwacht
    nachtelijk, nachtdienst | overdag, bij daglicht
    unaniem, eenstemmig, eenparig | tegenstem, tegenstemmen, meerderheid, tegen gestemd
    volledig, volkomen, compleet | gedeeltelijk, ten dele, onvolledig, deels, incompleet, voor een deel
    gedeeltelijk, onvolledig | volledig, in zijn geheel, compleet
    identiek, gelijk | verschillen, verschillend, afwijken, anders zijn
    uniek, enig | meer exemplaren, veel voorkomen, veelvoorkomend, vaak voorkomen, meerdere exemplaren
    zeldzaam | veel voorkomen, veelvoorkomend, overal voorkomen, vaak voorkomen, algemeen voorkomen, overal
    ongeschoold | diploma, opgeleid, geschoold
    gediplomeerd, bevoegd, gekwalificeerd | zonder diploma, onbevoegd, ongediplomeerd
    vegetarisch, veganistisch, vleesloos | vlees, kip, rundvlees, gehakt, spek
    alcoholvrij | alcohol bevatten, met alcohol, alcohol
    suikervrij | suiker, met suiker
    loodvrij | lood
    rookvrij | gerookt, roken
    autovrij, autoluw | auto rijden, auto mogen
    draadloos, snoerloos | draad, kabel, snoer, bedrading, via een kabel
    onzelfstandig | zelfstandig
    levensgevaarlijk, gevaarlijk | ongevaarlijk, zonder gevaar, zonder enig gevaar, veilig
    ongevaarlijk, veilig, onschadelijk | gevaar opleveren, gevaarlijk, schade toebrengen, levensgevaarlijk, giftig
    giftig | onschadelijk, ongevaarlijk, eetbaar
    eetbaar | giftig, oneetbaar, niet gegeten
    kort, korte | langdurig, jarenlang, lang
    langdurig, meerjarig, jarenlang | kort, kortstondig, één dag, enkele uren, een dag duren, kortdurend
    gelijktijdig, tegelijk, tegelijkertijd | na elkaar, achtereenvolgens, om beurten, beurtelings
    achtereenvolgens, na elkaar | tegelijkertijd, gelijktijdig
    vooraf | achteraf, na afloop
    achteraf | vooraf, van tevoren
    in leven | overleden, dood, gestorven
    vast, constant, gelijkblijvend, gefixeerd | per dag verschillen, per week verschillen, per maand verschillen, per
        jaar verschillen, elke dag wisselen, steeds wisselen, telkens wisselen, dagelijks wisselen, wekelijks wisselen,
        maandelijks wisselen, dagelijks verplaatst, steeds verplaatst, telkens verplaatst, elke dag verplaatst, steeds
        veranderen, voortdurend veranderen, telkens veranderen, steeds verschillen, elke maand verschillen, elke maand
        wisselen, steeds anders, telkens anders, elke keer anders
    voor iedereen toegankelijk, voor een ieder toegankelijk, vrij toegankelijk, openbaar toegankelijk | gesloten,
        besloten, verboden toegang, alleen voor leden, geheim
    permanent, blijvend, eeuwig, voorgoed, voor altijd | worden vernietigd, wordt vernietigd, vernietigd worden,
        vernietigd wordt, worden opgeheven, wordt opgeheven, opgeheven wordt, wordt verwijderd, verwijderd wordt, wordt
        afgebroken, afgebroken wordt, wordt gesloopt, wordt gewist, komen te vervallen, eens per maand, na een jaar,
        na één jaar, na tien jaar, na vijf jaar
    onuitwisbaar, onverwijderbaar | worden verwijderd, wordt gewist, wordt verwijderd
    renteloos | over rente, waarover rente, tegen rente, met rente, rentedragend
    belastingvrij, onbelast | waarover belasting, belast
    privéterrein, privégrond, privéweg, privébezit, privaat, particulier | publiek eigendom, openbaar eigendom,
        overheidsbezit, staatseigendom, staatsbezit, eigendom van de staat, eigendom van de overheid, eigendom van een
        gemeente, van de overheid
    omheind, afgezet, afgesloten | nergens is afgezet, niet is afgezet, zonder hek, zonder omheining, zonder
        afscheiding, open aan alle kanten, vrij toegankelijk, voor iedereen toegankelijk
    brandend | gedoofd, niet brandt, niet branden
    droog, drooggelegd, drooggevallen | vol water, met water gevuld, water staan, onder water staan
    nieuw, nagelnieuw, gloednieuw | al jaren, jaren is gebruikt, jarenlang, eeuwenoud, honderd jaar oud
    oud, eeuwenoud, antiek | pas gebouwd, net gebouwd, pas gemaakt, gloednieuw, pas gebouwde
    voltallig, compleet | ontbreken, afwezig, niet aanwezig zijn
    afwezig | ter zitting verschijnen, aanwezig
    wederzijds, wederkerig | één partij bindt, één partij binden, slechts één, maar één partij, één kant
    lokaal, plaatselijk, gemeentelijk | hele land, gehele land, heel nederland, landelijk gelden, overal in het land
    landelijk, nationaal | in één gemeente, één gemeente geldt, plaatselijk
    internationaal | binnen één land, in één land, één staat
    mondiaal, wereldwijd | in één land, binnen één land, in nederland alleen
    enig kind | broer, broers, zus, zussen
    alleenwonend, alleenwonende | huisgenoot, met een partner, met zijn gezin, met haar gezin, met anderen, inwonend
    van één persoon | met een partner, met een inwonende partner, met twee kinderen, met zijn gezin
    natuurlijk persoon | rechtspersoon is, rechtspersoon zijn, een rechtspersoon
    rechtspersoon | natuurlijk persoon is
    werkdag, doordeweeks, doordeweekse | in het weekend, op zondag, op zaterdag
    weekend | op een werkdag, doordeweekse dag, op maandag
    zwijgend, stilzwijgend | uitgesproken, uitdrukkelijk
    uitdrukkelijk, expliciet | stilzwijgend, impliciet, zonder dat dit wordt gezegd
    geheim, vertrouwelijk | voor iedereen toegankelijk, iedereen bekend, algemeen bekend, openbaar gemaakt, gepubliceerd
    gepubliceerd, bekendgemaakt | geheim, niet openbaar
    belangeloos, onbaatzuchtig | tegen betaling, winst, winstoogmerk
    zonder winstoogmerk | winst uitkeren, winst maken, winst nastreven
    steriel | besmet, bacteriën bevatten
    verlaten | bewoond, vol mensen
    nuchter | onder invloed, dronken
    bewusteloos | bij bewustzijn, bij kennis
    slapend | wakker
    ononderbroken, aaneengesloten | met tussenpozen, met onderbrekingen, onderbroken
    ongebonden | gebonden aan
    onafhankelijk | in opdracht van, op aanwijzing van
    ondeelbaar | in delen, in twee delen
    """
)
"""What cannot be true together of one thing."""
