"""A corpus of made-up diplomatic prose with known events, to measure throughput, memory and correctness under load.

    python -m benchmarks.corpus 2000 FOLDER [--seed 1] [--jsonl]

Writes one text per document, or one ``corpus.jsonl``, and ``known.events.jsonl`` beside it: one event per line with doc_id,
relation_type, source, target, date (EDTF) and trigger. The same seed gives the same corpus; document N does not depend on how
many there are. Texts have some 2,000 characters. Names, dates and deeds are drawn at random: nothing in them is true.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

_STATES = {
    "Norway": "NOR", "Chile": "CHL", "Peru": "PER", "Japan": "JPN", "Ghana": "GHA", "Denmark": "DNK", "Kenya": "KEN",
    "Portugal": "PRT", "Bolivia": "BOL", "Finland": "FIN", "Senegal": "SEN", "Malaysia": "MYS", "Ecuador": "ECU", "Oman": "OMN",
}  # fmt: skip
_DEEDS = [
    ("envoy.recall", "recalled", "{date} {a} recalled its ambassador from {b}."),
    ("envoy.expel", "expelled", "{date} {a} expelled two diplomats of {b}."),
    ("treaty.sign", "signed", "{date} {a} and {b} signed a trade agreement."),
    ("sanction.impose", "imposed", "{date} {a} imposed sanctions on {b}."),
    ("recognition.recognize", "recognised", "{date} {a} recognised {b}."),
    ("mission.open", "opened", "{date} {a} opened an embassy in {b}."),
]
_FILLERS = [
    "The harbour had been dredged some years earlier.",
    "Exports of timber, copper and wool grew slowly.",
    "Most newspapers paid little attention to the matter.",
    "The climate of the region is dry, and harvests are uncertain.",
    "Historians still disagree about the reasons.",
    "The railway was built with local labour and never paid for itself.",
    "Several museums keep letters of the period.",
]
_SYMMETRIC = {"treaty.sign"}


@dataclass(frozen=True, slots=True)
class Known:
    """An event that a document states."""

    doc_id: str
    relation_type: str
    source: str
    target: str
    date: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document of the corpus with what it states."""

    doc_id: str
    text: str
    events: tuple[Known, ...]


def documents(number: int, seed: int = 1) -> Iterator[Made]:
    """The first ``number`` documents of the corpus of a seed."""
    for i in range(number):
        yield _document(f"d{i:06}", random.Random(f"{seed}-{i}"))


def _document(doc_id: str, chance: random.Random) -> Made:
    paragraphs, events = [], []
    for _ in range(chance.randint(5, 9)):
        sentences = []
        for _ in range(chance.randint(3, 6)):
            if chance.random() < 0.4:
                sentence, event = _deed(doc_id, chance)
                events.append(event)
            else:
                sentence = chance.choice(_FILLERS)
            sentences.append(sentence)
        paragraphs.append(" ".join(sentences))
    return Made(doc_id, "\n\n".join(paragraphs) + "\n", tuple(events))


def _deed(doc_id: str, chance: random.Random) -> tuple[str, Known]:
    relation_type, trigger, sentence = chance.choice(_DEEDS)
    a, b = chance.sample(list(_STATES), 2)
    day = date(1950, 1, 1) + timedelta(days=chance.randrange(25_000))
    phrase, edtf = chance.choice([
        (f"On {day.day} {day:%B %Y}", day.isoformat()),
        (f"In {day:%B %Y}", f"{day:%Y-%m}"),
        (f"In {day.year}", str(day.year)),
    ])  # fmt: skip
    source, target = _STATES[a], _STATES[b]
    if relation_type in _SYMMETRIC:
        source, target = ";".join(sorted((source, target))), ""
    return sentence.format(date=phrase, a=a, b=b), Known(doc_id, relation_type, source, target, edtf, trigger)


def write(number: int, folder: Path, seed: int = 1, lines: bool = False) -> None:
    """Write a corpus; documents are never all in memory."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "known.events.jsonl").open("w", encoding="utf-8") as known:
        together = (folder / "corpus.jsonl").open("w", encoding="utf-8") if lines else None
        for made in documents(number, seed):
            known.writelines(json.dumps(asdict(event)) + "\n" for event in made.events)
            if together:
                together.write(json.dumps({"id": made.doc_id, "text": made.text}) + "\n")
            else:
                (folder / f"{made.doc_id}.txt").write_text(made.text, encoding="utf-8")
        if together:
            together.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jsonl", action="store_true")
    given = parser.parse_args()
    write(given.number, given.folder, given.seed, given.jsonl)


if __name__ == "__main__":
    main()
