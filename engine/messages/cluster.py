"""The words of problems with ``check --ray``: storage, manifest, workers."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "ray-not-installed": Words(
        "--ray heeft het extra pakket ‘ray’ nodig; {package} is er niet",
        "--ray needs the extra ‘ray’; {package} is not there",
        "Installeer het met: pip install 'definitie[ray]'",
        "Install it with: pip install 'definitie[ray]'",
    ),
    "ray-needs-output": Words(
        "--ray schrijft de rapporten in een map: noem die met --output",
        "--ray writes the reports into a folder: name it with --output",
        "Bijvoorbeeld: definitie check 's3://kaders/*.jsonl' --ray --output s3://rapporten/kaders",
        "For example: definitie check 's3://kaders/*.jsonl' --ray --output s3://rapporten/kaders",
    ),
    "ray-needs-files": Words(
        "--ray leest bestanden: noem ze als pad of URL, zonder - en zonder --begrip",
        "--ray reads files: name them by path or URL, without - and without --begrip",
    ),
    "ray-without": Words(
        "{option} werkt niet met --ray",
        "{option} does not work with --ray",
        "De soort rapporten kiest u met --output-format.",
        "The kind of reports is chosen with --output-format.",
    ),
    "only-with-ray": Words(
        "--output en --restart werken alleen met --ray",
        "--output and --restart only work with --ray",
    ),
    "ray-failed": Words(
        "Ray begon niet of stopte: {reason}",
        "Ray did not start or stopped: {reason}",
        "Wat af was staat in het manifest; dezelfde opdracht gaat daar verder.",
        "What was finished is in the manifest; the same command goes on from there.",
    ),
    "memory-on-ray": Words(
        "‘{url}’ staat in het geheugen van dit proces; de werkprocessen van Ray zien dat niet",
        "‘{url}’ is in the memory of this process, which the workers of Ray do not see",
        "Gebruik een map die alle machines kunnen lezen, of objectopslag.",
        "Use a folder that all machines can read, or object storage.",
    ),
    "no-driver": Words(
        "voor ‘{url}’ ({scheme}) ontbreekt het Python-pakket ‘{package}’",
        "‘{url}’ ({scheme}) needs the Python package ‘{package}’, which is missing",
        "Installeer het op elke machine van de cluster: pip install {package}",
        "Install it on every machine of the cluster: pip install {package}",
    ),
    "unknown-scheme": Words(
        "‘{url}’ begint met een onbekend schema (‘{scheme}’)",
        "‘{url}’ begins with an unknown scheme (‘{scheme}’)",
        "Bekend zijn {known}.",
        "Known are {known}.",
    ),
    "storage-unreachable": Words(
        "‘{url}’ is niet te bereiken: {reason}",
        "‘{url}’ cannot be reached: {reason}",
        "Kijk of het adres klopt en of deze machine er met haar rechten bij mag.",
        "See whether the address is right and whether this machine may use it.",
    ),
    "no-files": Words(
        "‘{path}’ bevat geen leesbare bestanden",
        "‘{path}’ holds no readable files",
        "Leesbaar zijn {known}.",
        "Readable are {known}.",
    ),
    "output-unwritable": Words(
        "‘{path}’ kan niet worden geschreven: {reason}",
        "‘{path}’ cannot be written: {reason}",
        "Wat af was blijft staan; dezelfde opdracht gaat daar verder.",
        "What was finished stays; the same command goes on from there.",
    ),
    "output-not-empty": Words(
        "in ‘{path}’ staat al iets anders ({name}) en geen manifest van een eerdere run",
        "‘{path}’ already holds something else ({name}) and no manifest of an earlier run",
        "Noem met --output een lege map, of een die er nog niet is.",
        "Name an empty folder with --output, or one that is not there yet.",
    ),
    "manifest-damaged": Words(
        "het manifest in ‘{path}’ is beschadigd of van een andere versie: {reason}",
        "the manifest in ‘{path}’ is damaged or of another version: {reason}",
        "Met --restart begint de run opnieuw; de eerdere resultaten gaan dan weg.",
        "With --restart the run starts anew; the earlier results are then removed.",
    ),
    "resume-changed": Words(
        "in ‘{path}’ staat een eerdere run die niet verder kan, want dit is veranderd: {changed}",
        "‘{path}’ holds an earlier run that cannot go on, because this has changed: {changed}",
        "Noem een andere map met --output, of begin opnieuw met --restart; de eerdere resultaten gaan dan weg.",
        "Name another folder with --output, or start anew with --restart; the earlier results are then removed.",
    ),
    "input-changed": Words(
        "het bestand is tijdens de run veranderd",
        "the file was changed during the run",
        "Begin opnieuw met --restart.",
        "Start anew with --restart.",
    ),
    "partition-failed": Words(
        "de partitie die hier begint ({partition}) is niet beoordeeld: {reason}",
        "the partition that begins here ({partition}) was not judged: {reason}",
        "De andere zijn wel beoordeeld; dezelfde opdracht probeert deze opnieuw.",
        "The others were judged; the same command tries this one again.",
    ),
    "partitions-again": Words(
        "door een werkproces dat wegviel zijn {count} partities opnieuw gedaan; er ontbreekt niets",
        "because a worker died, {count} partitions were done again; nothing is missing",
    ),
    "partition-lost": Words(
        "de partitie die hier begint ({partition}) is niet beoordeeld: haar werkproces viel drie keer weg",
        "the partition that begins here ({partition}) was not judged: its worker died three times",
        "De andere zijn wel beoordeeld. Er kan te weinig geheugen zijn, of een record beëindigt het proces: "
        "definitie check {file} --jobs 2 noemt het.",
        "The others were judged. Memory may be short, or a record ends the process: "
        "definitie check {file} --jobs 2 names it.",
    ),
    "other-program": Words(
        "op een werkproces staat een ander programma dan hier (verschil: {differs})",
        "a worker has another program than this one (difference: {differs})",
        "Installeer op elke machine van de cluster dezelfde versie, met dezelfde plugins.",
        "Install the same version on every machine of the cluster, with the same plugins.",
    ),
}
