"""Words that exclude each other: qualities of one thing, and attributes with later words. Own work."""

from __future__ import annotations

from typing import Final

from plugins.features.doubling_words import read_pairs

CLASHES: Final = read_pairs(
    """
    gratis: betaling vergoeding prijs kosten betalen tarief huurprijs
    kosteloos: betaling vergoeding prijs kosten betalen tarief leges
    onbetaald: loon salaris betaling vergoeding bezoldiging betalen verdienen
    onbezoldigd: loon salaris bezoldiging betaling
    draadloos: draad kabel snoer bedraad
    snoerloos: snoer kabel
    onbemand: bemanning bestuurder piloot kapitein
    papierloos: papier papieren
    anoniem: naam ondertekenen naamsvermelding bekend
    stilstaand: rijden varen bewegen stromen
    eenmalig: jaarlijks maandelijks wekelijks dagelijks herhalen terugkeren periodiek regelmatig steeds telkens
    incidenteel: doorlopend voortdurend continu
    tijdelijk: altijd levenslang eeuwig onbepaald definitief permanent blijvend
    permanent: tijdelijk aflopen eindigen vervallen
    blijvend: tijdelijk aflopen vervallen
    ongehuwd: echtgenoot echtgenote huwelijk gehuwd
    alleenstaand: partner echtgenoot samenwonen
    individueel: gezamenlijk groep samen collectief
    onroerend: verplaatsbaar verplaatsen verhuizen
    vast: verplaatsbaar verrijdbaar
    onbewoond: bewoner bewonen wonen inwoner
    leegstaand: bewoner bewonen bewoond
    leeg: gevuld vol
    levenloos: leven levend ademen
    dood: leven levend ademen
    overleden: levend leven
    vrijwillig: verplicht verplichten dwang gedwongen moeten
    verplicht: vrijwillig vrijblijvend facultatief
    openbaar: geheim besloten gesloten
    besloten: openbaar iedereen toegankelijk
    geheim: openbaar publiceren bekendmaken iedereen
    gesloten: vrij toegankelijk open
    open: gesloten afgesloten dicht
    mondeling: schriftelijk papier ondertekenen brief
    schriftelijk: mondeling
    vloeibaar: vast gasvormig
    onzichtbaar: zichtbaar zien
    onbeperkt: beperkt hoogste maximum
    kinderloos: kind kinderen
    dakloos: woning huis
    werkloos: dienstbetrekking loon
    meerderjarig: minderjarig kind
    minderjarig: volwassen meerderjarig
    zelfstandig: ondergeschikt gezag afhankelijk
    onveranderlijk: veranderen wijzigen
    ongewapend: wapen
    ongeschoold: diploma
    handmatig: automatisch
    automatisch: handmatig hand
    ondergronds: bovengronds
    natuurlijk: kunstmatig
    digitaal: papier papieren
    nieuw: tweedehands
    ongebruikt: gebruikt
    levenslang: tijdelijk
    onherroepelijk: herroepen bezwaar beroep herroepbaar
    definitief: voorlopig wijzigen herzien
    onvoorwaardelijk: voorwaarde mits
    """
)
"""An attribute of the core, and words that say the reverse anywhere behind it."""

