"""The model of ``pack.yaml``. Descriptions are in Dutch: editors show them to rule authors."""

from __future__ import annotations

from pydantic import Field

from engine.model import Severity
from engine.packs.texts import (
    Code,
    Identifier,
    Language,
    Localised,
    Name,
    Percentage,
    Scalar,
    Strict,
    Text,
    Version,
    Whole,
)


class ProfileFile(Strict):
    """Instellingen onder een naam."""

    text: Localised | None = Field(None, description="Wat dit profiel is, in één zin.")
    extends: Name | None = Field(None, description="Profiel waar dit op voortbouwt.")
    enable: list[Code] = Field([], description="Regels die hier meedoen, ook als hun status draft is.")
    disable: list[Code] = Field([], description="Regels die hier niet meedoen.")
    config: dict[Code, dict[Identifier, Scalar]] = Field({}, description="Instelbare waarden, per regel.")
    block_at: Severity | None = Field(None, description="Vanaf welke ernst een bevinding de definitie tegenhoudt.")
    required_for_acceptance: list[Code] | None = Field(
        None, description="Regels die beoordeeld moeten zijn voordat een definitie aanvaard kan worden."
    )


class PenaltyFile(Strict):
    """Aftrek per ernst, in honderdsten."""

    error: Percentage = Field(20, description="Aftrek voor een fout.")
    warning: Percentage = Field(8, description="Aftrek voor een waarschuwing.")
    info: Percentage = Field(2, description="Aftrek voor een opmerking.")


class ScoreFile(Strict):
    """Hoe bevindingen een score worden; alles in honderdsten."""

    penalty: PenaltyFile = Field(
        default_factory=lambda: PenaltyFile.model_validate({}), description="Aftrek per ernst."
    )
    findings_per_family: Whole = Field(2, ge=1, le=100, description="Hoeveel bevindingen van één familie meetellen.")
    theme_cap: Percentage = Field(60, description="Hoogste aftrek door één thema.")
    no_genus_cap: Percentage = Field(50, description="Hoogste score van een tekst zonder genus.")
    incoherent_cap: Percentage = Field(
        10, description="Hoogste score van een tekst waarvan de woorden geen zin of woordgroep vormen."
    )


class PackFile(Strict):
    """Een regelpakket: naam, versie, thema's, profielen, selectoren."""

    name: Name = Field(description="Naam van het pakket; geef de map dezelfde naam.")
    version: Version = Field(description="Versie van het pakket, zoals 1.0.0.")
    language: Language = Field("nl", description="Taal van de teksten in dit pakket.")
    title: Localised = Field(description="Titel van het pakket.")
    engine: Text = Field(description='Versies van de engine waarvoor dit pakket gemaakt is, zoals ">=1,<2".')
    licence: Text = Field(description="Licentie (SPDX), zoals EUPL-1.2.")
    extends: list[Name] = Field([], description="Pakketten waar dit op voortbouwt.")
    overrides: list[Code] = Field([], description="Regels van die pakketten die dit pakket vervangt.")
    themes: dict[Name, Localised] = Field(
        {}, description="Thema's: de mappen onder rules/, in de volgorde van het rapport."
    )
    families: dict[Name, Localised] = Field({}, description="Families: groepen regels die hetzelfde gebrek zien.")
    selectors: dict[Identifier, Text] = Field({}, description="Zoekopdrachten met een naam.")
    abbreviations: dict[Text, Text] = Field({}, description="Afkortingen met wat zij betekenen.")
    score: ScoreFile | None = Field(None, description="Hoe bevindingen een score worden.")
    profiles: dict[Name, ProfileFile] = Field({}, description="Profielen; standaard moet erbij zijn.")
    empty_rule: Code | None = Field(None, description="De regel die over een lege definitie gaat.")
