"""Definitions in the service: their forms, their life, who approves them, how they are saved, moved and compared."""
