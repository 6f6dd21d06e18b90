"""Filling the demo: plan everything in memory by a seeded generator, then copy the rows in."""
