"""Made-up chronicles and a toy extractor for them: tables of any size, and texts that can be edited and extracted again.

What is measured with them is the review (ids, carry-over, the page), never the quality of extraction.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from verbale.extractors import ids, tables
from verbale.extractors.schema import Actor, Document, Event, Extraction, Mention, Sentence, Timex
from verbale.review.log.edtf import days

STATES = {
    "ARG": "Argentina", "BOL": "Bolivia", "BRA": "Brazil", "CHL": "Chile", "COL": "Colombia", "DNK": "Denmark", "ECU": "Ecuador",
    "EGY": "Egypt", "ETH": "Ethiopia", "FIN": "Finland", "GHA": "Ghana", "ISL": "Iceland", "JPN": "Japan", "KEN": "Kenya",
    "LAO": "Laos", "MAR": "Morocco", "MEX": "Mexico", "NOR": "Norway", "PER": "Peru", "PRT": "Portugal", "SWE": "Sweden",
    "THA": "Thailand", "TUR": "Turkey", "URY": "Uruguay", "VNM": "Vietnam", "ZMB": "Zambia",
}  # fmt: skip
VERBS = {
    "expelled two diplomats of": "envoy.expel", "recalled its ambassador from": "envoy.recall", "recognised": "recognition.grant",
    "imposed sanctions on": "sanction.impose", "lifted its sanctions on": "sanction.lift", "praised": "statement.support",
    "accused": "statement.accuse", "sent a delegation to": "meeting.visit", "lent money to": "aid.grant",
    "signed a treaty with": "treaty.sign", "opened an embassy in": "mission.open", "closed its consulate in": "mission.close",
}  # fmt: skip
_MONTHS = list(calendar.month_name)[1:]
_NOUNS = [
    "harbour",
    "railway",
    "fishery",
    "archive",
    "lighthouse",
    "copper",
    "cotton",
    "canal",
    "cable",
    "border",
    "orchestra",
    "port",
]
_MATTERS = ["dispute", "loan", "concession", "inquiry", "exhibition", "accident", "contract", "survey", "strike", "commission"]
_SENTENCE = re.compile(r"[^\s.][^.\n]*(?:\.|(?=\n|$))")
_NAME = re.compile(r"\b(?:" + "|".join(STATES.values()) + r")\b")
_DATE = re.compile(rf"\b(?:(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) )?(\d{{4}})\b")
_CODES = {name: code for code, name in STATES.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """A relation type as the review needs it."""

    definition: str
    plover: str
    cameo: str
    symmetric: bool
    denied: bool = False


TYPES: Mapping[str, Kind] = {
    name: Kind(f"Made up for measurements: {name}.", "SUPPORT", "057", name == "treaty.sign")
    for name in sorted(set(VERBS.values()))
}


def chronicle(seed: int, sentences: int) -> str:
    """A text of sections, paragraphs and sentences; every sentence holds one event, most are dated."""
    rng = random.Random(seed)
    lines = []
    for number in range(sentences):
        if number % 12 == 0:
            lines.append(f"\n\nChapter {number // 12 + 1}: the {rng.choice(_NOUNS)} years\n\n")
        one, other = rng.sample(sorted(STATES.values()), 2)
        year = rng.randint(1880, 1999)
        date = rng.choice(
            [f"In {year}", f"In {rng.choice(_MONTHS)} {year}", f"On {rng.randint(1, 28)} {rng.choice(_MONTHS)} {year}", "Later"]
        )
        matter = f"the {rng.choice(_NOUNS)} {rng.choice(_MATTERS)} of the {rng.choice(_NOUNS)} {rng.choice(_MATTERS)}"
        lines.append(
            f"{date}, {one} {rng.choice(sorted(VERBS))} {other} over {matter}, as paper {rng.randint(100, 99999)} tells."
        )
        lines.append("\n\n" if number % 4 == 3 else " ")
    return "".join(lines).strip() + "\n"


def extract(doc_id: str, text: str, verbs: Mapping[str, str] = VERBS) -> Extraction:
    """The toy extractor: NAME VERB NAME makes an event. ``verbs`` are its rules."""
    sentences, mentions, timexes, events = [], [], [], []
    section = ""
    seen = ids.Occurrences()
    for ordinal, found in enumerate(_SENTENCE.finditer(text)):
        words = found.group()
        if not words.endswith("."):
            section = words.strip()
        sid = ids.sentence_id(doc_id, words, seen.next(ids.normalise(words)))
        sentence = Sentence(sid, doc_id, section, ordinal, found.start(), found.end(), words, 0, 0)
        sentences.append(sentence)
        nth = ids.Occurrences()
        for name in _NAME.finditer(words):
            at = (found.start() + name.start(), found.start() + name.end())
            code = (_CODES[name.group()],)
            mention_id = ids.content_id("m", sid, name.group(), nth.next(name.group()))
            mentions.append(Mention(mention_id, doc_id, sid, *at, name.group(), "GPE", code, "gazetteer", code, 0, 0, 0))
        for date in _DATE.finditer(words):
            timexes.append(_timex(sentence, date, nth))
        event = _event(sentence, [t for t in timexes if t.sentence_id == sid], verbs, text)
        if event:
            events.append(event)
    actors = tuple(
        Actor(code, STATES[code], "state", code, code, in_gazetteer=True) for code in sorted({m.actor_ids[0] for m in mentions})
    )
    document = Document(doc_id, f"{doc_id}.txt", doc_id.replace("-", " ").capitalize(), text=text)
    return Extraction(document, tuple(sentences), actors, tuple(mentions), tuple(timexes), tuple(events))


def _timex(sentence: Sentence, date: re.Match[str], nth: ids.Occurrences) -> Timex:
    day, month, year = date.groups()
    edtf = year + (f"-{_MONTHS.index(month) + 1:02d}" if month else "") + (f"-{int(day):02d}" if day else "")
    span = days(edtf)
    date_id = ids.content_id("t", sentence.sentence_id, date.group(), nth.next(date.group()))
    at = (sentence.char_start + date.start(), sentence.char_start + date.end())
    return Timex(date_id, sentence.doc_id, sentence.sentence_id, *at, date.group(), edtf, "DATE", edtf, "", span.start, span.end,
                 span.granularity, "on", "event", "explicit", "", "", 0, 0)  # fmt: skip


def _event(sentence: Sentence, dates: list[Timex], verbs: Mapping[str, str], text: str) -> Event | None:
    pattern = re.compile(rf"({_NAME.pattern}) ({'|'.join(map(re.escape, verbs))}) ({_NAME.pattern})")
    match = pattern.search(sentence.text)
    if not match:
        return None
    source, phrase, target = match.group(1), match.group(2), match.group(3)
    kind, codes = verbs[phrase], ((_CODES[source],), (_CODES[target],))
    claim = ids.claim_id(kind, *codes)
    date = dates[0] if dates else None
    begin = sentence.char_start + match.start(2)
    trigger = phrase.split()[0]
    confidence = 0.5 + int(ids.content_id("", sentence.text)[:4], 16) / 65536 / 2
    told = (date.text, date.edtf, date.timex3_mod) if date else ("",) * 3
    span = (date.date_start, date.date_end, date.granularity, "sentence") if date else ("",) * 4
    plover = TYPES[kind].plover if kind in TYPES else ""
    before = text[max(0, sentence.char_start - 32) : sentence.char_start]
    return Event(
        ids.event_id(claim, sentence.sentence_id, "1"), claim, sentence.doc_id, sentence.section, sentence.sentence_id, kind,
        plover, "057", "verbal cooperation", "3.5", trigger, begin, begin + len(trigger), (source,), codes[0], codes[0],
        ("named",), (target,), codes[1], codes[1], ("named",), "", "", "", (), "", (), "", *told, *span, "pos", "asserted", (),
        confidence, "", "rule", f"{kind}.verb", sentence.text, sentence.char_start, sentence.char_end, before,
        text[sentence.char_end : sentence.char_end + 32], "0", "toy",
    )  # fmt: skip


def run(texts: Mapping[str, str], verbs: Mapping[str, str] = VERBS) -> dict[str, pd.DataFrame]:
    """doc_id -> text becomes the tables of a run."""
    return tables.to_tables(extract(doc_id, text, verbs) for doc_id, text in texts.items())


def library(documents: int, sentences: int, first: int = 0) -> dict[str, str]:
    """``documents`` chronicles of ``sentences`` sentences each."""
    return {f"chronicle-{number:03d}": chronicle(number, sentences) for number in range(first, first + documents)}
