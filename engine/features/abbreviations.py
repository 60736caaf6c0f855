"""Dutch abbreviations that are written with a full stop: a closed list, and the shape ``letter-dot-letter-dot``.

Tokens keep the stop of these words, so that sentences do not end there. A word that is also a common word without
a stop (``red``, ``sub``) is left out on purpose: losing a sentence end is worse than losing an abbreviation.
"""

from __future__ import annotations

from typing import Final

DOTTED: Final = frozenset(
    """
    aanh aant aanw afd afk afz alg ambt antw apr arr art artt aug
    bc bedr bijl bijv bijz bl blz burg bv
    ca cat centr cf cfm concl conf cons
    dd dec def dep dgl dhr div dr drs ds
    ed eerw enz etc ev event eventl evt evtl excl ext
    fa fam febr feb ff fig fin fr
    geb gecert geh gemidd get gez
    hfdst hfst hoofdst hr
    ibid incl ind ing inl inz ir
    jan jhr jkvr jl jr jrg jur jurispr
    kand kol kon kst
    lett lic ll ltd
    max med mej mevr mgr min mld mln mr mrt mw
    nl no nom nov nr nrs ntb
    okt onderd ongev oorspr opm org overw
    pag par plm plv prof prot
    publ
    rb rect ref reg resp rvo
    sec secr sect sen sept sep soc spec sr st stb stcrt
    tel toel toep trb
    uitdr uitg uitspr
    verg vergl verz vgl vlg vn vnl vnw vogr volg voorm voorz vs vz
    wetb wnd wv
    zelfst zg zgn
    """.split()
)
"""Without their stop, in lower case."""

CLOSERS: Final = frozenset({"enz.", "etc.", "e.d.", "e.a.", "c.s.", "jl.", "a.u.b.", "s.v.p.", "n.v.t.", "e.v."})
"""Abbreviations that often end a sentence, in lower case: a capital after them begins a new one."""
