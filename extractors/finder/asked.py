"""Which words the encoder is asked about."""

_PARTS_OF_SPEECH = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def is_asked(pos: str, text: str) -> bool:
    """Whether a word, by its part of speech and its letters, may tell of an event."""
    return pos in _PARTS_OF_SPEECH and text[0].isalpha()
