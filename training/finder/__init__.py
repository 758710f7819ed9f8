"""How the event finder is made: examples -> teacher -> silver -> student -> the files that the finder loads."""
