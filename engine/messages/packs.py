"""The words of mistakes in a pack as a whole: manifest, inheritance, profiles, lexicons and selectors."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "no-manifest": Words(
        "de map ‘{folder}’ is geen regelpakket: er staat geen pack.yaml in",
        "the folder ‘{folder}’ is not a rule pack: it has no pack.yaml",
        "Geef de map op waar pack.yaml in staat, of maak een pakket met: definitie packs new",
        "Give the folder that holds pack.yaml, or make a pack with: definitie packs new",
    ),
    "unknown-pack": Words(
        "het regelpakket ‘{name}’ is niet gevonden", "the rule pack ‘{name}’ was not found",
        "Bekend zijn: {known}. Een eigen pakket geeft u op als map.",
        "Known are: {known}. A pack of your own is given as a folder.",
    ),
    "lock-version": Words(
        "dit pakket is gemaakt met {name} {locked}; gevonden is {name} {found}",
        "this pack was made with {name} {locked}; found is {name} {found}",
        "Zorg voor die versie, of toets het pakket met deze en schrijf dan: definitie packs lock",
        "Provide that version, or test the pack with this one and then write: definitie packs lock",
    ),
    "lock-digest": Words(
        "{name} {version} is niet meer zoals het was toen dit pakket ermee gemaakt werd (nu {found})",
        "{name} {version} is not as it was when this pack was made with it (now {found})",
        "Toets het pakket met wat er nu staat, en schrijf dan: definitie packs lock",
        "Test the pack with what is there now, and then write: definitie packs lock",
    ),
    "lock-missing": Words(
        "dit pakket bouwt voort op ‘{name}’, maar dat staat niet in pack.lock.yaml",
        "this pack extends ‘{name}’, which is not in pack.lock.yaml",
        "Schrijf het bestand opnieuw met: definitie packs lock", "Write the file again with: definitie packs lock",
    ),
    "lock-unused": Words(
        "‘{name}’ staat in pack.lock.yaml, maar dit pakket bouwt er niet op voort",
        "‘{name}’ is in pack.lock.yaml, but this pack does not extend it",
        "Schrijf het bestand opnieuw met: definitie packs lock", "Write the file again with: definitie packs lock",
    ),
    "other-engine": Words(
        "dit pakket is gemaakt voor een andere versie van de engine ({wanted}); dit is versie {version}",
        "this pack is made for another version of the engine ({wanted}); this is version {version}",
        "Neem een versie van het pakket die hierbij past, of werk Definitie bij.",
        "Use a version of the pack that fits, or update Definitie.",
    ),
    "engine-range": Words(
        "‘{found}’ is geen reeks van versies", "‘{found}’ is not a range of versions",
        "Schrijf bijvoorbeeld: engine: \">=1,<2\"", "Write, for example: engine: \">=1,<2\"",
    ),
    "pack-cycle": Words(
        "dit pakket bouwt op zichzelf voort: {path}",
        "this pack extends itself: {path}",
        "Verwijder ‘{name}’ uit extends, hier of in het andere pakket.",
        "Remove ‘{name}’ from extends, here or in the other pack.",
    ),
    "rule-exists": Words(
        "het bestand van de regel {code} is er al", "the file of the rule {code} exists already",
        "Pas het aan, of kies een andere code.", "Edit it, or choose another code.",
    ),
    "folder-not-empty": Words(
        "de map ‘{folder}’ is niet leeg", "the folder ‘{folder}’ is not empty",
        "Kies een map die er nog niet is.", "Choose a folder that does not exist yet.",
    ),
    "inherited-twice": Words(
        "de regel {code} is in ‘{pack}’ een andere dan in een eerder genoemd pakket",
        "the rule {code} of ‘{pack}’ differs from that of a pack named before",
        "Zet {code} in overrides en geef de regel een eigen bestand, of laat een van de pakketten weg.",
        "Put {code} in overrides and give the rule a file of its own, or leave out one of the packs.",
    ),
    "overrides-nothing": Words(
        "er is geen regel {code} om te vervangen", "there is no rule {code} to replace",
        "In overrides staan codes van regels uit de pakketten onder extends.",
        "Overrides holds codes of rules of the packs under extends.",
    ),
    "override-missing": Words(
        "de regel {code} staat in overrides, maar dit pakket heeft er geen bestand voor",
        "the rule {code} is in overrides, but this pack has no file for it",
        "Maak rules/<thema>/{code}.yaml, of zet de regel uit met disable in een profiel.",
        "Make rules/<theme>/{code}.yaml, or turn the rule off with disable in a profile.",
    ),
    "no-default-profile": Words(
        "het profiel ‘{name}’ ontbreekt", "the profile ‘{name}’ is missing",
        "Elk pakket heeft dit profiel. Voeg onder profiles toe: {name}: {{text: …}}",
        "Every pack has this profile. Add under profiles: {name}: {{text: …}}",
    ),
    "profile-cycle": Words(
        "het profiel ‘{name}’ bouwt op zichzelf voort: {path}",
        "the profile ‘{name}’ extends itself: {path}",
        "Verwijder een van deze extends.", "Remove one of these extends.",
    ),
    "unknown-profile": Words(
        "het profiel ‘{profile}’ bestaat niet", "the profile ‘{profile}’ does not exist",
        "Bekend zijn: {known}.", "Known are: {known}.",
    ),
    "unknown-rule": Words(
        "de regel ‘{code}’ bestaat niet", "the rule ‘{code}’ does not exist",
        "Noem een regel met zijn code; alle codes toont: definitie rules list",
        "Name a rule by its code; all codes are shown by: definitie rules list",
    ),
    "unknown-config": Words(
        "de regel {code} heeft geen instelling ‘{key}’", "the rule {code} has no setting ‘{key}’",
        "De regel heeft: {known}.", "The rule has: {known}.",
    ),
    "on-and-off": Words(
        "het profiel ‘{profile}’ zet de regel {code} aan en uit",
        "the profile ‘{profile}’ turns the rule {code} on and off",
        "Laat de code bij enable of bij disable weg.", "Leave the code out of enable or out of disable.",
    ),
    "lexicon-name": Words(
        "‘{found}’ kan geen naam van een lexicon zijn", "‘{found}’ cannot be the name of a lexicon",
        "Geef het bestand een naam van kleine letters, cijfers en lage streepjes, zoals vaste_namen.yaml.",
        "Give the file a name of lower-case letters, digits and underscores, such as vaste_namen.yaml.",
    ),
    "lexicon-inherited": Words(
        "het lexicon ‘{name}’ is er al, in een pakket waar dit op voortbouwt",
        "the lexicon ‘{name}’ exists already, in a pack that this one extends",
        "Schrijf ‘extend: {name}’ boven de woorden om ze toe te voegen, of kies een andere naam.",
        "Write ‘extend: {name}’ above the words to add them, or choose another name.",
    ),
    "extend-other-name": Words(
        "dit bestand heet {name}, maar breidt ‘{extend}’ uit", "this file is called {name}, but extends ‘{extend}’",
        "Geef het bestand dezelfde naam: {extend}.yaml", "Give the file the same name: {extend}.yaml",
    ),
    "extend-nothing": Words(
        "er is geen lexicon ‘{name}’ om uit te breiden", "there is no lexicon ‘{name}’ to extend",
        "Uitbreiden kan alleen een lexicon van een pakket onder extends. Is dit een nieuw lexicon, verwijder "
        "dan extend.",
        "Only a lexicon of a pack under extends can be extended. If this is a new lexicon, remove extend.",
    ),
    "duplicate-word": Words(
        "‘{word}’ staat al in deze lijst (regel {first})", "‘{word}’ is in this list already (line {first})",
        "Houd één van de twee.", "Keep one of the two.",
    ),
    "name-taken": Words(
        "de naam ‘{name}’ is al in gebruik ({kind})", "the name ‘{name}’ is already in use ({kind})",
        "Lexicons, selectoren en features delen hun namen. Kies een andere.",
        "Lexicons, selectors and features share their names. Choose another one.",
    ),
    "selector-recursion": Words(
        "de selector ‘{name}’ verwijst naar zichzelf: {path}",
        "the selector ‘{name}’ refers to itself: {path}",
        "Schrijf een van deze zoekopdrachten voluit.", "Write one of these searches out.",
    ),
}  # fmt: skip
