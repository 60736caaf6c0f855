"""The words of every problem, in Dutch and English, and the layout of a whole message."""

from engine.messages.catalogue import catalogue
from engine.messages.layout import render_problem

__all__ = ["catalogue", "render_problem"]
