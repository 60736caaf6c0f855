"""Words for mistakes in checks: what is wrong, and a corrected example where one helps."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "unfinished-check": Words(
        "de regel houdt hier op, maar is nog niet af",
        "the check stops here, but is not finished",
        'Een clausule is bijvoorbeeld: forbid any of doelwoorden, of: require count(sentences) = 1',
        'A clause reads, for example: forbid any of doelwoorden, or: require count(sentences) = 1',
    ),
    "unclosed-text": Words(
        "deze tekst heeft geen sluitend aanhalingsteken",
        "this text has no closing quotation mark",
        'Sluit de tekst op dezelfde regel: "om"',
        'Close the text on the same line: "om"',
    ),
    "wrong-quotes": Words(
        "het teken {found} begint hier geen tekst",
        "the sign {found} does not begin a text here",
        'Zet teksten tussen rechte dubbele aanhalingstekens: "om"',
        'Put texts between straight double quotation marks: "om"',
    ),
    "unclosed-regex": Words(
        "deze reguliere expressie heeft geen sluitende /",
        "this regular expression has no closing /",
        r"Sluit de expressie op dezelfde regel: /\d+/ (een schuine streep erin schrijft u als \/)",
        r"Close the expression on the same line: /\d+/ (write a slash inside it as \/)",
    ),
    "unknown-verb": Words(
        "een clausule kan niet met ‘{word}’ beginnen",
        "a clause cannot begin with ‘{word}’",
        "Begin een clausule met forbid, require, judge, when … : of applies when.",
        "Begin a clause with forbid, require, judge, when … : or applies when.",
    ),
    "unexpected-word": Words(
        "‘{word}’ kan hier niet staan",
        "‘{word}’ cannot stand here",
        "Kijk of er een woord, een haakje of een aanhalingsteken ontbreekt vóór deze plaats.",
        "See whether a word, a bracket or a quotation mark is missing before this place.",
    ),
    "tag-outside-brackets": Words(
        "de woordsoort ‘{word}’ staat niet tussen vierkante haken",
        "the word class ‘{word}’ is not in square brackets",
        "Een woordsoort hoort tussen haken: [NOUN], of met kenmerken: [NOUN plur].",
        "A word class belongs in brackets: [NOUN], or with marks: [NOUN plur].",
    ),
    "repetition-of-word": Words(
        "‘{word}’ mag alleen direct na ] of ) staan",
        "‘{word}’ may only stand directly after ] or )",
        'Zet wat u wilt herhalen tussen haken: ("heel")* of [ADJ]*; herhaal een herhaling niet.',
        'Put what you want to repeat in brackets: ("heel")* or [ADJ]*; do not repeat a repetition.',
    ),
    "unknown-name": Words(
        "de naam ‘{name}’ is onbekend",
        "the name ‘{name}’ is unknown",
        "Bekend zijn kenmerken, selectoren, labels en de waarden onder config; een losse tekst hoort tussen "
        "aanhalingstekens.",
        "Known are features, selectors, labels and the values under config; a plain text belongs in quotation marks.",
    ),
    "unknown-lexicon": Words(
        "er is geen lexicon ‘{name}’",
        "there is no lexicon ‘{name}’",
        "Maak lexicons/{name}.yaml in het pakket, of gebruik een lexicon dat er is.",
        "Create lexicons/{name}.yaml in the pack, or use a lexicon that exists.",
    ),
    "not-a-lexicon": Words(
        "‘{name}’ is geen woordenlijst ({kind})",
        "‘{name}’ is not a list of words ({kind})",
        "Na ‘any of’ hoort een lexicon; een kenmerk of selector gebruikt u zonder ‘any of’.",
        "After ‘any of’ comes a lexicon; use a feature or selector without ‘any of’.",
    ),
    "lexicon-without-any-of": Words(
        "het lexicon ‘{name}’ staat zonder ‘any of’",
        "the lexicon ‘{name}’ stands without ‘any of’",
        "Schrijf: any of {name}, of voor de letterlijke vorm: any of literal {name}",
        "Write: any of {name}, or for the literal form: any of literal {name}",
    ),
    "names-side-by-side": Words(
        "‘{first}’ en ‘{second}’ staan zonder verband naast elkaar",
        "‘{first}’ and ‘{second}’ stand side by side without a connection",
        "Bedoelt u een van beide? Schrijf: {first} or {second}. Direct na elkaar? Schrijf: {second} after ({first})",
        "Do you mean either of them? Write: {first} or {second}. One right after the other? "
        "Write: {second} after ({first})",
    ),
    "bare-search": Words(
        "‘{search}’ zegt hier niet of het er moet zijn, of waar",
        "‘{search}’ does not say here whether it must be there, or where",
        "Schrijf ‘some {search}’ (het komt voor), ‘no {search}’ (het komt niet voor), of zet er een plaats bij: "
        "‘before ({search})’, ‘after ({search})’, ‘in ({search})’. Bij ‘or’ geldt de plaats alleen voor het eerste "
        'deel: schrijf dan before ("bedoeld" or "genoemd").',
        "Write ‘some {search}’ (it occurs), ‘no {search}’ (it does not), or give a place: ‘before ({search})’, "
        "‘after ({search})’, ‘in ({search})’. With ‘or’ the place holds for the first part only: "
        'write before ("bedoeld" or "genoemd").',
    ),
    "forbid-condition": Words(
        "een voorwaarde kunt u niet verbieden",
        "a condition cannot be forbidden",
        "Zeg wat wél moet: require not ({opposite})",
        "Say what must hold instead: require not ({opposite})",
    ),
    "search-expected": Words(
        "‘{found}’ is geen zoekopdracht",
        "‘{found}’ is not a search",
        'Hier hoort iets wat in de tekst te vinden is: een "tekst", [NOUN], any of lexicon, een kenmerk, een selector.',
        'Something to be found in the text belongs here: a "text", [NOUN], any of lexicon, a feature, a selector.',
    ),
    "value-expected": Words(
        "‘{found}’ is geen waarde om mee te vergelijken",
        "‘{found}’ is not a value to compare with",
        "Vergelijk een getal, tekst of keuze: count(words) <= config.woorden",
        "Compare a number, text or choice: count(words) <= config.woorden",
    ),
    "number-expected": Words(
        "‘{found}’ is geen getal ({type})",
        "‘{found}’ is not a number ({type})",
        "Tel wat u zoekt met count(…): count(sentences) <= 1",
        "Count what you search for with count(…): count(sentences) <= 1",
    ),
    "comparison-of-types": Words(
        "deze waarden zijn niet te vergelijken: {left} met {right}",
        "these values cannot be compared: {left} with {right}",
        "Vergelijk getallen met getallen en woorden met woorden; voor een zoekopdracht gebruikt u ‘is’ of ‘some’.",
        "Compare numbers with numbers and words with words; for a search use ‘is’ or ‘some’.",
    ),
    "unknown-answer": Words(
        "‘{word}’ is geen antwoord van ‘{name}’",
        "‘{word}’ is not an answer of ‘{name}’",
        "Mogelijke antwoorden: {values}.",
        "Possible answers: {values}.",
    ),
    "unknown-tag": Words(
        "de woordsoort ‘{tag}’ bestaat niet",
        "there is no word class ‘{tag}’",
        "Woordsoorten zijn die van Universal Dependencies: {tags}.",
        "Word classes are those of Universal Dependencies: {tags}.",
    ),
    "unknown-mark": Words(
        "het kenmerk ‘{mark}’ van een woordsoort bestaat niet",
        "there is no mark ‘{mark}’ of a word class",
        "Kenmerken zijn: {marks}.",
        "Marks are: {marks}.",
    ),
    "matches-nothing": Words(
        "‘{search}’ past ook op niets, en dus overal",
        "‘{search}’ also matches nothing at all, and so everywhere",
        "Zorg dat ten minste één woord verplicht is; een los gat (…), start of end is geen zoekopdracht.",
        "See to it that at least one word is required; a gap (…), start or end alone is not a search.",
    ),
    "repeat-of-repeat": Words(
        "een herhaling van een herhaling kan niet",
        "a repetition of a repetition is not possible",
        "Laat een van beide weg: ([ADJ])* in plaats van ([ADJ]*)*",
        "Leave one of them out: ([ADJ])* instead of ([ADJ]*)*",
    ),
    "repeat-bounds": Words(
        "deze grenzen van een herhaling kunnen niet",
        "these bounds of a repetition are not possible",
        "Schrijf {{n,m}} met n ≤ m en m van 1 tot en met {limit}.",
        "Write {{n,m}} with n ≤ m and m from 1 up to {limit}.",
    ),
    "search-too-large": Words(
        "deze zoekopdracht is te groot: met alle selectoren en herhalingen uitgeschreven meer dan {limit} stappen",
        "this search is too large: more than {limit} steps with all selectors and repetitions written out",
        "Maak haar kleiner, of zet de woorden in een lexicon: dat telt als één stap.",
        "Make it smaller, or put the words into a lexicon: that counts as one step.",
    ),
    "empty-text": Words(
        "deze tekst is leeg", "this text is empty", "Zet er ten minste één woord of teken in.",
        "Put at least one word or sign in it.",
    ),
    "label-taken": Words(
        "de naam ‘{name}’ is al in gebruik ({kind}) en kan geen label zijn",
        "the name ‘{name}’ is already in use ({kind}) and cannot be a label",
        "Kies een andere naam na ‘as’.",
        "Choose another name after ‘as’.",
    ),
    "label-alone": Words(
        "het label ‘{name}’ alleen is geen voorwaarde",
        "the label ‘{name}’ alone is not a condition",
        "Zeg wat ervoor geldt: {name} in …, {name} is any of …",
        "Say what holds of it: {name} in …, {name} is any of …",
    ),
    "relation-about-nothing": Words(
        "hier is geen vindplaats waar dit over gaat",
        "there is no match here that this is about",
        "Zet vóór before, after, in of overlapping wat u zoekt. Alleen in unless en where van forbid gaat zo’n woord "
        "over de vindplaats.",
        "Put what you search for in front of before, after, in or overlapping. Only in unless and where of forbid "
        "is such a word about the match.",
    ),
    "not-a-function": Words(
        "‘{name}’ neemt niets tussen haakjes",
        "‘{name}’ takes nothing in parentheses",
        "Schrijf alleen de naam: {name}",
        "Write the name alone: {name}",
    ),
    "too-many-arguments": Words(
        "‘{name}’ krijgt te veel tussen haakjes",
        "‘{name}’ gets too much in parentheses",
        "Hoogstens {number}.",
        "At most {number}.",
    ),
    "unknown-argument": Words(
        "‘{feature}’ kent geen ‘{name}’", "‘{feature}’ has no ‘{name}’",
        "Kijk op de pagina van het kenmerk welke namen er zijn.",
        "See the page of the feature for the names there are.",
    ),
    "missing-argument": Words(
        "‘{feature}’ mist ‘{name}’", "‘{feature}’ lacks ‘{name}’",
        "Vul het in tussen haakjes na de naam.",
        "Give it in parentheses after the name.",
    ),
    "argument-type": Words(
        "‘{name}’ moet van het type {type} zijn, niet {found}",
        "‘{name}’ must be of type {type}, not {found}",
        "Kijk op de pagina van het kenmerk wat het verwacht.",
        "See the page of the feature for what it expects.",
    ),
    "suffix-twice": Words(
        "‘{suffix}’ staat er twee keer", "‘{suffix}’ stands twice",
        "Laat er één staan.", "Keep one of them.",
    ),
    "where-without-forbid": Words(
        "‘where’ hoort bij forbid", "‘where’ belongs to forbid",
        "Bij require zet u de voorwaarde in de eis zelf: require … and …",
        "With require, put the condition in the requirement itself: require … and …",
    ),
}  # fmt: skip
