"""Settings for all tests: property tests take the time they need, and try the same examples on every machine in CI."""

import os

from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("continuous", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("continuous" if os.environ.get("CI") else "local")
