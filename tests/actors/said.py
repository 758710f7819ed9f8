"""What the mentions of a text say, short enough to compare: for tests."""

from __future__ import annotations

from spacy.language import Language

from verbale.extractors.actors.gazetteer import load_gazetteer
from verbale.extractors.actors.mentions import MentionResult, find_mentions
from verbale.extractors.parse.parsed import Parsed, parse
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes


def read(nlp: Language, text: str, **kwargs: object) -> tuple[Parsed, MentionResult]:
    """Parse a text and find its mentions; ``kwargs`` go to make_document (title, topic, ...)."""
    parsed = parse(nlp, make_document("doc", text, **kwargs))  # type: ignore[arg-type]
    return parsed, find_mentions(parsed, load_gazetteer(), find_timexes(parsed))


def said(nlp: Language, text: str, **kwargs: object) -> list[tuple[str, str]]:
    """(text, parties joined by ``;``) of every mention, in the order of the text, longer ones first."""
    _, result = read(nlp, text, **kwargs)
    return [(m.text, ";".join(m.party_ids)) for m in result.mentions]


def party(nlp: Language, text: str, words: str, **kwargs: object) -> str:
    """The parties of the last mention with these words; ``none`` where there is no such mention."""
    found = [parties for mention, parties in said(nlp, text, **kwargs) if mention == words]
    return found[-1] if found else "none"
