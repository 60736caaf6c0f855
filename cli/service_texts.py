"""What the commands around the service say (``serve``, ``db``, ``users``, ``keys``), in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

SERVICE_TEXTS: Mapping[str, tuple[str, str]] = {
    "database-at": ("De database is op migratie {migration}.", "The database is at migration {migration}."),
    "database-backed-up": ("Gemaakt: {file} ({size} bytes)", "Made: {file} ({size} bytes)"),
    "database-restored": (
        "De database is teruggezet zoals ze in {file} staat.",
        "The database was put back as it is in {file}.",
    ),
    "ask-downgrade": (
        "Terug naar migratie {migration}: wat in nieuwere tabellen staat, gaat verloren. Doorgaan?",
        "Down to migration {migration}: what newer tables hold is lost. Go on?",
    ),
    "ask-restore": (
        "Alles wat nu in de database staat wordt vervangen door {file}. Doorgaan?",
        "All that is in the database now is replaced by {file}. Go on?",
    ),
    "ask-password": ("Wachtwoord:", "Password:"),
    "ask-password-again": ("Nog eens:", "Again:"),
    "passwords-differ": ("De twee wachtwoorden verschillen.", "The two passwords differ."),
    "name-taken": ("Er is al een gebruiker met deze naam.", "There is a user of this name already."),
    "not-there": ("Die gebruiker of sleutel is er niet.", "There is no such user or key."),
    "user-added": ("Toegevoegd: {name} ({role})", "Added: {name} ({role})"),
    "user-reset": (
        "{name} heeft een nieuw wachtwoord; alle sessies zijn beëindigd.",
        "{name} has a new password; all sessions were ended.",
    ),
    "user-barred": ("geblokkeerd", "barred"),
    "no-users": (
        "Er zijn nog geen gebruikers. Begin met: definitie users add NAAM --role admin",
        "There are no users yet. Begin with: definitie users add NAME --role admin",
    ),
    "key-made": (
        "Bewaar deze sleutel nu: hij wordt niet nog eens getoond. Geldig tot {until}.",
        "Keep this key now: it is not shown again. It holds until {until}.",
    ),
    "key-revoked": ("Ingetrokken: {prefix}…", "Revoked: {prefix}…"),
    "key-is-revoked": ("ingetrokken", "revoked"),
    "key-is-over": ("verlopen", "over"),
    "key-holds": ("geldig tot {until}", "holds until {until}"),
    "no-keys": ("Er zijn geen sleutels.", "There are no keys."),
    "serving": (
        """De dienst draait op {address} (metingen: {metrics}/metrics). Ctrl-C stopt hem.
{fault}
Probeer het:
  curl {address}/api/v1/validate -H 'Content-Type: application/json' -d '{record}'
  curl {address}/api/v1/rules
De hele API: {address}/api/v1/openapi.json
Eerste beheerder: definitie users add NAAM --role admin{data}""",
        """The service runs at {address} (metrics: {metrics}/metrics). Ctrl-C stops it.
{fault}
Try it:
  curl {address}/api/v1/validate -H 'Content-Type: application/json' -d '{record}'
  curl {address}/api/v1/rules
