"""Who takes part in an event? Who acts and who is acted on, named or left unsaid; and where, and how much."""
