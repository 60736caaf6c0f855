"""Versions of rule packs: kept by digest, proven, activated, followed by all processes, watched at their source."""
