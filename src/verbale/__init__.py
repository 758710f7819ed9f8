"""Prose about the relations between states -> tables of dated, typed, source-grounded events."""
