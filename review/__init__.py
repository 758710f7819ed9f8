"""Review: what people decide about the extracted events, kept apart from them and carried over every rerun."""
