"""The words of problems inside files: JSON, CSV, Turtle and other RDF, and the concepts in them."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "no-concepts": Words(
        "er staan geen begrippen in (skos:Concept) met een naam in de taal ‘{language}’",
        "there are no concepts in it (skos:Concept) with a name in the language ‘{language}’",
        "Lees alle bestanden van een kader in één opdracht; is de taal een andere, kies dan een pakket voor die taal.",
        "Read the files of a concept scheme in one command; if the language is another one, choose a pack for it.",
    ),
    "broken-json": Words(
        "geen geldige JSON: {reason}",
        "not valid JSON: {reason}",
    ),
    "json-value": Words(
        'hier hoort een waarde te staan: tekst tussen " ", een getal, een lijst of een object',
        'a value belongs here: text in " ", a number, a list or an object',
    ),
    "json-name": Words(
        "hier hoort de naam van een veld te staan, tussen rechte dubbele aanhalingstekens",
        "the name of a field belongs here, in straight double quotation marks",
    ),
    "json-comma": Words("hier ontbreekt een komma", "a comma is missing here"),
    "json-colon": Words("hier ontbreekt een dubbele punt", "a colon is missing here"),
    "json-end": Words("hier had de JSON moeten eindigen", "the JSON should have ended here"),
    "json-quote": Words(
        "deze tekst heeft geen sluitend aanhalingsteken",
        "this text has no closing quotation mark",
    ),
    "json-control": Words(
        "een regeleinde of ander stuurteken mag hier niet in een tekst staan",
        "a line break or other control character cannot stand in a text here",
        "Schrijf een regeleinde als \\n.",
        "Write a line break as \\n.",
    ),
    "json-escape": Words(
        "deze backslash betekent hier niets",
        "this backslash means nothing here",
        "Schrijf een backslash als \\\\.",
        "Write a backslash as \\\\.",
    ),
    "json-too-deep": Words(
        "de JSON is te diep genest",
        "the JSON is nested too deeply",
    ),
    "rest-not-read": Words(
        "wat hierna komt is niet gelezen",
        "what follows has not been read",
    ),
    "unknown-column": Words(
        "de kolom ‘{column}’ wordt niet gelezen",
        "the column ‘{column}’ is not read",
        "Gelezen worden: {known}.",
        "Read are: {known}.",
    ),
    "missing-column": Words(
        "de kolom ‘{column}’ ontbreekt in de eerste regel",
        "the column ‘{column}’ is missing in the first line",
        "De eerste regel noemt de kolommen, bijvoorbeeld begrip;definitie;synoniemen.",
        "The first line names the columns, for example begrip;definitie;synoniemen.",
    ),
    "duplicate-column": Words(
        "twee kolommen geven ‘{column}’",
        "two columns give ‘{column}’",
    ),
    "row-length": Words(
        "de rij heeft {found} velden, de kop {expected}",
        "the row has {found} fields, the header {expected}",
        "Zet een veld met een scheidingsteken erin tussen aanhalingstekens.",
        "Put a field that holds a separator in quotes.",
    ),
    "broken-csv": Words(
        "geen geldige CSV: {reason}",
        "not valid CSV: {reason}",
    ),
    "csv-quote": Words(
        "na een sluitend aanhalingsteken hoort het scheidingsteken te staan",
        "a closing quotation mark must be followed by the separator",
        'Schrijf een aanhalingsteken in een tekst dubbel: "".',
        'Write a quotation mark inside a text twice: "".',
    ),
    "csv-open-quote": Words(
        "deze rij heeft een aanhalingsteken dat nergens sluit; alles erna hoort erbij",
        "this row has a quotation mark that is never closed; all that follows belongs to it",
    ),
    "broken-turtle": Words(
        "geen geldige Turtle: {reason}",
        "not valid Turtle: {reason}",
        "Deze uitspraak is overgeslagen; de rest is gelezen.",
        "This statement was skipped; the rest was read.",
    ),
    "turtle-newline": Words(
        "deze tekst heeft op dezelfde regel geen sluitend aanhalingsteken",
        "this text has no closing quotation mark on the same line",
        'Deze uitspraak is overgeslagen. Een tekst van meer regels staat tussen """ en """.',
        'This statement was skipped. A text of several lines stands between """ and """.',
    ),
    "turtle-quote": Words(
        "in deze uitspraak heeft een tekst geen sluitend aanhalingsteken",
        "in this statement a text has no closing quotation mark",
        "Wat erna komt kan erin zijn opgegaan.",
        "What follows may have been swallowed by it.",
    ),
    "turtle-prefix": Words(
        "dit voorvoegsel is niet gedeclareerd",
        "this prefix is not declared",
        "Zet bovenaan bijvoorbeeld: @prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "Put at the top, for example: @prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    ),
    "turtle-stop": Words(
        "vóór deze plaats ontbreekt een puntkomma, komma of punt",
        "a semicolon, comma or full stop is missing before this place",
        "Deze uitspraak is overgeslagen; de rest is gelezen.",
        "This statement was skipped; the rest was read.",
    ),
    "turtle-statement": Words(
        "hier begint geen uitspraak in Turtle",
        "no statement in Turtle begins here",
    ),
    "turtle-value": Words(
        "hier hoort een eigenschap met een waarde te staan",
        "a property with a value belongs here",
        "Deze uitspraak is overgeslagen; de rest is gelezen.",
        "This statement was skipped; the rest was read.",
    ),
    "turtle-end": Words(
        "het bestand houdt hier op, midden in een uitspraak",
        "the file stops here, in the middle of a statement",
        "Een uitspraak eindigt met een punt.",
        "A statement ends with a full stop.",
    ),
    "too-many-errors": Words(
        "al {count} fouten; wat hierna komt is niet gelezen",
        "{count} errors so far; what follows has not been read",
    ),
    "broken-rdf": Words(
        "geen geldige {format}: {reason}",
        "not valid {format}: {reason}",
    ),
    "rdf-xml-bounds": Words(
        "meer dan uit RDF/XML wordt gelezen: hoogstens {text} tekens in één tekst, {literal} elementen in één stuk "
        "XML en {markup} in alle samen, en niet meer tekst dan het bestand lang is",
        "more than is read from RDF/XML: at most {text} characters in one text, {literal} elements in one XML literal "
        "and {markup} in all of them, and no more text than the file is long",
        "Schrijf het als Turtle (.ttl): dat heeft deze grenzen niet.",
        "Write it as Turtle (.ttl), which has no such bounds.",
    ),
    "remote-context": Words(
        "de JSON-LD verwijst naar een context op internet: {address}",
        "the JSON-LD refers to a context on the internet: {address}",
        "Er wordt niets opgehaald; neem de context op in het bestand zelf.",
        "Nothing is fetched; put the context into the file itself.",
    ),
    "concept-without-label": Words(
        "het begrip {iri} heeft een definitie maar geen naam (skos:prefLabel) in de taal ‘{language}’",
        "the concept {iri} has a definition but no name (skos:prefLabel) in the language ‘{language}’",
    ),
    "concept-in-other-language": Words(
        "het begrip {iri} heeft geen naam in de taal ‘{language}’ en is overgeslagen",
        "the concept {iri} has no name in the language ‘{language}’ and was skipped",
    ),
}
"""Words by problem code."""
