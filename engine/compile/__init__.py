"""From checked rules to an immutable plan: what each clause needs, and closures that evaluate it."""
