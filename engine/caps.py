"""Highest scores: what a text may score at most that has no genus, or whose words make no phrase (DESIGN §5, "Score").

Both faults make everything else that a rule may find good about a text worthless, so they bound the score instead of
adding to what is taken off. Features that an installed plugin offers tell; without them there is no bound.
"""

from __future__ import annotations

import logging

from engine.features.registry import Feature, Need, Registry
from engine.features.view import View
from engine.packs.model import ScoreParameters
from engine.spans import some
from engine.truth import MissingInputError

GENUS = "genus"
INCOHERENCE = "incoherence"
log = logging.getLogger(__name__)


def caps(view: View, registry: Registry, parameters: ScoreParameters, *, readings: bool) -> dict[str, int]:
    """The bounds of this text's score by name of their parameter, in hundredths; only what is certain bounds.

    ``readings`` tells whether the rules need word classes too; where they do not, features that need them are not
    asked, as analysing the text for the score alone would be dear.
    """
    asked = _asked(registry, readings)
    found = {}
    if _finds(asked.get(GENUS), view) is False:
        found["no_genus_cap"] = parameters.no_genus_cap
    if _finds(asked.get(INCOHERENCE), view) is True:
        found["incoherent_cap"] = parameters.incoherent_cap
    return found


def caps_compare(registry: Registry, *, readings: bool) -> bool:
    """Whether the bounds of a score can depend on a corpus."""
    return any(Need.CORPUS in feature.needs for feature in _asked(registry, readings).values())


def _asked(registry: Registry, readings: bool) -> dict[str, Feature]:
    return {
        name: feature
        for name in (GENUS, INCOHERENCE)
        if (feature := registry.get(name)) is not None and (readings or Need.MORPHOLOGY not in feature.needs)
    }


def _finds(feature: Feature | None, view: View) -> bool | None:
    """Whether a search feature finds something; ``None`` where it is not asked or cannot tell."""
    if feature is None:
        return None
    try:
        found = some(feature.function(view))
    except MissingInputError:
        return None
    except Exception:
        log.exception("feature %r failed inside", feature.name)  # without the term: logs hold nothing that people typed
        return None
    return found if isinstance(found, bool) else None
