"""The command line: one module a command, one bootstrap that wires them."""
