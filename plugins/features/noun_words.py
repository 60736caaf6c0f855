"""Dutch nouns by what grammar asks of them: article, person, group, activity, and what they are incomplete without.

A compound has the class of its last part, so the lists hold short nouns. Written for this project.
"""

from __future__ import annotations

from typing import Final

NEUTER: Final = frozenset(
    """
    aanbod aandeel aantal aanzien accent accijnsgoed account achterland adres advies afscheid afschrift afval akkoord
    album alarm alfabet alternatief ambacht ambt anker antwoord apparaat appartement archief archeologisch arrest
    artikel asiel aspect atelier attest attribuut avontuur bad bal balkon bed bedrag bedrijf beeld beekdal been beest
    begin begrip beheer bekken belang beleid bereik beroep beslag besluit bestand bestel bestek bestuur betoog beton
    bevel bewijs bewind bezit bezoek bezwaar bier biljet bit blad blik bloed blok boek boekjaar bod bord bos bouwwerk
    brein brevet brood budget bureau buitenland cadeau canon casino centrum certificaat cijfer citaat college
    collegegeld comité commando compartiment compliment concept concern concert conflict congres consent contact
    contract convenant correctief credit criterium curatorium dak dal dagblad debat debet decor decreet deel deelgenot
    defect deficit dek delict depot detail diagram dictaat dienstverband dier diner ding diploma district dividend
    doek doel domein dorp dossier doolhof drama drinken duel duplicaat echtpaar effect ei eiland eind einde element
    email embleem emissierecht erf erfgoed erfdeel equivalent etiket etmaal evenement evenwicht examen exces exemplaar
    experiment exploot extract fabrikaat factuurbedrag feest feit fenomeen festival fiat filiaal filter fonds formaat
    formulier forum fortuin fossiel frame front fruit gat gas gebaar gebak gebed gebied gebit gebod gebouw gebrek
    gebruik gedeelte geding beding gedrag geheel geheim geheugen gehoor geld gelijk geloof geluid geluk gemaal gemak
    gemeengoed genot genre geschenk geschil geschrift geslacht gesprek gestel getal getij getuigschrift gevaar geval
    gevecht gevoel gevolg geweer geweld gewest gewicht gewin gezag gezelschap gezicht gezin gif glas goed goud graan
    graf gras grasland groen grondgebied gruis handboek handelsmerk handschrift hart heelal heil heden herstel hof
    honk hoofd hoofdstuk hooi hotel hout huis huisdier huishouden huwelijk ideaal idee ijs ijzer incident individu
    initiatief inkomen insect instituut instrument interieur internet interval interview inzicht jaar jubileum juk
    kabaal kabinet kader kadaster kalf kamp kanaal kantoor kapitaal karakter karton kasteel kenmerk kenteken kerkhof
    kind klimaat knooppunt koninkrijk koor koper koppel koren krediet krijt kruid kruis kruispunt kustwater kwaad
    kwartaal kwartier laboratorium land landgoed lab label leed leer leger leven levenslicht lichaam licht lid lied
    lijf linnen logboek logo lokaal loket lood loon lot magazijn mandaat manuscript masker materiaal materieel maximum
    mechanisme medicijn medium meel meer meisje melkvee mengsel menu merendeel merk mes metaal meubel middel midden
    milieu minimum ministerie misbruik misdrijf model moeras moment monster monument motief museum nadeel nest net
    netwerk nieuws niveau noorden nummer nut object octrooi oever-land offer ogenblik onderdeel onderhoud onderscheid
    onderwerp onderwijs onderzoek ongeluk ongemak onheil onrecht onroerend ontslag ontwerp onweer oog oordeel oosten
    oor opschrift opstel optreden orgaan origineel overleg overschot overzicht paar paard pad pakket pak paleis paneel
    papier parcours park parlement paspoort patent patroon peil pensioen percentage perceel personeel perspectief plan
    plantsoen platform plein podium politiebureau portaal portret potlood praktijkgeval prestige primaat principe
    privilege probleem proces product produkt profiel programma project protest protocol publiek punt raadsel raam ras
    recept recht resultaat internaat rechtsgebied rechtsmiddel record reglement regime register rek rekest relaas
    relict rendement rente-inkomen rapport reservaat restant risico ritueel riet riool rijk rijbewijs ruilmiddel ruim
    salaris saldo scenario schaap scherm schema schilderij schip schot schouwspel schrift seizoen sein signaal
    slachtoffer slot spaargeld spel spectrum speelgoed spoor staal stadion stadium standpunt stelsel statuut
    sterftecijfer stof-residu stoffelijk strafblad strafrecht strand streven stramien strooisel stro studie-jaar stuk
    subsidiebedrag subject succes symbool symptoom syndroom systeem tabblad tableau talent tarief team straf-proces
    tegendeel teken tekort telefoonnummer terrein territoir territorium testament theater thema ticket tijdperk
    tijdschrift tijdstip tijdvak toestel toezicht totaal touw traject transport tribunaal type uiterlijk uitstel
    uittreksel uitzicht universum uranium uur vaartuig vaccin vak vat vee veld venster verband verblijf verbond verbod
    verbruik verdrag verdriet vergif verhaal verhoor verkeer verleden verlies verlof verloop vermoeden vermogen
    verschijnsel verschil verslag verstand vertrek vertrouwen vervoer vervolg verval verweer verzet verzoek
    verzoekschrift verzuim virus visum vlak vlees vliegtuig vliegveld voedsel voer voertuig volk volume
    volwassenenonderwijs voorbeeld voordeel voornemen voorrecht voorschot voorschrift voorstel voorval voorwerp vonnis
    vruchtgebruik vuur waardepapier wapen water weefsel weer weiland welzijn werk werkstuk werktuig werkwoord westen
    wezen wiel woord zaad zand zeil zicht ziekenhuis zilver zout zuid zuiden zuur zwembad afgifte-bewijs bederf
    bedoelde beletsel bestanddeel beraad beroepschrift bestemmingsplan biotoop-gebied bouwland bouwsel bankbiljet
    bezwaarschrift beursgoed bericht bestemmingsverkeer bevoegd-gezag cohort consult corps curriculum datacentrum
    dienstjaar distributienet draagvlak dwangmiddel echtscheidingsconvenant ecosysteem eiwit elftal enzym
    faillissement forfait gastland geboortejaar gemenebest gewas gemiddelde genootschap gerecht gereedschap geraamte
    gilde gremium gros grondwater havengeld hek hoger-beroep hoofdverblijf horecabedrijf hulpmiddel hypotheekrecht
    inkoopbeleid intrekkingsbesluit jachtveld jachtgeweer kerndoel kiesrecht kinderdagverblijf kruising-vlak kwantum
    kwart landschap leasecontract leerjaar leiderschap lesgeld levensmiddel leesteken leidingwerk ledental
    lidmaatschap lijden lichaamsdeel loof lokaas lesmateriaal maalteken manco mededingingsrecht meetpunt mijnwerk
    muntstuk naslagwerk nageslacht nalaten natrium natuurgebied onderkomen ondergoed onderpand ontbijt oppervlak
    oogmerk openluchtmuseum overlijden ouderschap pand parket pachtcontract peloton pigment plafond plagiaat
    poldergebied polderpeil pleidooi postkantoor postpakket praalgraf proefschrift provinciehuis psalmboek quotum
    raadhuis raster reces rechtscollege regeerakkoord rechtsfeit referendum residu ressort restaurant rantsoen rif
    ritme rooster ruggespraak-stuk rundvee sanatorium sap schap seminarie serum sextant spaarbekken spatbord spreekuur
    staatsblad stadhuis stembiljet stembureau stemrecht strafbaar-feit strafproces stroomgebied surplus sieraad skelet
    slib slik snijpunt stiefkind subtotaal syndicaat taalgebruik talud tapijt tijdsverloop tekstvak tracé tractaat
    transcript transportmiddel trottoir trustkantoor tuig tussenvonnis uitgangspunt uithangbord uiteinde vaarwater
    vacuüm vennootschapsrecht verraad vervaldatum-jaar verzamelwerk vestigingsklimaat viaduct vlot vooronderzoek
    vaderschap moederschap waarmerk wachtwoord wad wetboek weekblad wetsontwerp wetsvoorstel wild winstaandeel wrak
    wissel-beding zaaigoed zegel zelfbestuur zintuig zog zorgplan zwaartepunt zweet gezagsorgaan bouwjaar gehucht
    gelaat gordijn hormoon juweel kapsel kleed kostuum krat lint luik maal mobiel mos nagerecht nevenproduct onkruid
    pluimvee portemonnee-geld pulp pijl-punt toernooi verwijt applaus offensief tal tiental vijftal drietal tweetal
    procent percent dialect bassin doctoraat bisdom bestaan eigendom dogma pamflet behoud schandaal kartel imago
    perron schaak gewaad habitat schild meubilair kompas asfalt vaandel hemd debuut palet doelwit magazine toeval
    patriarchaat filtraat souvenir eten embargo concordaat kapittel pact voorbehoud slijk tijdverdrijf vehikel
    theorema oponthoud pistool kanon respect verlangen genoegen reliëf compromis circuit brons zink vlas miljoen
    miljard pond salon stel pseudoniem geschut stroomnet glasvezelnet afdak gazon schort vest shirt kussen laken
    doosje kistje notariaat electoraat advocatenkantoor bankstel servies vork-je wijnglas rund varken veulen lam
    konijn hert zwijn zoogdier reptiel
    """.split()
)
"""``het`` nouns. Words with a hyphen are never met; they keep apart a compound whose last part is no ``het`` noun."""

