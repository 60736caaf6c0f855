"""Words that ``word_roles`` and ``coherence`` know by name: prepositions, measures, fixed phrases."""

from __future__ import annotations

from typing import Final

DE_WORDS: Final = frozenset("de deze die dezelfde diezelfde elke iedere welke menige".split())
HET_WORDS: Final = frozenset("het dit dat hetzelfde datzelfde ditzelfde 't elk ieder welk menig".split())
TO_WORDS: Final = frozenset("tot van vanaf behalve voor sinds over inclusief exclusief uitgezonderd per met".split())
"""Prepositions that another one may follow (‘van onder de’), or that need no article behind them (‘per dag’)."""
LOOSE_WORDS: Final = frozenset(
    """
    aan af bij binnen boven buiten beneden door heen in langs mee na neer om onder op over rond tegen toe tussen uit
    voor voorbij vandaan achter
    """.split()
)
"""Prepositions that can be the loose part of a verb."""
PRONOMINAL: Final = frozenset(
    first + second for first in ("er", "daar", "hier") for second in (*LOOSE_WORDS, "van", "naar")
)
"""Adverbs that stand for a preposition with its noun: ‘daarvan’."""
COMPARISONS: Final = frozenset("als zoals dan evenals behalve of dat hoewel mits indien tenzij".split())
"""Conjunctions behind which a phrase without a verb may stand: ‘als bedoeld in’, ‘indien nodig’."""
WH_WORDS: Final = frozenset("wat wie welke welk waar hoe wanneer waarom hoeveel".split())
REFLEXIVES: Final = frozenset("zich zichzelf elkaar elkander".split())
QUANTITIES: Final = frozenset("veel weinig meer minder genoeg beide alle al enkele enige".split())
GENITIVES: Final = frozenset("iemands elkaars ieders andermans diens niemands eenieders".split())
WITH_OBJECT: Final = frozenset(
    "zijnde omvattende bevattende inhoudende betreffende vormende hebbende uitmakende makende gevende houdende".split()
)
"""Participles that have a noun group behind them, as a preposition has."""
INSEPARABLE: Final = ("be", "ver", "ont", "her", "er")
NOMINALISED: Final = ("kte", "chte", "gde", "erde", "elde", "ende", "lijke", "ige", "bare", "tte")
"""Endings of nouns that may be declined adjectives all the same."""
AFTER_TE: Final = frozenset(
    "voet water land paard bed boek koop huur leen gast woord werk goed niet zijner gelegener allen kennen rade".split()
)
SKIPPED: Final = frozenset(
    "enz etc enzovoort enzovoorts etcetera e.d o.a bijv bv d.w.z m.n resp ca e.a m.u.v i.v.m t.b.v m.b.t".split()
)
"""Abbreviations that stand outside the phrase; without their last stop."""
ADVERBIALS: Final = frozenset(
    (
        "onder meer|onder andere|met name|zo nodig|zo mogelijk|in casu|en dergelijke|op zijn|op hun|in ieder|te weten|"
        "in principe|al dan|dan niet"
    ).split("|")
)
"""Pairs of words that may stand where an adverb stands."""
MEASURES: Final = frozenset(
    """
    aandeel aantal baal bak beker berg blad blok bos bundel bus categorie cluster combinatie container deel doos dosis
    dozijn druppel emmer familie fles gedeelte geheel glas gram greep groep handvol hap hectare hoeveelheid hoop
    jaar kilo kilogram kilometer kist klasse kluit klomp kolonie kop korrel kring kubieke kudde kuub laag lading last
    lepel liter macht maand massa meter meerderheid mengsel minderheid minuut mix ons overmaat paar pak pakket palet
    partij percentage plak plas pond portie procent promille pot punt reeks rij rits rol rond samenstel scala schaal
    schare schep schijf seconde selectie serie set slok snee snuif soort sort span spoor stapel ster stel streng strook
    stroom stuk tal tas tijdvak ton totaal trein trits troep tros type uur vak vat veelheid vel vermenigvuldiging
    verzameling vlak vloot voorraad vorm vracht week werk wolk zak zee zwerm bladen rijen lagen graad graden jaren uren
    meters kilometers stuks stukken soorten typen vormen groepen delen tonnen liters dagen weken maanden minuten
    seconden euro dollar cent volt ampère watt kilowatt joule megawatt gulden frank mark titel term begrip woord naam
    functie cijfer letter nummer artikel paragraaf hoofdstuk fase stap niveau bijlage lid leden boek regel kolom tabel
    figuur model versie zone klas rubriek route lijn perron kamer zaal gebouw station gemeente provincie stad dorp
    rivier land eiland minister ministerie staat merk firma bedrijf stichting vereniging afdeling sectie dienst
    """.split()
)
"""Nouns behind which another stands without a preposition: measures, sets, kinds, titles, what has a number or name."""
MEASURE_ENDINGS: Final = (
    "tal", "hoeveelheid", "hoeveelheden", "aantallen", "verzameling", "aandeel", "percentage", "nummer", "pakket",
    "groep", "reeks", "serie", "soort", "meter", "gram",
)  # fmt: skip
