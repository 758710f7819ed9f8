"""Where a passage is told from or of: the state that opens its paragraph (``Lima: ...``, ``• LIMA. ...``), and that of the
dateline of a dispatch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from verbale.extractors.parse import Parsed, labels

# "Amman, home service, in Arabic, 20 June: ..."
_LONGEST = 12
# "LIMA." on its own, "ADDIS ABABA."
_SHORTEST = 4


class Named(Protocol):
    """A mention, or one in the making."""

    @property
    def start(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def party_ids(self) -> tuple[str, ...]: ...


class Leads(NamedTuple):
    """By sentence, the state that its paragraph opens with, and the state that its dispatch is written from; empty where none."""

    paragraph: Sequence[str]
    dispatch: Sequence[str]


def leads_of(parsed: Parsed, paragraphs: Sequence[int], drafts: Iterable[Named], is_state: Callable[[str], bool]) -> Leads:
    """The leads of a text; ``paragraphs``: the number of every sentence's paragraph."""
    said: dict[int, list[Named]] = {}
    for draft in drafts:
        said.setdefault(parsed.sentence_of[draft.start], []).append(draft)
    of_rows = _states_of_rows(parsed, said, is_state)
    opening, dispatch, last = "", "", -1
    by_paragraph: list[str] = []
    by_dispatch: list[str] = []
    for number, sentence in enumerate(parsed.sentences):
        if paragraphs[number] != last or sentence.heading:
            last = paragraphs[number]
            end = 0 if sentence.heading or sentence.dateline else _lead_end(parsed, number)
            opening = _one_state(said.get(number, ()), sentence.start, end, is_state) or of_rows.get(sentence.row, "")
        if sentence.heading:
            dispatch = ""
        elif sentence.dateline:
            joint = any(word.text == "/" for word in parsed.words[sentence.start : sentence.end])
            dispatch = "" if joint else _one_state(said.get(number, ()), sentence.start, sentence.end, is_state)
        by_paragraph.append(opening)
        by_dispatch.append(dispatch)
    return Leads(by_paragraph, by_dispatch)


def _states_of_rows(parsed: Parsed, said: Mapping[int, Sequence[Named]], is_state: Callable[[str], bool]) -> dict[int, str]:
    """The one state that the leads of a table row name, by the row's number."""
    states: dict[int, set[str]] = {}
    for number, sentence in enumerate(parsed.sentences):
        if sentence.lead:
            found = {party for draft in said.get(number, ()) for party in draft.party_ids if is_state(party)}
            states.setdefault(sentence.row, set()).update(found)
    return {row: next(iter(found)) for row, found in states.items() if len(found) == 1}


def _lead_end(parsed: Parsed, number: int) -> int:
    """Where the words end that open a paragraph without telling anything; its start where none do."""
    sentence = parsed.sentences[number]
    words = parsed.words[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    for word in words:
        if word.text == ":":
            return word.i
        if word.pos_ in labels.VERBAL:
            break
    short = sentence.end - sentence.start <= _SHORTEST and parsed.words[sentence.end - 1].text == "."
    return sentence.end if short and words[0].text.isupper() else sentence.start


def _one_state(drafts: Iterable[Named], start: int, end: int, is_state: Callable[[str], bool]) -> str:
    """The one state that the words from ``start``, where a name must stand, to ``end`` name; an adjective names none."""
    inside = [draft for draft in drafts if start <= draft.start < end and draft.label != "NORP"]
    states = {party for draft in inside for party in draft.party_ids if is_state(party)}
    return states.pop() if len(states) == 1 and any(draft.start == start for draft in inside) else ""
