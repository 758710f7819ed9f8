"""The events that somebody wrote into the sheet *Add* of a workbook: what a run missed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from verbale.extractors import ids
from verbale.review.files.workbook import ADD_SHEET
from verbale.review.log import (
    Decision,
    DecisionError,
    EdtfError,
    check_values,
    make,
    new_event_id,
    normalised_values,
    now,
    span_in,
)

_AROUND = 32


@dataclass(frozen=True, slots=True)
class Imported:
    """Decisions of a workbook, and one line for every row that was not taken."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()


Cells = dict[str, str | None]


def rows_of(sheet: Any) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    """The header of a sheet, and its rows with their numbers; None where a cell holds a formula, which says nothing by itself."""
    lines = ([_text(cell) for cell in row] for row in sheet.iter_rows())
    header = [cell or "" for cell in next(lines, [])]
    return header, (
        (number, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False)))
        for number, cells in enumerate(lines, 2)
    )


def _text(cell: Any) -> str | None:
    """A cell as it was meant: a date is its day, a whole number has no point. None for a formula."""
    value = cell.value
    if cell.data_type == "f":
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def read_additions(
    book: Any, judged: Mapping[str, Mapping[str, str]], reviewer: str, types: frozenset[str], corpus: str
) -> Imported:
    """The events of the sheet *Add*. ``judged``: event id -> snapshot, of the rows that the run told when the workbook was made.
    The same row gives the same decision again, and with other cells a later word on the same event."""
    if ADD_SHEET not in book.sheetnames:
        return Imported()
    rows = [(number, cells) for number, cells in rows_of(book[ADD_SHEET])[1] if any(cell != "" for cell in cells.values())]
    if rows and not {"sentences", "actors"} <= set(book.sheetnames):
        return Imported((), (f"{ADD_SHEET}: the workbook lacks the sheet sentences or actors: add events on the page",))
    known = _Known.of(book, judged) if rows else _Known({}, (), {})
    decisions, problems = [], []
    for number, cells in rows:
        try:
            decisions.append(replace(_addition(cells, known, reviewer, types), corpus=corpus))
        except (DecisionError, EdtfError) as error:
            problems.append(f"{ADD_SHEET}, row {number}: {error}")
    return Imported(tuple(decisions), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a workbook says of its texts: sentences in text order, actors by id and by name, and the rows of each sentence."""

    actors: Mapping[str, tuple[str, str, str]]
    sentences: Sequence[Mapping[str, str]]
    beside: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, book: Any, judged: Mapping[str, Mapping[str, str]]) -> _Known:
        actors: dict[str, tuple[str, str, str]] = {}
        named = [_plain(cells) for _, cells in rows_of(book["actors"])[1]]
        for key in ("name", "actor_id"):  # an id goes before a name that reads the same
            actors |= {a[key].casefold(): (a["actor_id"], a["name"], a["party_id"]) for a in named}
        sentences = [_plain(cells) for _, cells in rows_of(book["sentences"])[1]]
        beside: dict[str, list[str]] = {}
        for event_id, snapshot in judged.items():
            beside.setdefault(snapshot.get("sentence_id", ""), []).append(event_id)
        return cls(actors, sorted(sentences, key=lambda s: (s["doc_id"], int(s["char_start"] or 0))), beside)

    def sentence(self, wanted: str) -> int:
        """The number of the sentence that is named by its id or by words that it alone has. Raises DecisionError."""
        words = ids.normalise(wanted)
        found = [i for i, s in enumerate(self.sentences) if s["sentence_id"] == words]
        found = found or [i for i, s in enumerate(self.sentences) if words and words in ids.normalise(s["text"])]
        if len(found) != 1:
            said = f"{len(found)} sentences have" if found else "no sentence has"
            raise DecisionError(f"{said} the words {words[:60]!r}: copy the sentence_id from the sheet sentences")
        return found[0]

    def side(self, cell: str) -> tuple[str, str, str]:
        """(ids, names, parties) of actors by their codes or names; one that nobody knows goes by its name."""
        parts = [part.strip() for part in cell.split(";") if part.strip()]
        found = [self.actors.get(part.casefold(), (part, part, part)) for part in parts]
        ids_, names, parties = (";".join(actor[i].replace(";", ",") or actor[0] for actor in found) for i in range(3))
        return ids_, names, parties


def _plain(cells: Cells) -> dict[str, str]:
    return {column: cell or "" for column, cell in cells.items()}


def _addition(cells: Cells, known: _Known, reviewer: str, types: frozenset[str]) -> Decision:
    formulas = [column for column, cell in cells.items() if cell is None]
    if formulas:
        raise DecisionError(f"{formulas[0]} holds a formula: write what it says into the cell")
    row = {column: cell.strip() for column, cell in _plain(cells).items()}
    number = known.sentence(row.get("sentence", ""))
    sentence = known.sentences[number]
    span = span_in(sentence["text"], row.get("trigger", ""), "0-0")
    if span is None:
        raise DecisionError(f"the trigger {row.get('trigger', '')[:60]!r} does not stand in the sentence")
    values = _values(row, sentence["text"], span, known)
    check_values(values, types)
    told = [values.get(column, "") for column in ("trigger_at", "relation_type", "source_ids", "target_ids")]
    event_id = new_event_id(reviewer, sentence["sentence_id"], *told)
    entry = {"action": "add", "event_id": event_id, "values": values, "comment": row.get("comment", "")}
    key = json.dumps([reviewer, entry], sort_keys=True, ensure_ascii=False)
    snapshot = _snapshot(number, known)
    return make({**entry, "id": ids.content_id("d", key), "snapshot": snapshot, "at": now(), "reviewer": reviewer})


def _values(row: Mapping[str, str], text: str, span: tuple[int, int], known: _Known) -> dict[str, str]:
    values = {
        "relation_type": row.get("relation_type", ""),
        "trigger": text[slice(*span)],
        "trigger_at": f"{span[0]}-{span[1]}",
        "quote": text,
        "quote_at": f"0-{len(text)}",
        "date_edtf": row.get("date", ""),
        "polarity": row.get("polarity", "") or "pos",
        "modality": row.get("modality", "") or "asserted",
        "attributed_to": known.side(row.get("attributed_to", ""))[0],
        **{column: row.get(column, "") for column in ("instrument", "place", "quantity")},
    }
    for side in ("source", "target"):
        found = known.side(row.get(f"{side}s", ""))
        values |= dict(zip((f"{side}_ids", f"{side}s", f"{side}_parties"), found, strict=True))
    return normalised_values({column: value for column, value in values.items() if value})


def _snapshot(number: int, known: _Known) -> dict[str, str]:
    sentence = known.sentences[number]
    same = [s for s in known.sentences if s["doc_id"] == sentence["doc_id"]]
    at, text = same.index(sentence), ids.normalise(sentence["text"])
    snapshot = {
        "sentence_id": sentence["sentence_id"],
        "doc_id": sentence["doc_id"],
        "section": sentence["section"],
        "char_start": sentence["char_start"],
        "sentence": text[:2000],
        "twins": str(sum(ids.normalise(s["text"]) == text for s in same)),
        "prefix": " ".join(s["text"] for s in same[max(0, at - 4) : at])[-_AROUND:],
        "suffix": " ".join(s["text"] for s in same[at + 1 : at + 5])[:_AROUND],
        "beside": ";".join(sorted(known.beside.get(sentence["sentence_id"], ()))),
    }
    return {column: cell for column, cell in snapshot.items() if cell}
