"""What RDF/XML may hold before rdflib is given it.

Its parser takes time with the square of the pieces that a text comes in, and of the elements in an XML literal: 16 kB
of markup in one literal took 12 s, and entities that stand for each other make hours of half a kilobyte. So the file
is walked once before, in time with its size, and refused beyond bounds that no concept scheme comes near.
"""

from __future__ import annotations

from xml.sax import parseString
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from engine.errors import InputError, Mark, Problem

TEXT_MOST = 100_000
"""Characters of the text of one element; a definition has a few hundred."""
LITERAL_MOST = 100
"""Elements in one XML literal: some hundredths of a second."""
MARKUP_MOST = 10_000
"""Elements in all XML literals of a file."""
STRUCTURE = frozenset({"Resource", "Collection"})
"""Values of ``rdf:parseType`` that are no XML literal (RDF 1.1 XML Syntax, section 7.2.17)."""


def check_bounds(text: str, name: str) -> None:
    """Refuse RDF/XML that it would take too long to read.

    Args:
        text: of the file.
        name: of the file.

    Raises:
        InputError: with the place from which on it is too much.
        SAXParseException: where it is no XML.
    """
    parseString(text, _Bounds(len(text), name))  # noqa: S317 - external entities are off, and the others are counted


class _Bounds(ContentHandler):
    """Counts, and stops where it is too much. ``size`` is that of the file: no text of it is longer, entities apart."""

    def __init__(self, size: int, name: str) -> None:
        super().__init__()
        self._left = size
        self._name = name
        self._place = Locator()
        self._texts: list[int] = [0]
        self._depth = 0
        self._literal = 0
        self._markup = 0

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - a name of ``xml.sax``
        """Where the parser is."""
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """Within a literal it is markup; the text of an element begins anew."""
        self._texts.append(0)
        if self._depth:
            self._depth += 1
            self._literal += 1
            self._markup += 1
            if self._literal > LITERAL_MOST or self._markup > MARKUP_MOST:
                self._refuse()
        elif any(key.rpartition(":")[2] == "parseType" and value not in STRUCTURE for key, value in attrs.items()):
            self._depth, self._literal = 1, 0

    def endElement(self, name: str) -> None:  # noqa: N802
        """A literal ends with the element that began it."""
        self._texts.pop()
        self._depth = max(0, self._depth - 1)

    def characters(self, content: str) -> None:
        """Text, after entities were put in."""
        self._left -= len(content)
        self._texts[-1] += len(content)
        if self._left < 0 or self._texts[-1] > TEXT_MOST:
            self._refuse()

    def _refuse(self) -> None:
        # The line only: the column is where the parser had got to in its buffer.
        mark = Mark(self._name, self._place.getLineNumber() or 1, 1)
        values = {"text": str(TEXT_MOST), "literal": str(LITERAL_MOST), "markup": str(MARKUP_MOST)}
        raise InputError([Problem("rdf-xml-bounds", mark, values=values)])
