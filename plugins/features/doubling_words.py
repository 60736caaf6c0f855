"""Pairs of Dutch words (lemmas) that say the same, and pairs that exclude each other. Written for this project."""

from __future__ import annotations

from typing import Final


def read_pairs(text: str) -> frozenset[tuple[str, str]]:
    """One line holds a word, a colon, and the words it goes with."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return frozenset((one.strip(), two) for one, others in lines for two in others.split())


PLEONASMS: Final = read_pairs(
    """
    koud: kou koude vorst
    heet: hitte
    warm: warmte
    verleden: geschiedenis
    vroeger: verleden
    komend: toekomst
    toekomstig: toekomst voorspelling prognose vooruitzicht
    uiterst: limiet
    uiteindelijk: eindresultaat einduitslag eindstand eindoordeel eindconclusie
    identiek: hetzelfde
    optimaal: meest
    ideaal: meest
    perfect: meest
    dubbel: tweevoud duplicaat
    bijkomend: bijkomstigheid
    onnodig: overbodig
    gezamenlijk: samenwerking gemeenschap
    wederzijds: wederkerigheid
    onderling: uitwisselen uitwisseling
    persoonlijk: eigenhandig
    rond: cirkelvormig bolvormig
    vrouwelijk: echtgenote weduwe zus koningin
    mannelijk: echtgenoot weduwnaar broer koning
    cirkelvormig: cirkel schijf
    bolvormig: bol
    ringvormig: ring
    vierkant: kubus
    luid: lawaai
    donker: duisternis
    giftig: gif
    vloeibaar: vloeistof
    gasvormig: gas damp
    vast: vastheid
    nieuw: nieuwbouw noviteit
    oud: oudheid
    dodelijk: dood
    gevaarlijk: gevaar
    gratis: gift schenking present donatie
    kosteloos: gift schenking
    vrijwillig: vrijwilliger
    betaald: bezoldiging
    gedwongen: dwang
    verplicht: dwang
    crimineel: criminaliteit
    overdag: daglicht
    gevangen: gevangene
    rond: cirkel bol kogel
    vierkant: kwadraat
    wit: schimmel sneeuw
    onverwacht: verrassing
    gepland: vooraf
    plannen: vooraf
    dodelijk: overlijden sterven
    koud: ijs
    belangrijk: hoofdzaak
    innovatief: nieuw vernieuwing
    vals: namaak vervalsing
    dalen: beneden
    stijgen: boven
    nu: momenteel
    nadien: later
    voordien: eerder
    kleiner: verkleinen
    groter: vergroten
    langer: verlengen
    korter: verkorten
    hoger: verhogen
    lager: verlagen
    tegelijk: gelijktijdig tegelijkertijd
    elkaar: onderling wederzijds
    alleen: slechts uitsluitend enkel louter
    slechts: uitsluitend enkel louter
    uitsluitend: enkel louter
    circa: ongeveer
    ongeveer: bijna omstreeks
    maximaal: hoogstens hooguit
    minimaal: minstens tenminste
    hoogstens: hooguit
    echter: maar
    daardoor: waardoor
    herhaald: opnieuw nogmaals meermaals
    voorgaand: vorig
    zelf: eigenhandig
    meerderheid: meeste
    individueel: afzonderlijk apart
    schoonmaken: reinigen
    nat: water regen
    dood: lijk kadaver overledene
    oud: bejaarde grijsaard
    jong: baby kuiken zuigeling
    gratis: kosteloos cadeau geschenk weggeven
    kosteloos: om-niet gratis geschenk
    nieuw: innovatie nieuwigheid nieuweling vernieuwing
    eerste: oorspronkelijk begin debuut
    nodig: noodzakelijk vereist benodigd
    noodzakelijk: vereist vereiste benodigd onmisbaar
    verplicht: plicht verplichting dwingend moeten vereist
    verplichten: moeten dwingen plicht
    jaarlijks: jaar
    maandelijks: maand
    wekelijks: week
    dagelijks: dag
    reeds: al
    tevens: ook eveneens
    ook: eveneens
    opnieuw: weer herhalen herbouwen terugkrijgen terugkeren hervatten heropenen herbeginnen herstarten herlezen
    opnieuw: herschrijven hergebruiken herplaatsen herverdelen herinvoeren herbenoemen herkeuren herberekenen
    opnieuw: herbeoordelen heroverwegen hertrouwen hertellen hergroeperen herkiezen herdrukken herplanten
    nogmaals: herlezen hertellen herkeuren herberekenen herbeoordelen
    weer: herhalen terugkeren terugkrijgen terugkomen teruggaan terugbetalen teruggeven terugnemen hervatten heropenen
    nogmaals: herhalen opnieuw hervatten
    overleden: dood lijk
    terug: terugkeren teruggaan retourneren terugkomen terugbetalen terugsturen terugzenden terugbrengen
    mogelijk: kunnen eventueel
    mogelijkheid: kunnen
    toegestaan: mogen geoorloofd
    toestemming: mogen
    bevoegdheid: mogen
    gezamenlijk: samen collectief gemeenschappelijk
    samen: gezamenlijk samenwerken samenwonen
    gemeenschappelijk: gezamenlijk
    onderling: elkaar wederzijds
    wederzijds: elkaar
    definitief: eind eindbesluit eindoordeel
    uiteindelijk: eindresultaat einduitslag
    vooraf: eerder voorbereiden voorbereiding vooruitbetalen voorspellen vooruitbetaling
    achteraf: nabetaling nacontrole
    toekomstig: voorspelling prognose vooruitzicht
    persoonlijk: privé
    hoofdzakelijk: voornamelijk
    geheel: volledig helemaal
    volledig: geheel compleet totaal
    compleet: volledig heel
    schriftelijk: geschrift opschrijven brief
    mondeling: gesprek spreken uitspreken
    levend: levend
    menselijk: mens persoon
    vrouwelijk: vrouw moeder dochter
    mannelijk: man vader zoon
    ouder: bejaarde
    minderjarig: kind-onder-18 minderjarige
    criminele: misdadiger
    crimineel: misdadiger misdaad
    strafbaar: misdrijf delict
    onwettig: illegaal
    illegaal: onwettig
    rechtmatig: wettig
    enig: uniek
    uniek: enig
    blijvend: permanent duurzaam
    permanent: blijvend
    tijdelijk: kortstondig voorlopig
    voorlopig: tijdelijk
    vaststellen: bepalen-vaststelling
    einde: beëindigen
    beginnen: starten aanvangen
    start: begin aanvang
    aanvang: begin
    beëindigen: stoppen
    stoppen: beëindigen
    samenstellen: samenvoegen
    verkopen: vervreemden
    financieel: geldelijk
    geldelijk: financieel
    omheind: afgerasterd
    eigendom: bezitten
    gevaarlijk: gevaar
    schadelijk: schade
    kleine: kabouter
    klein: miniatuur dwerg
    groot: reus
    houten: plank
    omhoog: stijgen optillen
    omlaag: dalen
    naar-beneden: dalen
    vooruit: vooruitgaan
    binnen: binnengaan
    medisch: geneeskundig
    geneeskundig: medisch
    publiek: openbaar
    openbaar: publiek
    evenals: ook
    bestaand: aanwezig
    zichtbaar: waarneembaar-zicht
    controleren: nagaan
    toezien: toezicht
    beloven: toezeggen
    veranderen: wijzigen
    wijzigen: veranderen
    verandering: wijziging
    wijziging: verandering
    doel: oogmerk
    regel: voorschrift
    loon: salaris
    salaris: loon
    woning: huis
    rechtsgeldig: geldig
    geldig: rechtsgeldig
    """
)
"""Either order; a noun behind its attribute, two attributes, two verbs or adverbs."""
