"""From which probability on is a word worth more work? Said once for the component and for those who read its findings."""

NOTED = 0.02
"""Probability of an event below which a word is passed over."""
PROPOSED = 0.1
"""The same for a word that the finder proposes as an event, and of which it therefore asks who takes part."""
