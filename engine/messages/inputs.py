"""The words of problems with input: files, lines and records, and what was asked for on the command line."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "input-not-found": Words(
        "het bestand ‘{path}’ is er niet",
        "the file ‘{path}’ does not exist",
    ),
    "is-a-folder": Words(
        "‘{path}’ is een map, geen bestand",
        "‘{path}’ is a folder, not a file",
        "Noem de bestanden zelf, bijvoorbeeld {path}/*.ttl.",
        "Name the files themselves, for example {path}/*.ttl.",
    ),
    "unreadable-input": Words(
        "‘{path}’ kan niet worden gelezen: {reason}",
        "‘{path}’ cannot be read: {reason}",
    ),
    "unknown-format": Words(
        "‘{path}’ heeft geen bekende bestandssoort",
        "‘{path}’ has no known kind of file",
        "Leesbaar zijn {known}, en - voor JSONL op de standaardinvoer.",
        "Readable are {known}, and - for JSONL on standard input.",
    ),
    "plugin-cannot-read": Words(
        "de plugin ‘{plugin}’ kan ‘{path}’ niet lezen: {reason}",
        "the plugin ‘{plugin}’ cannot read ‘{path}’: {reason}",
        "Wat hij daarvóór gaf is wel meegenomen. Meld het aan wie de plugin maakt.",
        "What it gave before was taken in. Report it to whoever makes the plugin.",
    ),
    "system-error": Words(
        "lezen of schrijven lukte niet: {reason}",
        "reading or writing failed: {reason}",
    ),
    "record-ends-worker": Words(
        "het beoordelen van ‘{begrip}’ lukte niet: het proces eindigde twee keer bij dit record ({reason})",
        "‘{begrip}’ could not be judged: the process ended at this record twice ({reason})",
        "De andere records zijn wel beoordeeld. Meld dit record als fout van het programma.",
        "The other records were judged. Report this record as a fault of the program.",
    ),
    "worker-died": Words(
        "een van de processen (--jobs) viel weg; wat het deed is opnieuw gedaan en er ontbreekt niets",
        "one of the processes (--jobs) died; what it did was done again and nothing is missing",
        "Gebeurt dit vaker, dan is er misschien te weinig geheugen: geef --jobs een lager getal.",
        "If this happens often, memory may be short: give --jobs a lower number.",
    ),
    "begrip-with-definitie": Words(
        "--begrip en --definitie horen bij elkaar",
        "--begrip and --definitie belong together",
        "Bijvoorbeeld: definitie check --begrip meldkamer --definitie 'ruimte waar noodoproepen binnenkomen'",
        "For example: definitie check --begrip meldkamer --definitie 'ruimte waar noodoproepen binnenkomen'",
    ),
    "what-to-check": Words(
        "noem bestanden, of - voor de standaardinvoer, of --begrip met --definitie: één van de drie",
        "name files, or - for standard input, or --begrip with --definitie: one of the three",
        "Bijvoorbeeld: definitie check kader.ttl",
        "For example: definitie check kader.ttl",
    ),
    "what-to-explain": Words(
        "noem een bestand met --id, of --begrip met --definitie: één van de twee",
        "name a file with --id, or --begrip with --definitie: one of the two",
        "Bijvoorbeeld: definitie explain ESS-01 kader.ttl --id meldkamer",
        "For example: definitie explain ESS-01 kader.ttl --id meldkamer",
    ),
    "needs-strict": Words(
        "--rule, --min-score, --jobs en --json werken alleen samen met --strict",
        "--rule, --min-score, --jobs and --json work with --strict only",
        "Bijvoorbeeld: definitie test mijn-pakket --strict --rule TIJD-01",
        "For example: definitie test my-pack --strict --rule TIME-01",
    ),
    "archive-is-a-folder": Words(
        "‘{path}’ is een map, geen archief van een regelpakket",
        "‘{path}’ is a folder, no archive of a rule pack",
        "Maak er eerst een archief van: definitie packs build {path}",
        "Make an archive of it first: definitie packs build {path}",
    ),
    "empty-input": Words(
        "het bestand is leeg",
        "the file is empty",
    ),
    "no-records": Words(
        "er staan geen records in",
        "there are no records in it",
        "Een record heeft ten minste ‘begrip’ en ‘definitie’.",
        "A record has at least ‘begrip’ and ‘definitie’.",
    ),
    "input-not-utf-8": Words(
        "geen UTF-8: byte {byte} past niet",
        "not UTF-8: byte {byte} does not fit",
        "Sla het bestand op als UTF-8.",
        "Save the file as UTF-8.",
    ),
    "utf-16": Words(
        "het bestand is in UTF-16 opgeslagen",
        "the file is saved as UTF-16",
        "Sla het bestand op als UTF-8.",
        "Save the file as UTF-8.",
    ),
    "duplicate-field": Words(
        "het veld ‘{field}’ staat er twee keer",
        "the field ‘{field}’ stands there twice",
    ),
    "record-not-an-object": Words(
        "een record is een object met velden, geen {found}",
        "a record is an object with fields, not {found}",
        "Zet het tussen accolades, met ten minste de velden ‘begrip’ en ‘definitie’.",
        "Put it in braces, with at least the fields ‘begrip’ and ‘definitie’.",
    ),
    "unknown-record-field": Words(
        "onbekend veld ‘{pointer}’",
        "unknown field ‘{pointer}’",
        "Bekend zijn: {known}.",
        "Known are: {known}.",
    ),
    "missing-record-field": Words(
        "het veld ‘{pointer}’ ontbreekt",
        "the field ‘{pointer}’ is missing",
        'Verplicht zijn ‘begrip’ en ‘definitie’; een definitie die leeg is, is "".',
        '‘begrip’ and ‘definitie’ are required; a definition that is empty is "".',
    ),
    "field-not-text": Words(
        "‘{pointer}’ moet tekst zijn; er staat {found}",
        "‘{pointer}’ must be text; it is {found}",
        "Zet er aanhalingstekens omheen.",
        "Put it in quotes.",
    ),
    "field-not-a-list": Words(
        "‘{pointer}’ moet een lijst zijn; er staat {found}",
        "‘{pointer}’ must be a list; it is {found}",
        "Zet er rechte haken omheen: [ … ].",
        "Put it in square brackets: [ … ].",
    ),
    "field-not-an-object": Words(
        "‘{pointer}’ moet een object met velden zijn; er staat {found}",
        "‘{pointer}’ must be an object with fields; it is {found}",
    ),
    "broken-text": Words(
        "‘{pointer}’ bevat een half teken (een losse surrogaat)",
        "‘{pointer}’ holds half a character (an unpaired surrogate)",
    ),
    "blank-term": Words(
        "‘{pointer}’ is leeg: een record zonder begrip benoemt niets",
        "‘{pointer}’ is blank: a record without a term names nothing",
    ),
    "unknown-record-category": Words(
        "onbekende categorie ‘{found}’ in ‘{pointer}’",
        "unknown category ‘{found}’ in ‘{pointer}’",
        "Kies uit {allowed}, of laat het veld weg.",
        "Choose from {allowed}, or leave the field out.",
    ),
    "no-such-rule": Words(
        "er is geen regel ‘{code}’ in {pack}",
        "there is no rule ‘{code}’ in {pack}",
        "Alle regels: definitie rules list.",
        "All rules: definitie rules list.",
    ),
    "inactive-rule": Words(
        "de regel ‘{code}’ staat niet aan in profiel {profile}",
        "the rule ‘{code}’ is not active in profile {profile}",
    ),
    "unknown-record": Words(
        "er is geen record ‘{id}’ in {path}",
        "there is no record ‘{id}’ in {path}",
    ),
    "no-definition": Words(
        "het begrip ‘{begrip}’ heeft geen definitie",
        "the concept ‘{begrip}’ has no definition",
    ),
    "several-records": Words(
        "er zijn {count} records ‘{id}’ in {path}; het eerste is genomen",
        "there are {count} records ‘{id}’ in {path}; the first one is taken",
    ),
    "file-exists": Words(
        "‘{path}’ bestaat al en wordt niet overschreven",
        "‘{path}’ exists and is not overwritten",
    ),
    "unwritable-file": Words(
        "‘{path}’ kan niet worden geschreven: {reason}",
        "‘{path}’ cannot be written: {reason}",
    ),
    "not-a-pack-folder": Words(
        "‘{path}’ is geen regelpakket: er staat geen pack.yaml in",
        "‘{path}’ is no rule pack: there is no pack.yaml in it",
        "Maak er een met: definitie packs new NAAM.",
        "Make one with: definitie packs new NAME.",
    ),
    "no-such-theme": Words(
        "het pakket heeft geen thema ‘{theme}’",
        "the pack has no theme ‘{theme}’",
        "Kies uit {known}, of voeg het toe aan pack.yaml.",
        "Choose from {known}, or add it to pack.yaml.",
    ),
    "bad-code": Words(
        "‘{code}’ is geen regelcode",
        "‘{code}’ is no rule code",
        "Een code bestaat uit hoofdletters, cijfers en streepjes, zoals EIGEN-01.",
        "A code consists of capitals, digits and hyphens, such as EIGEN-01.",
    ),
    "bad-name": Words(
        "‘{name}’ is geen naam voor een pakket",
        "‘{name}’ is no name for a pack",
        "Een naam bestaat uit kleine letters, cijfers en streepjes, zoals eigen-regels.",
        "A name consists of small letters, digits and hyphens, such as eigen-regels.",
    ),
}
"""Words by problem code. The words "did you mean" are added where a problem carries a suggestion."""
