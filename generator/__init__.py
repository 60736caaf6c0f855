"""The generate–validate–refine loop: prompts from packs, budgets, selection, and what it keeps on record."""
