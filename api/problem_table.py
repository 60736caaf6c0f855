"""Every problem that the service can answer with: its code, status and texts, in one table (RFC 9457).

``docs/reference/problems.md`` is written from it. Placeholders are filled with the values given to ``Problem``.
"""

from __future__ import annotations

from collections.abc import Mapping

from api.problem_kind import Kind
from api.problems_later import LATER

PROBLEMS: Mapping[str, Kind] = {
    # 400: the request cannot be read at all
    "bad-request": Kind(
        400,
        ("Onleesbaar verzoek", "Unreadable request"),
        ("Het verzoek is niet te lezen.", "The request cannot be read."),
    ),
    "malformed-json": Kind(
        400,
        ("Geen geldige JSON", "Malformed JSON"),
        (
            "De inhoud is geen geldige JSON; bij teken {position} gaat het mis.",
            "The body is not valid JSON (character {position}): {reason}.",
        ),
    ),
    "bad-cursor": Kind(
        400,
        ("Onbruikbare cursor", "Unusable cursor"),
        ("Deze cursor is niet voor deze lijst uitgegeven.", "This cursor was not given out for this list."),
    ),
    "bad-header": Kind(
        400,
        ("Onbruikbare header", "Unusable header"),
        (
            "De header {header} is niet te lezen; verwacht wordt {expected}.",
            "The header {header} cannot be read; expected is {expected}.",
        ),
    ),
    # 401 and 403: who asks
    "unauthenticated": Kind(
        401,
        ("Aanmelden nodig", "Sign-in needed"),
        ("Meld u aan: hiervoor is een token of API-sleutel nodig.", "Sign in: this takes a token or an API key."),
    ),
    "bad-credentials": Kind(
        401,
        ("Niet herkend", "Not recognised"),
        (
            "Token, sleutel of wachtwoord klopt niet, is verlopen of is ingetrokken.",
            "Token, key or password is wrong, expired or revoked.",
        ),
    ),
    "forbidden": Kind(
        403,
        ("Niet toegestaan", "Not allowed"),
        ("U mag dit niet doen ({action}).", "You may not do this ({action})."),
    ),
    "four-eyes": Kind(
        403,
        ("Vier ogen nodig", "Four eyes needed"),
        (
            "U schreef deze tekst als laatste: een ander stelt hem vast.",
            "You wrote this text last: somebody else establishes it.",
        ),
    ),
    # 404 … 415: what is asked
    "not-found": Kind(
        404,
        ("Niet gevonden", "Not found"),
        ("Wat u vraagt bestaat hier niet.", "What you ask for is not here."),
    ),
    "method-not-allowed": Kind(
        405,
        ("Methode niet mogelijk", "Method not allowed"),
        ("{method} kan op dit adres niet.", "{method} cannot be used on this address."),
    ),
    "not-acceptable": Kind(
        406,
        ("Vorm niet te leveren", "Not acceptable"),
        ("Geen van de gevraagde vormen is te leveren.", "None of the forms asked for can be given."),
    ),
    "conflict": Kind(
        409,
        ("Botst met wat er is", "Conflict"),
        (
            "Iets anders heeft al wat dit nodig heeft ({constraint}).",
            "Something else has what this needs ({constraint}).",
        ),
    ),
    "duplicate": Kind(
        409,
        ("Bestaat al", "Exists already"),
        (
            "Dit begrip of deze tekst is er al ({existing}). Neem die over, of sla toch op met force en een reden.",
            "This term or text is there already ({existing}). Use that one, or save with force and a reason.",
        ),
    ),
    "wrong-state": Kind(
        409,
        ("Kan niet in deze status", "Not possible in this status"),
        ("Dit kan niet zolang de status {status} is.", "This cannot be done while the status is {status}."),
    ),
    "not-approvable": Kind(
        409,
        ("Nog niet goed te keuren", "Cannot be approved yet"),
        ("De definitie voldoet nog niet: {reason}.", "The definition does not meet the bar yet: {reason}."),
    ),
    "override-off": Kind(
        409,
        ("Vaststellen buiten de lat om staat uit", "Overriding is off"),
        (
            "Het beleid van deze dienst laat niet toe dat een definitie wordt vastgesteld die de lat niet haalt.",
            "The policy of this service does not let a definition be established that does not meet the bar.",
        ),
    ),
    "activation-running": Kind(
        409,
        ("Er wordt al geactiveerd", "An activation is under way"),
        (
            "Een andere versie wordt op dit moment beproefd of geactiveerd; probeer het daarna opnieuw.",
            "Another version is being proven or activated now; try again after that.",
        ),
    ),
    "no-earlier-version": Kind(
        409,
        ("Geen eerdere versie", "No earlier version"),
        (
            "Voor de actieve versie was er geen die bewaard is.",
            "Before the active version there was none that is kept.",
        ),
    ),
    "generation-running": Kind(
        409,
        ("Wordt al gemaakt", "Being generated already"),
        (
            "U vroeg hetzelfde al, en dat loopt nog ({existing}): kijk daar, of stop die eerst.",
            "You asked the same before, and that is still running ({existing}): look there, or stop that one first.",
        ),
    ),
    "generation-ended": Kind(
        409,
        ("Al geëindigd", "Ended already"),
        ("Dit is al geëindigd ({state}); er valt niets meer te stoppen.", "This has ended ({state}); nothing to stop."),
    ),
    "scheme-not-empty": Kind(
        409,
        ("Begrippenkader niet leeg", "Scheme not empty"),
        (
            "Er staan nog definities in; verwijder die eerst.",
            "It still has definitions; delete those first.",
        ),
    ),
    "import-refused": Kind(
        409,
        ("Niets ingevoerd", "Nothing imported"),
        (
            "{refused} van de {total} kunnen niet worden ingevoerd, en er is om alles of niets gevraagd; zie results.",
            "{refused} of {total} cannot be imported, and all or nothing was asked for; see results.",
        ),
    ),
    "last-admin": Kind(
        409,
        ("Laatste beheerder", "Last administrator"),
        ("Er moet een actieve beheerder blijven.", "An active administrator must remain."),
    ),
    "idempotency-running": Kind(
        409,
        ("Loopt nog", "Still running"),
        (
            "Het eerste verzoek met deze Idempotency-Key loopt nog.",
            "The first request with this Idempotency-Key is still running.",
        ),
    ),
    "idempotency-lost": Kind(
        409,
        ("Gedaan, antwoord niet bewaard", "Done, answer not kept"),
        (
            "Het eerste verzoek met deze Idempotency-Key is uitgevoerd; het antwoord is er niet meer, kijk het na.",
            "The first request with this Idempotency-Key was carried out; its answer is gone, look up its result.",
        ),
    ),
    "events-gone": Kind(
        410,
        ("Gebeurtenissen niet meer te leveren", "Events no longer there"),
        (
            "Wat op deze plaats volgt, is niet meer bewaard: begin opnieuw (vanaf {oldest}), en haal op wat u miste.",
            "What follows this position is no longer kept: start anew (from {oldest}), and fetch what you missed.",
        ),
    ),
    "stale-version": Kind(
        412,
        ("Intussen gewijzigd", "Changed meanwhile"),
        (
            "Versie {expected} werd verwacht, {current} is de huidige: haal die op en probeer het opnieuw.",
            "Version {expected} was expected, {current} is current: get that one and try again.",
        ),
    ),
    "too-large": Kind(
        413,
        ("Te groot", "Too large"),
        ("De inhoud mag hoogstens {limit} bytes zijn.", "The body may be at most {limit} bytes."),
    ),
    "unsupported-media-type": Kind(
        415,
        ("Vorm niet te lezen", "Unsupported media type"),
        (
            "De inhoud heeft een vorm die hier niet gelezen wordt. Gelezen wordt (Content-Type): {expected}.",
            "The body has a form that is not read here. Read here is (Content-Type): {expected}.",
        ),
    ),
    **LATER,
}
"""Code → what it means. A code is never given another meaning."""

BY_STATUS: Mapping[int, str] = {
    400: "bad-request",
    401: "unauthenticated",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    500: "internal",
}
"""The code for an error that the framework raises by status alone."""
