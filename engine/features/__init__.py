"""What the rule language can ask of a record, each registered once."""
