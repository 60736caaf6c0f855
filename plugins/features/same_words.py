"""Phrases that say the same of one thing, by sense. Written for this project."""

from __future__ import annotations

from typing import Final

from plugins.features.claim_words import read_claims

SAME: Final = read_claims(
    """
    overleden, dood, gestorven, overledene | niet meer in leven, niet meer leven, niet langer in leven, niet langer
        leven, gestorven is
    levend | in leven, leven heeft
    mondeling, mondelinge | met de stem, gesproken, met de mond, door te spreken, in gesproken woord, uitgesproken
        woord, sprekend
    schriftelijk, geschreven, handgeschreven, document, geschrift, brief | op schrift, op papier geschreven, in
        geschreven vorm, met de pen geschreven, in schrift, in letters geschreven
    schriftelijk | op papier, geschreven, opgeschreven, zwart op wit
    handgeschreven, handmatig, eigenhandig, handwerk | met de hand, met zijn hand, met eigen hand, door eigen hand
    vooraf, van tevoren, voorafgaand | van tevoren, vooraf, op voorhand, bij voorbaat
    vooraf, van tevoren, voorafgaand | voorbereiden, voorspellen, voorbereiding, aanbetaling, voorspelling,
        reserveren, vooruitbetaling, waarschuwen vooraf
    achteraf, naderhand | na afloop, later, nabetaling, nabetalen
    gratis, kosteloos | voor niets, zonder betaling, zonder kosten, zonder te betalen, om niet, zonder vergoeding,
        niet betalen, niets kosten, zonder dat betaald, gratis, kosteloos
    openbaar, publiek | voor iedereen toegankelijk, toegankelijk voor iedereen, voor een ieder toegankelijk, voor
        eenieder toegankelijk
    geheim | niemand weten, voor niemand bekend, niet bekend
    anoniem, naamloos | zonder naam, zonder vermelding van naam, niet bekend is wie, zonder vermelding van de naam,
        naam onbekend
    onbekend | niet bekend, niemand kennen
    onbewoond, leegstaand | niemand wonen, niet bewoond, zonder bewoners, zonder bewoner, niet wordt bewoond, waar
        niemand woont
    leeg | zonder inhoud, niets in, niets zit
    ongehuwd, vrijgezel, ongetrouwd | niet getrouwd, niet gehuwd, zonder echtgenoot, niet is getrouwd, niet is gehuwd
    kinderloos | zonder kind, zonder kinderen, geen kinderen
    dakloos, dakloze | zonder woning, zonder huis, zonder dak boven het hoofd, geen woning, geen huis
    werkloos, werkloze | zonder werk, geen werk, zonder baan, geen baan
    minderjarig, minderjarige | onder de achttien, jonger dan achttien, nog niet meerderjarig, niet meerderjarig
    meerderjarig, meerderjarige | achttien jaar of ouder, ouder dan achttien, niet minderjarig
    blind, blinde | niet kunnen zien, niet zien, zonder gezichtsvermogen, niet kan zien
    doof | niet kunnen horen, niet horen, niet kan horen, zonder gehoor
    stil | geen geluid, zonder geluid
    droog | zonder vocht, niet nat, zonder water
    tijdelijk | voor een bepaalde tijd, voor beperkte tijd, voor bepaalde tijd, niet blijvend, niet permanent, voor
        een tijd, een tijdje, kortstondig, van voorbijgaande aard, niet voor altijd
    permanent, blijvend, eeuwig, definitief | voor altijd, voorgoed, voor eeuwig, niet tijdelijk, niet eindigen,
        zonder einde, niet voorlopig
    verplicht | niet vrijwillig, gehouden, dwingend, zonder keuze, waaraan men zich niet mag onttrekken
    vrijwillig | niet verplicht, zonder verplichting, uit vrije wil, uit eigen wil, uit eigen beweging, zonder dwang,
        niet gedwongen
    verboden | niet mogen, niet toegestaan, niet mag, niet is toegestaan
    toegestaan | mogen, niet verboden
    gezamenlijk, samen, gemeenschappelijk, met elkaar | samen, met elkaar, gezamenlijk, met zijn allen, onderling, in
        gezamenlijkheid, met z'n allen
    eenpersoonscel, eenpersoonskamer, eenpersoonsbed, eenling, eenmanszaak, eenzaam | alleen, één persoon, één
        gedetineerde, één patiënt, één man, in zijn eentje, één mens
    onafhankelijk, zelfstandig | niet afhankelijk, zonder afhankelijk, niet ondergeschikt
    rond, cirkelvormig, bolvormig | in de vorm van een cirkel, in de vorm van een bol, zonder hoeken
    vierkant | vier gelijke zijden, vier gelijke zijde
    driehoek, driehoekig | drie hoeken, drie hoek, met drie zijden
    vierhoek | vier hoeken, vier hoek
    nieuw | niet eerder bestaan, net gemaakt, pas gemaakt, niet oud, niet eerder
    nieuw, vernieuwend | innovatie, vernieuwing, noviteit
    eenmalig | één keer, eenmaal, slechts één keer, niet herhaald, slechts eenmaal
    herhaald, opnieuw | nog een keer, nogmaals, nog eens, een tweede keer, weer, wederom, andermaal
    voortdurend, continu, doorlopend, ononderbroken, steeds | zonder onderbreking, zonder onderbrekingen, altijd door,
        de hele tijd, zonder ophouden, steeds, onafgebroken, aan één stuk
    tegelijk, gelijktijdig, tegelijkertijd | op hetzelfde moment, op hetzelfde tijdstip, op dezelfde tijd,
        tegelijkertijd
    bijkomend, aanvullend | extra, additioneel
    totaal, totale | eindsom, bij elkaar opgeteld, som van alles, alles bij elkaar, opgeteld, eindtotaal
    eigen, zelf | zelfgemaakt, eigengemaakt, zelfgebouwd
    terugbetaling, terugbetalen, teruggave, retournering | terug, teruggegeven, teruggeven, terugkrijgen,
        terugontvangen
    herbouw, herhaling, herkansing, hervatting | opnieuw, nogmaals, nog een keer, weer, nog eens
    diefstal | stelen, gestolen, wegnemen zonder
    dodelijk | de dood tot gevolg, overlijden, sterven, doodgaan, levenseinde, om het leven komen
    zwanger | een kind verwacht, in verwachting, een kind verwachten
    bejaard, bejaarde | oud, op leeftijd, van hoge leeftijd, hoogbejaard
    weduwe, weduwnaar | echtgenoot is overleden, man is overleden, vrouw is overleden, overleden echtgenoot, overleden
        echtgenote
    wees, ouderloos | zonder ouders, ouders zijn overleden, geen ouders, overleden ouders
    ongewapend | zonder wapen, zonder wapens, geen wapen
    onbemand | zonder bemanning, geen bemanning, zonder bestuurder
    draadloos | zonder draad, zonder kabel, zonder draden
    papierloos | zonder papier
    kosteloos | geen kosten
    illegaal, onwettig, onrechtmatig, strafbaar | bij wet verboden, tegen de wet, in strijd met de wet, verboden
    legaal, wettig, rechtmatig | niet verboden, volgens de wet, wettelijk toegestaan, niet in strijd met de wet
    opzettelijk, bewust, moedwillig | met opzet, expres, met voorbedachten rade, willens en wetens, doelbewust
    onopzettelijk | zonder opzet, per ongeluk, niet met opzet, niet opzettelijk
    toevallig | bij toeval, per toeval
    onverwacht, plotseling | onvoorzien, niet verwacht, niet voorzien, ineens, opeens, zonder dat men het verwacht
    snel, vlug | met grote snelheid, in korte tijd, met spoed
    deskundig, deskundige, expert | kennis van zaken, met deskundigheid, verstand van zaken
    nachtelijk | 's nachts, in de nacht, tijdens de nacht
    nachtdienst | 's nachts
    kort, kortstondig | van korte duur, niet lang, korte tijd
    langdurig | van lange duur, voor lange tijd, gedurende lange tijd, niet kort
    unaniem, eenstemmig, eenparig | met algemene stemmen, allemaal mee eens, zonder tegenstem, zonder tegenstemmen,
        met instemming van allen
    volledig | in zijn geheel, helemaal, zonder iets weg te laten, ten volle, voor honderd procent
    gelijk, identiek, dezelfde | niet verschillen, zonder verschil, precies hetzelfde, exact gelijk
    jaarlijks, jaar | eens in de twaalf maanden, eenmaal in de twaalf maanden, één keer in de twaalf maanden, twaalf
        maanden
    jaarlijks, jaarverslag, jaarvergadering, jaarmarkt, jaarrekening | elk jaar, ieder jaar, eens per jaar, eenmaal
        per jaar, één keer per jaar, per jaar eenmaal, ieder kalenderjaar
    maandelijks, maandblad | elke maand, iedere maand, eens per maand, eenmaal per maand, één keer per maand
    wekelijks, weekblad, weekmarkt | elke week, iedere week, eens per week, eenmaal per week, één keer per week, één
        keer in de zeven dagen, eens in de zeven dagen
    dagelijks, dagblad | elke dag, iedere dag, alle dagen, eens per dag, één keer per dag
    omwonende, buurtbewoner, buurman, buurtgenoot | in de buurt, in de omgeving, in de nabijheid, in dezelfde buurt
    voetganger | te voet, lopend, die loopt
    fietser | op een fiets, op de fiets, per fiets
    ruiter | te paard, op een paard
    inzittende, opvarende | in het voertuig zitten, aan boord
    stadsbewoner, stedeling | in een stad wonen, in de stad wonen
    plattelander, plattelandsbewoner | op het platteland wonen
    eilandbewoner | op een eiland wonen
    buitenlander | uit het buitenland, uit een ander land
    jongere, jeugdige | van jonge leeftijd, jong
    gratis, kosteloos | geen geld, zonder geld, geen kosten, niets betaald, niet betaald, niet hoeft te betalen, geen
        betaling, geen vergoeding
    op de hoogte | geïnformeerd, ingelicht, in kennis
    nachts, nachtdienst | in de nacht, gedurende de nacht
    avonds | in de avond
    ochtends, morgens | in de ochtend, in de morgen
    overdag | bij daglicht
    vertrekkend, vertrek, vertrekken | weggaan, weggaat, weggaand
    aankomst, aankomen | arriveren
    leider | leiding geven
    woonachtig, wonen | gehuisvest, woonachtig
    samenvoeging, fusie, samenvoegen | samen worden gevoegd, bij elkaar gevoegd, bijeen gebracht, bij elkaar gebracht
    ervaring, geschiedenis, herinnering | uit het verleden
    verplicht, verplichte | moet ondergaan, moeten ondergaan, moet betalen, moeten betalen, moet afsluiten, moet volgen,
        moeten volgen, moet verrichten, moet doen, moet geven, moet afleggen, moet indienen
    stijging, toename, groei | stijgen, toenemen
    daling, afname | dalen, afnemen
    omheind, omheining | door een hek omgeven, met een hek eromheen
    inwonend | in hetzelfde huis wonen, onder hetzelfde dak
    afgesloten, gesloten | niet open, op slot
    eigenhandig | zelf, persoonlijk
    alleenstaand, alleenstaande | zonder partner, geen partner
    bewusteloos | buiten bewustzijn, niet bij bewustzijn
    zichtbaar | te zien is, gezien kan worden
    betaald, bezoldigd | tegen betaling, tegen loon, tegen vergoeding
    zwevend, vliegend | in de lucht hangen
    jeugdig | van jonge leeftijd
    oorspronkelijk, origineel | van oorsprong
    elektronisch, digitaal | langs elektronische weg, in digitale vorm
    telefonisch | per telefoon, door de telefoon
    binnenlands | in het eigen land, binnen de landsgrenzen
    buitenlands | uit het buitenland, in het buitenland, buiten nederland
    wederzijds, wederkerig | over en weer, van beide kanten
    gelijkwaardig | van gelijke waarde, dezelfde waarde
    gelijksoortig | van dezelfde soort
    onverkocht | niet verkocht
    ongebruikt | niet gebruikt, nog niet gebruikt
    onbetaald | niet betaald, nog niet betaald
    onbeantwoord | niet beantwoord
    ontbreken, ontbrekend | niet aanwezig, er niet is, er niet zijn
    afwezig | niet aanwezig
    aanwezig | niet afwezig
    gepland, plan, planning | vooraf, van tevoren, op voorhand
    """
)
"""What says one thing twice."""
