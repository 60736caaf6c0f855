"""Between the options of ``check`` and a run on a cluster: what cannot go together is refused before any loading."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, TextIO

from engine.errors import InputError, Problem

if TYPE_CHECKING:
    from cli.request import Request

NEEDED: Final = ("ray", "fsspec", "pyarrow", "pandas")
"""The modules of the extra ``ray``."""


def check_on_ray(
    request: Request, *, output: str | None, output_format: str, restart: bool, workers: int | None,
    stdout: TextIO, stderr: TextIO,
) -> int:  # fmt: skip
    """Check files with ``--ray`` and return the exit status.

    Args:
        request: what was asked for on the command line.
        output: folder for the reports, as a URL or path.
        output_format: ``jsonl`` or ``parquet``.
        restart: throw an earlier run in the folder away.
        workers: most workers at once; ``None`` for one on each core of the cluster.
        stdout: for the summary.
        stderr: for progress and complaints.

    Raises:
        InputError: options do not go together, the extra is not installed, or files or folder cannot be used.
        PackError: a pack does not load.
    """
    problems = list(_wrong(request, output))
    if problems or output is None:
        raise InputError(problems)
    from cli.cluster.ray_data import RayCluster  # noqa: PLC0415 - loaded for --ray only
    from cli.cluster.run import Place, run_on_cluster  # noqa: PLC0415

    place = Place(output, output_format, restart)
    return run_on_cluster(request, place, RayCluster(workers), stdout=stdout, stderr=stderr)


def _wrong(request: Request, output: str | None) -> list[Problem]:
    if request.begrip is not None or "-" in (*request.paths, *request.corpus):
        return [Problem("ray-needs-files")]
    if output is None:
        return [Problem("ray-needs-output")]
    if request.timings:
        return [Problem("ray-without", values={"option": "--timings"})]
    if request.format != "text":
        return [Problem("ray-without", values={"option": f"--format {request.format}"})]
    return [Problem("ray-not-installed", values={"package": name}) for name in NEEDED if find_spec(name) is None][:1]
