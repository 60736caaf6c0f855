"""The model of a rule file. Descriptions are in Dutch: editors show them to rule authors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from engine.model import Severity
from engine.packs.model import ConfigType, Status
from engine.packs.texts import (
    ALL_CLAUSES,
    ByClause,
    ClauseName,
    Code,
    Free,
    Identifier,
    Localised,
    Name,
    Percentage,
    Scalar,
    Strict,
    Text,
    Version,
    Whole,
)
from engine.record import Record


class ConfigFile(Strict):
    """Een waarde die een profiel kan instellen."""

    type: ConfigType = Field(description="integer (geheel getal), yes/no (ja of nee) of text.")
    default: Scalar = Field(description="Waarde als een profiel niets zegt.")
    minimum: Whole | None = Field(None, description="Kleinste getal dat mag.")
    maximum: Whole | None = Field(None, description="Grootste getal dat mag.")
    text: Localised = Field(description="Wat deze waarde regelt.")


class FixFile(Strict):
    """Wat een verbetering doet: iets vervangen, of iets weglaten."""

    replace: Text | None = Field(None, description="Zoekopdracht naar wat vervangen wordt; match is de vindplaats.")
    replacement: Free | None = Field(None, alias="with", description="Waardoor het vervangen wordt.")
    delete: Text | None = Field(None, description="Zoekopdracht naar wat weggelaten wordt; match is de vindplaats.")

    @model_validator(mode="after")
    def _one_thing(self) -> FixFile:
        replaces = self.replace is not None and self.replacement is not None
        if replaces == (self.delete is not None) or (self.delete is not None and self.replacement is not None):
            raise PydanticCustomError("fix-shape", "")
        return self


class ExampleFile(Record):
    """Een record dat als test dient."""

    profile: Name | None = Field(None, description="Profiel waarmee dit voorbeeld beoordeeld wordt.")
    match: Text | None = Field(None, description="Wat de regel hier moet vinden, letterlijk.")
    clause: ClauseName | None = Field(None, description="Clausule die hier aanslaat.")
    fixed: Text | None = Field(None, description="De tekst na de verbetering.")
    outcome: Literal["pass", "not_applicable"] | None = Field(
        None, description="Uitkomst die de regel hier geeft; zonder deze sleutel mag een pass-voorbeeld beide geven."
    )
    each: Identifier | None = Field(
        None, description="Lexicon: het voorbeeld geldt voor elk woord ervan, dat op de plaats van {woord} komt."
    )
    excluded: list[Text] = Field([], alias="except", description="Woorden van dat lexicon waar de zin niet bij past.")


class ExamplesFile(Strict):
    """Voorbeelden waar de regel over zwijgt, en waar hij aanslaat."""

    passing: list[ExampleFile] = Field([], alias="pass", description="Hier zwijgt de regel.")
    failing: list[ExampleFile] = Field([], alias="fail", description="Hier slaat de regel aan.")


class InstructionFile(Strict):
    """Wat een generator te horen krijgt."""

    text: Localised = Field(description="De opdracht, in één of twee zinnen.")
    good: list[ExampleFile] = Field(
        [], description="Records die zo geschreven zijn; geen enkele regel mag erover vallen."
    )


def _check_by_clause(value: Any) -> Any:
    return {ALL_CLAUSES: value} if isinstance(value, str) else value


def _fix_by_clause(value: Any) -> Any:
    keys = {"replace", "with", "delete"}
    return {ALL_CLAUSES: value} if isinstance(value, dict) and value and keys.intersection(value) else value


_CHECK_SCHEMA = {
    "anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}]
}

Check = Annotated[
    dict[ClauseName, Text], BeforeValidator(_check_by_clause), Field(min_length=1), WithJsonSchema(_CHECK_SCHEMA)
]
Fixes = Annotated[dict[ClauseName, FixFile], BeforeValidator(_fix_by_clause), Field(min_length=1)]


class RuleFile(Strict):
    """Een regel: controle, meldingen, voorbeelden en uitleg."""

    code: Code = Field(description="Code van de regel, gelijk aan de naam van het bestand.")
    name: Name = Field(description="Leesbare naam, in kleine letters met streepjes.")
    title: Localised = Field(description="Titel.")
    theme: Name = Field(description="Thema, gelijk aan de map van het bestand.")
    family: Name = Field(description="Familie: regels die hetzelfde gebrek zien.")
    severity: Severity = Field(description="Ernst van een bevinding.")
    status: Status = Field(description="draft (in opbouw), stable (vast) of deprecated (verouderd).")
    source: Free = Field("", description="Waar de regel vandaan komt.")
    question: Localised = Field(description="De vraag waar deze regel antwoord op geeft.")
    explanation: Localised | None = Field(None, description="Waarom de regel er is.")
    instruction: InstructionFile | None = Field(None, description="Wat een generator te horen krijgt.")
    check: Check = Field(description="De controle, in de regeltaal.")
    message: ByClause | None = Field(None, description="De melding bij een bevinding.")
    suggestion: ByClause | None = Field(None, description="Wat de schrijver kan doen.")
    fix: Fixes | None = Field(None, description="Een verbetering die vanzelf kan.")
    config: dict[Identifier, ConfigFile] = Field({}, description="Waarden die een profiel kan instellen.")
    examples: ExamplesFile = Field(description="Voorbeelden, die als test dienen.")
    aliases: list[Code] = Field([], description="Andere codes voor deze regel.")
    penalty: Percentage | None = Field(None, description="Aftrek in honderdsten; anders volgt die uit de ernst.")
    conflicts: dict[Code, Localised] = Field(
        {}, description="Regels die op voorbeelden van deze regel mogen aanslaan, elk met de reden."
    )
    note: Localised | None = Field(None, description="Opmerking voor wie de regel beheert.")
    since: Version | None = Field(None, description="Versie van het pakket sinds wanneer de status geldt.")
    replaced_by: Code | None = Field(None, description="Regel die een verouderde regel vervangt.")
    reason: Localised | None = Field(None, description="Waarom de regel verouderd is.")
