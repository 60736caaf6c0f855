"""Words that announce a restriction without stating one, and what is true of every member of a genus.

Two vocabularies decide whether what follows a genus shuts anything out: if all its content words come from the first,
it says nothing; if they come from the first or are true of the genus anyway, it fits every member.
"""

from __future__ import annotations

from typing import Final

ANNOUNCING: Final = frozenset(
    """
    bepaald bepaalde bepalen zeker specifiek bijzonder speciaal kenmerkend typerend typisch onderscheidend nader
    nadere betreffend desbetreffend gesteld volgend onderstaand bovenstaand genoemd bovengenoemd voornoemd ander
    verschillend divers uiteenlopend voorkomend concreet dergelijk zodanig zulk zekere toepasselijk vereist gewenst
    benodigd omschreven beschreven omschrijven beschrijven bedoeld vermeld aangeduid aangegeven gedefinieerd
    definiëren hierna hieronder hiervoor hierboven elders verder enkel enkele enkelen sommige meerdere diverse
    allerlei allerhande heel geheel hele kenmerk eigenschap voorwaarde eis criterium vereiste aard soort type vorm
    categorie klasse wijze manier geval situatie omstandigheid doel doeleinde reden context karakter betekenis zin
    begrip definitie hoedanigheid aspect specificatie onderscheid verschil opzicht variant voldoen hebben zijn
    worden bestaan voorkomen gelden kennen bezitten onderscheiden vertonen verschillen betreffen gaan behoren horen
    dragen beantwoorden optreden bevinden noemen heten vallen treffen stellen verkeren iets iemand ergens zekerheid
    datgene karakteristiek karakteristieken trek noemer predicaat randvoorwaarde maatstaf aanmerking komen doorgaan
    aanduiden benaming uiteenlopende uiteenlopen nadere aantreffen daarvoor hiervoor ervoor waarvoor ertoe hierbij
    inachtneming overeenkomstig vergelijkbaar afwijkend afwijkende volgende toepassing
    """.split()
)
"""Adjectives, nouns and verbs that promise a characteristic (``met bepaalde kenmerken``, ``die aan eisen voldoet``)."""
VAGUE: Final = frozenset(
    """
    groep gebied regel moment kwaliteit plaats locatie persoon organisatie functie taak activiteit handeling
    onderwerp product dienst instelling partij situatie werkzaamheid terrein gegeven maatregel procedure norm grens
    bedrag aantal hoeveelheid mate niveau leeftijd grootte omvang datum zaak recht plicht beroep titel rol status
    positie regime regeling voorschrift bepaling
    """.split()
)
"""Nouns that say nothing behind one of ``VAGUE_ATTRIBUTES`` (``tot een bepaalde groep``)."""
VAGUE_ATTRIBUTES: Final = frozenset(
    """
    bepaald bepaalde zeker zekere specifiek specifieke bijzonder bijzondere speciaal speciale dergelijke zodanige
    nadere bepalen
    """.split()
)
_OF_ANYTHING: Final = (
    "rol spelen belangrijk belang invloed betrekking samenhangen samenhang verband maken meespelen beïnvloeden "
    "bijdragen plaatsvinden voordoen gebeuren doen gedaan uitvoeren uitgevoerd bestaan gebruiken nodig relevant "
    "organisatie intern extern bedrijf instelling mens betrokken partij praktijk werkelijkheid leven dagelijks "
    "algemeen onderdeel deel uitmaken aanwezig mogelijk verrichten medewerker dagelijks regelmatig bereiken "
    "uiteindelijk resultaat verlopen lopen doorlopen stap fase  start begin einde eindigen"
)
_OF_THINGS: Final = (
    "bestaan voorkomen gemaakt maken vervaardigen vervaardigd gebruiken fysiek materieel tastbaar afmeting"
)
_OF_TEXTS: Final = (
    "bevatten tekst inhoud informatie gegeven staan opschrijven opgeschreven schrijven geschreven lezen gelezen "
    "leesbaar opstellen opgesteld schriftelijk papier bladzijde woord letter opmaken opgemaakt maken gemaakt "
    "vastleggen vastgelegd bestaan"
)
_OF_ACTS: Final = (
    "uitvoeren uitgevoerd verrichten verricht plaatsvinden doen gedaan gebeuren verlopen ondernemen ondernomen "
    "voltrekken tijd iemand persoon handelen begaan plegen gepleegd"
)
_OF_PERSONS: Final = (
    "leven levend bestaan mens menselijk lichaam geest naam persoon geboren geboorte ademen denken hoofd hart handelen "
    "ergens wonen individu sterfelijk"
)
_OF_GROUPS: Final = (
    "mens persoon lid medewerker bestaan element onderdeel samen organiseren georganiseerd opgericht oprichten taak "
    "doel activiteit werken samenwerken"
)
_OF_PLACES: Final = "liggen gelegen bevinden grens oppervlakte ruimte omvang plek plaats ergens begrensd aarde"
_OF_TIMES: Final = "duren tijd lopen verstrijken begin einde eind beginnen eindigen duur tijdsduur"
_OF_RULES: Final = "vaststellen vastgesteld regelen regel opstellen opgesteld nemen genomen maken gemaakt tekst naleven"
_OF_BEASTS: Final = "leven levend ademen bewegen eten bestaan lichaam groeien organisme"
_OF_WORKERS: Final = _OF_PERSONS + " functie werk werken vervullen taak verrichten werkgever loon arbeid dienst"
_BY_GENUS: Final = (
    (
        "document stuk geschrift akte brief rapport verslag formulier tekst lijst overzicht register bestand dossier "
        "boek brochure nota krant",
        _OF_TEXTS,
    ),
    (
        "factor aspect zaak ding iets element verschijnsel kwestie aangelegenheid fenomeen gebeuren zoiets alles "
        "datgene entiteit facet onderwerp proces activiteit actie werkzaamheid",
        _OF_ANYTHING,
    ),
    (
        "handeling gebeurtenis verrichting gedraging procedure onderzoek behandeling ingreep taak bewerking",
        _OF_ACTS + " stap fase doorlopen volgorde",
    ),
    ("persoon mens man vrouw kind individu burger iemand inwoner", _OF_PERSONS),
    (
        "organisatie groep vereniging team instelling commissie bedrijf orgaan instantie onderneming college raad "
        "verzameling geheel stelsel samenwerkingsverband stichting",
        _OF_GROUPS,
    ),
    ("gebouw huis woning pand bouwwerk kantoor", _OF_THINGS + " bouwen gebouwd muur dak deur staan vloer ruimte grond"),
    (
        "plaats gebied locatie ruimte terrein plek perceel zone land streek grond stuk gemeente provincie wijk",
        _OF_PLACES + " inwoner",
    ),
    ("periode termijn tijdvak moment tijdstip tijdsduur datum dag jaar uur week maand", _OF_TIMES),
    ("besluit regel wet voorschrift norm verordening regeling beslissing beschikking maatregel", _OF_RULES),
    ("afspraak overeenkomst contract verdrag", _OF_RULES + " partij afspreken overeenkomen sluiten gesloten"),
    ("dier zoogdier vogel vis insect hond paard", _OF_BEASTS + " voeden voortplanten"),
    ("reeks opeenvolging serie", "stap fase handeling activiteit gebeurtenis element onderdeel"),
    ("verzameling", "stuk gegeven ding element document onderdeel zaak"),
    ("geheel stelsel samenstel", "afspraak regel deel onderdeel activiteit maatregel element stuk"),
    ("deel gedeelte onderdeel", "groot geheel groter"),
    ("werk project traject", "begin einde start eind duur tijd activiteit stap fase resultaat uitvoeren uitgevoerd"),
    ("plant boom gewas bloem struik organisme", _OF_BEASTS + " wortel stam cel blad tak aarde grond"),
    ("voertuig auto vervoermiddel fiets", _OF_THINGS + " rijden vervoeren verplaatsen bewegen wiel weg"),
    ("schip vaartuig boot", _OF_THINGS + " varen water drijven bemanning romp"),
    ("vliegtuig luchtvaartuig", _OF_THINGS + " vliegen lucht vleugel"),
    (
        "voorwerp object goed product middel stof materiaal apparaat toestel instrument werktuig gereedschap machine",
        _OF_THINGS + " materiaal stof vorm gewicht massa werken functioneren onderdeel",
    ),
    (
        "bedrag geld som geldbedrag geldsom betaling prijs vergoeding",
        "geld euro hoogte uitdrukken uitgedrukt tellen waarde betalen betaald valuta bedrag",
    ),
    ("systeem installatie netwerk", _OF_THINGS + " onderdeel deel component werken functioneren samenhangen verbonden"),
    ("gegeven informatie data feit kennis", "zeggen bestaan inhoud waarde weten"),
    ("water vloeistof drank", "nat vloeibaar stromen"),
    ("levensmiddel voedsel voedingsmiddel voeding", "eten gegeten eetbaar voeden voeding"),
    ("vergunning toestemming bevoegdheid ontheffing recht machtiging", "verlenen verleend geven gegeven hebben"),
    ("straf sanctie boete", "opleggen opgelegd krijgen"),
    ("vonnis arrest uitspraak", "rechter rechtbank gerecht wijzen gewezen uitspreken uitgesproken doen gedaan"),
    ("functionaris ambtenaar medewerker werknemer beambte", _OF_WORKERS),
    ("werkgever", "personeel werknemer dienst hebben loon betalen"),
    ("militair soldaat", _OF_PERSONS + " krijgsmacht leger deel uitmaken dienen dienst"),
    ("rechter", _OF_PERSONS + " rechtspreken recht spreken oordelen rechtbank gerecht"),
    ("leraar docent onderwijzer", _OF_PERSONS + " onderwijs lesgeven les geven leerling"),
    ("leerling student scholier", _OF_PERSONS + " onderwijs volgen leren les school"),
    ("arts dokter", _OF_PERSONS + " patiënt geneeskunde behandelen medisch"),
    ("patiënt", _OF_PERSONS + " arts behandelen behandeld ziek zorg"),
    ("school", _OF_GROUPS + " onderwijs leerling les geven leraar"),
    ("ziekenhuis", _OF_GROUPS + " patiënt behandelen zorg arts ziek verplegen"),
    ("bank", _OF_GROUPS + " geld"),
    ("winkel", _OF_GROUPS + " verkopen product koop klant verkoop"),
    ("weg straat", _OF_PLACES + " verkeer rijden"),
    ("rivier beek kanaal", _OF_PLACES + " water stromen"),
    ("belasting heffing", "betalen betaald heffen geheven overheid innen"),
    ("misdrijf overtreding delict", "strafbaar plegen gepleegd begaan straf wet"),
    ("verdachte", _OF_PERSONS + " verdenken verdacht strafbaar feit"),
    ("getuige", _OF_PERSONS + " getuigen verklaren verklaring"),
    ("kind", "ouder vader moeder"),
    ("koper", _OF_PERSONS + " kopen koop"),
    ("verkoper", _OF_PERSONS + " verkopen verkoop"),
    ("huurder", _OF_PERSONS + " huren huur"),
    ("eigenaar", _OF_PERSONS + " eigendom bezit bezitten"),
    ("persoon mens man vrouw kind individu burger iemand", "vlees bloed adem halen eten drinken slapen ouder leeftijd"),
    ("burger inwoner", "land staat samenleving maatschappij recht plicht"),
    ("man", "mannelijk geslacht volwassen"),
    ("vrouw", "vrouwelijk geslacht volwassen"),
    (
        "functionaris ambtenaar beambte",
        "werkzaamheid verrichten bekleden uitoefenen ambt positie salaris aanstellen aangesteld functioneren",
    ),
    ("gebouw huis woning pand bouwwerk kantoor brug", "mens bouwer architect fundering raam kamer binnen buiten"),
    ("woning huis", "wonen bewonen bewoner"),
    ("brug viaduct tunnel", "verbinden weg water overspannen"),
    ("ruimte kamer zaal", "muur wand vloer plafond deur begrensd omsloten binnen"),
    (
        "dier zoogdier vogel vis insect hond kat paard koe varken schaap",
        "drinken adem halen sterven geboren bek kop poot",
    ),
    ("zoogdier hond kat paard koe varken schaap", "zogen jong melk haar vacht dier"),
    ("vogel", "veer snavel vliegen ei vleugel"),
    ("vis", "zwemmen water vin kieuw"),
    ("wezen", "leven levend bestaan ademen"),
    ("afspraak overeenkomst contract verdrag", "elkaar twee meer aangaan aangegaan ondertekenen wederzijds instemming"),
    ("jurist advocaat notaris", _OF_PERSONS + " recht rechten studeren gestudeerd juridisch jurist"),
    ("advocaat", "cliënt bijstaan advocatuur recht"),
    ("wet verordening regeling", "wetgever artikel bepaling regelen geregeld bevatten gelden"),
    ("bedrijf onderneming winkel", "eigenaar winst personeel ondernemer klant ondernemen naam adres"),
    ("ondernemer", _OF_PERSONS + " onderneming bedrijf drijven ondernemen"),
    ("rechtspersoon vennootschap", "recht plicht handelen orgaan bestuur naam bestaan"),
    ("auto motorvoertuig vrachtwagen bus", _OF_THINGS + " motor rijden wiel bestuurder weg brandstof stuur"),
    ("trein tram metro", _OF_THINGS + " spoor rail rijden wagon vervoeren"),
    ("kans risico", "gebeuren optreden voordoen plaatsvinden gebeurtenis"),
    ("situatie toestand omstandigheid", "hand voordoen bestaan optreden aan"),
    (
        "samenkomst bijeenkomst vergadering overleg zitting gesprek",
        _OF_ACTS + " bijeenkomen samenkomen mens deelnemer aanwezig spreken praten bespreken besproken tijdstip plaats",
    ),
    ("strook grond perceel kavel terrein stuk", "lengte breedte oppervlakte grond aarde"),
    ("weg straat pad", "lengte breedte verkeer lopen leiden"),
    ("militair soldaat", "doen"),
    ("boek tijdschrift", "schrijver auteur kaft uitgever lezer omslag"),
    ("verzekering", "verzekeren verzekeraar premie verzekerde dekken schade"),
    ("lening krediet", "lenen geleend terugbetalen geld bank uitlenen"),
    ("agent politieagent", _OF_PERSONS + " politie uniform werken"),
    ("minister staatssecretaris", _OF_PERSONS + " kabinet regering ministerie deel uitmaken"),
    ("burgemeester", _OF_PERSONS + " gemeente"),
    ("gemeente provincie staat land", "inwoner grondgebied bestuur besturen grens bevolking"),
    ("rechtbank gerecht", "rechter rechtspreken recht spreken zaak oordelen vonnis"),
    ("verkiezing stemming", "kiezen kiezer stemmen stem uitbrengen kandidaat"),
    ("examen toets", "vraag toetsen beoordelen kandidaat afleggen kennis"),
    ("onderzoek", "onderzoeken onderzoeker"),
    ("opleiding cursus training les", "leren opleiden deelnemer docent kennis les leerling volgen"),
    ("brief bericht mededeling", "afzender ontvanger sturen verzenden verzonden ontvangen meedelen meegedeeld"),
    ("verzoek aanvraag klacht vordering", "vragen indienen ingediend aanvrager verzoeker doen gedaan klagen klager"),
    ("schuld vordering", "schuldeiser schuldenaar betalen"),
    ("ziekte aandoening", "ziek patiënt lijden"),
    ("ongeval ongeluk", "gebeuren overkomen plaatsvinden"),
    ("huwelijk", "trouwen gehuwd echtgenoot huwen"),
    ("artikel bepaling", "wet tekst staan regeling opnemen opgenomen"),
    ("getal cijfer nummer", "tellen cijfer bestaan"),
    ("middel geneesmiddel medicijn hulpmiddel", "gebruiken toepassen inzetten helpen"),
    ("deskundige specialist", _OF_PERSONS + " kennis deskundig verstand"),
    ("lid", _OF_PERSONS + " lidmaatschap"),
    ("formulier", "invullen ingevuld gegeven vakje"),
    ("procedure proces", "volgen gevolgd doorlopen stap"),
    ("dienst", "verlenen verleend leveren geleverd klant"),
    ("gegeven", "systeem vastleggen vastgelegd"),
    ("plan", "toekomst"),
)


def _merged() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for genera, words in _BY_GENUS:
        for genus in genera.split():
            found[genus] = found.get(genus, frozenset()) | frozenset(words.split())
    return found


TRUISMS: Final = _merged()
"""What holds of every member of a genus, by its lemma; compounds are narrower and have no entry."""
