"""The words of reports on a change of a pack, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from cli.texts import filled

TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("Wijziging van {name}: {old} → {new}", "Change of {name}: {old} → {new}"),
    "title-other": (
        "Verschil tussen {name} {old} en {other} {new}",
        "Difference between {name} {old} and {other} {new}",
    ),
    "nothing": ("Er is niets gewijzigd.", "Nothing changed."),
    "same-verdicts": (
        "Geen enkel oordeel kan anders uitvallen: alleen teksten en instellingen zijn gewijzigd.",
        "No verdict can be another: only texts and settings changed.",
    ),
    "version": ("Versienummer", "Version number"),
    "step-major": ("groot (major)", "major"),
    "step-minor": ("middel (minor)", "minor"),
    "step-patch": ("klein (patch)", "patch"),
    "step-none": ("geen", "none"),
    "asked": (
        "Deze wijziging vraagt om een stap: {step}. Nodig is ten minste versie {lowest}.",
        "This change asks for a step: {step}. It needs at least version {lowest}.",
    ),
    "asks-nothing": (
        "Deze wijziging vraagt niet om een ander versienummer.", "This change asks for no other version number."
    ),
    "said": ("Versie {version} zegt dat.", "Version {version} says so."),
    "not-said": (
        "Versie {version} zegt dat niet: zet in pack.yaml version: {lowest}",
        "Version {version} does not say so: put version: {lowest} in pack.yaml",
    ),
    "goes-back": (
        "Versie {version} is lager dan {old}: een versienummer gaat nooit terug.",
        "Version {version} is lower than {old}: a version number never goes back.",
    ),
    "why": ("Waarom", "Why"),
    "rules": ("Regels", "Rules"),
    "lexicons": ("Woordenlijsten", "Word lists"),
    "settings": ("Instellingen van het pakket", "Settings of the pack"),
    "field": ("Veld", "Field"),
    "was": ("Was", "Was"),
    "becomes": ("Wordt", "Becomes"),
    "added": ("nieuw", "added"),
    "removed": ("verwijderd", "removed"),
    "changed": ("gewijzigd", "changed"),
    "verdict-too": ("oordeel kan anders zijn", "verdict can be another"),
    "texts-only": ("oordeel blijft gelijk", "verdict stays the same"),
    "reused": ("deze code staat nu voor een andere regel", "this code now stands for another rule"),
    "moved-to": ("de vroegere regel heet nu {code}", "the earlier rule is now {code}"),
    "words-used": ("woorden: {count}", "words: {count}"),
    "word-noted": ("toelichting gewijzigd", "note changed"),
    "leaning": ("gebruikt door {codes}", "used by {codes}"),
    "nobody": ("door geen regel gebruikt", "used by no rule"),
    "impact": ("Wat dit doet met {count} definities", "What this does to {count} definitions"),
    "impact-of": ("Bestanden: {files}; profiel {profile}.", "Files: {files}; profile {profile}."),
    "untouched": (
        "Voor geen enkele definitie verandert er iets.", "Nothing changes for any definition.",
    ),
    "touched": (
        "Voor {touched} van de {count} definities verandert er iets ({share}).",
        "Something changes for {touched} of the {count} definitions ({share}).",
    ),
    "unread": (
        "Fouten in de invoer: {count}; wat daar stond is niet beoordeeld.",
        "Errors in the input: {count}; what stood there was not judged.",
    ),
    "decisions": ("Besluiten die veranderen", "Decisions that change"),
    "no-decisions": ("Geen enkel besluit verandert.", "No decision changes."),
    "accepted": ("geaccepteerd", "accepted"),
    "open": ("open", "open"),
    "rejected": ("afgekeurd", "rejected"),
    "pass": ("in orde", "pass"),
    "fail": ("bezwaar", "fail"),
    "not_applicable": ("niet van toepassing", "not applicable"),
    "not_evaluated": ("niet beoordeeld", "not evaluated"),
    "needs_judgement": ("vraagt een oordeel", "needs judgement"),
    "absent": ("doet niet mee", "does not run"),
    "count": ("Aantal", "Number"),
    "before": ("Eerst", "Before"),
    "after": ("Nu", "After"),
    "scores": (
        "Scores: {better} hoger, {worse} lager; het gemiddelde van alle definities verschuift {mean}.",
        "Scores: {better} higher, {worse} lower; the mean of all definitions moves by {mean}.",
    ),
    "per-rule": ("Per regel", "By rule"),
    "rule": ("Regel", "Rule"),
    "fails": ("nieuw bezwaar", "newly fails"),
    "passes": ("bezwaar weg", "no longer fails"),
    "elsewhere": ("op andere plaats", "at other places"),
    "other": ("anders", "otherwise"),
    "error": ("fout", "error"),
    "warning": ("waarschuwing", "warning"),
    "info": ("opmerking", "remark"),
    "examples": ("Voorbeelden", "Examples"),
    "definitions": ("Geraakte definities", "Definitions touched"),
    "definition": ("Definitie", "Definition"),
    "term": ("Begrip", "Term"),
    "decision": ("Besluit", "Decision"),
    "score": ("Score", "Score"),
    "what": ("Wat", "What"),
    "work": (
        "Gedraaid zijn de regels waarvan oordeel of gewicht kan verschillen ({run} van {all}); de andere alleen waar "
        "een definitie geraakt is. Beoordelingen: {evaluations}; met beide versies in hun geheel: {whole}.",
        "Run were the rules whose verdict or weight can differ ({run} of {all}); the others only where a definition is "
        "touched. Judgements: {evaluations}; running both versions whole: {whole}.",
    ),
    "and-more": ("en {count} andere", "and {count} others"),
    "cut": (
        "Dit verslag is ingekort; alles staat in: definitie packs diff … --format json",
        "This report was cut short; all of it is in: definitie packs diff … --format json",
    ),
    "compared": ("Vergeleken: {old} met {new}.", "Compared: {old} with {new}."),
    "kind": ("Gevolgen van een regelwijziging", "Effects of a rule change"),
    "digests": ("oordeel {old} → {new}", "verdict {old} → {new}"),
    "empty-value": ("–", "–"),
    "judging": ("vergelijken", "comparing"),
    "in-short": ("In het kort", "In short"),
    "rules-changed": ("Regels gewijzigd", "Rules changed"),
    "definitions-touched": ("Definities geraakt", "Definitions touched"),
    "newly-failing": ("Nieuwe bezwaren", "New failures"),
    "newly-passing": ("Bezwaren weg", "Failures gone"),
    "decisions-moved": ("Besluiten gewijzigd", "Decisions changed"),
    "of": ("van {count}", "of {count}"),
    "needs-html": (
        "Voor html is het extra pakket ‘reports’ nodig: pip install 'definitie[reports]'. Zonder dat kan het met "
        "--format md.",
        "html needs the extra ‘reports’: pip install 'definitie[reports]'. Without it, use --format md.",
    ),
    "rule-removed": ("regel verwijderd", "rule removed"),
    "code-reused": ("code staat nu voor een andere regel", "code now stands for another rule"),
    "severity-to-error": ("ernst verhoogd tot fout", "severity raised to error"),
    "rule-withdrawn": ("regel teruggezet naar concept", "rule withdrawn to draft"),
    "alias-gone": ("andere code (alias) vervallen", "alias gone"),
    "config-gone": ("instelbare waarde vervallen of van een ander soort", "configurable value gone or of another type"),
    "config-narrower": ("grenzen van een instelbare waarde nauwer", "bounds of a configurable value narrower"),
    "profile-gone": ("profiel vervallen", "profile gone"),
    "profile-stricter": ("profiel houdt meer tegen", "profile holds back more"),
    "theme-gone": ("thema vervallen", "theme gone"),
    "family-gone": ("familie vervallen", "family gone"),
    "lexicon-gone": ("woordenlijst vervallen", "word list gone"),
    "selector-gone": ("zoekopdracht vervallen", "selector gone"),
    "other-pack": ("pakket heet anders", "pack has another name"),
    "other-language": ("pakket is in een andere taal", "pack is in another language"),
    "rule-added": ("regel toegevoegd", "rule added"),
    "rule-activated": ("regel doet nu mee", "rule takes part now"),
    "rule-deprecated": ("status van de regel gewijzigd", "status of the rule changed"),
    "rule-renamed": ("naam van de regel gewijzigd", "name of the rule changed"),
    "verdict-changed": ("oordeel kan anders zijn", "verdict can be another"),
    "weight-changed": ("ernst, aftrek, familie of thema gewijzigd", "severity, penalty, family or theme changed"),
    "words-changed": ("woorden gewijzigd", "words changed"),
    "setting-changed": ("instelling gewijzigd", "setting changed"),
    "texts-changed": ("alleen teksten of voorbeelden gewijzigd", "only texts or examples changed"),
}  # fmt: skip
"""Key to the Dutch and the English words; ``{name}`` is filled in."""


def words(key: str, language: str, **values: object) -> str:
    """The words for a key in a language (``nl`` or ``en``)."""
    return filled(TEXTS[key], language, values)
