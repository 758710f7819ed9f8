"""Sentences that no writer meant as one, read in pieces: what is weighed within a sentence grows with the square of its length.

Nothing that people write is cut: the longest sentences of resolutions and treaties have some two hundred words. What is longer
is a list, a table without lines, a text without stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

LONGEST = 300
"""Words of a sentence above which it is read in pieces; the last third of so many is looked through for a place for the cut."""
_TREE: list[int | str] = ["HEAD", "DEP"]
_CUT = "sentences that were cut"
_PLACES = (frozenset({";", "."}), frozenset({",", ":", "-", "–", "—"}))


def bound(doc: Doc) -> None:
    """Cut the sentences of a Doc into pieces of at most ``LONGEST`` tokens, by new heads. ``cut_in``: how many were longer."""
    long = [(sent.start, sent.end) for sent in doc.sents if sent.end - sent.start > LONGEST] if len(doc) > LONGEST else []
    if not long:
        return
    array: Any = doc.to_array(_TREE)
    # Distances to the head, negative ones too, stand among unsigned numbers.
    distances = array[:, 0].astype("int64")
    heads = (distances + range(len(doc))).tolist()
    for start, end in long:
        depths = _depths(heads, start, end)
        for first, last in _pieces(doc, start, end):
            apart = [i for i in range(first, last) if not first <= heads[i] < last or heads[i] == i]
            top = min(apart, key=lambda i: depths[i - start])
            for i in apart:
                distances[i] = top - i
                array[i, 1] = doc.vocab.strings.add("ROOT" if i == top else "dep")
    array[:, 0] = distances.astype("uint64")
    doc.from_array(_TREE, array)
    doc.user_data[_CUT] = len(long)


def cut_in(doc: Doc) -> int:
    """How many sentences of a Doc ``bound`` has cut."""
    return int(doc.user_data.get(_CUT, 0))


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a sentence begin and end: behind a stop or a comma where there is one, and in no name."""
    while end - start > LONGEST:
        cut = _cut(doc, start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _cut(doc: Doc, limit: int) -> int:
    nearest_first = range(limit, limit - LONGEST // 3, -1)
    for places in _PLACES:
        for cut in nearest_first:
            if doc[cut - 1].text in places:
                return cut
    return next((cut for cut in nearest_first if doc[cut].ent_iob_ != "I"), limit)


def _depths(heads: Sequence[int], start: int, end: int) -> list[int]:
    """How deep each token of a sentence hangs in its tree."""
    below: dict[int, list[int]] = {}
    depths = [0] * (end - start)
    for i in range(start, end):
        if heads[i] != i:
            below.setdefault(heads[i], []).append(i)
    ahead = [i for i in range(start, end) if heads[i] == i]
    for above in ahead:
        for i in below.get(above, ()):
            depths[i - start] = depths[above - start] + 1
            ahead.append(i)
    return depths


def said(document_note: str, cut: int) -> str:
    """What is noted of a document with so many sentences that were cut, behind what is noted already."""
    told = f"read in pieces: {cut} sentence{'s' * (cut != 1)} of more than {LONGEST} words"
    return "; ".join(note for note in (document_note, told if cut else "") if note)
