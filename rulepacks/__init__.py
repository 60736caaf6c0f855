"""The rule packs of this project: data, read through importlib.resources."""
