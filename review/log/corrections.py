"""What a correction may say, and a row with a correction applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from verbale.extractors import ids
from verbale.extractors.rules import coded
from verbale.extractors.tables import split
from verbale.review.log.decisions import PLACED, DecisionError
from verbale.review.log.edtf import EdtfError, days, normalised, same_date

POLARITIES = ("pos", "neg")
MODALITIES = ("asserted", "planned", "hypothetical", "reported")


class RelationType(Protocol):
    """What is needed of a relation type of the rule files."""

    definition: str
    plover: str
    cameo: str
    symmetric: bool
    denied: bool


def check_values(values: Mapping[str, str], types: frozenset[str]) -> None:
    """The corrected values that have a form. Raises DecisionError or EdtfError."""
    days(values.get("date_edtf", ""))
    if types and values.get("relation_type", next(iter(types))) not in types:
        raise DecisionError(f"there is no type {values['relation_type']!r} in the rule files")
    if values.get("polarity", "pos") not in POLARITIES:
        raise DecisionError("polarity is pos or neg")
    if values.get("modality", "asserted") not in MODALITIES:
        raise DecisionError("modality is asserted, planned, hypothetical or reported")


def span_of(at: str) -> tuple[int, int]:
    """``12-17`` -> 12, 17."""
    first, _, end = at.partition("-")
    return int(first), int(end)


def normalised_values(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a correction with its date in EDTF, however the reviewer wrote it. Raises EdtfError."""
    return {name: normalised(value) if name == "date_edtf" else value for name, value in values.items()}


def corrected(
    row: Mapping[str, str], values: Mapping[str, str], types: Mapping[str, RelationType], start: int = 0
) -> dict[str, str]:
    """An event row with a correction applied, and with what follows from it: codes, full dates, offsets and the claim id.

    What was read from the words before, and would be untrue of those that a reviewer chose, is empty: the words of a date that is
    another one now, the content of another quote. The event_id stays: it names the row that was reviewed. ``start``: where its
    sentence begins.
    """
    result = {**row, **{name: value for name, value in values.items() if not name.endswith("_at")}}
    for name in PLACED:
        if name in values:
            first, end = span_of(values[f"{name}_at"])
            result |= {f"{name}_start": str(start + first), f"{name}_end": str(start + end)}
            if values[name] != row.get(name):
                result["content"] = ""  # it was read from the words before
    if {"relation_type", "polarity", "modality"} & set(values) and result["relation_type"] in types:
        kind = types[result["relation_type"]]
        polarity = "pos" if kind.denied else result["polarity"]
        result |= coded(kind.plover, kind.cameo, polarity, result["modality"])._asdict()
    if "date_edtf" in values:
        result["date_mod"] = ""  # said of the date before
        try:
            span = days(values["date_edtf"])
            result |= {"date_start": span.start, "date_end": span.end, "date_granularity": span.granularity}
        except EdtfError:
            result |= {"date_start": "", "date_end": "", "date_granularity": ""}
        result["date_method"] = "review" if values["date_edtf"] else ""
        if "date_text" not in values and not _still_says(row, values["date_edtf"]):
            result["date_text"] = ""
    for side in ("source", "target"):
        if {f"{side}_ids", f"{side}_parties"} & set(values):
            result[f"{side}_how"] = ";".join("review" for _ in split(result[f"{side}_ids"]))
    if {"source_ids", "source_parties", "target_ids", "target_parties"} & set(values):
        result["parties_confidence"] = ""  # of those that are corrected away
    sides = split(result["source_ids"]), split(result["target_ids"])
    if {"relation_type", "source_ids", "target_ids"} & set(values):
        result["claim_id"] = ids.claim_id(result["relation_type"], *sides)
    return result


def _still_says(row: Mapping[str, str], edtf: str) -> bool:
    """Whether the words that dated a row give the corrected date, too."""
    return bool(edtf) and (edtf == row.get("date_edtf") or same_date(row.get("date_text", ""), edtf))
