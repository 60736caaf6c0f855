"""Repositories: the questions that the service asks of its tables, one class for tables that belong together."""
