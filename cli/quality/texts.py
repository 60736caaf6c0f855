"""The words of quality reports, in Dutch and English."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cli.charts.model import number
from cli.texts import filled

TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("Kwaliteit van {name}", "Quality of {name}"),
    "two": ("{first} en nog 1 kader", "{first} and 1 other scheme"),
    "several": ("{first} en nog {count} kaders", "{first} and {count} other schemes"),
    "kind": ("Kwaliteitsrapport", "Quality report"),
    "made": ("Gemaakt op {made} met Definitie {program}", "Made on {made} with Definitie {program}"),
    "judged-by": ("Beoordeeld met {packs}, profiel {profile}.", "Judged by {packs}, profile {profile}."),
    "notes": ("Let op", "Please note"),
    "summary": ("In het kort", "In short"),
    "definitions": ("Definities", "Definitions"),
    "mean": ("Gemiddelde score", "Mean score"),
    "median": ("mediaan {value}", "median {value}"),
    "accepted-share": ("Geaccepteerd", "Accepted"),
    "of-them": ("{count} van {total}", "{count} of {total}"),
    "with-findings": ("Met bevindingen", "With findings"),
    "findings-in-all": ("bevindingen: {count}", "findings: {count}"),
    "coverage": ("Dekking", "Coverage"),
    "coverage-hint": ("van de regels die ertoe doen", "of the rules that apply"),
    "undefined": ("Zonder definitie", "Without a definition"),
    "since": ("sinds {name}", "since {name}"),
    "scores": ("Scores", "Scores"),
    "scores-chart": ("Definities naar score", "Definitions by score"),
    "scores-about": (
        "{full} van de {total} definities hebben 1,00: daar is niets op aan te merken. De laagste score is {lowest}.",
        "{full} of the {total} definitions have 1.00: nothing was found in them. The lowest score is {lowest}.",
    ),
    "score": ("Score", "Score"),
    "number": ("Aantal", "Number"),
    "decisions": ("Besluiten", "Decisions"),
    "decisions-chart": ("Besluiten per kader", "Decisions by scheme"),
    "decisions-about": (
        "Van {total} definities zijn er {accepted} geaccepteerd, {open} open en {rejected} afgekeurd.",
        "Of {total} definitions, {accepted} are accepted, {open} open and {rejected} rejected.",
    ),
    "scheme": ("Kader", "Scheme"),
    "schemes": ("Per kader", "By scheme"),
    "collection": ("Collectie", "Collection"),
    "collections": ("Per collectie", "By collection"),
    "owner": ("Eigenaar", "Owner"),
    "owners": ("Per eigenaar", "By owner"),
    "context": ("Organisatie", "Organisation"),
    "contexts": ("Per organisatorische context", "By organisational context"),
    "all": ("alles samen", "all together"),
    "accepted": ("geaccepteerd", "accepted"),
    "open": ("open", "open"),
    "rejected": ("afgekeurd", "rejected"),
    "findings": ("Meest voorkomende bevindingen", "Most frequent findings"),
    "findings-chart": ("Bevindingen per regel", "Findings by rule"),
    "findings-about": (
        "{count} bevindingen van {rules} regels; {first} komt het meest voor.",
        "{count} findings of {rules} rules; {first} is the most frequent.",
    ),
    "no-findings": (
        "Er zijn geen bevindingen: op geen enkele definitie is iets aan te merken.",
        "There are no findings.",
    ),
    "rule": ("Regel", "Rule"),
    "severity": ("Ernst", "Severity"),
    "rule-found": ("{count} keer, in {share} van de definities", "{count} times, in {share} of the definitions"),
    "most": ("Vooral", "Mostly"),
    "worst": ("Laagste scores", "Lowest scores"),
    "worst-hint": (
        "Begin hier: de {count} definities met de laagste score.",
        "Start here: the {count} definitions with the lowest scores.",
    ),
    "unjudged": ("Wat niet beoordeeld kon worden", "What could not be evaluated"),
    "unjudged-hint": (
        "Niet beoordeeld is nooit hetzelfde als goed: de regel had iets nodig dat er niet was.",
        "Not evaluated is never the same as good: the rule needed something that was not there.",
    ),
    "reason": ("Reden", "Reason"),
    "rules-hit": ("Regels (aantal definities)", "Rules (number of definitions)"),
    "asks": ("een oordeel van een mens is nodig", "a person has to judge"),
    "asks-hint": ("Beantwoord de vraag van de regel.", "Answer the question of the rule."),
    "changes": ("Verschil met {name}", "Difference from {name}"),
    "changes-chart": ("Wat er veranderde", "What changed"),
    "changes-about": (
        "Beter: {better}, slechter: {worse}; nieuw: {new}, verdwenen: {gone}.",
        "Better: {better}, worse: {worse}; new: {new}, gone: {gone}.",
    ),
    "better": ("beter", "better"),
    "worse": ("slechter", "worse"),
    "new": ("nieuw", "new"),
    "gone": ("verdwenen", "gone"),
    "other": ("anders, gelijke score", "different, equal score"),
    "same": ("ongewijzigd", "unchanged"),
    "term": ("Begrip", "Term"),
    "before": ("Eerst", "Before"),
    "after": ("Nu", "Now"),
    "difference": ("Verschil", "Difference"),
    "what": ("Wat", "What"),
    "arisen": ("nieuw: {codes}", "arisen: {codes}"),
    "solved": ("opgelost: {codes}", "solved: {codes}"),
    "rewritten": ("tekst gewijzigd", "text changed"),
    "same-text": ("zelfde tekst", "same text"),
    "by-rule": ("Per regel", "By rule"),
    "more": ("en nog {count}; alle staan in de CSV- en JSON-bestanden", "and {count} more; all are in CSV and JSON"),
    "table": ("Als tabel", "As a table"),
    "undefined-hint": (
        "Deze begrippen staan in het kader zonder definitie; zij tellen niet mee in de scores.",
        "These terms are in the scheme without a definition; they do not count in the scores.",
    ),
    "method": ("Verantwoording", "How this was made"),
    "method-text": (
        "Elke definitie is beoordeeld door de regels van het pakket. De score is 1,00 min een aftrek per familie van "
        "regels; 1,00 betekent dat er niets is gevonden. De dekking is het deel van de toepasselijke regels dat tot "
        "een antwoord kwam. "
        "Dezelfde bestanden met hetzelfde pakket geven hetzelfde rapport.",
        "Every definition was judged by the rules of the pack. The score is 1.00 less a deduction for each family of "
        "rules; 1.00 means that nothing was found. The coverage is the share of the applicable rules that came to "
        "an answer. "
        "The same files with the same pack give the same report.",
    ),
    "pack": ("Pakket", "Pack"),
    "version": ("Versie", "Version"),
    "digest": ("Controlegetal", "Digest"),
    "file": ("Bestand", "File"),
    "error": ("fout", "error"),
    "warning": ("waarschuwing", "warning"),
    "info": ("opmerking", "info"),
    "no-definitions": (
        "In deze bestanden staat geen enkele definitie; er is dus niets beoordeeld.",
        "These files hold no definition at all, so nothing was judged.",
    ),
    "not-read": (
        "Niet alles kon worden gelezen ({count}); wat daar stond telt niet mee. Het eerste: {first}",
        "Not all could be read ({count}); what stood there does not count. The first: {first}",
    ),
    "other-rules": (
        "Het vorige rapport is met andere regels gemaakt ({before}; nu {now}). Een verschil kan dus ook van de regels "
        "komen.",
        "The previous report was made with other rules ({before}; now {now}). A difference may come from the rules.",
    ),
    "other-profile": (
        "Het vorige rapport is met een ander profiel gemaakt ({before}; nu {now}).",
        "The previous report was made with another profile ({before}; now {now}).",
    ),
    "other-format": (
        "Het vorige rapport ‘{name}’ heeft een andere vorm ({found}; leesbaar is {known}); er is niet mee vergeleken. "
        "Maak het opnieuw, of geef de bestanden zelf met --compare.",
        "The previous report ‘{name}’ has another format ({found}; readable is {known}); it was not compared with. "
        "Make it again, or give the files themselves with --compare.",
    ),
    "no-report": (
        "‘{name}’ is geen kwaliteitsrapport ({reason}); er is niet mee vergeleken.",
        "‘{name}’ is no quality report ({reason}); it was not compared with.",
    ),
    "nothing-alike": (
        "Geen enkele definitie staat ook in het vorige rapport: gaat het wel over hetzelfde kader?",
        "No definition stands in the previous report too: is it about the same scheme?",
    ),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""


def words(key: str, language: str, **values: object) -> str:
    """The words for a key in a language (``nl`` or ``en``)."""
    return filled(TEXTS[key], language, values)


def score(hundredths: float | None, language: str, decimals: int = 2) -> str:
    """A score of hundredths as ``0,85``, rounded down as scores are; a dash where there is none."""
    return "–" if hundredths is None else number(math.floor(hundredths) / 100, language, decimals)


def percent(part: float, whole: float, language: str) -> str:
    """A share as ``12 %``, with a decimal below ten and where it would look like all of them; a dash of nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    nearly = 99.5 <= share < 100
    shown = min(share, 99.9) if nearly else share
    return f"{number(shown, language, 1 if nearly or 0 < share < 10 else 0)}\u202f%"
