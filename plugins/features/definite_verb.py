"""Whether a prepositional phrase behind a definite noun belongs to the verb, so that it does not say which is meant.

``waarmee iemand de woning aan een ander verhuurt``: ``aan een ander`` says to whom, not which dwelling.
"""

from __future__ import annotations

from typing import Final

from plugins.features.antecedent_scope import CONTENT_HEADS
from plugins.features.nouns import is_activity, is_body, is_group, is_person, is_relational
from plugins.features.phrases import INDEFINITES
from plugins.features.syntax import BEFORE_NOUN, Part, Syntax

MAX_MEMBERS: Final = 12
"""Words before the noun of such a phrase."""
OF_VERB: Final = frozenset({"aan", "bij", "door", "tegenover", "jegens"})
"""Prepositions that with a person or body mostly belong to the verb: ``de woning aan een ander verhuurt``."""
OF_PLACE: Final = frozenset("in op aan onder boven bij naast naar tegen langs achter buiten binnen tussen".split())
OF_TIME: Final = frozenset({"binnen", "op", "in", "voor", "om", "tot", "gedurende"})
TIMES: Final = frozenset(
    """
    dag week maand jaar uur minuut etmaal kwartaal termijn periode moment tijdstip datum ogenblik ochtend middag avond
    nacht weekend seizoen eeuw zomer winter tijd werkdag kalenderdag
    """.split()
)
"""``binnen zes weken``: says when, not which."""
BEING: Final = frozenset("staan liggen zitten hangen komen gaan vallen verblijven wonen blijven rusten".split())
"""Verbs of which the place right before them says where, not which."""
DIRECTIONS: Final = frozenset("buiten binnen boven onder achter voren opzij tevoren".split())


def of_verb(syntax: Syntax, at: int) -> bool:
    """Whether a prepositional phrase says to whom, by whom or when, and its verb is still to come.

    Not behind a noun that itself asks for it: ``de levering aan een ander``.
    """
    word = syntax.word(at)
    if word == "van" and syntax.word(at + 1) in DIRECTIONS:
        return True
    if word not in OF_VERB and word not in OF_TIME and word not in OF_PLACE:
        return False
    noun = syntax.lemmas(at - 1, "NOUN")
    if any(is_relational(lemma) or lemma in CONTENT_HEADS for lemma in noun):
        return False
    head = at + 1
    while syntax.is_(head, *BEFORE_NOUN) and head < at + MAX_MEMBERS and syntax.word(head) not in INDEFINITES:
        head += 1
    verb = any(syntax.is_(place, Part.VERB) for place in range(head, syntax.segment_end(head, ".;:(),")))
    if not verb or syntax.is_(head + 1, Part.REL):
        return False
    goal = syntax.lemmas(head, "NOUN")
    person = syntax.word(head) in INDEFINITES or any(is_person(lemma) or is_body(lemma) for lemma in goal)
    return (
        (word in OF_TIME and not goal.isdisjoint(TIMES))
        or (word == "bij" and head == at + 1 and any(map(is_activity, goal)))
        or (word in OF_PLACE and syntax.is_(head + 1, Part.VERB) and bool(syntax.lemmas(head + 1, "VERB") & BEING))
        or (word == "aan" and any(map(is_group, noun)))
        or (word in OF_VERB and person)
    )
