"""Which day is meant? Temporal expressions -> dates, each from its own words and from those before it."""
