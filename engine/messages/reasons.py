"""What each reason code says to a person: why a rule was not evaluated, or does not apply."""

from __future__ import annotations

from engine.messages.words import Words
from engine.model import Reason, ReasonCode

REASONS: dict[ReasonCode, Words] = {
    ReasonCode.NO_CORPUS: Words(
        "er zijn geen andere begrippen om mee te vergelijken",
        "there are no other entries to compare with",
        "Controleer een heel begrippenkader, of geef er een met --corpus.",
        "Check a whole concept scheme, or give one with --corpus.",
    ),
    ReasonCode.NO_CONTEXT: Words(
        "de context van het begrip is niet gegeven",
        "the context of the term is not given",
        "Vul ‘context’ in.",
        "Fill in ‘context’.",
    ),
    ReasonCode.NO_SOURCES: Words(
        "er is geen lijst van bronnen gegeven",
        "no list of sources is given",
        "Vul ‘sources’ in; een lege lijst betekent: er is geen bron.",
        "Fill in ‘sources’; an empty list means: there is no source.",
    ),
    ReasonCode.NO_SYNONYMS: Words(
        "er is geen lijst van synoniemen gegeven",
        "no list of synonyms is given",
        "Vul ‘synonyms’ in; een lege lijst betekent: er zijn er geen.",
        "Fill in ‘synonyms’; an empty list means: there are none.",
    ),
    ReasonCode.NO_PREFERRED_TERM: Words(
        "de voorkeursterm is niet gegeven",
        "the preferred term is not given",
        "Vul ‘preferred_term’ in.",
        "Fill in ‘preferred_term’.",
    ),
    ReasonCode.NO_CATEGORY: Words(
        "de categorie van het begrip is niet gegeven",
        "the category of the term is not given",
        "Vul ‘category’ in: type, proces, resultaat of exemplaar.",
        "Fill in ‘category’: type, proces, resultaat or exemplaar.",
    ),
    ReasonCode.NO_ANALYZER: Words(
        "de taalontleding die deze regel nodig heeft ontbreekt",
        "the language analysis that this rule needs is not there",
    ),
    ReasonCode.OTHER_LANGUAGE: Words(
        "de definitie is in een andere taal geschreven dan die van het pakket",
        "the definition is written in another language than that of the pack",
        "Geef de definitie in de taal van het pakket; een vertaling hoort in een eigen record.",
        "Give the definition in the language of the pack; a translation belongs in a record of its own.",
    ),
    ReasonCode.NO_JUDGE: Words(
        "deze regel vraagt een oordeel van een mens of een model",
        "this rule asks for the judgement of a person or a model",
    ),
    ReasonCode.LIMIT: Words(
        "de tekst is te groot voor deze regel",
        "the text is too large for this rule",
        "Splits de tekst; een definitie is één zin.",
        "Split the text; a definition is one sentence.",
    ),
    ReasonCode.INTERNAL_ERROR: Words(
        "de regel is door een fout in het programma gestopt",
        "the rule was stopped by a fault in the program",
        "Meld dit met de definitie erbij.",
        "Report this together with the definition.",
    ),
    ReasonCode.EMPTY_DEFINITION: Words(
        "de definitie is leeg",
        "the definition is empty",
    ),
    ReasonCode.CONDITION: Words(
        "de voorwaarde van deze regel geldt hier niet",
        "the condition of this rule does not hold here",
    ),
}
"""Words for every reason code; the hint says how to let the rule be evaluated, where that is in the reader's hands."""
LANGUAGES: dict[str, tuple[str, str]] = {
    "af": ("Afrikaans", "Afrikaans"), "da": ("Deens of Noors", "Danish or Norwegian"), "de": ("Duits", "German"),
    "en": ("Engels", "English"), "es": ("Spaans", "Spanish"), "fr": ("Frans", "French"), "fy": ("Fries", "Frisian"),
    "it": ("Italiaans", "Italian"), "pap": ("Papiaments", "Papiamento"), "pl": ("Pools", "Polish"),
    "pt": ("Portugees", "Portuguese"), "ro": ("Roemeens", "Romanian"), "sv": ("Zweeds", "Swedish"),
    "tr": ("Turks", "Turkish"), "und-Arab": ("Arabisch schrift", "Arabic script"),
    "und-Cyrl": ("Cyrillisch schrift", "Cyrillic script"), "und-Grek": ("Grieks schrift", "Greek script"),
    "und-Hebr": ("Hebreeuws schrift", "Hebrew script"), "und-Hani": ("Chinees schrift", "Chinese script"),
    "und-Jpan": ("Japans schrift", "Japanese script"), "und-Kore": ("Koreaans schrift", "Korean script"),
}  # fmt: skip
"""Names of languages and scripts (Dutch, English) by the BCP 47 tag that an analyzer gives; others are shown as is."""


def reason_words(code: ReasonCode, language: str) -> str:
    """Why, in general; ``language`` is ``nl`` or ``en``."""
    words = REASONS[code]
    return words.nl if language == "nl" else words.en


def reason_hint(code: ReasonCode, language: str) -> str:
    """What the reader can do about it; empty where nothing can be done."""
    words = REASONS[code]
    return words.hint_nl if language == "nl" else words.hint_en


def reason_text(reason: Reason, language: str) -> str:
    """Why, for one record: the general words, with the engine's detail in brackets where there is one."""
    general, detail = reason_words(reason.code, language), reason.detail
    if reason.code is ReasonCode.OTHER_LANGUAGE and detail in LANGUAGES:
        detail = LANGUAGES[detail][0 if language == "nl" else 1]
    return f"{general} ({detail})" if detail else general
