"""Dutch nouns by the class of what they name, short words only: a compound has the class of its last part.

A noun that stands in several lists can name either (``regeling``: what is settled, and the settling); then the class is
open. Written for this project, with the nouns that definitions of government terms begin with in mind.
"""

from __future__ import annotations

from typing import Final

ACTIVITY: Final = """
beraadslaging uitlening uitoefening toepassing overbrenging overmaking ondervraging bestudering herziening
activiteit handeling verrichting proces werkproces procesgang procesonderdeel procesmatig werkzaamheid actie bezigheid
operatie procedure behandeling afhandeling bewerking verwerking uitvoering tenuitvoerlegging opsporing vervolging
handhaving invordering inning bestrijding begeleiding bewaking verhoor doorzoeking aanhouding inhechtenisneming
insluiting onderhandeling onderzoek vooronderzoek toezicht controle inspectie surveillance patrouille keuring toetsing
audit monitoring overleg beraad bemiddeling raadpleging inspraak horing zitting hoorzitting vergadering bijeenkomst
verkiezing stemming bouw verbouw nieuwbouw sloop aanleg onderhoud beheer herstel renovatie reparatie vervaardiging
fabricage montage winning ontginning vervoer transport levering verzending verspreiding overdracht inzameling ophaling
opvang afvoer aanvoer inzaai teelt kweek oogst jacht visserij bemesting beregening slacht onderwijs lesgeven training
oefening les cursus examinering toelating zorg verzorging verpleging opname consult ingreep vaccinatie inenting koop
verkoop inkoop aankoop verhuur handel ruil veiling aanbesteding diefstal moord doodslag verkrachting mishandeling
inbraak roof fraude misbruik heling afpersing bedreiging belaging brandstichting vernieling gedraging gedrag doen
nalaten overtreden optreden ingrijpen selectie screening triage verplaatsing verandering overgang omzetting werving
bevordering stimulering voorlichting deelneming deelname arbeid afname inname terugname teruggave handelwijze kap
velling lozing uitstoot verbranding zuivering filtering recycling hergebruik opsporingsonderzoek verkenning
samenwerking communicatie gebeurtenis voorval ongeval incident evenement ramp botsing aanrijding brand manifestatie
betoging demonstratie verhuizing reis rit tocht migratie immigratie emigratie stap fase taakuitoefening taakuitvoering
dienstverlening hulpverlening rechtspraak bestuursdwang interventie sanering ontruiming evacuatie blussing redding
reanimatie opvoeding huishouding bediening bereiding rechtsgang geding rechtszaak proceshandeling navraag rondvraag
peiling steekproef inspectiebezoek huisbezoek bezoek schouw waterschouw dijkschouw opvolging naleving inachtneming
voorbereiding totstandkoming besluitvorming rechtsvorming beleidsvorming oordeelsvorming begrafenis crematie
teraardebestelling uitvaart doop huwelijksvoltrekking ceremonie plechtigheid feest viering herdenking voorstelling
tentoonstelling expositie beurs congres symposium conferentie seminar workshop wedstrijd toernooi competitie spel race
loting trekking dienstreis pendel ontgroening mobilisatie demobilisatie aanval omscholing bijscholing stage
leertraject nazorg voorzorg zelfzorg mantelzorg thuiszorg jeugdzorg schoonmaak reiniging ontsmetting desinfectie
sterilisatie bestraling transplantatie donatie amputatie bevalling zwangerschapsafbreking abortus euthanasie aankomst
vertrek overtocht oversteek passage doorvaart landing tuchtiging bestraffing berechting vrijlating ontsnapping
ontvluchting onttrekking vlucht kidnapping ontvoering gijzeling stalking smokkel smokkelarij witwassen omkoping
valsheid oplichting afluisteren aftappen tappen huiszoeking observatie infiltratie undercoveroperatie schaduwing
verlening vergunningverlening zorgverlening toepassing ondersteuning advisering bewijsvoering afgifte ontvangst
handelstransactie transactie
"""
RESULT: Final = """
wilsovereenstemming overeenstemming
resultaat uitkomst uitslag gevolg opbrengst product eindproduct eindresultaat uitvloeisel effect bevinding conclusie
besluit beslissing beschikking vergunning ontheffing vrijstelling toestemming goedkeuring machtiging concessie vonnis
uitspraak arrest oordeel advies bevel verbod gebod dwangbevel sanctie straf boete dwangsom maatregel subsidie
uitkering toelage vergoeding beloning premie aanslag diploma cijfer score rangorde indicatie diagnose prognose
verordening wet overeenkomst akkoord contract convenant verdrag afspraak compromis schikking bedrag som saldo schuld
verschil totaal percentage gemiddelde ontwerp plan maaksel schepping werkstuk kunstwerk bouwsel afval restant residu
reststof beoordelingscijfer eindcijfer rapportcijfer puntentotaal ranglijst meetwaarde meetresultaat benoemingsbesluit
vrijspraak veroordeling ontslagbesluit gratie amnestie pardon aanwijzingsbesluit bestemmingsplan omgevingsplan
uitvoeringsbesluit raadsbesluit rechtsgevolg schadevergoeding vonnisgeld winstuitkering loonsom jaaropgave
eindafrekening afrekening bouwproduct landbouwproduct halffabricaat brouwsel maal
"""
PERSON: Final = """
tuinder spion drukker conservator musicus dirigent sporter manager opzichter adoptant demonstrant supporter
toeschouwer pedagoog tester arrestant delinquent recidivist figurant passant emigrant immigrant intrigant debutant
informant stagiair stagiaire assistente sollicitant declarant rekwestrant appellant gerekwireerde omwonende opvarende
nabestaande
verzorger behandelaar beoordelaar besteller verkenner vertaler ontdekker betaler bewaarder overtreder uitgever
individu inwoner burger natuurlijke beklaagde verdachte veroordeelde gedetineerde gevangene gehuwde ongehuwde
overledene vermiste gewonde zieke afgevaardigde bediende beambte geadresseerde begunstigde verzekerde geregistreerde
belanghebbende betrokkene iemand degene diegene eenieder wie lid weeskind kind broer zus neef nicht oom tante zorger
pleegzorger jurist rechercheur verbalisant hulpofficier kinderrechter raadsman raadsvrouw pleiter deurwaarder
gerechtsdeurwaarder reclasseringswerker bewaker cipier portier conciërge coach mentor tutor hoogleraar lector rector
decaan gedeputeerde raadslid statenlid senator premier president voorzitter secretaris penningmeester griffier
verpleger zuster vroedvrouw chirurg huisarts specialist fysiotherapeut psychiater patholoog anesthesist ondernemer
winkelier koopman handelaar groothandelaar makelaar bankier effectenmakelaar adviseur consultant expert programmeur
analist technoloog wetenschapper onderzoeker chemicus fysicus bioloog historicus archeoloog archivaris bibliothecaris
boekhandelaar uitgever redacteur journalist verslaggever fotograaf regisseur acteur muzikant zanger danser schilder
beeldhouwer metselaar timmerman loodgieter elektricien stukadoor dakdekker glaszetter lasser bankwerker bakker slager
kruidenier kelner ober barman gastheer gastvrouw stewardess steward tiener adolescent senior bejaarde weduwe weduwnaar
halfwees vondeling tweeling dakloze thuisloze zwerver drenkeling drugsgebruiker verslaafde spijbelaar recidivist
medeplichtige medepleger opdrachtgever pleger aanstichter belager stalker dief inbreker rover moordenaar smokkelaar
heler oplichter hacker vreemdeling statushouder nieuwkomer expat grensarbeider seizoenarbeider uitzendkracht
oproepkracht zzp'er werker medewerker helper begeleider uitvoerder beheerder bewerker spreker lezer luisteraar deelgever
functionaris bewindspersoon gezagsdrager ambtsdrager hulpverlener dienstverlener
"""
ORGANISATION: Final = """
organisatie instelling instantie dienst orgaan bestuursorgaan bestuur college raad commissie vereniging stichting
onderneming bedrijf vennootschap maatschap coöperatie ministerie departement rechtbank gerecht hof gerechtshof
gemeente provincie waterschap rijk staat overheid school universiteit hogeschool ziekenhuis verzekeraar agentschap
autoriteit rechtspersoon samenwerkingsverband afdeling directie team eenheid werkgroep kantoor bureau partij fractie
bond vakbond genootschap kerkgenootschap concern consortium politie brandweer leger korps zbo uitvoeringsorganisatie
omgevingsdienst veiligheidsregio regering parlement kamer gezin huishouden lichaam gezelschap entiteit inrichting
bevoegdgezag politiekorps korpsleiding gerechtscollege rekenkamer gilde loge orde zorginstelling verpleeghuis
verzorgingshuis hospice weeshuis tehuis internaat opvanghuis kinderdagverblijf crèche peuterspeelzaal basisschool
gymnasium academie instituut onderzoeksinstituut laboratorium studiecentrum kenniscentrum expertisecentrum fonds
pensioenfonds verzekeringsmaatschappij bank spaarbank kredietinstelling uitgeverij drukkerij rederij
luchtvaartmaatschappij vervoersbedrijf nutsbedrijf netbeheerder waterbedrijf woningcorporatie corporatie holding
dochteronderneming filiaal bijkantoor firma v.o.f. nv bv eenmanszaak winkelketen warenhuis restaurant café hotel
delegatie missie ambassade consulaat secretariaat griffie parket arrondissementsparket ploeg brigade peloton compagnie
bataljon regiment eskader eskadron bemanning orkest koor elftal club sportclub ondernemingsraad cliëntenraad jury
tribunaal panel forum comité actiecomité stam clan familie volk natie gemeenschap parochie bisdom
"""
THING: Final = """
tak stok koffer krik snoer veer knop sirene fluit trommel piano kruis kansel vitrine kooi hok nest kuiken gewei poot
staart snavel schelp fuik hengel haak dobber roer tros bijl kogel insigne troon berm greppel maaidorser brancard spalk
zalf drankje stemhokje sticker etui microfilm cassette antenne armatuur spant zebrapad boomstam twijg blad steel
wortel schil pit veertje helikopter zweefvliegtuig luchtballon kruiwagen vorkheftruck wasmachine droger koelkast
vriezer oven fornuis magnetron stofzuiger ventilator
voorwerp zaak object ding goed apparaat toestel instrument werktuig machine installatie systeem voorziening middel
hulpmiddel voertuig auto motorvoertuig vrachtwagen bestelwagen aanhangwagen motorfiets bromfiets fiets tram trein
metro bus vaartuig schip boot luchtvaartuig vliegtuig drone wagen caravan ambulance gebouw bouwwerk pand woning huis
flat appartement schuur kas loods stal garage kantoorgebouw toren brug tunnel sluis dam dijk weg pad straat fietspad
snelweg viaduct leiding buis kabel riool put paal mast bord hek muur deur raam dak vloer wand wapen vuurwapen mes
pistool geweer munitie projectiel computer telefoon server scherm sensor meter teller filter batterij accu lamp motor
pomp ketel oven kachel generator turbine pas penning munt bankbiljet biljet sleutel zegel etiket label dier hond kat
koe paard schaap varken kip vogel vis insect zoogdier rund plant boom struik bloem lichaamsdeel hart nier bloedvat
onderdeel component module bestanddeel bouwsteen kledingstuk uniform helm schoen tas doos container bak vat fles tank
silo kist kast software applicatie website webpagina app platform netwerk database databank perceel kavel bed stoel
tafel drager gegevensdrager datadrager ster planeet satelliet ruimtevoorwerp monument beeld schilderij kunstvoorwerp
meetinstrument gereedschap speelgoed sieraad medicijn pot paneel zonnepaneel windmolen molen centrale kraan lift
transformator stellage steiger lade la krat pallet rek plank trap ladder balk pijp slang draad touw ketting
band wiel as rem stuur zadel romp vleugel propeller anker zeil boei baken schroef bout moer spijker hamer zaag boor
beitel schop spade hark tang schaar naald spuit pen potlood stempel stift kwast borstel emmer dweil lantaarn zaklamp
kaars spiegel lens bril microscoop telescoop camera fototoestel projector radio televisie microfoon luidspreker
printer scanner toetsenbord muis kabelgoot stekker stopcontact schakelaar zekering relais klep afsluiter filterkast
rooster luik slot grendel hangslot kluis safe brandkast brievenbus postvak kliko vuilnisbak prullenbak afvalbak ton
kuip kuil bassin vijver fontein standbeeld grafsteen zerk graf urn altaar orgel klok horloge thermometer barometer
weegschaal meetlat liniaal passer kompas vlag vaandel banier wimpel medaille lint kroon ring armband pet muts jas
broek hemd laars handschoen masker bivakmuts vest harnas schild knuppel wapenstok ploertendoder boksbeugel dolk sabel
zwaard boog kruisboog pijl handboei enkelband slagboom hefboom poort portaal hekwerk schutting heg haag rasterwerk
bollard verkeersdrempel drempel stoep trottoir stoeprand goot duiker gemaal stuw keersluis kering waterkering dijkvak
kade pier golfbreker krib strekdam vuurtoren boerderij hoeve villa bungalow woonboot woonwagen stacaravan chalet tent
barak keet hangar serre veranda balkon terras zolder kelder souterrain verdieping bijgebouw hoofdgebouw bouwdeel gevel
dakkapel schoorsteen raamkozijn kozijn rijtuig locomotief wagon spoor rails sein verkeerslicht verkeersbord wegwijzer
lichtmast bushokje abri rolstoel scootmobiel kinderwagen bakfiets step skateboard slee tractor trekker oplegger
heftruck kraanwagen bulldozer graafmachine vuilniswagen ziekenauto brandweerwagen politieauto taxi personenauto camper
sloep kano roeiboot zeilboot veerpont pont veerboot tanker duwboot sleepboot onderzeeër helikopter zweefvliegtuig
luchtballon raket chip simkaart smartphone laptop tablet modem router usb-stick geheugenkaart magneetkaart chipkaart
bankpas creditcard betaalkaart toegangspas muntstuk postzegel edelsteen diamant prothese implantaat pacemaker
kunstgebit gebit hoortoestel gehoorapparaat katheter infuus scalpel pleister pil capsule vaccin ampul embryo foetus
eik beuk den roos gewas knol bol zaadje vrucht appel peer aardappel tomaat ei leeuw wolf vos hert ree haas konijn rat
mol egel eend gans zwaan duif kraai ekster mees uil valk adelaar bij wesp mug vlieg mier spin hagedis kikker zalm
paling haring kabeljauw veulen kalf lam geit bok ram ooi stier zeug big hengst merrie huisdier landbouwhuisdier pony
ezel handvuurwapen geschut kanon bom mijn granaat handgranaat detonator ontsteker vuurpijl tegel steen baksteen dakpan
blok hei profiel plaat kunststofzak zak verpakking pakje doosje envelop omslag map ordner
"""
DOCUMENT: Final = """
bul brevet exploot bevelschrift hoofdstuk alinea statuut bijsluiter menukaart spandoek inlegvel strookje waardebon
voucher
document stuk geschrift akte brief rapport verslag formulier tekst lijst overzicht register dossier boek
verzoekschrift bezwaarschrift beroepschrift nota notitie factuur kwitantie bon rijbewijs paspoort identiteitskaart
identiteitsbewijs bewijsstuk certificaat getuigschrift attest oorkonde testament proces-verbaal procesverbaal
dagvaarding aangiftebiljet brochure folder krant tijdschrift artikel bericht kaart plattegrond tekening foto afschrift
uittreksel kopie statuten reglement protocol handboek publicatie jaarverslag begroting jaarrekening aanvraagformulier
stembiljet polis bestand e-mail catalogus index inventaris legger bestek offerte vrachtbrief paragraaf bijlage papier
papiertje briefje memo memorandum agenda notulen besluitenlijst presentielijst deelnemerslijst woordenboek
encyclopedie telefoongids gids handleiding leerboek roman gedicht scriptie proefschrift rede essay column recensie
advertentie affiche poster aanplakbiljet pamflet flyer aankondiging advertentietekst jaarboek almanak kalender
dienstregeling tabel grafiek diagram schema figuur balans resultatenrekening grootboek kasboek logboek journaal
dagboek nummerlijst ledenlijst kieslijst kandidatenlijst stemlijst processtuk schets bouwtekening blauwdruk
geboorteakte huwelijksakte overlijdensakte koopakte mandaatbesluit aanmaning incassobrief betalingsbewijs reçu ticket
kaartje toegangskaart plaatsbewijs vervoerbewijs instapkaart cheque wissel obligatie aandeelbewijs waardepapier
wetboek staatsblad staatscourant gemeenteblad wetsvoorstel amendement motie resolutie kamerstuk kamerbrief memorie
pleitnota requisitoir tenlastelegging visum verblijfsdocument verblijfskaart vignet kentekenbewijs verzekeringsbewijs
polisblad bijsluiter recept receptuur vragenlijst enquêteformulier invulformulier checklist stappenplan draaiboek
script scenario
"""
PLACE: Final = """
gevangenis gevangeniscel cellencomplex complex kazerne meldpunt loket balie entree ingang uitgang
plaats gebied locatie ruimte terrein plek zone regio streek landstreek land wijk buurt stad dorp woonplaats kern veld
bos park plein kamer zaal hal cel gang vertrek werkplaats kantoorruimte haven luchthaven vliegveld station halte
kruispunt rotonde grens oever strand meer rivier zee sloot beek waterloop polder uiterwaard eiland natuurgebied
grondgebied district arrondissement ressort kerkhof begraafplaats camping kampeerterrein bouwplaats punt knooppunt
adres standplaats ligplaats parkeerplaats strook rijstrook rijbaan vaarweg waterlichaam winkel museum bibliotheek
theater erf tuin akker weide weiland boomgaard duin heide moeras ven plas poel bron kanaal vaart gracht sluiskolk
getijdengebied waddengebied delta vallei berg heuvel top dal rots kust kuststrook kustlijn strandvak zandbank baai
bocht kaap schiereiland kwartier centrum binnenstad stadsdeel buitengebied bedrijventerrein industrieterrein
stortplaats vuilstort groeve sportveld speelplaats speelplein schoolplein zwembad sporthal gymzaal stadion arena
renbaan ijsbaan rustplaats grafveld rustoord kliniek polikliniek apotheek praktijkruimte spreekkamer wachtkamer
behandelkamer operatiekamer lokaal klaslokaal leslokaal aula kantine keuken badkamer toilet slaapkamer woonkamer
opslagplaats magazijn depot archiefruimte atelier fabriek bedrijfsruimte winkelruimte showroom luchtplaats celruimte
ophoudkamer meldkamer controlekamer commandopost wachtpost grenspost tolpoort halteplaats perron spoorwegstation
busstation vliegbasis landingsbaan startbaan ankerplaats aanlegplaats parkeerterrein parkeergarage carpoolplaats
rustplek picknickplaats kampeerplaats vindplaats trefpunt marktplein kerk moskee synagoge tempel klooster abdij
kasteel paleis landgoed buitenplaats hofje woongebied leefgebied stroomgebied waterwingebied beschermingsgebied
risicogebied werelddeel continent landengte hoek rand middelpunt vlak lijn traject route tracé baan spoorbaan
vluchtroute
"""
PERIOD: Final = """
periode termijn tijdvak moment tijdstip tijdsduur duur datum dag week maand jaar kwartaal uur seconde minuut eeuw tijd
seizoen tijdperk interval etmaal boekjaar kalenderjaar schooljaar looptijd leeftijd ogenblik tijdspanne tijdsbestek
tijdruimte proeftijd wachttijd vakantie verlofperiode dienstjaar leerjaar studiejaar semester trimester dagdeel
ochtend middag avond nacht weekend werkdag feestdag zondag rustdag kindertijd jeugd ouderdom dienstperiode
zittingsperiode ambtstermijn overgangsperiode bedenktijd schorsingsperiode
"""
SUBSTANCE: Final = """
water lucht gas stof materiaal vloeistof zand grind klei aarde modder slib olie benzine diesel brandstof zout suiker
meel melk wijn bier alcohol voedsel voeding vlees vee hout papier staal ijzer beton asfalt metaal glas plastic
kunststof rubber textiel wol energie elektriciteit warmte stroom licht straling geluid lawaai mest compost afvalwater
grondwater drinkwater regen sneeuw ijs bloed urine speeksel tabak cannabis cocaïne heroïne verf inkt lijm mengsel
grondstof bouwstof delfstof mineraal poeder geld krediet bagage meubilair apparatuur programmatuur informatie kennis
verkeer personeel afval huisvuil puin vuil kapitaal grond goederen vuurwerk speelgoed munitie kleding post chloor
ammoniak stikstof zuurstof waterstof koolstof koolmonoxide kooldioxide methaan helium fosfaat nitraat sulfaat kalk
gips cement mortel teer bitumen was paraffine smeer vet zeep loog zuur base alkali oplossing gel schuim rook damp
stoom nevel mist roet fijnstof gruis grit veen leem löss turf steenkool bruinkool cokes aardgas biogas aardolie
kerosine stookolie smeerolie ethanol methanol goud zilver koper lood zink tin aluminium kwik uranium plutonium leer
bont zijde katoen linnen vlas hennep jute garen vilt graan tarwe rogge haver gerst mais rijst gras hooi stro kuilvoer
veevoer voer brood boter kaas honing koffie thee cacao fruit groente zuivel pluimvee gif vergif toxine insuline eiwit
dna weefsel regenwater oppervlaktewater zeewater kraanwater leidingwater koelwater spoelwater rioolwater hemelwater
kwel neerslag hagel dauw rijp vorst wind materieel keukengerei huisraad antiek kunst muziek literatuur drukwerk data
"""
COLLECTION: Final = """
verzameling geheel groep reeks stelsel set serie samenstel pakket bundel cluster collectie samenstelling combinatie
keten vloot kudde bevolking publiek assortiment repertoire portefeuille archief tweetal drietal paar duo trio menigte
stapel bundeling dossiergroep datasetgroep dataset gegevensset wagenpark veestapel boekenbezit oeuvre nalatenschap
boedel inboedel wetgeving regelgeving jurisprudentie samenspel mix mengeling waaier scala gamma
"""
ABSTRACTION: Final = """
recht plicht verplichting bevoegdheid eigenschap kenmerk kwaliteit toestand situatie omstandigheid status positie
relatie verhouding verband belang doel oogmerk functie taak rol waarde norm regel beginsel principe voorwaarde eis
criterium grondslag reden oorzaak mate hoogte breedte lengte diepte omvang oppervlakte gewicht snelheid temperatuur
hoeveelheid aantal getal verhoudingsgetal graad vermogen bekwaamheid kans risico gevaar macht gezag aansprakelijkheid
verantwoordelijkheid schuldvraag schade nadeel voordeel last vrijheid veiligheid gezondheid ziekte aandoening stoornis
beperking handicap gebrek begrip idee mening opvatting visie beleid strategie methode wijze manier techniek
systematiek naam benaming aanduiding titel term woord teken symbool merk nummer code kenteken feit gegeven
kenmerkgegeven waarheid aanspraak vordering eigendom bezit vruchtgebruik pand hypotheek erfpacht pacht huur lening
inkomen winst omzet prijs tarief kosten loon salaris belasting tekort aandeel kwestie geschil conflict probleem
behoefte vraag verzoek wens bezwaar beroep klacht aanvraag melding relatievorm huwelijk partnerschap ouderschap
nationaliteit burgerschap lidmaatschap verwantschap stand klimaat milieu leefomgeving omgeving aspect factor element
niveau structuur patroon misdrijf overtreding delict feitelijkheid strafbaarheid onrecht noodzaak concept denkbeeld
gedachte gevoel emotie houding gedragslijn overtuiging geloof godsdienst religie ideologie levensovertuiging
wetenschap leer discipline vakgebied onderzoeksgebied kunde vaardigheid competentie kwalificatie ervaring
deskundigheid trend tendens daling stijging ratio quotiënt coëfficiënt parameter variabele grootheid meeteenheid maat
maatstaf drempelwaarde grenswaarde streefwaarde kader raamwerk context achtergrond perspectief uitgangspunt
randvoorwaarde restrictie uitzondering voorrang voorkeur keuzerecht privilege voorrecht immuniteit jurisdictie
rechtsmacht mandaat volmacht rechtsverhouding rechtsbetrekking arbeidsverhouding dienstverband dienstbetrekking
samenleving maatschappij beschaving cultuur traditie gewoonte zede moraal ethiek rechtsorde rechtsstaat democratie
monarchie overmacht nood noodweer wil opzet verwijt nalatigheid roekeloosheid verwijtbaarheid rang rangschikking
volgorde prioriteit urgentie belangstelling aandacht draagvlak vertrouwen bereik gebruiksduur frequentie ritme
golflengte spanning stroomsterkte druk dichtheid volume inhoud capaciteit kracht rendement intensiteit sterkte
hardheid kleur geur smaak klank rente interest aflossing dividend korting toeslag marge subsidieplafond budget
functiegroep loonschaal schaal trede verschijnsel fenomeen symptoom syndroom letsel verwonding beschadiging
hypothese theorie formule argument motief drijfveer taal dialect alfabet spelling grammatica erfdienstbaarheid
servituut lastgeving zaakwaarneming verjaring zekerheid waarborg borgtocht garantie
"""
KIND: Final = "soort type categorie klasse variant ondersoort subtype groepering-soort"
"""Nouns that name a kind of thing rather than a thing."""