OPPOSITES: Final = read_pairs(
    """
    permanent: tijdelijk voorlopig kortstondig kortdurend incidenteel
    blijvend: tijdelijk voorlopig
    duurzaam: tijdelijk kortstondig
    vast: verrijdbaar rijdend varend verschuifbaar los variabel tijdelijk verplaatsbaar beweegbaar mobiel flexibel
    verplicht: vrijwillig facultatief optioneel vrijblijvend
    gedwongen: vrijwillig
    openbaar: geheim gesloten besloten vertrouwelijk privé particulier
    publiek: privé geheim
    mondeling: schriftelijk
    open: gesloten dicht afgesloten
    levend: dood overleden levenloos
    levende: overleden
    gratis: betaald
    kosteloos: betaald
    bevoegd: onbevoegd
    geldig: ongeldig
    rechtmatig: onrechtmatig
    wettig: onwettig
    legaal: illegaal
    roerend: onroerend
    bewoond: onbewoond leegstaand
    bebouwd: onbebouwd
    gehuwd: ongehuwd alleenstaand
    meerderjarig: minderjarig
    zelfstandig: afhankelijk onzelfstandig
    onafhankelijk: afhankelijk ondergeschikt
    eenmalig: herhaald terugkerend periodiek wekelijks maandelijks jaarlijks
    definitief: voorlopig tijdelijk herroepelijk
    onherroepelijk: herroepelijk voorlopig
    volledig: gedeeltelijk onvolledig
    geheel: gedeeltelijk
    gelijk: ongelijk verschillend
    identiek: verschillend
    natuurlijk: kunstmatig
    nat: droog
    droog: nat
    warm: koud
    heet: koud
    hoog: laag
    lang: kort
    groot: klein
    zwaar: licht
    oud: nieuw jong
    vol: leeg
    bekend: onbekend
    anoniem: bekend
    opzettelijk: onopzettelijk
    bewust: onbewust
    intern: extern
    nationaal: internationaal
    binnenlands: buitenlands
    mobiel: onbeweeglijk
    beweegbaar: onbeweeglijk
    collectief: individueel
    gezamenlijk: individueel
    direct: indirect
    rechtstreeks: indirect
    enkelvoudig: meervoudig
    enkel: dubbel
    horizontaal: verticaal
    ondergronds: bovengronds
    bemand: onbemand
    wederkerig: eenzijdig
    tweezijdig: eenzijdig
    bezoldigd: onbezoldigd
    betaald: onbetaald onbezoldigd
    beperkt: onbeperkt
    eindig: oneindig
    zichtbaar: onzichtbaar
    aanwezig: afwezig
    actief: inactief
    voorwaardelijk: onvoorwaardelijk
    deelbaar: ondeelbaar
    verplaatsbaar: onverplaatsbaar
    digitaal: papieren analoog
    werkend: werkloos
    veilig: onveilig
    rond: vierkant driehoekig hoekig
    vierkant: driehoekig
    vloeibaar: vast gasvormig
    recht: krom
    eerste: laatste
    particulier: overheid
    links: rechts
    begin: eind
    continu: onderbroken incidenteel
    doorlopend: onderbroken
    sterk: zwak
    dik: dun
    breed: smal
    diep: ondiep
    snel: langzaam traag
    rijk: arm
    schoon: vuil vies
    glad: ruw
    gezond: ziek
    mannelijk: vrouwelijk
    regelmatig: onregelmatig
    symmetrisch: asymmetrisch
    centraal: decentraal
    formeel: informeel
    expliciet: impliciet
    uitdrukkelijk: stilzwijgend
    hernieuwbaar: fossiel
    overdekt: onoverdekt
    verhard: onverhard
    leesbaar: onleesbaar
    goedkoop: duur
    brandend: gedoofd
    bindend: vrijblijvend niet-bindend
    commercieel: niet-commercieel
    meerjarig: eenjarig
    eenjarig: meerjarig
    voltijds: deeltijds
    privaatrechtelijk: publiekrechtelijk
    strafrechtelijk: civielrechtelijk
    landelijk: plaatselijk lokaal gemeentelijk regionaal
    nationaal: plaatselijk lokaal
    bovengronds: ondergronds
    voorlopig: definitief onherroepelijk
    renteloos: rentedragend
    belast: onbelast
    verzekerd: onverzekerd
    geschoold: ongeschoold
    gewapend: ongewapend
    omheind: open
    geldend: vervallen
    oplosbaar: onoplosbaar
    eetbaar: giftig oneetbaar
    drinkbaar: ondrinkbaar
    voltallig: onvoltallig
    """
)
"""Adjectives that cannot both hold of one thing at one time."""