COMMON_ALONE: Final = frozenset(
    """
    tent caravan fiets bromfiets winkel wet brief film foto tafel trein boot brug gang vogel vis hond kat straat scan
    afdruk sluis dam dijk kraan lamp pijp buis pil spuit bril jas schoen helm balk kolom muur deur poort trap zolder
    tram bus auto vrachtauto motor wagen kar slee ketel oven pomp tank silo container doos kist zak bon pas sleutel
    code titel boete eis claim som prijs huur pacht lening hypotheek rente borg klacht vraag eed gift premie woning
    kliniek cel wijk kern weg vaart sloot beek gracht kade steiger loods markt kermis beurs bank zender mast kabel
    """.split()
)
"""Nouns with ``de`` whose form does not tell it; no compound is read from them."""
COMMON_IN_SPITE: Final = frozenset(
    """
    gemeenschap eigenschap boodschap wetenschap vennootschap nalatenschap maatschap rechtsgemeenschap hinderlaag
    zwangerschap rekenschap verwantschap broederschap vriendschap weddenschap waterschapsverordening koopman kiesman
    woord-groep bloem boom muziek fabriek techniek politiek kritiek statistiek praktijk klas stad voorstad raad aard
    waard oorzaak zaak taak spraak uitspraak inspraak afspraak aanspraak toespraak wraak smaak aanmaak schaal
    maal-tijd plaats stof grondstof meststof brandstof afvalstof delfstof tak hal rol regel stal bal-ans kas tas wals
    hals pool school datum stroom aanslag kant handel markt stand afstand toestand bijstand voorstand rechtsbijstand
    akker tuin cultuur natuur structuur procedure signatuur factuur apparatuur huur verhuur temperatuur infrastructuur
    duur koop verkoop inkoop aankoop loop omloop aanloop ploeg weg snelweg uitweg doop hoop stoel rechterstoel
    regering levering overeenkomst bijeenkomst opbrengst vangst dienst winst kunst arbeid afscheiding ontvangst
    aangifte uitgifte afgifte geboorte gemeente gedachte verordening vergunning verklaring verzekering beslissing
    bezetting vergadering getuige gevangene gezel gezant gevel gegadigde genade gestalte geest gedeputeerde
    gehandicapte gelovige geul gok gids groep gewoonte geschiedenis gelijkenis gebeurtenis begrafenis betekenis
    belofte behoefte bevolking bediende bestuurder bewoner invoer uitvoer koffer kanker tanker wissel aftrek omtrek
    aanpak plaat doek-er prijs braam kandidaat maat aanblik figuur pastoor klerk stelling republiek senaat automaat
    advocaat cement-molen werf leer bol commentator jacht beer beker berg bel beurt bezem beambte beurs verf verte
    vertraging vergunninghouder vereniging verpleger verkoper verhuurder kruisheer rust lust last plicht kracht macht
    vracht gracht opdracht klacht dracht wacht tocht
    """.split()
)
"""``de`` nouns that end like a ``het`` noun."""

