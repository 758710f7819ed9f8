"""Records made by hand for tests."""

from __future__ import annotations

from dataclasses import fields

from verbale.extractors.schema import Actor, Document, Event, Extraction, Mention, Relation, Sentence, Timex


def event(**changes: object) -> Event:
    """An event with empty cells apart from those given."""
    return Event(**(_empty(Event) | changes))  # type: ignore[arg-type]


def timex(**changes: object) -> Timex:
    """A temporal expression with empty cells apart from those given."""
    return Timex(**(_empty(Timex) | changes))  # type: ignore[arg-type]


def relation(**changes: object) -> Relation:
    """A relation with empty cells apart from those given."""
    return Relation(**(_empty(Relation) | changes))  # type: ignore[arg-type]


def _empty(record: type[Event] | type[Timex] | type[Relation]) -> dict[str, object]:
    by_kind: dict[str, object] = {"int": 0, "float": 0.5, "bool": False}
    kinds = {f.name: str(f.type) for f in fields(record)}
    return {name: () if kind.startswith("tuple") else by_kind.get(kind, "") for name, kind in kinds.items()}


def extraction(doc_id: str, text: str) -> Extraction:
    """A document of one sentence, whose first character names two states."""
    document = Document(doc_id, f"{doc_id}.txt", text=text)
    sentence = Sentence("s1" + doc_id, doc_id, "", 0, 0, len(text), text, 0, 1)
    mention = Mention(
        "m" + doc_id, doc_id, sentence.sentence_id, 0, 1, text[:1], "GPE", ("FRA", "DEU"), "ner", ("FRA", "DEU"), 0, 1, 0
    )
    actors = (Actor("FRA", "France", "state", "FRA", in_gazetteer=True), Actor("DEU", "Germany", "state", "DEU"))
    return Extraction(document, (sentence,), actors, (mention,))
