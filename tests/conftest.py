"""Settings for all tests: property tests take the time they need, and try the same examples on every machine in CI.

Compiled packs are kept in a folder of the session, which all its processes share and no other one sees.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("continuous", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("continuous" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def compiled_packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache of this session. The workers of xdist have their own folder for temporary files, side by side."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "compiled-packs"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEFINITIE_CACHE", str(folder))
        yield
