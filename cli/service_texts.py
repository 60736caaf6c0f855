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
    "settings-wrong": ("Instelling onbruikbaar: {reason}", "Unusable setting: {reason}"),
}
"""Key to the Dutch and the English words; ``{name}`` is filled in."""