PERSONS: Final = frozenset(
    """
    naaste deurwaarder matroos bankier voorzitter penningmeester secretaris zoon dochter nabestaande overledene
    zieke donor zwangere leek pleger gegadigde abonnee sollicitant beheerder afgezant keurmeester
    persoon mens burger kind ouder vader moeder broer zus man vrouw jongen meisje volwassene baby zuigeling kleuter
    peuter puber minderjarige meerderjarige echtgenoot echtgenote partner huisgenoot weduwe weduwnaar wees erfgenaam
    erflater voogd curator bewindvoerder notaris advocaat rechter griffier officier agent ambtenaar beambte minister
    staatssecretaris burgemeester wethouder raadslid lid kamerlid familielid gezinslid bestuurslid personeelslid
    directeur bestuurder commissaris arts dokter verpleegkundige patiënt cliënt klant consument koper verkoper huurder
    verhuurder pachter verpachter schuldenaar schuldeiser crediteur debiteur werknemer werkgever zelfstandige
    ondernemer aannemer opdrachtgever opdrachtnemer leerling student docent leraar lerares scholier stagiair kandidaat
    deelnemer aanvrager belanghebbende betrokkene rechthebbende gemachtigde vertegenwoordiger getuige deskundige tolk
    dader verdachte slachtoffer veroordeelde gedetineerde gevangene vreemdeling asielzoeker vluchteling migrant
    inwoner ingezetene bewoner bezoeker reiziger passagier chauffeur fietser voetganger eigenaar houder bezitter
    gebruiker gebruikster vervoerder afzender geadresseerde ontvanger verzekerde verzekeraar begunstigde donateur
    schenker legataris executeur vennoot aandeelhouder oprichter vrijwilliger mantelzorger zorgverlener behandelaar
    therapeut psycholoog jager visser boer landbouwer teler kweker herder arbeider knecht bediende kok kapitein
    schipper stuurman loods machinist piloot militair soldaat commandant agressor koning koningin prins prinses
    gouverneur ambassadeur consul diplomaat kiezer stemmer verkiesbare onderdaan nakomeling afstammeling voorouder
    grootouder kleinkind pleegkind pleegouder stiefouder peetouder jongere oudere bejaarde gehandicapte wandelaar buur
    buurman vriend vijand collega chef baas werkzoekende werkloze uitkeringsgerechtigde gepensioneerde
    belastingplichtige leerplichtige dienstplichtige aangever melder klager eiser gedaagde verweerder verzoeker
    appellant curandus pupil auteur maker schrijver uitvinder kunstenaar ontwerper architect ingenieur technicus
    monteur taxateur makelaar accountant boekhouder controleur inspecteur toezichthouder opsporingsambtenaar
    dierenarts apotheker tandarts verloskundige mentor medewerker conciërge secretaris secretaresse coach trainer
    hoofdmeester assistent adviseur huisarts alleenstaande gedupeerde vrijwilligster portier bewaker priester dominee
    imam rabbijn geestelijke zender gast toerist
    """.split()
)
"""Nouns for one human being."""
PERSON_ENDINGS: Final = (
    "aar", "aars", "ist", "iste", "ster", "ante", "eur", "loog", "nemer", "gever", "houder", "plichtige", "gerechtigde",
    "hebbende", "genoot", "drager", "voerder", "leider", "lener", "zoeker", "trekker", "beoefenaar",
)  # fmt: skip
NO_PERSONS: Final = frozenset(
    """
    exemplaar jaar gevaar bezwaar gebaar altaar paar haar waar schaar viool-snaar vaar haven-kraan geur kleur deur
    voorkeur humeur lijst wijst dienst winst kunst venster monster register kwartaal klooster rooster klus-ter pilaar
    samovaar halfjaar kalenderjaar schooljaar boekjaar lezenaar evenaar handelaarster ster poster filter computer keur
    scheur dialoog monoloog
    """.split()
)

