"""What every command does when something goes wrong: say it in a line, give the right exit status, no traceback.

0: nothing at or above the fail level. 1: findings. 2: unusable input, pack or arguments, and faults of the program
itself. 130: interrupted. A reader that closes the pipe ends the run silently, with status 0: it has all it wanted.
"""

from __future__ import annotations

import errno
import functools
import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec

import typer

from cli.texts import has_words, say

P = ParamSpec("P")
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

SUCCESS, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
DEBUG = "DEFINITIE_DEBUG"


class _LogLine(logging.Formatter):
    """What the engine logs (a rule that failed inside) as a line; with its traceback only for who asked for that."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name in the standard library
        return super().formatException(ei) if os.environ.get(DEBUG) else f"  {ei[0].__name__ if ei[0] else ''}: {ei[1]}"


def guarded(command: Callable[P, int]) -> Callable[P, None]:
    """A command that returns its exit status, as one that typer can call and that never shows a traceback.

    The language of what is said is the command's own ``lang`` where it has one, else Dutch.
    """

    @functools.wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        language = str(options.get("lang", "nl"))
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(_LogLine())
        try:
            status = command(*arguments, **options)
            sys.stdout.flush()
        except BrokenPipeError:
            status = close_quietly()
        except KeyboardInterrupt:
            sys.stderr.write(say("interrupted-early", language) + "\n")
            status = INTERRUPTED
        except (typer.Exit, typer.BadParameter):  # the latter is told with how the command is called
            raise
        except Exception as error:  # noqa: BLE001 - the last line of defence: said in full with --debug
            status = _failed(error, language)
        raise typer.Exit(status)

    return run


def complain(code: str, language: str) -> int:
    """Say what is wrong with the arguments; the exit status."""
    from engine.errors import InputError, Problem  # noqa: PLC0415 - loaded when there is something to say

    return _failed(InputError([Problem(code)]), language)


def close_quietly() -> int:
    """Let what is still to be written go nowhere, so that Python does not complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return SUCCESS


def _failed(error: Exception, language: str) -> int:
    from cli.complain import Complaints  # noqa: PLC0415 - loaded when there is something to say
    from cli.output import Output  # noqa: PLC0415
    from engine.errors import Problem, ProblemsError  # noqa: PLC0415

    complaints = Complaints(Output(sys.stderr), language)
    if isinstance(error, ProblemsError):
        complaints.add(error.problems)
        return UNUSABLE
    if isinstance(error, OSError):
        key = f"errno-{errno.errorcode.get(error.errno or 0, '')}"
        said = say(key, language) if has_words(key) else str(error.strerror or error)
        reason = said + (f": {error.filename}" if error.filename else "")
        complaints.add([Problem("system-error", values={"reason": reason})])
        return UNUSABLE
    if _is_of_the_store(error):
        complaints.add([Problem("system-error", values={"reason": str(error)})])
        return UNUSABLE
    if os.environ.get(DEBUG):
        import traceback  # noqa: PLC0415

        traceback.print_exc()
    name = f"{type(error).__name__}: {error}".splitlines()[0]
    sys.stderr.write(say("internal", language, error=name) + "\n")
    return UNUSABLE


def _is_of_the_store(error: Exception) -> bool:
    # Who has not loaded the store cannot have met an error of it.
    store = sys.modules.get("storage.errors")
    return store is not None and isinstance(error, store.StorageError)
