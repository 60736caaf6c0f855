"""``source``: the generator that needs no model; it finds the definitions that stand in given texts."""

from plugins.generators.source.generator import SourceGenerator
from plugins.generators.source.reading import read_source

__all__ = ["SourceGenerator", "read_source"]
