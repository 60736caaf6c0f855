"""The words of mistakes in YAML files, before anything is known of what should stand in them."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "unreadable-file": Words(
        "het bestand kan niet worden gelezen: {detail}", "the file cannot be read: {detail}",
        "Controleer of het bestand er is en of u het mag lezen.",
        "Check that the file exists and that you may read it.",
    ),
    "file-too-large": Words(
        "het bestand is groter dan {limit}", "the file is larger than {limit}",
        "Verdeel de inhoud over meer bestanden.", "Divide its content over several files.",
    ),
    "not-utf8": Words(
        "het bestand is geen UTF-8 ({found})", "the file is not UTF-8 ({found})",
        "Sla het bestand op als UTF-8.", "Save the file as UTF-8.",
    ),
    "control-character": Words(
        "hier staat een onzichtbaar stuurteken ({character})",
        "there is an invisible control character here ({character})",
        "Verwijder het teken. Hoort het in de tekst, schrijf het dan tussen dubbele aanhalingstekens als \\u….",
        "Remove the character. If it belongs to the text, write it between double quotes as \\u….",
    ),
    "empty-file": Words(
        "het bestand is leeg", "the file is empty",
        "Vul het bestand in, of verwijder het.", "Fill in the file, or remove it.",
    ),
    "not-a-map": Words(
        "het bestand moet uit sleutels met een waarde bestaan", "the file must consist of keys with a value",
        "Begin elke regel met een sleutel en een dubbele punt, zoals: title: Essentie, niet doel",
        "Begin each line with a key and a colon, as in: title: Essence, not purpose",
    ),
    "several-documents": Words(
        "hier begint een tweede document; een bestand bevat er één",
        "a second document begins here; a file holds one",
        "Verwijder de regel met ---, of maak er een eigen bestand van.",
        "Remove the line with ---, or make it a file of its own.",
    ),
    "too-deep": Words(
        "hier is dieper genest dan {limit} lagen", "nesting goes deeper than {limit} levels here",
        "Controleer de haken en het inspringen.", "Check the brackets and the indentation.",
    ),
    "yaml-alias": Words(
        "een verwijzing (‘*{alias}’) mag hier niet", "an alias (‘*{alias}’) is not allowed here",
        "Schrijf de inhoud voluit. Is het sterretje tekst, zet de tekst dan tussen aanhalingstekens.",
        "Write the content out. If the asterisk is text, put the text in quotes.",
    ),
    "yaml-anchor": Words(
        "een anker (‘&{anchor}’) mag hier niet", "an anchor (‘&{anchor}’) is not allowed here",
        "Verwijder het. Is het en-teken tekst, zet de tekst dan tussen aanhalingstekens.",
        "Remove it. If the ampersand is text, put the text in quotes.",
    ),
    "yaml-tag": Words(
        "een type-aanduiding (‘{tag}’) mag hier niet", "a tag (‘{tag}’) is not allowed here",
        "Verwijder haar. Is het uitroepteken tekst, zet de tekst dan tussen aanhalingstekens.",
        "Remove it. If the exclamation mark is text, put the text in quotes.",
    ),
    "yaml-merge": Words(
        "samenvoegen met ‘<<’ kan hier niet", "merging with ‘<<’ is not possible here",
        "Schrijf de sleutels voluit.", "Write the keys out.",
    ),
    "key-not-text": Words(
        "een sleutel moet een tekst zijn", "a key must be a text",
        "Schrijf een sleutel als één woord met een dubbele punt erachter. Begint een tekst met [ of {{, zet hem dan "
        "tussen aanhalingstekens.",
        "Write a key as one word with a colon after it. If a text begins with [ or {{, put it in quotes.",
    ),
    "duplicate-key": Words(
        "de sleutel ‘{key}’ staat er al (regel {first})", "the key ‘{key}’ is there already (line {first})",
        "Houd één van de twee.", "Keep one of the two.",
    ),
    "comma-splits-text": Words(
        "‘{text}’ staat na een komma en heeft geen waarde", "‘{text}’ stands after a comma and has no value",
        "Tussen accolades begint na een komma een nieuwe sleutel. Zet een tekst met een komma tussen aanhalingstekens, "
        "zoals: {{definitie: \"bedrag van € 1.250,00\"}}",
        "Inside braces a comma begins a new key. Put a text with a comma in quotes, as in: "
        "{{definitie: \"bedrag van € 1.250,00\"}}",
    ),
    "brace-starts-text": Words(
        "‘{text}’ staat tussen accolades en heeft geen waarde", "‘{text}’ stands in braces and has no value",
        "Tussen accolades staat een sleutel met een waarde. Zet een tekst die met {{ begint tussen aanhalingstekens, "
        "zoals: message: \"{{match}} zegt te weinig.\"",
        "In braces stands a key with a value. Put a text that begins with {{ in quotes, as in: "
        "message: \"{{match}} says too little.\"",
    ),
    "comment-cuts-text": Words(
        "wat achter ‘#’ staat, telt niet mee: ‘{lost}’", "what comes after ‘#’ does not count: ‘{lost}’",
        "Hoort het bij de tekst, zet de tekst dan tussen aanhalingstekens. Is het een opmerking, zet dan een spatie "
        "achter #.",
        "If it belongs to the text, put the text in quotes. If it is a comment, put a space after #.",
    ),
    "yaml-colon": Words(
        "hier kan geen dubbele punt staan", "a colon cannot stand here",
        "Staat de dubbele punt in een tekst, zet de tekst dan tussen aanhalingstekens. Is het een nieuwe sleutel, "
        "controleer dan of hij even ver inspringt als de andere.",
        "If the colon is part of a text, put the text in quotes. If it is a new key, check that it is indented as far "
        "as the others.",
    ),
    "yaml-unclosed-quote": Words(
        "dit aanhalingsteken wordt nergens gesloten", "this quotation mark is never closed",
        "Sluit de tekst met hetzelfde teken.", "Close the text with the same mark.",
    ),
    "yaml-quote-runs-on": Words(
        "de tekst die hier begint, loopt door tot regel {last}: daar staat pas weer zo’n aanhalingsteken",
        "the text that begins here runs on to line {last}: only there is such a quotation mark again",
        "Sluit de tekst waar hij hoort te eindigen.", "Close the text where it should end.",
    ),
    "yaml-escape": Words(
        "deze schuine streep kan hier niet", "this backslash is not possible here",
        "Tussen dubbele aanhalingstekens heeft \\ een bijzondere betekenis. Neem enkele aanhalingstekens, of "
        "een blok met |.",
        "Between double quotes a \\ has a special meaning. Use single quotes, or a block with |.",
    ),
    "yaml-no-colon": Words(
        "er ontbreekt een dubbele punt achter een sleutel", "a colon is missing after a key",
        "Schrijf: sleutel: waarde. Hoort deze regel bij de tekst erboven, laat hem dan even ver inspringen.",
        "Write: key: value. If this line belongs to the text above it, indent it as far.",
    ),
    "yaml-brackets": Words(
        "deze haak of accolade wordt niet goed gesloten", "this bracket or brace is not closed properly",
        "Controleer de komma’s en de sluithaak; zet een tekst met een haak, komma of dubbele punt tussen "
        "aanhalingstekens.",
        "Check the commas and the closing bracket; put a text with a bracket, comma or colon in quotes.",
    ),
    "yaml-block": Words(
        "achter | of > kan op deze regel niets meer staan", "nothing more can stand on this line after | or >",
        "Begin de tekst op de volgende regel, ingesprongen. Hoort | of > bij de tekst zelf, zet die dan tussen "
        "aanhalingstekens, zoals: engine: \">=1,<2\"",
        "Begin the text on the next line, indented. If | or > belongs to the text itself, put it in quotes, as in: "
        "engine: \">=1,<2\"",
    ),
    "yaml-structure": Words(
        "deze regel past niet bij de regels erboven", "this line does not fit the lines above it",
        "Controleer het inspringen, en of een tekst met aanhalingstekens erin zelf goed tussen aanhalingstekens staat.",
        "Check the indentation, and that a text with quotation marks in it is itself quoted properly.",
    ),
    "yaml-special": Words(
        "met dit teken kan een tekst niet beginnen", "a text cannot begin with this character",
        "Zet de tekst tussen aanhalingstekens.", "Put the text in quotes.",
    ),
    "yaml-tab": Words(
        "hier is met een tab ingesprongen", "a tab is used to indent here",
        "Gebruik spaties.", "Use spaces.",
    ),
    "yaml-needs-quotes": Words(
        "met ‘{character}’ kan een tekst niet beginnen", "a text cannot begin with ‘{character}’",
        "Zet de tekst tussen aanhalingstekens.", "Put the text in quotes.",
    ),
    "yaml-syntax": Words(
        "dit is geen geldige YAML: {detail}", "this is not valid YAML: {detail}",
        "Controleer deze regel en de regel erboven: inspringen, dubbele punten, aanhalingstekens en haken.",
        "Check this line and the one above: indentation, colons, quotation marks and brackets.",
    ),
    "wrong-suffix": Words(
        "het bestand ‘{name}’ wordt overgeslagen: de naam moet eindigen op .yaml",
        "the file ‘{name}’ would be skipped: its name must end in .yaml",
        "Geef het bestand die naam.", "Rename the file.",
    ),
}  # fmt: skip
