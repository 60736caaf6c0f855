"""Analyzers of Dutch: word classes, lemmas and inflected forms behind ``engine.ports.Analyzer``."""
