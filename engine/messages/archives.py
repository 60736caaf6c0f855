"""The words of what can be wrong with an archive of a pack."""

from __future__ import annotations

from engine.messages.words import Words

_BUILD = (
    "Maak het archief opnieuw met: definitie packs build", "Make the archive again with: definitie packs build",
)  # fmt: skip

CATALOGUE: dict[str, Words] = {
    "archive-not-one": Words(
        "dit is geen archief van een regelpakket",
        "this is no archive of a rule pack",
        "Een archief wordt gemaakt met: definitie packs build. Pak het niet zelf in of uit.",
        "An archive is made with: definitie packs build. Do not compress it yourself.",
    ),
    "archive-altered": Words(
        "het archief is beschadigd of veranderd: het is niet meer zoals het gemaakt werd",
        "the archive is damaged or was altered: it is not as it was made",
        *_BUILD,
    ),
    "archive-format": Words(
        "het archief heeft een andere vorm ({found}); leesbaar is {known}",
        "the archive has another format ({found}); readable is {known}",
        "Werk Definitie bij, of maak het archief opnieuw.",
        "Update Definitie, or make the archive again.",
    ),
    "archive-link": Words(
        "‘{name}’ in het archief is geen gewoon bestand", "‘{name}’ in the archive is no ordinary file", *_BUILD
    ),
    "archive-twice": Words(
        "‘{name}’ staat tweemaal in het archief (hoofdletters tellen niet)",
        "‘{name}’ stands twice in the archive (case does not count)",
        "Geef een van de twee bestanden een andere naam.",
        "Give one of the two files another name.",
    ),
    "archive-name": Words(
        "de naam ‘{name}’ kan niet in een archief",
        "the name ‘{name}’ cannot stand in an archive",
        "Een naam bestaat uit letters, cijfers, streepjes en punten, begint met een letter of cijfer en telt hoogstens "
        "100 tekens.",
        "A name consists of letters, digits, hyphens and points, begins with a letter or digit, and has at most 100 "
        "characters.",
    ),
    "archive-foreign": Words(
        "‘{name}’ hoort niet in een archief van een regelpakket",
        "‘{name}’ does not belong in an archive of a rule pack",
        *_BUILD,
    ),
    "archive-many": Words("er zijn meer dan {limit} bestanden", "there are more than {limit} files"),
    "archive-large": Words("het archief is groter dan {limit} bytes", "the archive is larger than {limit} bytes"),
    "archive-large-file": Words(
        "het bestand ‘{name}’ is groter dan {limit} bytes", "the file ‘{name}’ is larger than {limit} bytes"
    ),
    "archive-incomplete": Words(
        "het pakket ‘{name}’ ontbreekt in het archief", "the pack ‘{name}’ is missing from the archive", *_BUILD
    ),
    "archive-two-packs": Words(
        "er zijn twee verschillende pakketten ‘{name}’ waarop dit pakket voortbouwt",
        "there are two different packs ‘{name}’ that this pack extends",
        "Zorg dat er één pakket van die naam is.",
        "See to it that there is one pack of that name.",
    ),
}  # fmt: skip
