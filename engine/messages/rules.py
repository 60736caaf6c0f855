"""The words of mistakes in a rule file, and of examples that do not show what they should."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "rule-outside-theme": Words(
        "het bestand {name} staat niet in de map van een thema", "the file {name} is not in the folder of a theme",
        "Zet het in rules/<thema>/{name}.", "Put it in rules/<theme>/{name}.",
    ),
    "path-code": Words(
        "de code is {code}, maar het bestand heet {stem}.yaml",
        "the code is {code}, but the file is called {stem}.yaml",
        "Maak code en bestandsnaam gelijk.", "Make code and file name the same.",
    ),
    "path-theme": Words(
        "het thema is ‘{theme}’, maar het bestand staat in de map ‘{folder}’",
        "the theme is ‘{theme}’, but the file is in the folder ‘{folder}’",
        "Maak thema en map gelijk.", "Make theme and folder the same.",
    ),
    "unknown-theme": Words(
        "het thema ‘{theme}’ staat niet in pack.yaml", "the theme ‘{theme}’ is not in pack.yaml",
        "Bekend zijn: {known}. Een nieuw thema zet u onder themes in pack.yaml.",
        "Known are: {known}. A new theme goes under themes in pack.yaml.",
    ),
    "unknown-family": Words(
        "de familie ‘{family}’ staat niet in pack.yaml", "the family ‘{family}’ is not in pack.yaml",
        "Bekend zijn: {known}. Een nieuwe familie zet u onder families in pack.yaml.",
        "Known are: {known}. A new family goes under families in pack.yaml.",
    ),
    "duplicate-code": Words(
        "er is al een regel {word}", "there is a rule {word} already",
        "Kies een andere code. Vervangt deze regel er een uit een ander pakket, zet de code dan in overrides.",
        "Choose another code. If this rule replaces one of another pack, put its code in overrides.",
    ),
    "duplicate-name": Words(
        "de naam ‘{word}’ is al van regel {other}", "the name ‘{word}’ already belongs to rule {other}",
        "Kies een andere naam.", "Choose another name.",
    ),
    "duplicate-alias": Words(
        "het alias {word} is al in gebruik, bij regel {other}", "the alias {word} is already in use, for rule {other}",
        "Kies een ander alias.", "Choose another alias.",
    ),
    "refers-to-itself": Words(
        "de regel {code} verwijst hier naar zichzelf", "the rule {code} refers to itself here",
        "Noem een andere regel, of verwijder de sleutel.", "Name another rule, or remove the key.",
    ),
    "deprecated-since": Words(
        "een verouderde regel zegt sinds wanneer", "a deprecated rule says since when",
        "Voeg de versie van het pakket toe: since: 1.2.0", "Add the version of the pack: since: 1.2.0",
    ),
    "deprecated-why": Words(
        "een verouderde regel zegt waarom", "a deprecated rule says why",
        "Voeg replaced_by (de regel die hem vervangt) of reason toe.",
        "Add replaced_by (the rule that replaces it) or reason.",
    ),
    "only-deprecated": Words(
        "‘{key}’ hoort alleen bij een verouderde regel; deze is {status}",
        "‘{key}’ belongs to a deprecated rule only; this one is {status}",
        "Verwijder de sleutel, of schrijf: status: deprecated", "Remove the key, or write: status: deprecated",
    ),
    "check-not-block": Words(
        "een check van meer regels moet een blok met | zijn", "a check of more than one line must be a block with |",
        "Schrijf: check: | en daaronder de clausules, ingesprongen.",
        "Write: check: | and the clauses below it, indented.",
    ),
    "check-too-deep": Words(
        "hier staat te veel in elkaar", "too much is nested here",
        "Laat haakjes weg die niet nodig zijn, of geef een stuk een naam onder selectors in pack.yaml.",
        "Leave out brackets that are not needed, or name a piece under selectors in pack.yaml.",
    ),
    "one-clause-each": Words(
        "onder ‘{clause}’ staat meer dan één clausule", "there is more than one clause under ‘{clause}’",
        "Geef elke clausule een eigen naam.", "Give each clause a name of its own.",
    ),
    "missing-message": Words(
        "clausule ‘{clause}’ heeft geen melding", "clause ‘{clause}’ has no message",
        "Schrijf één message voor alle clausules, of een kaart met ‘{clause}: …’ erin.",
        "Write one message for all clauses, or a map with ‘{clause}: …’ in it.",
    ),
    "unknown-clause": Words(
        "er is geen clausule ‘{clause}’", "there is no clause ‘{clause}’",
        "De check heeft: {known}.", "The check has: {known}.",
    ),
    "unknown-placeholder": Words(
        "clausule ‘{clause}’ kan {{{name}}} niet invullen", "clause ‘{clause}’ cannot fill {{{name}}}",
        "Deze clausule kan invullen: {allowed}.", "This clause can fill: {allowed}.",
    ),
    "no-passing-example": Words(
        "er is geen voorbeeld waar deze regel over zwijgt", "there is no example that this rule is silent about",
        "Voeg onder examples toe: pass: [{{begrip: …, definitie: …}}]",
        "Add under examples: pass: [{{begrip: …, definitie: …}}]",
    ),
    "no-failing-example": Words(
        "er is geen voorbeeld waar deze regel aanslaat", "there is no example that this rule objects to",
        "Voeg onder examples toe: fail: [{{begrip: …, definitie: …, match: …}}]",
        "Add under examples: fail: [{{begrip: …, definitie: …, match: …}}]",
    ),
    "only-in-fail": Words(
        "‘{key}’ kan alleen bij een voorbeeld onder fail", "‘{key}’ is possible only for an example under fail",
        "Verwijder de sleutel.", "Remove the key.",
    ),
    "only-in-pass": Words(
        "‘{key}’ kan alleen bij een voorbeeld onder pass", "‘{key}’ is possible only for an example under pass",
        "Verwijder de sleutel.", "Remove the key.",
    ),
    "fixed-without-fix": Words(
        "deze regel verbetert niets, dus ‘fixed’ kan niet", "this rule fixes nothing, so ‘fixed’ is not possible",
        "Verwijder de sleutel, of geef de regel een fix.", "Remove the key, or give the rule a fix.",
    ),
    "each-without-word": Words(
        "bij ‘each’ hoort {word} in de tekst", "‘each’ needs {word} in the text",
        "Zet {word} waar het woord uit het lexicon moet komen.", "Put {word} where the word of the lexicon must come.",
    ),
    "except-unknown-word": Words(
        "‘{word}’ staat niet in het lexicon ‘{name}’", "‘{word}’ is not in the lexicon ‘{name}’",
        "Noem bij ‘except’ woorden uit het lexicon zoals zij daar staan.",
        "Name words of the lexicon as they stand there under ‘except’.",
    ),
    "example-silent": Words(
        "{code} slaat niet aan op dit voorbeeld (uitkomst: {outcome})",
        "{code} does not object to this example (outcome: {outcome})",
        "Pas de check aan, of zet het voorbeeld onder pass. Waarom de regel zwijgt, toont:\n   {command}",
        "Change the check, or move the example to pass. Why the rule is silent is shown by:\n   {command}",
    ),
    "example-objection": Words(
        "{code} slaat aan op dit voorbeeld: ‘{match}’", "{code} objects to this example: ‘{match}’",
        "Pas de check aan, of zet het voorbeeld onder fail.", "Change the check, or move the example to fail.",
    ),
    "example-outcome": Words(
        "{code} geeft hier uitkomst ‘{found}’, niet ‘{expected}’",
        "{code} has outcome ‘{found}’ here, not ‘{expected}’",
        "Pas de check aan, of verbeter de uitkomst bij outcome.", "Change the check, or mend the outcome at outcome.",
    ),
    "example-unjudged": Words(
        "{code} kan dit voorbeeld niet beoordelen: {reason}", "{code} cannot judge this example: {reason}",
        "Geef het voorbeeld de velden die de regel nodig heeft.", "Give the example the fields that the rule needs.",
    ),
    "example-match": Words(
        "{code} vindt hier niet ‘{expected}’, maar ‘{found}’", "{code} does not find ‘{expected}’ here, but ‘{found}’",
        "Pas de check aan, of neem bij match over wat de regel vindt.",
        "Change the check, or copy to match what the rule finds.",
    ),
    "example-clause": Words(
        "hier slaat clausule ‘{found}’ aan, niet ‘{expected}’", "clause ‘{found}’ objects here, not ‘{expected}’",
        "Pas de check aan, of verbeter de naam bij clause.", "Change the check, or mend the name at clause.",
    ),
    "example-fixed": Words(
        "de verbetering geeft niet ‘{expected}’, maar ‘{found}’", "the fix does not give ‘{expected}’, but ‘{found}’",
        "Pas fix aan, of verbeter de tekst bij fixed.", "Change fix, or mend the text at fixed.",
    ),
    "pass-objection": Words(
        "{code} slaat aan op dit voorbeeld, en heeft evenveel gewicht: ‘{match}’",
        "{code} objects to this example, and carries as much weight: ‘{match}’",
        "Verbeter het voorbeeld, of noem {code} onder conflicts met de reden.",
        "Mend the example, or name {code} under conflicts with the reason.",
    ),
    "good-objection": Words(
        "{code} slaat aan op dit goede voorbeeld: ‘{match}’", "{code} objects to this good example: ‘{match}’",
        "Verbeter het voorbeeld, of noem {code} onder conflicts met de reden.",
        "Mend the example, or name {code} under conflicts with the reason.",
    ),
}  # fmt: skip
