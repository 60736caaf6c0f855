"""Plots of reports: said once as data, drawn as SVG inside a page or as PNG."""
