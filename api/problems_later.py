"""Problems of requests that can be read: what they hold cannot be used (422 …), or the service cannot do it now (5xx).

A part of the table in ``problem_table``.
"""

from __future__ import annotations

from collections.abc import Mapping

from api.problem_kind import Kind

LATER: Mapping[str, Kind] = {
    # 422: readable, but not usable
    "invalid": Kind(
        422,
        ("Ongeldige gegevens", "Invalid data"),
        ("Zie de genoemde velden.", "See the fields named."),
    ),
    "pack-refused": Kind(
        422,
        ("Pakket niet geactiveerd", "Pack not activated"),
        (
            "Deze versie is niet geactiveerd, versie {active} blijft actief. Waarom staat bij errors.",
            "This version was not activated, version {active} stays active. See errors for the reason.",
        ),
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
    "generations-full": Kind(
        429,
        ("Te veel tegelijk", "Too many at once"),
        (
            "U hebt al {most} keer iets laten maken dat nog loopt; wacht tot er een klaar is, of stop er een.",
            "You have {most} runs of generation under way; wait for one to end, or stop one.",
        ),
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
    "generation-off": Kind(
        503,
        ("Genereren staat uit", "Generation is off"),
        (
            "Deze dienst genereert geen definities: dat staat in de instellingen uit.",
            "This service generates no definitions: that is switched off in its settings.",
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