GROUPS: Final = frozenset(
    """
    groep gezelschap bestuur college raad commissie vereniging stichting onderneming organisatie bedrijf instelling
    overheid orgaan bevolking volk team ploeg gezin familie echtpaar paar stel personeel publiek regering kabinet
    partij fractie bond gilde gemeente provincie rijk staat maatschap vennootschap coöperatie kring stam klas klasse
    menigte massa verzameling reeks geheel aantal serie samenstel stelsel kudde vloot genootschap gemeenschap
    ministerie dienst autoriteit rechtbank hof parlement jeugd politie leger bemanning huishouden leefeenheid tweetal
    drietal meerderheid minderheid deel helft rest merendeel meeste kwart derde set combinatie concern werkgroep unie
    federatie consortium politiekorps korps corps vakbond
    """.split()
)
"""Nouns in the singular to which ``hun`` and ``zij`` may refer: groups, bodies, quantities."""

BODIES: Final = frozenset(
    """
    bestuur college raad commissie vereniging stichting onderneming organisatie bedrijf instelling overheid orgaan
    regering kabinet gemeente provincie maatschap vennootschap coöperatie ministerie dienst autoriteit rechtbank hof
    inspectie bank verzekeraar beheerder leverancier aannemer uitgever bureau instantie partij
    """.split()
)
"""Bodies that act as a person does."""

