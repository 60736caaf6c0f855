"""The words of keys and values in pack files that do not have the form they should have."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "unknown-key": Words(
        "onbekende sleutel ‘{key}’", "unknown key ‘{key}’",
        "Hier kunnen staan: {allowed}.", "Possible here: {allowed}.",
    ),
    "missing-key": Words(
        "hier ontbreekt: {keys}", "missing here: {keys}",
        "Voeg elke sleutel toe met haar waarde: {key}: …", "Add each key with its value: {key}: …",
    ),
    "unknown-value": Words(
        "‘{found}’ is geen mogelijke waarde van ‘{key}’", "‘{found}’ is not a possible value of ‘{key}’",
        "Kies uit: {allowed}.", "Choose from: {allowed}.",
    ),
    "form-code": Words(
        "‘{found}’ is geen geldige regelcode", "‘{found}’ is not a valid rule code",
        "Een code heeft hoofdletters, cijfers en streepjes, begint met een letter en telt ten hoogste 20 tekens, zoals "
        "ESS-01.",
        "A code has capitals, digits and hyphens, begins with a letter and has at most 20 characters, such as ESS-01.",
    ),
    "form-identifier": Words(
        "‘{found}’ kan geen naam in een check zijn", "‘{found}’ cannot be a name in a check",
        "Gebruik kleine letters, cijfers en lage streepjes, en begin met een letter, zoals doelwoorden of vaste_namen.",
        "Use lower-case letters, digits and underscores, and begin with a letter, such as doelwoorden or vaste_namen.",
    ),
    "form-language": Words(
        "‘{found}’ is geen taal", "‘{found}’ is not a language",
        "Een taal heeft twee letters, zoals nl of en. Is het een stuk tekst na een komma, zet de tekst dan tussen "
        "aanhalingstekens.",
        "A language has two letters, such as nl or en. If it is a piece of text after a comma, put the text in quotes.",
    ),
    "form-name": Words(
        "‘{found}’ is geen geldige naam", "‘{found}’ is not a valid name",
        "Gebruik kleine letters, cijfers en streepjes, en begin met een letter, zoals essentie-niet-doel.",
        "Use lower-case letters, digits and hyphens, and begin with a letter, such as essentie-niet-doel.",
    ),
    "form-version": Words(
        "‘{found}’ is geen versie", "‘{found}’ is not a version",
        "Een versie heeft drie getallen, zoals 1.0.0.", "A version has three numbers, such as 1.0.0.",
    ),
    "form-clause": Words(
        "‘{found}’ kan geen naam van een clausule zijn", "‘{found}’ cannot be the name of a clause",
        "Gebruik ten minste drie kleine letters, zoals proces, of het nummer van de clausule.",
        "Use at least three lower-case letters, such as proces, or the number of the clause.",
    ),
    "wrong-kind-text": Words(
        "‘{key}’ moet een tekst zijn", "‘{key}’ must be a text",
        "Schrijf de tekst achter de dubbele punt. Begint hij met [ of {{, zet hem dan tussen aanhalingstekens.",
        "Write the text after the colon. If it begins with [ or {{, put it in quotes.",
    ),
    "wrong-kind-list": Words(
        "‘{key}’ moet een lijst zijn", "‘{key}’ must be a list",
        "Schrijf: {key}: [een, twee], of elk op een eigen regel met een streepje ervoor.",
        "Write: {key}: [one, two], or each on a line of its own with a hyphen before it.",
    ),
    "wrong-kind-map": Words(
        "‘{key}’ moet uit sleutels met een waarde bestaan", "‘{key}’ must consist of keys with a value",
        "Schrijf de sleutels op de volgende regels, ingesprongen, of tussen accolades.",
        "Write the keys on the next lines, indented, or in braces.",
    ),
    "wrong-kind-number": Words(
        "‘{key}’ moet een geheel getal zijn", "‘{key}’ must be a whole number",
        "Schrijf: {key}: 6", "Write: {key}: 6",
    ),
    "no-text": Words(
        "hier ontbreekt de tekst van ‘{key}’", "the text of ‘{key}’ is missing here",
        "Vul de tekst in, of verwijder de sleutel.", "Fill in the text, or remove the key.",
    ),
    "empty-list": Words(
        "‘{key}’ is leeg", "‘{key}’ is empty",
        "Vul er iets in, of verwijder de sleutel.", "Put something in it, or remove the key.",
    ),
    "not-a-number": Words(
        "‘{found}’ is geen geheel getal, en dat moet ‘{key}’ zijn",
        "‘{found}’ is not a whole number, as ‘{key}’ must be",
        "Schrijf alleen cijfers, zoals 120. Voor een deel zegt u een percentage.",
        "Write digits only, such as 120. For a fraction, say a percentage.",
    ),
    "not-yes-no": Words(
        "‘{found}’ is geen ja of nee, en dat moet ‘{key}’ zijn", "‘{found}’ is not yes or no, as ‘{key}’ must be",
        "Schrijf ja of nee.", "Write yes or no.",
    ),
    "too-small": Words(
        "{found} is te klein voor ‘{key}’", "{found} is too small for ‘{key}’",
        "De waarde is ten minste {bound}.", "The value is at least {bound}.",
    ),
    "too-large": Words(
        "{found} is te groot voor ‘{key}’", "{found} is too large for ‘{key}’",
        "De waarde is ten hoogste {bound}.", "The value is at most {bound}.",
    ),
    "bound-without-number": Words(
        "‘{key}’ kan alleen bij een getal", "‘{key}’ is possible for a number only",
        "Verwijder de grens, of schrijf: type: integer", "Remove the bound, or write: type: integer",
    ),
    "bounds-crossed": Words(
        "het minimum ({minimum}) is groter dan het maximum ({maximum})",
        "the minimum ({minimum}) is greater than the maximum ({maximum})",
        "Verwissel de twee.", "Exchange the two.",
    ),
    "missing-language": Words(
        "deze tekst ontbreekt in de taal van het pakket ({language})",
        "this text is missing in the language of the pack ({language})",
        "Voeg toe: {language}: …", "Add: {language}: …",
    ),
    "fix-shape": Words(
        "deze verbetering zegt niet precies één ding", "this fix does not say exactly one thing",
        "Schrijf {{replace: match, with: \"…\"}} of {{delete: match}}.",
        "Write {{replace: match, with: \"…\"}} or {{delete: match}}.",
    ),
}  # fmt: skip
