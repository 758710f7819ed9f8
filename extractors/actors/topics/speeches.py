"""Who speaks in a statement or speech: whom its title names (``Statement by the President of Peru on the raid in Mali``)."""

from __future__ import annotations

from verbale.extractors.actors.gazetteer import Gazetteer, Name
from verbale.extractors.actors.topics.passages import read_title
from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.schema import Document


class SpeechWords(Table):
    """``data/speeches.toml``."""

    speeches: LowerWords
    introducing: LowerWords
    closing: LowerWords


_WORDS = load(SpeechWords, "speeches.toml")


def document_speakers(document: Document, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The states that speak in a document whose title, or the heading that it begins with, is that of a speech; else empty."""
    first = document.blocks[0] if document.blocks else None
    opening = document.text[first.char_start : first.char_end] if first is not None and first.heading else ""
    return _speakers(read_title(document.title or opening, gazetteer))


def _speakers(title: list[tuple[str, Name | None]]) -> tuple[str, ...]:
    """The states behind ``statement by``, up to what it is about or whom it addresses."""
    words = [word for word, _ in title]
    speech = next((i for i, word in enumerate(words) if word in _WORDS.speeches), len(words))
    start = next((i for i in range(speech + 1, len(words)) if words[i] in _WORDS.introducing), None)
    if start is None:
        # "Ghana: Statement on the raid", "Ghanaian statement"
        named = [name.actor_id for _, name in title[:speech] if name is not None] if speech < len(words) else []
        return tuple(dict.fromkeys(named)) if len(set(named)) == 1 else ()
    end = next((i for i in range(start + 1, len(words)) if words[i] in _WORDS.closing), len(words))
    return tuple(dict.fromkeys(name.actor_id for _, name in title[start:end] if name is not None))
