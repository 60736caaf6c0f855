"""Built-in features that need more than the engine itself has: abbreviations, brackets, enumerations."""

from plugins.features import abbreviations, brackets, enumeration, explained
from plugins.features.catalog import REGISTRY

__all__ = ["REGISTRY", "abbreviations", "brackets", "enumeration", "explained"]
