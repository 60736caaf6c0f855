"""Analyzers of Dutch: word classes, lemmas and inflected forms behind ``engine.ports.Analyzer``."""

import os

# Read when numpy is loaded. Our matrices have some tens of rows: a second thread costs more than it saves (one call
# took twice as long on two cores), and processes are what we use several cores with.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
