"""What all HTML pages of the command line share: the environment of their templates, and ``page_style.css.j2``."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str) -> Template:
    """A template, by its path in ``cli``. Every text that is put into it is escaped; an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("cli", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(name)
