"""Write the generated reference of the rule language: ``python -m plugins.reference [FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.features.builtin import BUILTIN
from engine.language.reference import reference_page
from plugins.manager import features

PAGE = Path("docs/reference/rule-language.md")


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to its place in the repository."""
    target = Path(arguments[0]) if arguments else PAGE
    target.write_text(reference_page(BUILTIN.merged(*features())), encoding="utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