The whole API: {address}/api/v1/openapi.json
First administrator: definitie users add NAME --role admin{data}""",
    ),
    "served": ("De dienst is gestopt.", "The service has stopped."),
    "not-started": (
        "De dienst is niet gestart; de reden staat hierboven in het logboek.",
        "The service did not start; the log above says why.",
    ),
    "cannot-listen": (
        "Op {host}:{port} kan niet geluisterd worden ({reason}). Kies een andere poort met {setting}.",
        "{host}:{port} cannot be listened on ({reason}). Choose another port with {setting}.",
    ),
    "ask-erase": (
        "De naam van {name} wissen, en wat deze persoon intypte? Dat is niet terug te draaien.",
        "Erase the name of {name}, and what this person typed? It cannot be undone.",
    ),
    "user-erased": (
        "Gewist: {name}, en wat er getypt was bij {acts} handelingen. De handelingen zelf blijven.",
        "Erased: {name}, and what was typed in {acts} acts. The acts themselves stay.",
    ),
    "audit-whole": (
        "Het auditlogboek is heel: {acts} handelingen in de keten, {waiting} wachten, van {erased} is iets gewist.",
        "The audit log is whole: {acts} acts in the chain, {waiting} waiting, something erased of {erased}.",
    ),
    "audit-broken": (
        "Het auditlogboek is niet wat het was. Fouten: {faults}, bij {acts} handelingen.",
        "The audit log is not what it was. Faults: {faults}, in {acts} acts.",
    ),
    "audit-head": ("Nieuwste schakel: {link}", "Newest link: {link}"),
    "audit-more": ("Alleen de eerste {count} fouten staan hier.", "Only the first {count} faults are shown."),
    "audit-empty": ("De keten heeft nog geen schakels.", "The chain has no links yet."),
    "audit-expected-wrong": (
        "Bij --expect hoort een schakel zoals ‘definitie audit head’ die geeft: nummer, dubbele punt, 64 tekens.",
        "--expect takes a link as ‘definitie audit head’ prints it: number, colon, 64 characters.",
    ),
    "audit-changed": (
        "Handeling {number} (schakel {sequence}) is veranderd.",
        "Act {number} (link {sequence}) was changed.",
    ),
    "audit-removed": (
        "Handeling {number} (schakel {sequence}) is verwijderd.",
        "Act {number} (link {sequence}) was removed.",
    ),
    "audit-added": (
        "Handeling {number} staat niet in de keten, en had er al in moeten staan.",
        "Act {number} is not in the chain, and should have been by now.",
    ),
    "audit-link-missing": ("Schakel {sequence} ontbreekt.", "Link {sequence} is missing."),
    "audit-personal-changed": (
        "Wat bij handeling {number} (schakel {sequence}) getypt was, is veranderd.",
        "What was typed with act {number} (link {sequence}) was changed.",
    ),
    "audit-other-chain": (
        "Schakel {sequence} is niet die van toen: de keten is opnieuw gemaakt of afgebroken.",
        "Link {sequence} is not the one of then: the chain was made anew or cut off.",
    ),
    "webhook-not-there": (
        "Die webhook of aflevering is er niet. Zie ‘definitie events webhooks’ en ‘definitie events deliveries’.",
        "There is no such webhook or delivery. See ‘definitie events webhooks’ and ‘definitie events deliveries’.",
    ),
    "webhook-several": (
        "Er zijn meer webhooks die {name} heten. Noem er een met zijn id:",
        "More webhooks are called {name}. Name one by its id:",
    ),
    "no-webhooks": ("Er zijn geen webhooks.", "There are no webhooks."),
    "no-deliveries": ("Er is niets blijven liggen.", "Nothing was left behind."),
    "webhook-active": ("actief", "active"),
    "webhook-disabled": ("uitgezet", "disabled"),
    "webhook-failed": ("gestopt", "failed"),
    "webhook-left": ("{waiting} wachten, {dead} opgegeven", "{waiting} waiting, {dead} given up"),
    "delivery-waiting": ("wacht", "waiting"),
    "delivery-dead": ("opgegeven", "given up"),
    "deliveries-more": (
        "Er kan meer zijn: ‘--after {position}’ gaat verder.",
        "There may be more: ‘--after {position}’ goes on.",
    ),
    "redelivered": (
        "Wordt opnieuw aangeboden aan {name}: {count}",
        "Offered to {name} again: {count}",
    ),
    "redelivered-later": (
        "{name} is {state}: er wordt pas iets gestuurd wanneer een beheerder hem weer actief maakt.",
        "{name} is {state}: nothing is sent until an administrator makes it active again.",
    ),
    "settings-wrong": ("Instelling onbruikbaar: {reason}", "Unusable setting: {reason}"),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""
