"""The words of what can go wrong when versions of a pack are looked up, to compare them."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "git-missing": Words(
        "git is niet gevonden", "git was not found",
        "Installeer git, of geef twee mappen op.", "Install git, or give two folders.",
    ),
    "git-failed": Words(
        "git kan dit niet geven: {reason}", "git cannot give this: {reason}",
        "Een revisie staat zo: HEAD:map-van-het-pakket, in een map van de repository.",
        "A revision is given as HEAD:folder-of-the-pack, in a folder of the repository.",
    ),
    "git-revision": Words(
        "er is geen revisie ‘{revision}’ in deze repository", "there is no revision ‘{revision}’ in this repository",
        "Geef een tak, een tag of een commit; git log laat ze zien.",
        "Give a branch, a tag or a commit; git log shows them.",
    ),
    "git-no-pack": Words(
        "in revisie {revision} staat geen regelpakket in ‘{path}’",
        "revision {revision} has no rule pack in ‘{path}’",
        "Geef de map waar pack.yaml toen in stond.", "Give the folder that pack.yaml was in at that time.",
    ),
    "git-no-file": Words(
        "‘{path}’ is in die revisie geen gewoon bestand (een koppeling of een submodule)",
        "‘{path}’ is no ordinary file in that revision (a link or a submodule)",
        "Zet het bestand zelf in de repository.", "Put the file itself in the repository.",
    ),
    "needs-database": Words(
        "voor een opgeslagen versie is de database van de dienst nodig",
        "a stored version needs the database of the service",
        "Geef --database URL, of zet DATABASE_URL.", "Give --database URL, or set DATABASE_URL.",
    ),
    "not-stored": Words(
        "de dienst heeft geen {name} {version} bewaard", "the service does not store {name} {version}",
        "GET /api/v1/packs/{name}/versions noemt de versies die er zijn.",
        "GET /api/v1/packs/{name}/versions lists the versions that are there.",
    ),
}  # fmt: skip
