"""Measurements of the engine and its rules; they may import anything and are imported by nothing."""

import os

# Arrays are small here: threads inside numpy cost more than they gain, and spin, which processor time would count.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
