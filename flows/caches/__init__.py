"""What was worked out once: where it is kept, and what it depends on."""
