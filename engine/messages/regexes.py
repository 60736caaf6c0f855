"""The words of regular expressions that a rule may not use (``engine.language.regexes``)."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "regex-invalid": Words(
        "/{pattern}/ is geen geldige reguliere expressie ({detail})",
        "/{pattern}/ is not a valid regular expression ({detail})",
        "Zet \\ voor een teken dat letterlijk bedoeld is, zoals in /art\\. \\d+/ of /\\{{/.",
        "Put \\ before a character that is meant literally, as in /art\\. \\d+/ or /\\{{/.",
    ),
    "regex-too-long": Words(
        "deze reguliere expressie is langer dan {detail} tekens",
        "this regular expression is longer than {detail} characters",
        "Zet de woorden in een lexicon: any of naam", "Put the words in a lexicon: any of name",
    ),
    "regex-empty": Words(
        "/{pattern}/ past ook op niets", "/{pattern}/ also matches nothing at all",
        "Laat er altijd ten minste één teken in staan: /a+/ in plaats van /a*/",
        "Let it always hold at least one character: /a+/ instead of /a*/",
    ),
    "regex-look-around": Words(
        "vooruit- of terugkijken (‘{detail}’) mag niet in een reguliere expressie",
        "look-around (‘{detail}’) is not allowed in a regular expression",
        "Zeg het in de regeltaal: unless before … of unless after …",
        "Say it in the rule language: unless before … or unless after …",
    ),
    "regex-back-reference": Words(
        "een verwijzing naar een eerder stuk (‘{detail}’) mag niet in een reguliere expressie",
        "a back-reference (‘{detail}’) is not allowed in a regular expression",
        "Schrijf de mogelijkheden uit, met | ertussen.", "Write the possibilities out, with | between them.",
    ),
    "regex-atomic": Words(
        "‘{detail}’ mag niet in een reguliere expressie", "‘{detail}’ is not allowed in a regular expression",
        "Een gewone groep (…) of herhaling + doet hier hetzelfde.",
        "An ordinary group (…) or repetition + does the same here.",
    ),
    "regex-nested-repetition": Words(
        "in /{pattern}/ wordt herhaald wat op meer dan één manier past; dat kan eindeloos duren",
        "in /{pattern}/ something is repeated that fits in more than one way; that can take forever",
        "Herhaal alleen wat vaststaat: /a+/ in plaats van /(a+)+/, en /[ab]+/ in plaats van /(a|ab)+/",
        "Repeat only what is fixed: /a+/ instead of /(a+)+/, and /[ab]+/ instead of /(a|ab)+/",
    ),
    "regex-rival-repetitions": Words(
        "in /{pattern}/ kunnen twee herhalingen dezelfde tekens nemen; op een lange tekst duurt dat te lang",
        "in /{pattern}/ two repetitions can take the same characters; on a long text that takes too long",
        "Gebruik de regeltaal: /om/ … /te/ in plaats van /.*om.*te/, of sluit uit wat ertussen staat: /[^.]*\\.\\d+/",
        "Use the rule language: /om/ … /te/ instead of /.*om.*te/, or exclude what separates them: /[^.]*\\.\\d+/",
    ),
    "regex-many-repetitions": Words(
        "/{pattern}/ vraagt meer dan 1000 herhalingen", "/{pattern}/ asks for more than 1000 repetitions",
        "Gebruik * of + als er geen grens is.", "Use * or + where there is no bound.",
    ),
}  # fmt: skip
