"""Dutch words (lemmas) of one meaning, which say one thing twice when they stand together. Own work."""

from __future__ import annotations

from itertools import combinations
from typing import Final


def _groups(text: str) -> frozenset[tuple[str, str]]:
    """One line holds words with one meaning: every pair of them."""
    return frozenset(pair for line in text.strip().splitlines() for pair in combinations(line.split(), 2))


SYNONYMS: Final = _groups(
    """
    nodig noodzakelijk vereist benodigd
    volledig compleet geheel integraal
    duidelijk helder
    snel vlug spoedig rap
    wijziging verandering aanpassing
    wijzigen veranderen aanpassen
    begin aanvang start
    beginnen aanvangen starten
    einde slot afloop
    eindigen ophouden stoppen aflopen
    woning huis
    loon salaris
    hulp bijstand
    helpen bijstaan
    plicht verplichting
    regel voorschrift
    overeenkomst contract
    fout vergissing
    opdracht last
    vragen verzoeken
    verzoek vraag
    kopen aanschaffen aankopen
    koop aankoop aanschaf
    verstrekken verschaffen
    verzamelen vergaren
    bewaren behouden
    maken vervaardigen
    bouwen optrekken
    controleren nagaan verifiëren
    controle verificatie
    toestemming instemming goedkeuring permissie
    toestaan goedvinden
    doel oogmerk
    reden motief beweegreden
    plaats plek
    kind jeugdige
    dokter arts
    ziekte kwaal
    letsel verwonding
    voertuig vervoermiddel
    geheim vertrouwelijk
    gezamenlijk gemeenschappelijk collectief
    afzonderlijk apart
    verschillend onderscheiden
    gelijk identiek
    voldoende genoeg toereikend
    gratis kosteloos
    blijvend permanent
    tijdelijk voorlopig
    openbaar publiek
    schriftelijk geschreven
    enig uniek
    verplicht dwingend
    rechtsgeldig geldig
    onwettig illegaal
    financieel geldelijk
    jaarverslag jaarrapport
    gebrek defect mankement
    vernietigen verwoesten
    gaan voortbewegen
    informeren inlichten verwittigen
    verboden ontoegestaan ongeoorloofd
    toegestaan geoorloofd toelaatbaar
    bedrag geldsom
    gevaarlijk riskant
    onzeker ongewis
    rechtvaardig billijk
    moeilijk lastig
    eenvoudig simpel
    groot omvangrijk
    klein gering
    oud bejaard
    rijk vermogend
    dood overleden gestorven levenloos
    schoon proper
    juist correct
    onjuist incorrect foutief
    nauwkeurig precies exact accuraat
    bindend verbindend
    veilig gevaarloos
    gelijktijdig tegelijkertijd
    onmiddellijk direct meteen terstond dadelijk
    vaak dikwijls
    nooit nimmer
    woonachtig gehuisvest
    bescheiden documenten
    """
)
"""Words that say the same when they stand side by side or are joined by ``en`` or ``of``."""
