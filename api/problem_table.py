"""Every problem that the service can answer with: its code, status and texts, in one table (RFC 9457).

``docs/reference/problems.md`` is written from it. Placeholders are filled with the values given to ``Problem``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of problem. ``title`` never varies with the case, ``detail`` does; both in Dutch and English."""

    status: int
    title: tuple[str, str]
    detail: tuple[str, str]


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
            "De inhoud is geen geldige JSON (teken {position}): {reason}.",
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
        ("De inhoud heeft een vorm die hier niet gelezen wordt.", "The body has a form that is not read here."),
    ),
    # 422: readable, but not usable
    "invalid": Kind(
        422,
        ("Ongeldige gegevens", "Invalid data"),
        ("Zie de genoemde velden.", "See the fields named."),
    ),
    "idempotency-mismatch": Kind(
        422,
        ("Sleutel hoort bij een ander verzoek", "Key belongs to another request"),
        (
            "Deze Idempotency-Key is al gebruikt voor een verzoek met een andere inhoud.",
            "This Idempotency-Key was used for a request with another body.",
        ),
    ),
    "precondition-required": Kind(
        428,
        ("Voorwaarde nodig", "Precondition required"),
        (
            "Stuur If-Match met de ETag van de versie die u wijzigt.",
            "Send If-Match with the ETag of the version you are changing.",
        ),
    ),
    "rate-limited": Kind(
        429,
        ("Te veel verzoeken", "Too many requests"),
        ("Probeer het over {seconds} seconden opnieuw.", "Try again in {seconds} seconds."),
    ),
    "sign-in-slowed": Kind(
        429,
        ("Te veel mislukte aanmeldingen", "Too many failed sign-ins"),
        ("Probeer het over {seconds} seconden opnieuw.", "Try again in {seconds} seconds."),
    ),
    # 5xx: it is us
    "internal": Kind(
        500,
        ("Fout in de dienst", "Fault of the service"),
        (
            "Er ging iets mis in de dienst zelf. Meld het met het verzoeknummer {request_id}.",
            "Something went wrong in the service itself. Report it with request id {request_id}.",
        ),
    ),
    "store-unavailable": Kind(
        503,
        ("Opslag niet bereikbaar", "Store unavailable"),
        (
            "De database kan het nu niet doen. Er is niets gewijzigd; probeer het zo opnieuw.",
            "The database cannot do it now. Nothing was changed; try again soon.",
        ),
    ),
    "overloaded": Kind(
        503,
        ("Te druk", "Too busy"),
        (
            "Er wacht meer werk dan op tijd gedaan kan worden; probeer het over {seconds} seconden opnieuw.",
            "More work waits than can be done in time; try again in {seconds} seconds.",
        ),
    ),
    "not-ready": Kind(
        503,
        ("Nog niet gereed", "Not ready"),
        ("De dienst is nog niet gereed: {reason}.", "The service is not ready: {reason}."),
    ),
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
