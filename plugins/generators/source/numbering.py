"""The number of an item as people read it: ``c.``, ``iii.``, ``4.``."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def counted(number: int, style: str) -> str:
    """The marker of an item with a stop behind it; a dash for a style that does not count.

    Args:
        number: of the item, from 1.
        style: as CSS names it (``lower-alpha``) or Word (``lowerLetter``).
    """
    plain = numeral(number, style)
    return f"{plain}." if plain else "-"


def numeral(number: int, style: str) -> str:
    """A number in a way of counting; empty for a style that does not count."""
    match style:
        case "none" | "disc" | "circle" | "square" | "bullet":
            return ""
        case "lower-alpha" | "lower-latin" | "lowerLetter":
            return letters(number)
        case "upper-alpha" | "upper-latin" | "upperLetter":
            return letters(number).upper()
        case "lower-roman" | "lowerRoman":
            return roman(number)
        case "upper-roman" | "upperRoman":
            return roman(number).upper()
    return str(number)


def letters(number: int) -> str:
    """``1`` is *a*, ``26`` *z*, ``27`` *aa*, as Dutch statutes go on."""
    if number < 1:
        return str(number)
    return chr(97 + (number - 1) % 26) * min(1 + (number - 1) // 26, 3)


def roman(number: int) -> str:
    """A number from 1 in small Roman numerals."""
    if not 1 <= number < 400:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found += sign
            number -= value
    return found