EITHER_ACTIVITY: Final = """
goedkeuring vergoeding beloning uitkering vrijstelling machtiging ontheffing diagnose beëindiging afsluiting schorsing
regeling inrichting verklaring verzekering registratie beoordeling vaststelling toekenning meting berekening indeling
ordening aanwijzing benoeming aanpassing wijziging verbetering afwijking toewijzing erkenning betaling heffing
belasting verzameling samenstelling opsomming aansluiting verbinding afscheiding bebouwing beplanting beschrijving
omschrijving definitie classificatie publicatie documentatie administratie productie emissie installatie organisatie
communicatie opleiding voorziening leiding waarschuwing mededeling melding aangifte opgave aanvraag verzoek bezwaar
beroep evaluatie analyse inventarisatie selectie keuze schatting raming planning begroting taxatie reclame uitgave
opname overname opdracht oefening toets examen test proef ontdekking uitvinding vondst bezetting vestiging huisvesting
vermenging scheiding splitsing verdeling toezegging belofte overtreding inbreuk misdrijf delict opslag inschrijving
samenvoeging ontwikkeling opzet opbouw werk ontwerp plan project programma dienst advies afbeelding weergave vertaling
bewijs prestatie bijdrage oplossing verrekening aftrek verhoging verlaging bestemming beperking verplichting
bekendmaking kennisgeving uitnodiging oproep oproeping vordering verandering gift schenking erfenis afwezigheid
aanwezigheid detentie hechtenis voeding hulp bijstand bescherming beveiliging verdediging vertegenwoordiging huur
"""
"""Nouns that name something done as well as what comes of it or serves it; these add `activity` to their other "
"class."""

LITERAL_INFINITIVES: Final = """
vermogen eten drinken leven wezen weten aanzien bestaan inkomen verleden verlangen vertrouwen goeden lijden optreden
ziekenhuizen wapen teken bekken laken deken keten molen haven examen tussenvonnissen volwassen onderwijzen heden
aandenken denken geheugen ontwerpen afzien
"""
"""Neuter nouns spelled like an infinitive that name no action."""
