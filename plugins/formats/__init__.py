"""Built-in formats: files to records, reports to files."""
