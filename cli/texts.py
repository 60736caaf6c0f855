"""What the commands themselves say, in Dutch and English. Texts of rules and problems live elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from cli.generate_texts import GENERATE_TEXTS
from cli.pack_texts import PACK_TEXTS
from cli.service_texts import SERVICE_TEXTS
from cli.strict_texts import STRICT_TEXTS

TEXTS: Mapping[str, tuple[str, str]] = {
    **GENERATE_TEXTS,
    **SERVICE_TEXTS,
    **PACK_TEXTS,
    **STRICT_TEXTS,
    "accepted": ("geaccepteerd", "accepted"),
    "rejected": ("afgekeurd", "rejected"),
    "open": ("open", "open"),
    "question": ("vraag", "question"),
    "language-word": ("taal", "language"),
    "rules-kept-from-judging": ("{count} regels niet beoordeeld", "{count} rules not evaluated"),
    "score": ("score {score}", "score {score}"),
    "score-word": ("score", "score"),
    "no_genus_cap": (
        "De score is begrensd: de tekst noemt niet wat voor iets het is.",
        "The score is bounded: the text does not say what kind of thing it is.",
    ),
    "incoherent_cap": (
        "De score is begrensd: de woorden vormen samen geen lopende tekst.",
        "The score is bounded: the words do not form a running text.",
    ),
    "nothing-to-say": ("geen bevindingen", "no findings"),
    "records": ("{count} records gecontroleerd", "{count} records checked"),
    "record": ("1 record gecontroleerd", "1 record checked"),
    "with-findings": ("{count} met bevindingen", "{count} with findings"),
    "findings": ("Bevindingen", "Findings"),
    "not-evaluated": ("Niet beoordeeld", "Not evaluated"),
    "partly": ("deels", "in part"),
    "asked": ("Vraagt een oordeel", "Asks for judgement"),
    "worst": ("Laagste score", "Lowest score"),
    "most": ("Meeste bevindingen", "Most findings"),
    "undefined": ("Zonder definitie ({count})", "Without a definition ({count})"),
    "and-others": ("en {count} andere", "and {count} others"),
    "unread": (
        "{count} fouten in de invoer (hierboven genoemd): wat daar stond is niet beoordeeld",
        "{count} errors in the input (named above): what stood there was not judged",
    ),
    "unread-one": (
        "1 fout in de invoer (hierboven genoemd): wat daar stond is niet beoordeeld",
        "1 error in the input (named above): what stood there was not judged",
    ),
    "next": ("Verder: {command}", "Next: {command}"),
    "interrupted": (
        "Onderbroken: {done} van {total} gelezen records gecontroleerd.",
        "Interrupted: {done} of {total} records read were checked.",
    ),
    "interrupted-early": ("Onderbroken.", "Interrupted."),
    "needs-checkout": (
        "Dit meet in een checkout van de repository; in een geïnstalleerd programma zijn de meetgegevens er niet.",
        "This measures in a checkout of the repository; an installed program does not have the data to measure on.",
    ),
    "needs-reports": (
        "Voor {formats} is het extra pakket ‘reports’ nodig: pip install 'definitie[reports]'.\n"
        "Zonder dat kan het met --format json --format csv.",
        "{formats} needs the extra ‘reports’: pip install 'definitie[reports]'.\n"
        "Without it, use --format json --format csv.",
    ),
    "previous-or-compare": (
        "Geef --previous of --compare, niet allebei: er wordt met één eerder moment vergeleken.",
        "Give --previous or --compare, not both: one earlier moment is compared with.",
    ),
    "quality-made": (
        "{definitions} definities beoordeeld, gemiddelde score {mean}, {findings} bevindingen",
        "{definitions} definitions judged, mean score {mean}, {findings} findings",
    ),
    "timings-rules": ("Tijd per regel, over {records} records", "Time per rule, over {records} records"),
    "timings-features": (
        "Tijd per kenmerk (meegeteld bij de regel die het als eerste vroeg)",
        "Time per feature (counted with the rule that asked it first)",
    ),
    "timings-time": ("tijd", "time"),
    "timings-share": ("aandeel", "share"),
    "timings-candidates": ("kandidaten", "candidates"),
    "timings-evaluations": ("beoordeeld", "evaluated"),
    "timings-findings": ("bevindingen", "findings"),
    "checking": ("controleren", "checking"),
    "ray-resumed": (
        "Verder met de eerdere run: {done} van {total} partities waren klaar.",
        "Going on with the earlier run: {done} of {total} partitions were finished.",
    ),
    "ray-interrupted": (
        "Onderbroken: {done} van {total} partities zijn klaar. Dezelfde opdracht gaat daar verder.",
        "Interrupted: {done} of {total} partitions are finished. The same command goes on from there.",
    ),
    "ray-written": ("Rapporten en manifest: {path}", "Reports and manifest: {path}"),
    "internal": (
        "Er ging iets mis in het programma zelf ({error}). Dit had niet mogen gebeuren.\n"
        "Meld het met de opdracht en de invoer erbij; --debug (of DEFINITIE_DEBUG=1) laat zien waar het misging.",
        "Something went wrong in the program itself ({error}). This should not have happened.\n"
        "Report it together with the command and the input; --debug (or DEFINITIE_DEBUG=1) shows where it went wrong.",
    ),
    "errno-ENOENT": ("dit bestand of deze map is er niet", "there is no such file or folder"),
    "errno-EEXIST": ("dit bestaat al", "this exists already"),
    "errno-EISDIR": ("dit is een map, geen bestand", "this is a folder, not a file"),
    "errno-ENOTDIR": ("dit is een bestand, geen map", "this is a file, not a folder"),
    "errno-EACCES": ("u hebt hier geen toegang toe", "you have no access to this"),
    "errno-ENOSPC": ("er is geen ruimte meer op de schijf", "there is no space left on the disk"),
    "pass": ("in orde", "pass"),
    "fail": ("bezwaar", "fail"),
    "not_applicable": ("niet van toepassing", "not applicable"),
    "not_evaluated": ("niet beoordeeld", "not evaluated"),
    "needs_judgement": ("vraagt een oordeel", "needs judgement"),
    "possible": ("mogelijk", "possible"),
    "answer-yes": ("ja", "yes"),
    "answer-no": ("nee", "no"),
    "answer-open": ("niet te zeggen", "cannot be told"),
    "answer-missing": ("ontbreekt", "missing"),
    "answer-holds": ("in orde", "holds"),
    "answer-fails": ("bezwaar", "fails"),
    "answer-asks": ("vraagt een oordeel", "asks for judgement"),
    "answer-no part": ("doet niet mee", "takes no part"),
    "answer-0": ("niets gevonden", "nothing found"),
    "questions": ("Vraag", "Question"),
    "explanation": ("Uitleg", "Explanation"),
    "instruction": ("Zo wel", "Do"),
    "check": ("Controle", "Check"),
    "message": ("Melding", "Message"),
    "suggestion": ("Advies", "Suggestion"),
    "config": ("Instelbaar", "Configuration"),
    "passing": ("Goede voorbeelden", "Good examples"),
    "failing": ("Foute voorbeelden", "Bad examples"),
    "conflicts": ("Botst met", "Conflicts with"),
    "note": ("Opmerking", "Note"),
    "source": ("Bron", "Source"),
    "aliases": ("Ook bekend als {names}", "Also known as {names}"),
    "default": ("standaard {value}", "default {value}"),
    "deprecated": ("Vervallen", "Deprecated"),
    "replaced-by": ("vervangen door {code}", "replaced by {code}"),
    "not-active": ("niet actief in {profile}", "not active in {profile}"),
    "rules": ("regels: {count}", "rules: {count}"),
    "examples-run": (
        "voorbeelden beoordeeld: {passing} goede, {failing} foute, {good} bij instructies",
        "examples judged: {passing} passing, {failing} failing, {good} of instructions",
    ),
    "examples-hold": ("Alle voorbeelden kloppen.", "All examples hold."),
    "example-broken": ("1 voorbeeld klopt niet.", "1 example does not hold."),
    "examples-broken": ("{count} voorbeelden kloppen niet.", "{count} examples do not hold."),
    "uncovered": ("Clausules die geen fout voorbeeld laat aanslaan", "Clauses that no failing example fires"),
    "objections": (
        "Regels die over goede voorbeelden van andere regels vallen ({count})",
        "Rules that object to passing examples of other rules ({count})",
    ),
    "objects-to": ("{other} bij een voorbeeld van {code}", "{other} at an example of {code}"),
    "unjudged-examples": (
        "Voorbeelden die niet te beoordelen waren ({count})",
        "Examples that could not be judged ({count})",
    ),
    "rule-made": (
        "Gemaakt: {path}\n"
        "De regel werkt al, met status draft. Pas in dit bestand de teksten, de controle en de voorbeelden aan;\n"
        "met status stable doet hij overal mee.\n"
        "Verder: definitie test {pack}",
        "Made: {path}\n"
        "The rule works already, with status draft. Edit its texts, check and examples in this file;\n"
        "with status stable it takes part everywhere.\n"
        "Next: definitie test {pack}",
    ),
    "pack-made": (
        "Gemaakt: {path}\nVerder: definitie test {path}",
        "Made: {path}\nNext: definitie test {path}",
    ),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""


def say(key: str, language: str, **values: object) -> str:
    """The words for a key in a language (``nl`` or ``en``)."""
    return filled(TEXTS[key], language, values)


def filled(words: tuple[str, str], language: str, values: Mapping[str, object]) -> str:
    """The Dutch or the English of some words, with what stands for ``{name}``."""
    dutch, english = words
    return (dutch if language == "nl" else english).format_map(values)


def has_words(key: str) -> bool:
    """Whether there are words for a key."""
    return key in TEXTS
