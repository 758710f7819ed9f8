"""Records made by hand for tests."""

from __future__ import annotations

from dataclasses import fields

from verbale.extractors.schema import Actor, Document, Event, Extraction, Mention, Sentence


def event(**changes: object) -> Event:
    """An event with empty cells apart from those given."""
    values: dict[str, object] = {}
    for f in fields(Event):
        kind = str(f.type)
        values[f.name] = 0 if kind == "int" else 0.5 if kind == "float" else () if kind.startswith("tuple") else ""
    return Event(**(values | changes))  # type: ignore[arg-type]


def extraction(doc_id: str, text: str) -> Extraction:
    """A document of one sentence, whose first character names two states."""
    document = Document(doc_id, f"{doc_id}.txt", text=text)
    sentence = Sentence("s1" + doc_id, doc_id, "", 0, 0, len(text), text, 0, 1)
    mention = Mention(
        "m" + doc_id, doc_id, sentence.sentence_id, 0, 1, text[:1], "GPE", ("FRA", "DEU"), "ner", ("FRA", "DEU"), 0, 1, 0
    )
    actors = (Actor("FRA", "France", "state", "FRA", in_gazetteer=True), Actor("DEU", "Germany", "state", "DEU"))
    return Extraction(document, (sentence,), actors, (mention,))
