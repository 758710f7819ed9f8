"""Whom does a reference mean? Pronouns and noun phrases -> the actors named before them, where a reader would not hesitate."""
