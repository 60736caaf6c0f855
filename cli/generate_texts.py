"""What ``generate``, ``replay`` and ``plugins`` say, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

GENERATE_TEXTS: Mapping[str, tuple[str, str]] = {
    "stop-accepted": ("Geaccepteerd: de regels houden deze definitie niet tegen.", "Accepted: the rules let it pass."),
    "stop-best_effort": (
        "Niet geaccepteerd: dit is het beste dat gevonden is, en het moet nog verbeterd worden.",
        "Not accepted: this is the best that was found, and it still has to be improved.",
    ),
    "stop-needs_human": (
        "Nog niet geaccepteerd: niets houdt de definitie tegen, maar bij een verplichte regel moet een mens oordelen.",
        "Not accepted yet: nothing is against it, but a person has to judge a rule that is required.",
    ),
    "stop-budget_exhausted": (
        "Niet geaccepteerd: het budget is op.",
        "Not accepted: the budget is used up.",
    ),
    "stop-oscillation": (
        "Niet geaccepteerd: de voorstellen herhalen zich.",
        "Not accepted: the proposals repeat themselves.",
    ),
    "stop-stagnated": (
        "Niet geaccepteerd: in twee ronden kwam er niets beters.",
        "Not accepted: two rounds brought nothing better.",
    ),
    "stop-provider_unavailable": (
        "Niet geaccepteerd: geen enkele generator kon (verder) antwoorden.",
        "Not accepted: no generator could answer (any more).",
    ),
    "stop-cancelled": ("Afgebroken.", "Cancelled."),
    "no-candidate": ("Er is geen enkele kandidaat.", "There is no candidate at all."),
    "best-candidate": ("Beste kandidaat", "Best candidate"),
    "from-source": ("Bron", "Source"),
    "changed-by": ("Hersteld door {code}", "Mended by {code}"),
    "to-judge": ("Te beoordelen: {codes}", "To be judged: {codes}"),
    "took": (
        "{rounds}, {candidates}, {tokens} tokens, kosten {cost}",
        "{rounds}, {candidates}, {tokens} tokens, cost {cost}",
    ),
    "one-round": ("1 ronde", "1 round"),
    "many-round": ("{count} ronden", "{count} rounds"),
    "one-candidate": ("1 kandidaat", "1 candidate"),
    "many-candidate": ("{count} kandidaten", "{count} candidates"),
    "written-by": ("geschreven door {writer}, ronde {round}", "written by {writer}, round {round}"),
    "pinned": ("beoordeeld met {packs}, profiel {profile}", "judged with {packs}, profile {profile}"),
    "run-written": ("De hele run staat in {path}", "The whole run is in {path}"),
    "no-generator": (
        "Er is niets om uit te putten. Geef teksten met --source BESTAND, of modellen met --models BESTAND "
        "(of DEFINITIE_MODELS_FILE).",
        "There is nothing to draw from. Give texts with --source FILE, or models with --models FILE "
        "(or DEFINITIE_MODELS_FILE).",
    ),
    "no-such-generator": (
        "Er is geen generator ‘{name}’. Er zijn: {known}.",
        "There is no generator “{name}”. There are: {known}.",
    ),
    "blank-begrip": ("Het begrip is leeg.", "The term is blank."),
    "rounds-running": ("ronde {number} …", "round {number} …"),
    "trouble-budget": (
        "het budget ({detail}) laat geen aanroep meer toe",
        "the budget ({detail}) allows no further call",
    ),
    "trouble-unavailable": ("kan niet antwoorden: {detail}", "cannot answer: {detail}"),
    "trouble-timeout": ("antwoordde niet binnen {detail}", "did not answer within {detail}"),
    "trouble-failed": ("ging stuk: {detail}", "failed: {detail}"),
    "trouble-unknown": ("bestaat niet; er zijn: {detail}", "does not exist; there are: {detail}"),
    "trouble-cancelled": ("afgebroken", "cancelled"),
    "trouble-unusable": ("gaf geen definitie ({detail} tekens)", "gave no definition ({detail} characters)"),
    "trouble-nothing": ("weet niets (meer)", "knows nothing (more)"),
    "trouble-repeated": ("herhaalt zich", "repeats itself"),
    "replay-head": (
        "{begrip}: {count} uit {rounds}, opnieuw beoordeeld met {packs}",
        "{begrip}: {count} of {rounds}, judged again with {packs}",
    ),
    "replay-then": ("toen", "then"),
    "replay-now": ("nu", "now"),
    "replay-same": ("Gekozen blijft dezelfde kandidaat ({place}).", "The same candidate stays chosen ({place})."),
    "replay-other": (
        "Gekozen zou nu worden {place} in plaats van {before}.",
        "Chosen would now be {place} instead of {before}.",
    ),
    "replay-stop": ("Na ronde {round} was het klaar: {reason}", "It would end after round {round}: {reason}"),
    "replay-on": (
        "Geen van deze kandidaten was nu genoeg: de run zou doorgaan.",
        "None of these candidates would be enough now: the run would go on.",
    ),
    "not-a-run": ("{path} is geen bestand van een run ({reason}).", "{path} is no file of a run ({reason})."),
    "plugin-own": ("hoort bij het programma", "part of the program"),
    "plugin-failed": ("mislukt: {reason}", "failed: {reason}"),
    "plugin-none": (
        "Er zijn geen plugins geïnstalleerd.",
        "No plugins are installed.",
    ),
}
