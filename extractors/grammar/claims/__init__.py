"""What is claimed of a predicate: that it happened, will, might, did not, or that somebody says so."""
