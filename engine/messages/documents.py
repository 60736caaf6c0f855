"""The words of problems with source texts: documents from which definitions are taken."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "unknown-source-format": Words(
        "‘{path}’ is geen soort document dat als brontekst gelezen kan worden",
        "‘{path}’ is no kind of document that can be read as a source text",
        "Leesbaar zijn {known}.",
        "Readable are {known}.",
    ),
    "source-too-large": Words(
        "‘{path}’ is te groot om als brontekst te lezen: meer dan {limit}",
        "‘{path}’ is too large to read as a source text: more than {limit}",
        "Geef alleen het deel van het document waarin de definitie staat.",
        "Give only the part of the document that holds the definition.",
    ),
    "missing-documents-extra": Words(
        "om ‘{path}’ te lezen is het pakket {package} nodig, en dat is niet geïnstalleerd",
        "to read ‘{path}’ the package {package} is needed, and it is not installed",
        "Installeer de uitbreiding: pip install 'definitie[documents]'.",
        "Install the extra: pip install 'definitie[documents]'.",
    ),
    "damaged-document": Words(
        "‘{path}’ is beschadigd of geen {kind}-bestand",
        "‘{path}’ is damaged or no {kind} file",
        "Open het in het programma waarmee het gemaakt is en sla het opnieuw op.",
        "Open it in the program that made it, and save it again.",
    ),
    "encrypted-document": Words(
        "‘{path}’ is met een wachtwoord beveiligd",
        "‘{path}’ is protected with a password",
        "Sla het op zonder beveiliging.",
        "Save it without protection.",
    ),
    "scanned-document": Words(
        "in ‘{path}’ staat geen tekst, alleen beeld: vermoedelijk een scan",
        "there is no text in ‘{path}’, only images: probably a scan",
        "Maak er met tekstherkenning (OCR) een doorzoekbare PDF van.",
        "Make a searchable PDF of it with text recognition (OCR).",
    ),
    "source-without-text": Words(
        "in ‘{path}’ staat geen tekst",
        "there is no text in ‘{path}’",
    ),
}
"""Words by problem code."""