ACTIVITY_WORDS: Final = frozenset(
    """
    handel koop verkoop inkoop aankoop huur verhuur bouw aanbouw opbouw afbouw herbouw sloop beheer onderhoud gebruik
    verbruik vervoer transport onderzoek overleg toezicht verkeer onderwijs herstel opslag afvoer aanvoer invoer
    uitvoer doorvoer import export productie afzet aanleg groei verloop vertrek bezoek verblijf verhaal vervolg
    verhoor controle inspectie keuring zorg visserij teelt kweek winning arbeid ontwerp beroep protest staking
    afhandeling overdracht opdracht ontslag start begin einde opname inname uitgifte afgifte aangifte toename afname
    deelname overname ontvangst montage demontage massage drainage reportage fabricage spionage sabotage behandeling
    aanvraag inschrijving diefstal moord doodslag verkrachting misbruik fraude roof heling beslag doorzoeking
    """.split()
)
ACTIVITY_ENDINGS: Final = ("ering", "eling", "ening", "ing", "atie", "itie", "utie", "sectie", "name", "gifte")
NO_ACTIVITIES: Final = frozenset(
    """
    ding geding ring koning leerling zuigeling vluchteling vreemdeling inwoning woning instelling vereniging stichting
    onderneming verordening vergunning rekening inrichting regering regeling kring afdeling haring ketting honing
    penning kamer-ring voorziening beschikking bevolking omgeving bezitting bemanning paling leiding waterleiding
    kleding tekening verdieping opleiding rijksregering aandoening vestiging organisatie relatie informatie situatie
    installatie populatie generatie natie station locatie applicatie documentatie combinatie delegatie obligatie
    nakomeling afstammeling lening gebouw schuur
    """.split()
)

RELATIONAL: Final = frozenset(
    """
    aard omvang inhoud begin einde aanvang duur doel oorzaak gevolg aantal hoeveelheid hoogte breedte lengte diepte
    dikte grootte naam adres leeftijd geslacht plaats datum tijdstip wijze vorm kleur prijs waarde kosten omzet winst
    verlies belang rechten plichten deel onderdeel geheel bestanddeel eigenschap kenmerk kwaliteit gewicht afmeting
    oppervlakte volume inkomen vermogen gezondheid veiligheid welzijn gedrag eigenaar eigenaren bestuurder bestuurders
    houder houders ouder ouders vader moeder kinderen echtgenoot lid leden voorzitter secretaris directeur eigendom
    bezit soort type categorie groep reeks som frequentie toerental rendement capaciteit samenstel mate verloop
    tijdsduur looptijd geldigheid totaal verschil gemiddelde percentage resultaat bron oorsprong herkomst bestemming
    functie rol taak taken bevoegdheid bevoegdheden verantwoordelijkheid verantwoordelijkheden verantwoordelijke
    naleving rechtmatigheid doelmatigheid bescherming kennis persoonlijkheid identiteit nationaliteit bedoeling
    structuur samenstelling werking stand toestand staat gang rand rechthoek bovenkant onderkant voorkant achterkant
    binnenkant buitenkant zijkant top bodem kern grens grenzen contour omtrek naamsvermelding titel voornaam
    achternaam geboortedatum geboorteplaats snelheid richting temperatuur rechtspositie arbeidsvoorwaarden kind
    kleinkind zoon dochter broer zus broers zussen zonen dochters kleinkinderen echtgenote partner status
    bezitting bezittingen schuld schulden inkomsten uitgaven baten lasten
    vertegenwoordiger gebruiker beheerder maker opsteller afzender ontvanger
    """.split()
)
"""Nouns that are not complete without what they are of (``de aard van``)."""
