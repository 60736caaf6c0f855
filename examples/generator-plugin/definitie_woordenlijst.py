"""A generator for Definitie that looks a term up in a list: the least that a plugin needs.

It depends on nothing of Definitie: what it is asked has the attributes of ``plugins.generating.Ask``, and an answer may
be a plain text. One that also names sources, a model or costs gives ``plugins.generating.Proposal`` objects instead.
"""

from __future__ import annotations

import pluggy

hookimpl = pluggy.HookimplMarker("definitie")

DEFINITIONS = {
    "meldkamer": ["ruimte waar noodoproepen binnenkomen en worden doorgezet"],
    "noodverordening": [
        "verordening die de burgemeester vaststelt om de openbare orde te handhaven",
        "verordening die een burgemeester bij een ernstige verstoring van de openbare orde vaststelt",
    ],
}


class WordList:
    """Proposes what stands in the list, one definition a round; after the last one it knows nothing more."""

    name = "woordenlijst"

    async def propose(self, ask, calls):
        """The definition of this round."""
        known = DEFINITIONS.get(ask.begrip.casefold(), [])
        return known[ask.round - 1 : ask.round]


@hookimpl
def definitie_generators():
    """The generators of this plugin."""
    return [WordList()]
