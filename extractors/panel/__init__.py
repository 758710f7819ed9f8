"""How often did what happen between states, year by year? Events -> panels of dyads or of single states, filled with zeros."""

from verbale.extractors.panel.counting import Counts, Told, count
from verbale.extractors.panel.design import Design
from verbale.extractors.panel.rows import header, panel_rows
from verbale.extractors.panel.systems import Span, System, load_system

__all__ = ["Counts", "Design", "Span", "System", "Told", "count", "header", "load_system", "panel_rows"]
