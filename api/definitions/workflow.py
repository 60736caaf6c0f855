"""The life of a definition: which step leads from which status to which, and what each asks for.

imported → draft → review → established → archived, back from review to draft, and from archived to draft. Each step is
an address of its own (``POST /definitions/<id>/submit``), because each is allowed to others: the table of permissions
has one action a route.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from uuid import UUID

from api.identity.permissions import Action
from api.problems import Problem
from storage.models import DefinitionVersionRow, Status

EDITABLE = frozenset({Status.IMPORTED, Status.DRAFT, Status.REVIEW})
"""In these the text may change. What is established was approved as it stands: it is archived and reopened first."""


class Bar(Enum):
    """What a definition must meet to take a step."""

    NONE = "none"
    POLICY = "policy"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one status to another.

    Args:
        name: in the address; also the action in the audit log, ``definition.<done>``.
        done: past tense of it.
        action: that it takes.
        source: status that it starts from.
        target: status that it leads to.
        text: what it does, for the documentation.
        reasoned: whether it takes a reason.
        four_eyes: whether who wrote the text may not do it.
        bar: what must be met.
    """

    name: str
    done: str
    action: Action
    source: Status
    target: Status
    text: str
    reasoned: bool = False
    four_eyes: bool = False
    bar: Bar = Bar.NONE

    def check(self, status: str) -> None:
        """Refuse it in another status.

        Raises:
            Problem: ``wrong-state``.
        """
        if status != self.source:
            raise Problem("wrong-state", status=status)


STEPS = (
    Step(
        "adopt",
        "adopted",
        Action.DEFINITION_UPDATE,
        Status.IMPORTED,
        Status.DRAFT,
        "Take up an imported definition as a draft.",
    ),
    Step(
        "submit",
        "submitted",
        Action.DEFINITION_SUBMIT,
        Status.DRAFT,
        Status.REVIEW,
        "Hand in a draft for review.",
    ),
    Step(
        "reject",
        "rejected",
        Action.DEFINITION_DECIDE,
        Status.REVIEW,
        Status.DRAFT,
        "Send another's definition back to its author, with a reason.",
        reasoned=True,
    ),
    Step(
        "approve",
        "approved",
        Action.DEFINITION_DECIDE,
        Status.REVIEW,
        Status.ESTABLISHED,
        "Establish another's definition. It must be accepted by the rules, reach the score of the policy and name a "
        "source; who owns it or wrote its text last cannot approve it.",
        four_eyes=True,
        bar=Bar.POLICY,
    ),
    Step(
        "override",
        "overridden",
        Action.DEFINITION_OVERRIDE,
        Status.REVIEW,
        Status.ESTABLISHED,
        "Establish another's definition that does not meet the bar, where policy allows it, with a reason. Four eyes "
        "stay needed.",
        reasoned=True,
        four_eyes=True,
        bar=Bar.OVERRIDDEN,
    ),
    Step(
        "archive",
        "archived",
        Action.DEFINITION_ARCHIVE,
        Status.ESTABLISHED,
        Status.ARCHIVED,
        "Take an established definition out of use.",
    ),
    Step(
        "reopen",
        "reopened",
        Action.DEFINITION_RESTORE,
        Status.ARCHIVED,
        Status.DRAFT,
        "Make a draft of an archived definition.",
    ),
)


def editable(status: str) -> None:
    """Refuse a change of the text in a status that does not allow it.

    Raises:
        Problem: ``wrong-state``.
    """
    if status not in EDITABLE:
        raise Problem("wrong-state", status=status)


def last_author(versions: Sequence[DefinitionVersionRow]) -> UUID | None:
    """Who wrote the text as it stands: of the newest version whose record is another than that of the one before.

    Args:
        versions: all of a definition, newest first.
    """
    for newer, older in pairwise(versions):
        if newer.record != older.record:
            return newer.author_id
    return versions[-1].author_id if versions else None
