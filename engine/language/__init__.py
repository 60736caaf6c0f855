"""The rule language: grammar, syntax tree, type checker, and errors with positions."""
