"""A corpus of made-up diplomatic prose with known events, to measure throughput, memory and correctness under load.

    python -m benchmarks.corpus 2000 FOLDER [--seed 1] [--jsonl]

Writes one text per document, or one ``corpus.jsonl``, and ``known.events.jsonl`` beside it: one event per line with doc_id,
relation_type, source, target, date (EDTF) and trigger. The same seed gives the same corpus; document N does not depend on how
many there are. A document has a title, sections and some 2,000 characters. It tells an event in some 50 tokens (in 22
encyclopedia articles on foreign relations the line finds one in 52), and most of its other sentences name states and dates too.
Names, dates and deeds are drawn at random: nothing in them is true.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

_STATES = {
    "Norway": ("NOR", "Norwegian"), "Chile": ("CHL", "Chilean"), "Peru": ("PER", "Peruvian"), "Japan": ("JPN", "Japanese"),
    "Ghana": ("GHA", "Ghanaian"), "Denmark": ("DNK", "Danish"), "Kenya": ("KEN", "Kenyan"), "Portugal": ("PRT", "Portuguese"),
    "Bolivia": ("BOL", "Bolivian"), "Finland": ("FIN", "Finnish"), "Senegal": ("SEN", "Senegalese"),
    "Malaysia": ("MYS", "Malaysian"), "Ecuador": ("ECU", "Ecuadorian"), "Austria": ("AUT", "Austrian"),
    "Uruguay": ("URY", "Uruguayan"), "Morocco": ("MAR", "Moroccan"), "Sweden": ("SWE", "Swedish"), "Nepal": ("NPL", "Nepalese"),
}  # fmt: skip
_DEEDS = [
    ("envoy.recall", "recalled", "{when}, {a} recalled its ambassador from {b}{why}."),
    ("envoy.expel", "expelled", "{when}, {a} expelled two diplomats of {b}{why}."),
    ("envoy.summon", "summoned", "{when}, the {a_} government summoned the ambassador of {b}{why}."),
    ("treaty.sign", "signed", "{when}, {a} and {b} signed an agreement on {matter}."),
    ("treaty.sign", "signed", "The two governments, {a} and {b}, signed a treaty on {matter} {when_}."),
    ("sanction.impose", "imposed", "{when}, {a} imposed sanctions on {b}{why}."),
    ("sanction.lift", "lifted", "{a} lifted its embargo against {b} {when_}."),
    ("recognition.grant", "recognised", "{a} recognised {b} {when_}."),
    ("mission.open", "opened", "{when}, {a} opened an embassy in {b}."),
    ("mission.close", "closed", "{when}, {a} closed its embassy in {b}{why}."),
    ("meeting.visit", "visited", "{when}, the {a_} foreign minister visited {b} for talks on {matter}."),
    ("statement.criticise", "condemned", "{when}, the {a_} government condemned {b}{why}."),
    ("statement.accuse", "accused", "{when}, {a} accused {b} of interference in its elections."),
    ("relations.establish", "established", "{a} and {b} established diplomatic relations {when_}."),
    ("relations.sever", "severed", "{when}, {a} severed diplomatic relations with {b}{why}."),
    ("aid.grant", "granted", "{when}, {a} granted {b} a loan of {n} million dollars."),
]
_WHY = [
    "", "", " after a dispute over {matter}", " in protest against the arrest of a journalist", " because of the border question",
]  # fmt: skip
_MATTERS = ["fisheries", "air traffic", "the protection of investments", "extradition", "customs", "water rights", "culture"]
_FILLERS = [
    "The harbour of the {a_} capital had been dredged some years earlier, and most of the trade in wool went through it.",
    "Historians in {a} still disagree about the reasons, and the archives of the foreign ministry remain closed to the public.",
    "Most {b_} newspapers of the time paid little attention to the matter, which seemed remote to their readers.",
    "The climate of the region is dry, harvests are uncertain, and the railway that was built there never paid for itself.",
    "Several museums in {a} and {b} keep letters, maps and photographs of the period, many of them never published.",
    "By {year} some {n} thousand {a_} citizens lived in {b}, most of them in the larger cities of the coast.",
    "The question of {matter} was discussed for many years in both parliaments without much effect.",
    "In the decades before {year}, the economy of {b} had depended on the export of timber, sugar and coffee.",
    "The {b_} constitution of {year} gives the president wide powers in foreign affairs, as lawyers have often remarked.",
    "Few travellers from {a} had ever seen the {b_} highlands, where the roads are bad and the winters long.",
    "A committee of experts on {matter} sat for {n} weeks and published a long report that hardly anybody read.",
    "The population of {a} grew quickly in this period, and with it the demand for grain, coal and machines.",
]
_HEADINGS = ["Background", "History", "Early contacts", "Trade and economy", "Later years", "Recent developments"]
_SYMMETRIC = {"treaty.sign", "relations.establish"}
_SHARE = 0.36
"""Of a document's sentences, those that tell an event."""


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
    parts, events = ["A chronicle of foreign affairs"], []
    for heading in chance.sample(_HEADINGS, chance.randint(2, 4)):
        parts.append(heading)
        for _ in range(chance.randint(1, 3)):
            sentences = []
            for _ in range(chance.randint(2, 5)):
                sentence, event = _deed(doc_id, chance) if chance.random() < _SHARE else (_filler(chance), None)
                sentences.append(sentence)
                events += [event] if event else []
            parts.append(" ".join(sentences))
    return Made(doc_id, "\n\n".join(parts) + "\n", tuple(events))


def _filler(chance: random.Random) -> str:
    words, _, _ = _words(chance)
    return chance.choice(_FILLERS).format(**words)


def _deed(doc_id: str, chance: random.Random) -> tuple[str, Known]:
    relation_type, trigger, sentence = chance.choice(_DEEDS)
    words, source, target = _words(chance)
    day = date(1950, 1, 1) + timedelta(days=chance.randrange(25_000))
    phrase, edtf = chance.choice([
        (f"on {day.day} {day:%B %Y}", day.isoformat()),
        (f"in {day:%B %Y}", f"{day:%Y-%m}"),
        (f"in {day.year}", str(day.year)),
    ])  # fmt: skip
    if relation_type in _SYMMETRIC:
        source, target = ";".join(sorted((source, target))), ""
    text = sentence.format(when=phrase[0].upper() + phrase[1:], when_=phrase, **words)
    return text, Known(doc_id, relation_type, source, target, edtf, trigger)


def _words(chance: random.Random) -> tuple[dict[str, str], str, str]:
    """What fills the gaps of a sentence, and the codes of its two states."""
    a, b = chance.sample(list(_STATES), 2)
    matter = chance.choice(_MATTERS)
    words = {
        "a": a, "b": b, "a_": _STATES[a][1], "b_": _STATES[b][1], "matter": matter,
        "why": chance.choice(_WHY).format(matter=matter), "n": str(chance.randint(2, 90)),
        "year": str(chance.randint(1900, 2010)),
    }  # fmt: skip
    return words, _STATES[a][0], _STATES[b][0]


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
