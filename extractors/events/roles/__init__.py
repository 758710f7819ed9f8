"""Who takes part in an event, named or left unsaid, and where and how much."""
