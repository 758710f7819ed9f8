"""From an input to tables: what there is to do, who does it, and what it came to."""
